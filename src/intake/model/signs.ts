import { dangerFeatures } from '../dangers.ts'
import { kindFeatures } from '../kind.ts'
import type { Look } from '../look.ts'
import type { Heard } from '../reading.ts'
import { features } from '../score.ts'
import type { FirstGlance } from './above.ts'
import { addFeature, addGrams, emptyVector, type Vector } from './vector.ts'

/** How much a block of grams weighs against single features of about one. */
const textWeight = 5
const roleWeight = 3
const aboveWeight = 2
/** Letters of a message that are looked at: what matters is said by then. */
const mostLetters = 600

const openClosure = /满意|评价|打分/u
const question = /[?？]|吗|呢|哪|几|请/u

const gramsOf = new WeakMap<Look, Vector>()

/** A vector that begins with the letters of a message: act and matter rest on the same ones. */
function lettersOf(look: Look): Vector {
  let grams = gramsOf.get(look)
  if (grams === undefined) {
    grams = emptyVector()
    addGrams(grams, 't:', look.text.slice(0, mostLetters), textWeight)
    gramsOf.set(look, grams)
  }
  return { at: grams.at.slice(), value: grams.value.slice() }
}

const dangersOf = new WeakMap<Look, ReadonlyMap<string, number>>()

/** What of danger is named, alone and together; looked for once. */
function addDangers(vector: Vector, look: Look, weight: number): void {
  let dangers = dangersOf.get(look)
  if (dangers === undefined) dangersOf.set(look, (dangers = dangerFeatures(look.text)))
  for (const [name, value] of dangers) addFeature(vector, name, value * weight)
}

/** Features of a message by itself: its letters, the cues, who speaks and where. */
function ownSigns(look: Look, heard: Heard): Vector {
  const vector = lettersOf(look)
  const role = `${heard.speaker} ${heard.room}`
  // The same words of a porter and of a resident are two things; residents in their room are what all else rests on.
  if (role !== 'resident community') addGrams(vector, `${role}:`, look.text.slice(0, 300), roleWeight, 2)
  for (const [name, value] of features({ look, heard })) addFeature(vector, `f:${name}`, value)
  addFeature(vector, `speaker:${role}`, 1)
  addFeature(vector, `room:${heard.room}`, 1)
  addDangers(vector, look, 0.5)
  return vector
}

/** The features of the act: the message's own, and what stood above. */
export function actSigns(look: Look, heard: Heard, above: FirstGlance): Vector {
  const vector = ownSigns(look, heard)
  addFeature(vector, 'lexicon', Math.log((above.score + 1e-6) / (1 - above.score + 1e-6)))
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

/** The features of how near harm is: those of the matter, and what of danger is named together. */
export function dangerSigns(look: Look, matter: Vector): Vector {
  const vector: Vector = { at: matter.at.slice(), value: matter.value.slice() }
  addDangers(vector, look, 1)
  return vector
}

/** The features of what the matter is: letters, the leaves that the lexicon names, turns of phrase. */
export function matterSigns(look: Look, heard: Pick<Heard, 'room' | 'speaker'>): Vector {
  const vector = lettersOf(look)
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
