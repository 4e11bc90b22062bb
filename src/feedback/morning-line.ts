import type { Addressee, Notice } from '../chat/outbox.ts'

export interface MorningLine {
  /** Said once under this key. */
  key: string
  purpose: string
  person: string
  to: Addressee
  text: string
  /** What remains of it in a message with others; absent: its first line. */
  brief?: string
  priority?: 2 | 3
}

/** A line about no single case, said to one person together with what else waits for them in the morning (5.5). */
export const morningLine = (line: MorningLine, now: Date): Notice => ({
  ...{ dedupeKey: line.key, to: line.to, text: line.text, purpose: line.purpose },
  ...(line.brief === undefined ? {} : { brief: line.brief }),
  mentions: 'room' in line.to ? [line.person] : [],
  ...{ held: 'quiet_hours', gather: 'morning', priority: line.priority ?? 3 },
  ...{ caseId: null, runAt: now, rung: null },
})
