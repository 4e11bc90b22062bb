import type { PlaceSaid } from '../grid/directory.ts'
import type { Matter } from '../intake/reading.ts'
import type { CaseRecord } from './case.ts'

export type Likeness = 'same' | 'maybe' | 'other'

const fold = (text: string | null): string => (text ?? '').normalize('NFKC').replaceAll(/[\s小区里的]/gu, '')

function bigrams(text: string): ReadonlySet<string> {
  const letters = [...fold(text).replaceAll(/[\p{P}\p{S}]/gu, '')]
  return new Set(letters.slice(1).map((letter, index) => (letters[index] ?? '') + letter))
}

/** The share of the smaller text's letter pairs that the other has too; 0..1. */
export function wordOverlap(a: string, b: string): number {
  const [x, y] = [bigrams(a), bigrams(b)]
  const smaller = Math.min(x.size, y.size)
  return smaller === 0 ? 0 : [...x].filter((pair) => y.has(pair)).length / smaller
}

const sameWords = 0.6

function compare(a: string | null, b: string | null): 'same' | 'differ' | 'unsaid' {
  if (a === null || b === null) return 'unsaid'
  const [x, y] = [fold(a), fold(b)]
  return x === y || x.includes(y) || y.includes(x) ? 'same' : 'differ'
}

/** Every building has one of these: without the building the word names no place. */
const inEveryBuilding = /^(?:.{0,2}楼道|电梯.?|楼梯.?|走廊|门口|单元门.?|楼下|楼顶|大厅|过道|\d+楼)$/u

/** Quarrels belong to two flats: the same building is not the same quarrel. */
const needsFlat = (category: string): boolean => category.startsWith('04')

function comparePlaces(a: PlaceSaid, b: PlaceSaid): Likeness {
  const building = compare(a.building, b.building)
  const unit = compare(a.unit, b.unit)
  const room = compare(a.room, b.room)
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
    return compare(matter.place.room, record.place.room) === 'same' ? 'same' : 'maybe'
  if (place === 'same') return 'same'
  return wordOverlap(words, record.words) >= sameWords ? 'same' : 'maybe'
}
