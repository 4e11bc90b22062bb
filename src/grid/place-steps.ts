import { buildingTitle, plainWriting, readBuilding } from './building-name.ts'
import type { Building } from './building-name.ts'
import { coverage } from './building-range.ts'
import type { Coverage } from './building-range.ts'
import type { PlaceSaid } from './directory.ts'
import type { KnownPlace } from './known-place.ts'
import type { RangeIndex } from './range-index.ts'

/** The grids that a step of 3.3 came to, with the words for the reason; null where the step has nothing to say. */
export type Hit = { grids: readonly string[]; what: string } | null

/** More candidates than this help nobody to decide. */
const mostCandidates = 10

/** More names than this nobody reads in one sentence (3.11). */
const mostNames = 4

/** 翠湖花园、幸福里; of many the first few and how many there are. */
export function namesListed(names: readonly string[]): string {
  const shown = names.slice(0, mostNames).join('、')
  return names.length > mostNames ? `${shown}等${names.length}处` : shown
}

/** The building that was said; null where none was, or nothing that names one. */
export const buildingSaid = ({ building }: PlaceSaid): Building | null =>
  readBuilding(plainWriting(building ?? ''))

function unitSaid({ unit }: PlaceSaid): number | null {
  const found = /\d+/u.exec(plainWriting(unit ?? ''))
  return found === null ? null : Number(found[0])
}

/** A bare figure in a village means the group of that number: nobody says 4组 twice. */
const asGroups = (b: Building): readonly Building[] =>
  b.family === 'number' && b.zone === ''
    ? ['组', '队', '社'].map((word): Building => ({ ...b, family: 'group', word }))
    : []

/** The places that have the building, rather whole than by entrances; with the building as they know it. */
function placesWith(
  index: RangeIndex,
  b: Building,
  unit: number | null,
): { having: readonly KnownPlace[]; as: Building } {
  for (const one of [b, ...asGroups(b)]) {
    const graded = Array.from(
      index.mayHold(one),
      (known) => [known, coverage(known.range, one, unit)] as const,
    )
    const covering = (wanted: Coverage): readonly KnownPlace[] =>
      graded.filter(([, how]) => how === wanted).map(([known]) => known)
    const whole = covering('whole')
    const found = whole.length > 0 ? whole : covering('part')
    if (found.length > 0) return { having: found, as: one }
  }
  return { having: [], as: b }
}

function hitOf(places: readonly KnownPlace[], behind: string): Hit {
  if (places.length === 0) return null
  const names = [...new Set(places.map(({ name }) => name))].sort()
  const grids = [...new Set(places.map(({ place }) => place.grid))].sort()
  return { grids: grids.slice(0, mostCandidates), what: namesListed(names) + behind }
}

/** The building range that holds the building which was said, among these places. */
export function byBuilding(said: PlaceSaid, places: RangeIndex): Hit {
  const building = buildingSaid(said)
  if (building === null) return null
  const { having, as } = placesWith(places, building, unitSaid(said))
  return hitOf(having, buildingTitle(as))
}

/** Entrances of a place that is divided by entrances alone. */
export function byUnit(said: PlaceSaid, places: readonly KnownPlace[]): Hit {
  const unit = unitSaid(said)
  if (unit === null || said.building !== null) return null
  const anywhere: Building = { zone: '', family: 'zone', at: 0, word: '' }
  const divided = places.filter(({ range }) => range.stretches.some(({ units }) => units !== null))
  const having = divided.filter(({ range }) => coverage(range, anywhere, unit) === 'whole')
  return hitOf(having, `${unit}单元`)
}

/** Places by their names alone. */
export const byName = (places: readonly KnownPlace[]): Hit => hitOf(places, '')
