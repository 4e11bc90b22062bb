import { force } from './cues.ts'
import type { Cues } from './cues.ts'
import type { CueName } from './lexicon/cues.ts'
import type { Heard } from './reading.ts'
import { shapes } from './shapes.ts'

/** What the score rests on, already read from the message. */
export interface Signs {
  text: string
  cues: Cues
  heard: Heard
  /** Weight of the best leaf (category.ts); 0 where nothing fits. */
  topic: number
  addressSaid: boolean
  spotSaid: boolean
  timeSaid: boolean
}

/** Weight of each group of cues for a resident; log odds per unit of force. */
const cueWeights: Readonly<Record<CueName, number>> = {
  trouble: 1.1,
  neglect: 1.3,
  ask: 0.55,
  lasting: 0.35,
  feeling: 0.5,
  irony: 0.35,
  weak: 0.25,
  addressed: 0.3,
  enquiry: 0.7,
  fixed: -1.5,
  advert: -1.3,
  announcement: -0.9,
  answer: -0.25,
  elsewhere: -1,
  unreal: -0.8,
  exchange: -1.1,
  greeting: -0.35,
  forged: -3.5,
  work: -0.5,
  advice: -0.7,
  round: 0.6,
}

/** What differs when the words come from somebody else. */
const spoken: Readonly<Record<Heard['speaker'], { base: number; cues: Partial<Record<CueName, number>> }>> = {
  resident: { base: 0, cues: {} },
  merchant: { base: -1.2, cues: { advert: -0.6 } },
  property: { base: -2.4, cues: { answer: -0.6, announcement: -0.8, ask: -0.4 } },
  staff: { base: -1.6, cues: { answer: -0.6, announcement: -0.8, work: -0.8, round: 1.6, ask: -0.2 } },
}

const bias = -2.3

/** The score as a sum that a person can follow: feature → contribution in log odds. */
export function contributions(signs: Signs): Map<string, number> {
  const sum = new Map<string, number>([['bias', bias]])
  const add = (name: string, value: number): void => {
    if (value !== 0) sum.set(name, (sum.get(name) ?? 0) + value)
  }
  const { heard, cues } = signs
  const voice = spoken[heard.speaker]
  for (const name of Object.keys(cueWeights) as CueName[]) {
    add(`cue:${name}`, force(cues[name]) * (cueWeights[name] + (voice.cues[name] ?? 0)))
  }
  add(
    `speaker:${heard.speaker}`,
    heard.room === 'grid' && heard.speaker === 'staff' ? voice.base / 2 : voice.base,
  )
  add('topic', Math.min(signs.topic, 4.5) * 0.55)
  if (signs.addressSaid) add('address', 0.6)
  if (signs.spotSaid) add('spot', 0.3)
  if (signs.timeSaid) add('time', 0.15)
  if (heard.room === 'private' && heard.speaker === 'resident') add('room:private', 0.8)
  for (const shape of shapes) {
    if (shape.rooms && !shape.rooms.includes(heard.room)) continue
    if (shape.when.test(signs.text)) add(`shape:${shape.name}`, shape.weight)
  }
  const letters = signs.text.replace(/[^\u4e00-\u9fffa-z0-9]/gu, '').length
  if (letters < 4) add('length', -1.5)
  else if (letters < 7) add('length', -0.5)
  return sum
}

/** 0..1 that the message is an appeal: the logistic of the contributions. */
export function appealScore(signs: Signs): number {
  let sum = 0
  for (const value of contributions(signs).values()) sum += value
  return 1 / (1 + Math.exp(-sum))
}
