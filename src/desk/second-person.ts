import type { CaseRecord } from '../cases/case.ts'
import type { CaseEvent, Move } from '../cases/event.ts'
import type { MoveEvidence } from '../cases/lifecycle-row.ts'
import { checkMove, requireRight } from '../cases/lifecycle.ts'
import { type Moved, type Mover, moveCase } from '../cases/moving.ts'
import { agreeTo, type MoveOrder } from '../cases/orders.ts'
import type { Ground } from '../grid/ground.ts'
import { Refusal } from '../kernel/errors.ts'
import type { DeskStores } from './ports.ts'

/** For whose word a case waits: of a second person in an emergency (3.8), of the director without authority (2.3). */
type Waits = 'second' | 'director' | 'duty_officer'

const waitsBy: Readonly<Record<string, Waits>> = {
  emergency_second_person: 'second',
  standing_authority: 'director',
}

const together: ReadonlySet<Move> = new Set(['file', 'dismiss', 'refuse', 'close'])

/** What belongs into the history without moving the case: an agreement outlives it. */
const standing: ReadonlySet<Move> = new Set([
  'agree',
  'join',
  'supplement',
  'late_reason',
  'ask',
  'decline',
  'leave',
  'at_scene',
])

/** The agreements to this very move since the case last moved, oldest first. */
export function agreementsTo(
  order: Pick<MoveOrder, 'move' | 'facts'>,
  events: readonly CaseEvent[],
): readonly CaseEvent[] {
  const moved = events.findLastIndex(({ move }) => !standing.has(move))
  return events
    .slice(moved + 1)
    .filter(
      ({ move, facts }) =>
        move === 'agree' &&
        facts['agreesTo'] === order.move &&
        (facts['ground'] ?? null) === (order.facts['ground'] ?? null),
    )
}

/** The right to make the move, or, where it may take two, the right to agree to it. Throws the Refusal. */
export function requireWord(record: CaseRecord, move: Move, mover: Mover, ground: Ground, now: Date): void {
  try {
    requireRight(record, move, mover, ground, now)
  } catch (error) {
    if (!together.has(move) || !mayAgree(record, mover, ground, now)) throw error
  }
}

function mayAgree(record: CaseRecord, mover: Mover, ground: Ground, now: Date): boolean {
  try {
    requireRight(record, 'agree', mover, ground, now)
    return true
  } catch (error) {
    if (error instanceof Refusal) return false
    throw error
  }
}

/**
 * Makes the move, or, where one person alone may not (2.3, 3.8), writes down that this person agrees to it: the case
 * stays as it is until another person says the same. Said twice by the same person it is written once.
 * Everything else that stands against the move is thrown as a Refusal.
 */
export async function moveWithSecond(
  stores: Pick<DeskStores, 'cases' | 'events'>,
  record: CaseRecord,
  order: MoveOrder,
  mover: Mover,
  ground: Ground,
  now: Date,
  evidence: MoveEvidence,
): Promise<Moved> {
  if (!together.has(order.move)) return moveCase(stores, record.id, order, mover, ground, now, evidence)
  const agreed = agreementsTo(order, await stores.events.ofCase(record.id))
  const by = mover.actor.by
  const others = [...new Set(agreed.map(({ actor }) => actor.by))].filter((one) => one !== by)
  const tries = [evidence, ...others.map((second) => ({ ...evidence, second }))]
  const passing = tries.find((one) => checkMove(record, order, mover, ground, now, one).ok)
  if (passing !== undefined) return moveCase(stores, record.id, order, mover, ground, now, passing)
  const answer = checkMove(record, order, mover, ground, now, tries.at(-1) ?? evidence)
  const waits = answer.ok ? null : waitsFor(record, order.move, answer.refusal, others.length > 0)
  if (waits === null) return moveCase(stores, record.id, order, mover, ground, now, evidence)
  const own = agreed.find(({ actor }) => actor.by === by)
  if (own !== undefined) return { record, event: own }
  return moveCase(stores, record.id, agreeTo(order, waits), mover, ground, now)
}

/** Null where the move is refused for another reason than that it takes two. */
function waitsFor(
  record: CaseRecord,
  move: Move,
  refusal: { code: string; facts: Readonly<Record<string, unknown>> },
  othersAgreed: boolean,
): Waits | null {
  const waits = waitsBy[String(refusal.facts['limit'])]
  if (waits !== undefined) return waits
  if (refusal.code !== 'forbidden' || refusal.facts['limit'] !== null) return null
  if (othersAgreed) return 'duty_officer'
  const takesTwo = record.urgency === 'emergency' && (move === 'close' || move === 'dismiss')
  return takesTwo ? 'second' : null
}
