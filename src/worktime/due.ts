import { addHours, addMilliseconds, addSeconds, instant } from '../kernel/clock.ts'
import type { WorkCalendar } from './calendar.ts'
import type { Limit } from './limit.ts'
import { addWorkingMilliseconds, closeOfWork, nthWorkDayAfter } from './working-time.ts'
import { dayNumberAt, minuteOfDay, wallTime } from './zone.ts'

const hourMs = 3_600_000

export interface DueOptions {
  /** Handing to the county ends with the day itself, however late it is (3.1, 4.2). */
  handToCounty?: boolean
}

function closeOfNthWorkDay(from: Date, days: number, calendar: WorkCalendar): Date {
  if (!Number.isInteger(days) || days < 1)
    throw new RangeError(`not a number of working days: ${String(days)}`)
  const day = nthWorkDayAfter(dayNumberAt(from, calendar.zone), days, calendar)
  return instant(wallTime(day, closeOfWork(calendar), calendar.zone))
}

function endOfSameDay(from: Date, calendar: WorkCalendar, handToCounty: boolean): Date {
  const late = !handToCounty && minuteOfDay(from, calendar.zone) > closeOfWork(calendar)
  const midnight = wallTime(dayNumberAt(from, calendar.zone) + (late ? 2 : 1), 0, calendar.zone)
  return addSeconds(instant(midnight), -1)
}

/**
 * When what is dispatched at `from` is due (4.2). `work_day` ends at the close of work of the n-th working day after
 * the day of dispatch, `work_hour` counts working time only, `natural_hour` and `natural_day` (24 hours each) run on,
 * `same_day` ends at 23:59:59 of the day, or of the next one where dispatched after the close of work; its n says
 * nothing. Refuses with a RangeError a limit that is not above 0, and a broken number of working days.
 */
export function dueAt(limit: Limit, from: Date, calendar: WorkCalendar, options: DueOptions = {}): Date {
  if (!(limit.n > 0 && Number.isFinite(limit.n))) throw new RangeError(`not a limit: ${String(limit.n)}`)
  switch (limit.unit) {
    case 'work_day':
      return closeOfNthWorkDay(from, limit.n, calendar)
    case 'work_hour':
      return addWorkingMilliseconds(from, limit.n * hourMs, calendar)
    case 'natural_hour':
      return addMilliseconds(from, limit.n * hourMs)
    case 'natural_day':
      return addHours(from, limit.n * 24)
    case 'same_day':
      return endOfSameDay(from, calendar, options.handToCounty ?? false)
  }
}

/** The due time after an extension: the close of work of the n-th working day after the old due day (4.1, 4.2). */
export const extendedDue = (oldDue: Date, days: number, calendar: WorkCalendar): Date =>
  closeOfNthWorkDay(oldDue, days, calendar)
