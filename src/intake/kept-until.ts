import type { Rulebook } from '../grid/rulebook.ts'
import { addHours, addMinutes } from '../kernel/clock.ts'

/** Traces that lie beside cases and events and are kept for a time only (8.1), in the order in which they go. */
export const traceKinds = [
  'chatter',
  'model_exchange',
  'undo',
  'kept_answer',
  'notice_text',
  'session',
  'login_try',
  'question',
  'left_room',
  'delivery',
  'delivery_try',
] as const
export type TraceKind = (typeof traceKinds)[number]

/** An answer of the HTTP door may be asked for again this long. */
const answerHours = 48

/** What is older than this goes. */
export function keptSince(kind: TraceKind, rules: Rulebook, now: Date): Date {
  const days = (count: number): Date => addHours(now, -24 * count)
  const since: Readonly<Record<TraceKind, () => Date>> = {
    chatter: () => days(rules.rawMessageDays),
    model_exchange: () => days(rules.modelExchangeDays),
    undo: () => addMinutes(now, -rules.undoMinutes),
    kept_answer: () => addHours(now, -answerHours),
    notice_text: () => days(rules.keep.noticeDays),
    session: () => days(rules.keep.sessionDays),
    login_try: () => days(1),
    question: () => days(1),
    left_room: () => days(rules.keep.leftRoomDays),
    delivery: () => days(rules.webhooks.keptDays),
    delivery_try: () => days(rules.webhooks.keptDays),
  }
  return since[kind]()
}

export interface TraceStore {
  /**
   * Takes away what is older, at most so many; less than `most` gone means that nothing is left. `files` are the messages
   * whose attachments go with them. Who is taken in hand by another is left to it.
   */
  forget(kind: TraceKind, before: Date, most: number): Promise<{ gone: number; files: readonly string[] }>
}
