import { ended, states } from './case.ts'
import type { State } from './case.ts'
import { moves } from './event.ts'
import { movers } from './lifecycle-row.ts'
import type { Row } from './lifecycle-row.ts'

/** States a row leads to from a state it stands for; going back leads nowhere new. */
function leadsTo(row: Row, from: State | null): readonly (State | null)[] {
  if (row.to === 'before') return []
  return [row.to === 'same' ? from : row.to]
}

function reachable(rows: readonly Row[]): ReadonlySet<State | null> {
  const reached = new Set<State | null>([null])
  for (let before = 0; before !== reached.size;) {
    before = reached.size
    for (const row of rows) {
      for (const from of row.from) if (reached.has(from)) leadsTo(row, from).forEach((to) => reached.add(to))
    }
  }
  return reached
}

const named = (row: Row): string => `${row.move} (${row.rule})`

function rowFaults(row: Row): readonly string[] {
  const known: readonly unknown[] = [null, 'same', 'before', ...states]
  const faults = [...row.from, row.to]
    .filter((state) => !known.includes(state))
    .map((state) => `${named(row)}: unknown state ${String(state)}`)
  if (!moves.includes(row.move)) faults.push(`${named(row)}: unknown move`)
  if (row.from.length === 0) faults.push(`${named(row)}: starts nowhere`)
  if (row.who.length === 0) faults.push(`${named(row)}: nobody may make it`)
  const strangers = row.who.filter((who) => !movers.includes(who))
  return [...faults, ...strangers.map((who) => `${named(row)}: unknown mover ${who}`)]
}

/** What is wrong with a lifecycle table; empty where it holds together. */
export function tableFaults(rows: readonly Row[]): readonly string[] {
  const reached = reachable(rows)
  const leaves = (state: State): boolean =>
    rows.some((row) => row.from.includes(state) && leadsTo(row, state).some((to) => to !== state))
  return [
    ...rows.flatMap(rowFaults),
    ...moves.filter((move) => !rows.some((row) => row.move === move)).map((move) => `${move}: no row`),
    ...states.filter((state) => !reached.has(state)).map((state) => `${state}: cannot be reached`),
    ...states
      .filter((state) => !ended.has(state) && !leaves(state))
      .map((state) => `${state}: has no way out`),
  ]
}

/** Refuses, with all faults in one RangeError, a table with unknown or unreachable states or a move nobody may make (2.1). */
export function verifyTable(rows: readonly Row[]): void {
  const faults = tableFaults(rows)
  if (faults.length > 0)
    throw new RangeError(`the lifecycle table does not hold together: ${faults.join('; ')}`)
}
