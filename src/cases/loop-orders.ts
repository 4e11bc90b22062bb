import type { CaseRecord, LateClass } from './case.ts'
import type { EventFacts } from './event.ts'
import type { MoveOrder } from './orders.ts'

/**
 * Facts that belong into the history of a case after its work is done: the end of the rating, what was held of a late
 * reason, follow-ups and telephone calls. None of them moves the case.
 */
const fact = (
  move: MoveOrder['move'],
  facts: EventFacts,
  words: string | null = null,
  change: MoveOrder['change'] = () => ({}),
): MoveOrder => ({ move, facts, words, change })

/** 6.4: the time is over; whoever has not rated is "not rated", never satisfied. */
export const endRating = (record: CaseRecord): MoveOrder => {
  const asked = record.reporters.filter(({ withdrawn, rating }) => !withdrawn && rating === null)
  return fact('rate_end', {
    cycle: record.cycle,
    notRated: asked.filter(({ contactId }) => contactId !== null).map(({ key }) => key),
    unreachable: asked.filter(({ contactId }) => contactId === null).map(({ key }) => key),
  })
}

/** 5.2: the duty officer says what the reason was; who was late stands in the event. */
export const classLateReason = (record: CaseRecord, said: Exclude<LateClass, 'confirmed'>): MoveOrder =>
  fact('late_class', { class: said, handler: record.handler?.person ?? null }, null, () => ({
    lateClass: said,
  }))

/** 5.2: only now does it enter the assessment. */
export const confirmLateReason = (record: CaseRecord): MoveOrder =>
  fact('late_confirm', { handler: record.handler?.person ?? null }, null, () => ({ lateClass: 'confirmed' }))

/** 6.6 */
export const keepFollowUp = (kind: string, outcome: string, words: string): MoveOrder =>
  fact('follow_up', { kind, outcome }, words)

/** 6.8: a call to a reporter whom the chat does not reach; `tries` counts this one. */
export const keepPhoneCall = (
  call: { reporter: string | null; reached: boolean; tries: number; given: boolean },
  words: string | null,
): MoveOrder => fact('phone_call', { ...call }, words)
