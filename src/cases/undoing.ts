import type { CaseRecord } from './case.ts'
import type { CaseEvent, Move } from './event.ts'

type Seen = Pick<CaseEvent, 'move' | 'from' | 'actor' | 'at'> &
  Partial<Pick<CaseEvent, 'facts' | 'id' | 'seq'>>

/** What nobody does in answer to a move: it neither takes it further nor stands in the way of taking it back (2.4). */
const beside: ReadonlySet<Move> = new Set(['join', 'supplement', 'ask', 'leave'])

const byNobody = ({ actor, move }: Seen): boolean => actor.post === 'bot' || beside.has(move)

/** The last move that somebody made; what the bot did by rule in its wake is nobody's act (2.4). */
export const lastActed = (history: readonly Seen[] | undefined): Seen | undefined =>
  history?.findLast((event) => !byNobody(event))

/**
 * All that one order did to a case, oldest first, and what the bot did in its wake: a 转 in triage files and dispatches.
 * Empty where nobody has moved it.
 */
export function lastAct<E extends Seen>(history: readonly E[]): readonly E[] {
  const last = history.findLastIndex((event) => !byNobody(event))
  const act = history[last]
  if (act === undefined) return []
  const order = act.facts?.['orderedIn']
  const isOfIt = (event: E): boolean =>
    event === act || (order !== undefined && event.facts?.['orderedIn'] === order && !beside.has(event.move))
  const first = history.findIndex(isOfIt)
  return history.slice(first).filter((event) => !beside.has(event.move))
}

/**
 * The case as it stood before an act: every field as it was, but for the reporters who have come since, what they have
 * asked, and the place that they have told.
 */
export function restored(before: CaseRecord, now: CaseRecord): Partial<CaseRecord> {
  const known = new Set(before.reporters.map(({ key }) => key))
  const came = now.reporters.filter(({ key }) => !known.has(key))
  const asked = now.asks.filter(({ at, by }) => !before.asks.some((one) => one.at === at && one.by === by))
  const { place, occurred, words, title } = now
  return {
    ...before,
    ...{ place, occurred, words, title },
    reporters: [...before.reporters, ...came],
    asks: [...before.asks, ...asked],
  }
}
