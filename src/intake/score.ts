import { cueNames, force } from './cues.ts'
import type { CueName } from './lexicon/cues.ts'
import type { Look } from './look.ts'
import type { Heard } from './reading.ts'
import { quick } from './needs.ts'
import { shapes } from './shapes.ts'
import { weights } from './weights.ts'

/** What the score rests on, already seen in the message. */
export interface Signs {
  look: Look
  heard: Pick<Heard, 'speaker' | 'room'>
}

/** Leaves about which people ask rather than complain: a question there is an appeal by itself. */
const askedAbout = /^(?:10|11|12|14|15|03)/u
const asks = /[?？]|(?:吗|么|呢|嘛|不|没有?)\s*$|怎么|如何|咋|哪|几点|多少|什么时候|啥|需要|能不能|可以/u

/** Signs of a grievance that ordinary talk is full of: they count for more beside something that the grid looks after. */
const split = new Set<CueName>([
  'trouble',
  'neglect',
  'lasting',
  'feeling',
  'denied',
  'ours',
  'rhetoric',
  'weak',
  'ask',
])

/** Cues of chatter; where none of them is heard, a matter that is named is likely meant. */
const calming: readonly CueName[] = [
  'fixed',
  'advert',
  'announcement',
  'elsewhere',
  'unreal',
  'exchange',
  'advice',
  'pleasant',
  'life',
  'greeting',
  'forged',
  'work',
]

const shapeNames = shapes.map(({ name, when }) => ({ feature: `shape:${name}`, when: quick(when) }))

function featuresOnce({ look, heard }: Signs): ReadonlyMap<string, number> {
  const found = new Map<string, number>([['bias', 1]])
  const add = (name: string, value: number): void => {
    if (value !== 0) found.set(name, value)
  }
  const { cues, text } = look
  const leaf = look.ranked[0]?.leaf ?? ''
  const topic = look.ranked[0]?.score ?? 0
  const near = topic >= 1.2 ? 'with topic' : 'without'
  for (const name of cueNames) add(split.has(name) ? `cue:${name} ${near}` : `cue:${name}`, force(cues[name]))
  const letters = text.replace(/[^\u4e00-\u9fffa-z0-9]/gu, '').length
  add('topic', Math.max(0, Math.min(topic, 5) - 0.5))
  add('no topic', topic < 0.8 ? 1 : 0)
  add('address', look.addresses.length > 0 ? 1 : 0)
  add(`spot ${near}`, look.spot !== null ? 1 : 0)
  add('time', look.times.length > 0 ? 1 : 0)
  add('asked about', topic >= 1.2 && askedAbout.test(leaf) && asks.test(text) ? 1 : 0)
  const { hazard } = look
  add('emergency', hazard === 'emergency' ? 1 : 0)
  add('hazard', hazard === 'urgent' ? 1 : 0)
  const clear = calming.every((name) => cues[name].length === 0)
  add('clear', clear && topic >= 1.2 ? 1 : 0)
  add('clear trouble', clear && topic >= 1.5 && (cues.trouble.length > 0 || cues.denied.length > 0) ? 1 : 0)
  add('clear and ours', clear && topic >= 1.2 && cues.ours.length > 0 ? 1 : 0)
  add('very short', letters < 4 ? 1 : 0)
  add('short', letters >= 4 && letters < 7 && topic < 0.9 ? 1 : 0)
  add(`long ${near}`, Math.min(1, letters / 40))
  const grid = heard.room === 'grid'
  if (heard.speaker !== 'resident') {
    add(`speaker:${heard.speaker}`, grid && heard.speaker === 'staff' ? 0.5 : 1)
    for (const name of ['answer', 'announcement', 'advert', 'work', 'round', 'ask'] as const) {
      add(`${heard.speaker}:${name}`, force(cues[name]))
    }
  } else if (heard.room === 'private') add('private', 1)
  for (const { feature, when } of shapeNames) if (when.test(text)) found.set(feature, 1)
  return found
}

/** A message and the lines above it come again and again: what was found in a look is kept with it, by who speaks where. */
const found = new WeakMap<Look, Map<string, ReadonlyMap<string, number>>>()

/** The features of a message: name → value, mostly 0..2. Nothing of `heard` counts but who speaks in which room. */
export function features(signs: Signs): ReadonlyMap<string, number> {
  const { look, heard } = signs
  let ofLook = found.get(look)
  if (ofLook === undefined) found.set(look, (ofLook = new Map<string, ReadonlyMap<string, number>>()))
  const role = `${heard.speaker} ${heard.room}`
  let once = ofLook.get(role)
  if (once === undefined) ofLook.set(role, (once = featuresOnce(signs)))
  return once
}

/** 0..1 that the message is an appeal: the logistic of the features by their weights. */
export function appealScore(signs: Signs): number {
  let sum = 0
  for (const [name, value] of features(signs)) sum += value * (weights[name] ?? 0)
  return 1 / (1 + Math.exp(-sum))
}
