import { openAsks } from '../cases/asks.ts'
import type { CaseRecord } from '../cases/case.ts'
import { ended } from '../cases/case.ts'
import type { Ground } from '../grid/ground.ts'
import { dueAt } from '../worktime/due.ts'
import { ladder } from './ladder.ts'
import { nextMorning, stageClocks } from './stage-clocks.ts'

/** States in which the ladder of 5.1 runs. */
export const underWay: ReadonlySet<CaseRecord['state']> = new Set(['dispatched', 'in_progress'])

/**
 * When somebody is reminded again of a case in which nothing has moved (3.6, 4.4): the next working day at the hour of
 * the digest; of a case at the county every 3 work_days. Null for an ended case, unless somebody still asks the director
 * something about it (7.1 objection, 6.5 second reopening).
 */
export function remindedAgain(record: CaseRecord, after: Date, ground: Ground): Date | null {
  if (ended.has(record.state) && openAsks(record).length === 0) return null
  if (record.state !== 'county') return nextMorning(after, ground)
  const n = ground.rulebook.stages.countyReminderWorkDays
  return dueAt({ n, unit: 'work_day' }, after, ground.calendar)
}

/** The last clock of a case as it stands; `now` where it has none. */
function lastClock(record: CaseRecord, ground: Ground, now: Date): Date {
  const { state, dispatchedAt, dueAt: due, limit } = record
  if (state === 'long_term') return due ?? now
  // Of a case at work the ladder is the last word; the contact clock only reminds (2.1 contact).
  const stage = stageClocks(record, ground, now).findLast((one) => one.stage !== 'contact')?.at
  if (stage !== undefined) return stage
  if (!underWay.has(state) || dispatchedAt === null || due === null || limit === null) return now
  return ladder({ dispatchedAt, dueAt: due, limit }, ground.calendar, ground.rulebook).at(-1)?.at ?? now
}

/**
 * When the reminders begin that come again and again until the case moves: after its last clock, so that none goes
 * silent (4.4). Null for an ended case.
 */
export function remindedFirst(record: CaseRecord, ground: Ground, now: Date): Date | null {
  const last = lastClock(record, ground, now)
  return remindedAgain(record, last > now ? last : now, ground)
}
