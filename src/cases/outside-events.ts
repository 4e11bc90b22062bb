import type { Ground } from '../grid/ground.ts'
import { newId } from '../kernel/ids.ts'
import type { TimerStore } from '../kernel/timers.ts'
import {
  newDelivery,
  type WebhookEvent,
  webhookKind,
  type WebhookStore,
  webhookTimerKey,
} from '../rights/webhooks.ts'
import { violenceLeaf } from '../routing/rows.ts'
import type { CaseRecord } from './case.ts'
import type { CaseEvent, Move } from './event.ts'
import { stateNames } from './lifecycle-names.ts'

export interface OutsideEventStores {
  webhooks: Pick<WebhookStore, 'listening' | 'put'>
  timers: Pick<TimerStore, 'set'>
}

/** Of these nobody outside is told: who rated, what is asked inside the house, and what moves nothing. */
const silent: ReadonlySet<Move> = new Set<Move>([
  ...(['rate', 'rate_end', 'ask', 'decline', 'agree', 'late_reason', 'late_class', 'late_confirm'] as const),
  ...(['follow_up', 'phone_call', 'join', 'leave', 'supplement', 'take_verification'] as const),
])

const eventOf = (move: Move): WebhookEvent | null => {
  if (silent.has(move)) return null
  if (move === 'receive') return 'case.received'
  return move === 'close' ? 'case.closed' : 'case.moved'
}

/** What another system learns of a case: codes, names of things, states and times; no words, no person, no house. */
function caseFacts(record: CaseRecord, { directory }: Ground): Readonly<Record<string, unknown>> {
  const { number, state, version, kind, category, nature, urgency, source, grid, area, outcome, cycle } =
    record
  return {
    ...{ number, state, stateName: stateNames[state], version, kind, category, nature, urgency, source },
    categoryName: directory.leaf(category)?.name ?? null,
    ...{ grid, area, outcome, cycle },
    dept: record.handler?.dept ?? null,
    receivedAt: record.receivedAt.toISOString(),
    dueAt: record.dueAt?.toISOString() ?? null,
    closedAt: record.closedAt?.toISOString() ?? null,
  }
}

/** Puts an event in the way of every webhook that wants it, in the caller's transaction: told once it is committed. */
export async function tellOutside(
  { webhooks, timers }: OutsideEventStores,
  told: { event: WebhookEvent; caseId: string; facts: Readonly<Record<string, unknown>> },
  now: Date,
): Promise<void> {
  for (const { id: webhook } of await webhooks.listening(told.event, now)) {
    const id = newId()
    const body = JSON.stringify({ id, event: told.event, at: now.toISOString(), ...told.facts })
    await webhooks.put(newDelivery(webhook, { id, event: told.event, body, caseId: told.caseId }, now))
    await timers.set({
      key: webhookTimerKey(id, 0),
      ...{ kind: webhookKind, runAt: now, hold: false, caseId: null, facts: { delivery: id, tries: 0 } },
    })
  }
}

/**
 * A move, told to the systems that the director has approved (9.7). Never of what is confidential, of violence, nor of
 * what is not known to be an appeal: for them such a case does not exist.
 */
export async function tellMove(
  stores: OutsideEventStores,
  event: CaseEvent,
  record: CaseRecord,
  ground: Ground,
  now: Date,
): Promise<void> {
  const name = eventOf(event.move)
  const unseen = record.confidential || record.category === violenceLeaf || record.kind === 'praise'
  if (name === null || unseen) return
  if (event.to === 'dismissed' || (event.to === 'triage' && record.source !== 'outside')) return
  const facts = { move: event.move, from: event.from, to: event.to, movedAt: event.at.toISOString() }
  await tellOutside(
    stores,
    { event: name, caseId: record.id, facts: { ...facts, case: caseFacts(record, ground) } },
    now,
  )
}
