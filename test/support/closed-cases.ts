import type { CaseRecord } from '../../src/cases/case.ts'
import { addHours, instant } from '../../src/kernel/clock.ts'
import { aCase } from './a-case.ts'
import { now } from './feedback-ask.ts'
import type { FollowUpsInMemory } from './follow-ups-in-memory.ts'

/** "2026-11-23 09:00" as an instant of the town, and back. */
export const local = (wall: string): Date => instant(`${wall.replace(' ', 'T')}:00+08:00`)
const shown = (at: Date): string => addHours(at, 8).toISOString().slice(0, 16).replace('T', ' ')

/** A case that was solved and has just been closed. */
export const closed = (wanted: Partial<CaseRecord> = {}): CaseRecord =>
  aCase({
    ...{ state: 'closed', outcome: 'solved', result: '已更换声控灯' },
    ...{ receivedAt: local('2026-11-23 08:30'), resolvedAt: local('2026-11-23 09:00'), closedAt: now },
    ...wanted,
  })

/** The same of a dispute between neighbours, which is followed up (6.6). */
export const dispute = (wanted: Partial<CaseRecord> = {}): CaseRecord =>
  closed({ nature: 'resident_dispute', category: '0402', ...wanted })

/** The clocks that wait, each as one line: "2026-12-08 09:10 follow_up due". */
export const timersOf = ({ timers }: FollowUpsInMemory): readonly string[] =>
  timers.pending().map(({ runAt, kind, facts }) => `${shown(runAt)} ${kind} ${String(facts['step'])}`)

/** All follow-ups that were ever planned, each as one line: "telephone visitor luona unreachable". */
export const keptOf = (stores: FollowUpsInMemory): readonly string[] =>
  stores
    .kept()
    .map(({ kind, reporter, assignee, outcome }) =>
      [kind, reporter, assignee?.person, outcome].filter((part) => typeof part === 'string').join(' '),
    )
