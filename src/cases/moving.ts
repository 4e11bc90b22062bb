import type { Ground } from '../grid/ground.ts'
import { Refusal } from '../kernel/errors.ts'
import { type CaseRecord, isOverdue } from './case.ts'
import type { Actor, CaseEvent, Door, NewEvent } from './event.ts'
import { requireMove } from './lifecycle.ts'
import type { MoveEvidence } from './lifecycle-row.ts'
import type { MoveOrder } from './orders.ts'
import type { CaseStores } from './receive.ts'

export interface Mover {
  actor: Actor
  door: Door
}

export interface Moved {
  record: CaseRecord
  event: CaseEvent
}

/**
 * One move of one case, inside the caller's transaction: lock → the lifecycle table decides → save case and event
 * (house rule 3). A refused move throws a Refusal with one Chinese sentence and changes nothing.
 */
export async function moveCase(
  stores: CaseStores,
  caseId: string,
  order: MoveOrder,
  mover: Mover,
  ground: Ground,
  now: Date,
  evidence: MoveEvidence = {},
): Promise<Moved> {
  const record = await stores.cases.lock(caseId)
  if (record === null) throw new Refusal('not_found', '没有这个案件。')
  const allowed = requireMove(record, order, mover, ground, now, evidence)
  const changed: CaseRecord = { ...record, ...order.change(record, now), state: allowed.to }
  const moved = { ...changed, lateSince: lateSinceOf(record, changed, now), version: record.version + 1 }
  await stores.cases.update(moved)
  const mayBeUndone = !['bot', 'clock', 'reporter'].includes(allowed.as)
  const happened: NewEvent = {
    caseId,
    move: order.move,
    from: record.state,
    to: moved.state,
    actor: { by: mover.actor.by, post: allowed.as },
    door: mover.door,
    at: now,
    facts: changedFacts(record, moved, order),
    words: order.words,
  }
  const event = await (mayBeUndone ? stores.events.append(happened, record) : stores.events.append(happened))
  return { record: moved, event }
}

/** A case that was late stays known as late, whatever time it is given next; a cycle begins anew (5.1). */
function lateSinceOf(before: CaseRecord, after: CaseRecord, now: Date): Date | null {
  if (after.cycle !== before.cycle) return after.lateSince ?? null
  const given = before.dueAt?.getTime() !== after.dueAt?.getTime()
  return after.lateSince ?? (given && isOverdue(before, now) ? before.dueAt : null)
}

/** 4.5: where a move changes the due time or the handler, old and new stand in the event. */
const changedFacts = (before: CaseRecord, after: CaseRecord, order: MoveOrder): MoveOrder['facts'] => ({
  ...order.facts,
  ...(before.dueAt?.getTime() === after.dueAt?.getTime()
    ? {}
    : { dueBefore: before.dueAt?.toISOString() ?? null, dueAfter: after.dueAt?.toISOString() ?? null }),
  ...(before.handler !== null && before.handler.person !== after.handler?.person
    ? { handlerBefore: before.handler.person }
    : {}),
})
