import type { CaseRecord } from '../cases/case.ts'
import type { Ground } from '../grid/ground.ts'
import { addHours, instant } from '../kernel/clock.ts'
import { minutesOf } from '../worktime/calendar.ts'
import { atTime, dayNumberAt, dayNumbered, dayOf, wallTime, weekdayNumbered } from '../worktime/zone.ts'
import { nthWorkDayAfter } from '../worktime/working-time.ts'
import { ladder } from './ladder.ts'
import { underWay } from './standing.ts'

type Rules = Pick<Ground, 'calendar' | 'rulebook'>

/** Where a case stands in its handler's morning (5.1, 5.5). */
export type Pressing = 'overdue' | 'today' | 'half' | 'rest'

/** The hour of the digest on the first working day at this instant or after it (5.5). */
export function digestFrom(at: Date, { calendar, rulebook }: Rules): Date {
  const minutes = minutesOf(rulebook.digestAt)
  for (let day = dayNumberAt(at, calendar.zone); ; day = nthWorkDayAfter(day, 1, calendar)) {
    const candidate = instant(wallTime(day, minutes, calendar.zone))
    if (candidate >= at && calendar.isWorkDay(dayNumbered(day))) return candidate
  }
}

/** The digest before this instant, at most a month back. */
export function digestBefore(at: Date, { calendar, rulebook }: Rules): Date {
  const minutes = minutesOf(rulebook.digestAt)
  const today = dayNumberAt(at, calendar.zone)
  for (let day = today; day > today - 31; day -= 1) {
    const candidate = instant(wallTime(day, minutes, calendar.zone))
    if (candidate < at && calendar.isWorkDay(dayNumbered(day))) return candidate
  }
  return addHours(at, -31 * 24)
}

/**
 * Why a case is named in the digest of this day, given at `now` (5.1, 5.5): over its time, due before the day ends, half
 * of its time gone in the course of the day; else it is one of the rest. Null where no deadline runs. `half` is so on one
 * day only for a due time, and only where the case was dispatched before that day's digest.
 */
export function pressing(record: CaseRecord, { calendar, rulebook }: Rules, now: Date): Pressing | null {
  const { dispatchedAt, dueAt, limit } = record
  if (!underWay.has(record.state) || dispatchedAt === null || dueAt === null || limit === null) return null
  if (dueAt <= now) return 'overdue'
  const today = dayOf(now, calendar.zone)
  if (dayOf(dueAt, calendar.zone) === today) return 'today'
  const half = ladder({ dispatchedAt, dueAt, limit }, calendar, rulebook).find(({ rung }) => rung === 'half')
  return half !== undefined && dayOf(half.at, calendar.zone) === today ? 'half' : 'rest'
}

/**
 * When the figures of a week are said (6.7), at this instant or after it: at the hour of the rule file on its day of the
 * week, or on the last working day before it in that week; a week without one is left out.
 */
export function weeklyFrom(at: Date, { calendar, rulebook }: Rules): Date {
  const { weekday, at: hour } = rulebook.weekly
  const today = dayNumberAt(at, calendar.zone)
  for (let monday = today - weekdayNumbered(today) + 1; ; monday += 7) {
    const day = lastWorkDay(monday, monday + weekday - 1, calendar)
    if (day === null) continue
    const candidate = atTime(day, minutesOf(hour), calendar.zone)
    if (candidate >= at) return candidate
  }
}

/** The weekly figures before this instant; they begin where those ended. */
export function weeklyBefore(at: Date, rules: Rules): Date {
  for (let weeks = 1; weeks <= 8; weeks += 1) {
    const found = weeklyFrom(addHours(at, -weeks * 7 * 24), rules)
    if (found < at) return latestBefore(found, at, rules)
  }
  return addHours(at, -7 * 24)
}

function latestBefore(found: Date, at: Date, rules: Rules): Date {
  const next = weeklyFrom(instant(found.getTime() + 1), rules)
  return next < at ? latestBefore(next, at, rules) : found
}

function lastWorkDay(from: number, to: number, calendar: Ground['calendar']): string | null {
  for (let day = to; day >= from; day -= 1) if (calendar.isWorkDay(dayNumbered(day))) return dayNumbered(day)
  return null
}
