import type { Caller } from '../../src/cases/beside.ts'
import type { Notice } from '../../src/chat/outbox.ts'
import type { FollowUp } from '../../src/feedback/follow-up.ts'
import type { ClosingStores } from '../../src/feedback/closing.ts'
import { now } from './feedback-ask.ts'
import { timersInMemory, type PlannedTimers } from './timers-in-memory.ts'

export interface FollowUpsInMemory extends ClosingStores {
  timers: PlannedTimers
  /** All that were ever planned, as they stand. */
  kept(): readonly FollowUp[]
  said: Notice[]
}

/**
 * The promises of the stores that the end of a case writes to, without a database; `reachable` are the keys of contacts and rooms;
 * `members` are the accounts that were seen in every room, null where none was ever seen whole.
 */
export function followUpsInMemory(
  reachable: readonly string[] = [],
  members: readonly string[] | null = null,
  callers: readonly Caller[] = [],
): FollowUpsInMemory {
  const kept = new Map<string, FollowUp>()
  const said: Notice[] = []
  const all = (caseId: string): readonly FollowUp[] =>
    [...kept.values()]
      .filter((one) => one.caseId === caseId)
      .toSorted((a, b) => a.dueAt.getTime() - b.dueAt.getTime())
  const found = (code: string): string | null => (reachable.includes(code) ? `id-${code}` : null)
  return {
    kept: () => [...kept.values()],
    said,
    timers: timersInMemory(),
    outbox: {
      async put(notice) {
        said.push(notice)
      },
    },
    seats: { contactOf: async (code) => found(code), roomIdOf: async (code) => found(code) },
    rooms: {
      find: async (roomId) => ({
        ...{ roomId, topic: '', here: true, completeAt: members === null ? null : now },
        members: (members ?? []).map((contactId) => ({ contactId, name: contactId })),
      }),
    },
    besideCases: { callers: async () => callers },
    followUps: {
      async plan(one) {
        if (kept.has(one.key)) return false
        kept.set(one.key, one)
        return true
      },
      byKey: async (key) => kept.get(key) ?? null,
      openOf: async (caseId) => all(caseId).filter(({ doneAt }) => doneAt === null),
      ofCase: async (caseId) => all(caseId),
      async save(one) {
        kept.set(one.key, one)
      },
    },
  }
}
