import type { Building } from './building-name.ts'
import type { KnownPlace } from './known-place.ts'

/** Places side by side, so that a building is compared with those that may hold it and with no others. */
export interface RangeIndex {
  /** Every place that covers the building wholly or in part, and perhaps some that do not. */
  mayHold(building: Building): Iterable<KnownPlace>
}

/** Stretches of one kind; the n-th of each list belong together. */
interface Row {
  from: number[]
  to: number[]
  places: KnownPlace[]
}

const rowKey = ({ family, zone, word }: Pick<Building, 'family' | 'zone' | 'word'>): string =>
  `${family} ${zone} ${word}`

/** For a few places: all of them may hold any building. */
export const allOf = (places: readonly KnownPlace[]): RangeIndex => ({ mayHold: () => places })

/** What several indexes know, each place once. */
export const joined = (indexes: readonly RangeIndex[]): RangeIndex => ({
  mayHold: (building) => new Set(indexes.flatMap((index) => [...index.mayHold(building)])),
})

/**
 * Puts the ranges of many places in rows by what their buildings are called: a look-up compares two figures a range.
 * Zones nest by their names (东区 holds 东区3号楼), so that they are looked through one by one; few towns have any.
 */
export function makeRangeIndex(places: readonly KnownPlace[]): RangeIndex {
  const rows = new Map<string, Row>()
  const byZone = new Map<string, KnownPlace[]>()
  const inZones = new Map<string, KnownPlace[]>()
  const add = <K>(map: Map<K, KnownPlace[]>, key: K, place: KnownPlace): void => {
    const there = map.get(key)
    if (there === undefined) map.set(key, [place])
    else there.push(place)
  }
  for (const known of places) {
    for (const stretch of known.range.stretches) {
      if (stretch.zone !== '') add(inZones, stretch.zone, known)
      if (stretch.family === 'zone') {
        add(byZone, stretch.zone, known)
        continue
      }
      const row = rows.get(rowKey(stretch)) ?? { from: [], to: [], places: [] }
      rows.set(rowKey(stretch), row)
      row.from.push(stretch.from)
      row.to.push(stretch.to)
      row.places.push(known)
    }
  }
  return { mayHold: (building) => holding(building, { rows, byZone, inZones }) }
}

interface Rows {
  rows: ReadonlyMap<string, Row>
  /** Places with a whole zone, by its name. */
  byZone: ReadonlyMap<string, readonly KnownPlace[]>
  /** Places with anything in a zone, by its name. */
  inZones: ReadonlyMap<string, readonly KnownPlace[]>
}

function holding(building: Building, { rows, byZone, inZones }: Rows): Set<KnownPlace> {
  const found = new Set<KnownPlace>()
  const row = rows.get(rowKey(building))
  row?.places.forEach((place, at) => {
    if ((row.from[at] ?? 0) <= building.at && building.at <= (row.to[at] ?? 0)) found.add(place)
  })
  for (const [zone, places] of byZone)
    if (building.zone.startsWith(zone)) for (const place of places) found.add(place)
  if (building.family !== 'zone') return found
  for (const [zone, places] of inZones)
    if (zone.startsWith(building.zone)) for (const place of places) found.add(place)
  return found
}
