import type { CaseRecord } from '../cases/case.ts'
import type { MoveOrder } from '../cases/orders.ts'
import { placeAfter, saysWhereToGo } from '../cases/place-told.ts'
import type { PlaceSaid } from '../grid/directory.ts'
import type { Ground } from '../grid/ground.ts'
import { leadsOf } from './another-grid.ts'
import { gridOfSaid } from './places.ts'
import type { Spoken } from './spoken.ts'

/**
 * The order, with where it is, where the words say more of that than was known (3.8, 8.3). An emergency whose place
 * nobody knew gets its grid with it, and the grid's people among those who are told.
 */
export function saidAt(
  order: MoveOrder,
  record: CaseRecord,
  told: PlaceSaid,
  { said, setting }: Pick<Spoken, 'said' | 'setting'>,
  ground: Ground,
  now: Date,
): MoveOrder {
  // A joiner's house is theirs, but where there is danger it is where to go.
  const theirs = order.move === 'join' && record.urgency !== 'emergency'
  const place = theirs ? null : placeAfter(record, told, said)
  if (place === null) return order
  const found = record.urgency === 'emergency' ? gridOfSaid(place, setting, ground) : null
  const grid = saysWhereToGo(record.place) || found === record.grid ? null : found
  return {
    ...order,
    facts: { ...order.facts, placed: true },
    change: (present, at) => ({
      ...order.change(present, at),
      place,
      ...(grid === null ? {} : inGrid(grid, present, ground, now)),
    }),
  }
}

function inGrid(grid: string, record: CaseRecord, ground: Ground, now: Date): Partial<CaseRecord> {
  const known = new Set([record.handler, ...record.informed].map((one) => one?.person))
  const leads = leadsOf(grid, record, ground, now).filter(({ person }) => !known.has(person))
  return { grid, area: grid, informed: [...record.informed, ...leads] }
}

/** The case as it stood before somebody joined, but for the grid that their words have given it. */
export const asPlaced = (before: CaseRecord, { place, grid, area, informed }: CaseRecord): CaseRecord => ({
  ...before,
  ...{ place, grid, area, informed },
})

/** Letters that may stand beside the name of a place: 在…这边！ */
const besideAPlace = 6

/** "菜场门口！": a spot, and hardly a word beside it. */
export const namesNoMore = ({ spot }: PlaceSaid, said: string): boolean =>
  spot !== null &&
  said.replace(/[\s\p{P}]/gu, '').length <= spot.length + besideAPlace &&
  !/[?？吗]/u.test(said)
