import type { PlaceSaid } from '../grid/directory.ts'
import type { Matter } from '../intake/reading.ts'
import type { CaseRecord } from './case.ts'
import { wordOverlap } from './word-overlap.ts'

export type Likeness = 'same' | 'maybe' | 'other'

const fold = (text: string | null): string => (text ?? '').normalize('NFKC').replaceAll(/[\s小区里的]/gu, '')

const sameWords = 0.6

function compare(a: string | null, b: string | null): 'same' | 'differ' | 'unsaid' {
  if (a === null || b === null) return 'unsaid'
  const [x, y] = [fold(a), fold(b)]
  return x.includes(y) || y.includes(x) ? 'same' : 'differ'
}

/** Buildings, units and flats are the same or not: 1 is no part of 12. */
const compareSlots = (a: string | null, b: string | null): 'same' | 'differ' | 'unsaid' =>
  a === null || b === null ? 'unsaid' : fold(a) === fold(b) ? 'same' : 'differ'

/** Every building has one of these: without the building the word names no place. */
const inEveryBuilding = /^(?:.{0,2}楼道|电梯.?|楼梯.?|走廊|门口|单元门.?|楼下|楼顶|大厅|过道|\d+楼)$/u

/** Quarrels belong to two flats: the same building is not the same quarrel. */
const needsFlat = (category: string): boolean => category.startsWith('04')

function comparePlaces(a: PlaceSaid, b: PlaceSaid): Likeness {
  const building = compareSlots(a.building, b.building)
  const unit = compareSlots(a.unit, b.unit)
  const room = compareSlots(a.room, b.room)
  const spot = compare(a.spot, b.spot)
  if (
    compare(a.estate, b.estate) === 'differ' ||
    building === 'differ' ||
    unit === 'differ' ||
    room === 'differ'
  )
    return 'other'
  if (spot === 'differ') return wordOverlap(a.spot ?? '', b.spot ?? '') >= sameWords ? 'same' : 'maybe'
  if (building === 'same') return 'same'
  const named =
    spot === 'same' && a.building === null && b.building === null && !inEveryBuilding.test(a.spot ?? '')
  return named ? 'same' : 'maybe'
}

/**
 * 8.6: whether an appeal speaks of a matter that is open already. Sure only with the same leaf and either the
 * same place, without a slot that contradicts, or the same words. The caller keeps to one community and 72 hours.
 */
export function likeness(matter: Matter, words: string, record: CaseRecord): Likeness {
  if (matter.category !== record.category) return 'other'
  const place = comparePlaces(matter.place, record.place)
  if (place === 'other') return 'other'
  if (needsFlat(matter.category))
    return compareSlots(matter.place.room, record.place.room) === 'same' ? 'same' : 'maybe'
  if (place === 'same') return 'same'
  return wordOverlap(words, record.words) >= sameWords ? 'same' : 'maybe'
}

/** Two places that cannot be one. */
export const placesContradict = (a: PlaceSaid, b: PlaceSaid): boolean => comparePlaces(a, b) === 'other'

/**
 * 8.5: whether a joiner's place makes their trouble another one: another estate, or another building where the matter
 * lies inside one (its stairs, its lift, a flat). What reaches over houses — no water, a smell, noise — stays one matter.
 */
export function elsewhereAltogether(
  place: PlaceSaid,
  record: Pick<CaseRecord, 'place' | 'category'>,
): boolean {
  const { place: known, category } = record
  const inside =
    needsFlat(category) ||
    known.unit !== null ||
    known.room !== null ||
    inEveryBuilding.test(known.spot ?? '') ||
    insideBuildings.has(category)
  if (!inside) return false
  if (compare(place.estate, known.estate) === 'differ') return true
  return compareSlots(place.building, known.building) === 'differ'
}

/** Lights, doors, lifts, drains and things left on the stairs belong to one house. */
const insideBuildings: ReadonlySet<string> = new Set(['0102', '0201', '0203', '0204', '0205'])
