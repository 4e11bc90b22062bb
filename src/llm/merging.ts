import type { PlaceSaid } from '../grid/directory.ts'
import type { Nature } from '../grid/town.ts'
import { readConfidential } from '../intake/confidence.ts'
import { normalise } from '../intake/normalise.ts'
import type { Heard, Matter, Reading, ReaderTown, Urgency } from '../intake/reading.ts'
import { titleOf } from '../intake/title.ts'
import { hazardOf, readUrgency } from '../intake/urgency.ts'
import type { Answer, AnsweredMatter } from './answer.ts'
import type { Hiding } from './hiding.ts'
import { ownWords } from './question.ts'
import { isNumberSaid, isSaid } from './said.ts'
import { lesserAct, weighed, zoneOf } from './weighing.ts'

type Leaf = ReaderTown['leaves'][number]

export interface Merging {
  answer: Answer
  offline: Reading
  heard: Heard
  hiding: Hiding
  town: ReaderTown
}

/**
 * What code makes of an answer: a proposal beside the offline reading, field by field. Words count only where they were
 * said, categories only where the town has them; danger and confidence are raised by the model, never lowered; title,
 * nature's rule, private parts and the waiting for more are never the model's.
 */
export function mergedReading(merging: Merging): Reading {
  const { answer, offline, heard, town } = merging
  const score = weighed(answer, offline, heard, town.zones)
  const zone = zoneOf(score, town.zones)
  const { pii, expectsMore } = offline
  if (zone === 'ignore') {
    const act = lesserAct(answer.act, offline.act, heard)
    const rating = act === 'rating' ? offline.rating : null
    return { act, score, zone, matters: [], pii, expectsMore, rating }
  }
  const proposed = answer.act === 'new' ? mattersOf(answer, merging) : []
  const matters = proposed.length > 0 ? proposed : offline.matters
  return { act: 'new', score, zone, matters, pii, expectsMore, rating: null }
}

function mattersOf({ cases, sure }: Answer, merging: Merging): readonly Matter[] {
  const left = [...merging.offline.matters]
  const alone = cases.length === 1
  const said = alone ? ownWords(merging.heard) : [merging.heard.text]
  const made = cases.flatMap((given) => {
    const leaf = merging.town.leaves.find(({ code }) => code === given.category)
    if (leaf === undefined) return []
    const same = left.findIndex(({ category }) => category === given.category)
    const beside = left.splice(same === -1 ? 0 : same, same === -1 && !alone ? 0 : 1)[0] ?? null
    return [matterOf(given, { leaf, beside, said, sure }, merging)]
  })
  // Two of one leaf are one matter told twice.
  return made.length === 2 && made[0]?.category === made[1]?.category ? made.slice(0, 1) : made
}

interface Ground {
  leaf: Leaf
  /** The offline reader's matter that this one is a second opinion on. */
  beside: Matter | null
  /** Where words may have been taken from. */
  said: readonly string[]
  sure: Answer['sure']
}

function matterOf(given: AnsweredMatter, ground: Ground, { heard, hiding }: Merging): Matter {
  const { leaf, beside, said, sure } = ground
  const place = placeOf(given.place, ground, hiding)
  const confidential =
    given.confidential || beside?.confidential === true || readConfidential(heard.text, given.kind, leaf)
  const occurred = literal(given.occurred, said, hiding) ?? beside?.occurred ?? null
  const words = literal(given.words, said, hiding)
  return {
    kind: given.kind,
    category: leaf.code,
    nature: natureOf(given, leaf),
    place,
    occurred,
    urgency: urgencyOf(given, ground, heard),
    confidential,
    title: titleOf(place, leaf.name, confidential),
    certainty: certaintyOf(sure, beside, leaf.code),
    evidence: {
      ...(words === null ? {} : { category: words }),
      ...(occurred === null ? {} : { occurred }),
    },
  }
}

/** Words of the answer, put back as they were written; null where nobody said them. */
function literal(words: string | null, said: readonly string[], hiding: Hiding): string | null {
  if (words === null) return null
  const back = hiding.putBack(words).trim()
  return isSaid(back, said) ? back : null
}

/** Every part only where it was said; what the model leaves open the offline grammar fills, unless they mean two houses. */
function placeOf(given: AnsweredMatter['place'], { beside, said }: Ground, hiding: Hiding): PlaceSaid {
  const number = (value: string | null): string | null =>
    value !== null && isNumberSaid(value, said) ? value.toUpperCase() : null
  const building = number(given.building)
  const known = beside?.place ?? null
  const same = building === null || known?.building == null || known.building === building
  const filling = same ? known : null
  return {
    estate: known?.estate ?? literal(given.estate, said, hiding),
    building: building ?? filling?.building ?? null,
    unit: number(given.unit) ?? filling?.unit ?? null,
    room:
      number(given.room === null ? null : (hiding.flatOf(given.room) ?? given.room)) ?? filling?.room ?? null,
    spot: literal(given.spot, said, hiding) ?? known?.spot ?? null,
    ...(known?.also === undefined ? {} : { also: known.also }),
  }
}

/** The leaf's nature; a quarrel may be told apart into one of residents and one with an organisation (annotation.md). */
function natureOf({ kind, nature }: AnsweredMatter, leaf: Leaf): Nature {
  const quarrel = nature === 'resident_dispute' || nature === 'organisation_dispute'
  return kind === 'dispute' && quarrel ? nature : leaf.nature
}

const grades: readonly Urgency[] = ['normal', 'urgent', 'emergency']
const graver = (one: Urgency, other: Urgency): Urgency =>
  grades.indexOf(one) >= grades.indexOf(other) ? one : other

function urgencyOf({ kind, urgency }: AnsweredMatter, { leaf, beside }: Ground, heard: Heard): Urgency {
  const hazard = graver(urgency, hazardOf(normalise(heard.text).text))
  return graver(readUrgency(hazard, kind, leaf.urgent), beside?.urgency ?? 'normal')
}

/** Two who agree are surer than either; where they differ, the duty officer sees that it is a guess. */
function certaintyOf(sure: Answer['sure'], beside: Matter | null, code: string): number {
  const own = { high: 0.8, middle: 0.6, low: 0.3 }[sure]
  if (beside === null) return own
  return beside.category === code ? Math.min(0.99, Math.max(own, beside.certainty) + 0.1) : Math.min(own, 0.6)
}
