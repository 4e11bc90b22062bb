import { busyAssistants } from '../cases/conference.ts'
import type { CaseRecord } from '../cases/case.ts'
import type { CaseEvent } from '../cases/event.ts'
import { instant } from '../kernel/clock.ts'
import type { TimerStore } from '../kernel/timers.ts'

export const assistKind = 'assist'

/** 3.9: each assistant's own time, set once as they are called; the case's own clocks leave it alone. */
export async function startAssistClocks(
  timers: Pick<TimerStore, 'set'>,
  record: CaseRecord,
  event: Pick<CaseEvent, 'id' | 'facts'>,
): Promise<void> {
  const { assistants } = event.facts
  for (const { person, dueAt } of busyAssistants(record))
    if (dueAt !== undefined && Array.isArray(assistants) && assistants.includes(person))
      await timers.set({
        key: `assist:${record.id}:${event.id}:${person}`,
        kind: assistKind,
        runAt: instant(dueAt),
        hold: false,
        caseId: record.id,
        facts: { person, dueAt },
      })
}
