import type { BuildingFamily } from './building-name.ts'

/** Which entrances (单元) of the buildings; both ends belong. */
export interface UnitSpan {
  from: number
  to: number
}

/** Buildings of one kind in a row; both ends belong. Family `zone` is everything in the zone, of an empty zone simply everything. */
export interface Stretch {
  zone: string
  family: BuildingFamily
  word: string
  from: number
  to: number
  parity: 'any' | 'odd' | 'even'
  /** Null: the whole building. */
  units: UnitSpan | null
}

export interface RangeFault {
  /** One English sentence for the person who wrote the range. */
  fault: string
}
