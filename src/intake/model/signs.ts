import { features } from '../score.ts'
import { kindFeatures } from '../kind.ts'
import type { Look } from '../look.ts'
import type { ContextLine, Heard } from '../reading.ts'
import { addFeature, addGrams, emptyVector, type Vector } from './vector.ts'

/** What stood above, as far as the act rests on it. */
export interface AboveSigns {
  /** The act that the turns of phrase alone would read (act.ts). */
  ruled: string
  /** 0..1: how much the likeliest line above sounds like an appeal, the speaker's own and others'. */
  own: number
  others: number
  last: ContextLine | null
  /** How many lines stood above. */
  count: number
}

/** How much a block of grams weighs against single features of about one. */
const textWeight = 5
const aboveWeight = 2

const openClosure = /满意|评价|打分/u
const question = /[?？]|吗|呢|哪|几|请/u

/** Features of a message by itself: its letters, the cues, who speaks and where. */
export function ownSigns(look: Look, heard: Heard): Vector {
  const vector = emptyVector()
  addGrams(vector, 't:', look.text.slice(0, 600), textWeight)
  for (const [name, value] of features({ look, heard })) addFeature(vector, `f:${name}`, value)
  addFeature(vector, `speaker:${heard.speaker} ${heard.room}`, 1)
  addFeature(vector, `room:${heard.room}`, 1)
  return vector
}

/** The features of the act: the message's own, and what stood above. */
export function actSigns(look: Look, heard: Heard, above: AboveSigns): Vector {
  const vector = ownSigns(look, heard)
  addFeature(vector, `ruled:${above.ruled}`, 2)
  addFeature(vector, `above:${String(Math.min(above.count, 3))}`, 1)
  addFeature(vector, 'above:own', above.own)
  addFeature(vector, 'above:others', above.others)
  addFeature(vector, `ruled:${above.ruled} own`, above.own)
  addFeature(vector, `ruled:${above.ruled} others`, above.others)
  const { last } = above
  if (last !== null) {
    addFeature(vector, `last:${last.speaker}`, 1)
    if (openClosure.test(last.text)) addFeature(vector, `last closure:${last.speaker}`, 1)
    if (question.test(last.text)) addFeature(vector, `last asks:${last.speaker}`, 1)
    addGrams(vector, 'c:', last.text.slice(0, 120), aboveWeight, 2)
  }
  return vector
}

/** The features of what the matter is: letters, the leaves that the lexicon names, turns of phrase. */
export function matterSigns(look: Look, heard: Pick<Heard, 'room' | 'speaker'>): Vector {
  const vector = emptyVector()
  addGrams(vector, 't:', look.text.slice(0, 600), textWeight)
  for (const [rank, { leaf, score }] of look.ranked.slice(0, 4).entries()) {
    addFeature(vector, `lex:${leaf}`, Math.min(score, 6) / 2)
    if (rank === 0) addFeature(vector, `best:${leaf}`, 1)
  }
  const best = look.ranked[0]?.leaf ?? ''
  for (const [name, value] of kindFeatures(look.text, best, look.cues)) addFeature(vector, `k:${name}`, value)
  addFeature(vector, `hazard:${look.hazard}`, 2)
  addFeature(vector, `speaker:${heard.speaker} ${heard.room}`, 1)
  return vector
}
