import { type Ask, type AskKind, askKinds } from './ask.ts'
import type { State } from './case.ts'

interface Asked {
  state: State
  asks: readonly Ask[]
}

const beforeResult: readonly State[] = ['triage', 'filed', 'dispatched', 'in_progress']

/** In which states each can be asked and answered: those from which the move it asks for starts (2.1, 7.1). */
const statesOf: Readonly<Record<AskKind, readonly State[]>> = {
  withdrawal: beforeResult,
  merge: beforeResult,
  objection: ['refused'],
  reopening: ['closed'],
}

export const isAskKind = (said: unknown): said is AskKind => askKinds.some((kind) => kind === said)

/** Whether this may be asked of a case in this state. */
export const askFits = (what: AskKind, state: State): boolean => statesOf[what].includes(state)

/** What a case waits for as it stands, oldest first; what its state has overtaken waits no more. */
export const openAsks = ({ state, asks }: Asked): readonly Ask[] =>
  asks.filter(({ what }) => askFits(what, state))

/** Who asks this of the case, oldest first; empty where nobody does. */
export const asksFor = (what: AskKind, record: Asked): readonly Ask[] =>
  openAsks(record).filter((ask) => ask.what === what)

/** Whether the same stands open already: each reporter asks once, and only one merge is asked at a time. */
export const isAsked = (record: Asked, { what, by }: Pick<Ask, 'what' | 'by'>): boolean =>
  asksFor(what, record).some((ask) => what === 'merge' || ask.by === by)

/** The asks that remain once these kinds are answered. */
export const withoutAsks = (asks: readonly Ask[], answered: readonly AskKind[]): readonly Ask[] =>
  asks.filter(({ what }) => !answered.includes(what))
