import { instant } from '../kernel/clock.ts'
import type { WorkCalendar } from './calendar.ts'
import { dayNumberAt, dayNumbered, wallTime } from './zone.ts'

/** A stretch of working time in epoch milliseconds. */
interface Stretch {
  from: number
  to: number
}

const isWorkDayNumbered = (number: number, calendar: WorkCalendar): boolean =>
  calendar.isWorkDay(dayNumbered(number))

/** The stretches of the days that were asked, for as long as the calendar is in force: they are asked over and over. */
const known = new WeakMap<WorkCalendar, Map<number, readonly Stretch[]>>()
const daysKept = 4_000

function stretchesOf(number: number, calendar: WorkCalendar): readonly Stretch[] {
  const days = known.get(calendar) ?? new Map<number, readonly Stretch[]>()
  known.set(calendar, days)
  const found = days.get(number)
  if (found !== undefined) return found
  const made = isWorkDayNumbered(number, calendar)
    ? calendar.spans.map((span) => ({
        from: wallTime(number, span.from, calendar.zone),
        to: wallTime(number, span.to, calendar.zone),
      }))
    : []
  if (days.size < daysKept) days.set(number, made)
  return made
}

/** Minutes after midnight at which work ends; 17:30 by the printed rules. */
export const closeOfWork = (calendar: WorkCalendar): number => calendar.spans.at(-1)?.to ?? 1_440

/** The number of the n-th working day after that day; n is 1 or more. */
export function nthWorkDayAfter(number: number, n: number, calendar: WorkCalendar): number {
  let at = number
  for (let left = n; left > 0;) {
    at += 1
    if (isWorkDayNumbered(at, calendar)) left -= 1
  }
  return at
}

/** Whether work is done at this instant; the last instant of a stretch no longer counts. */
export function isWorkingTime(at: Date, calendar: WorkCalendar): boolean {
  const ms = at.getTime()
  return stretchesOf(dayNumberAt(at, calendar.zone), calendar).some(({ from, to }) => from <= ms && ms < to)
}

/** This instant when work is done then, else the next at which work begins (4.2: what comes outside starts at the next span). */
export function nextWorkingTime(at: Date, calendar: WorkCalendar): Date {
  const ms = at.getTime()
  for (let day = dayNumberAt(at, calendar.zone); ; day += 1) {
    const next = stretchesOf(day, calendar).find(({ to }) => ms < to)
    if (next !== undefined) return instant(Math.max(ms, next.from))
  }
}

/** Working time between two instants, in milliseconds; negative where `to` lies before `from`. */
export function workingMilliseconds(from: Date, to: Date, calendar: WorkCalendar): number {
  if (to.getTime() < from.getTime()) return -workingMilliseconds(to, from, calendar)
  const last = dayNumberAt(to, calendar.zone)
  let sum = 0
  for (let day = dayNumberAt(from, calendar.zone); day <= last; day += 1) {
    for (const stretch of stretchesOf(day, calendar))
      sum += Math.max(0, Math.min(stretch.to, to.getTime()) - Math.max(stretch.from, from.getTime()))
  }
  return sum
}

function forward(at: Date, ms: number, calendar: WorkCalendar): Date {
  let left = ms
  for (let day = dayNumberAt(at, calendar.zone); ; day += 1) {
    for (const stretch of stretchesOf(day, calendar)) {
      const from = Math.max(stretch.from, at.getTime())
      if (stretch.to <= from) continue
      if (left <= stretch.to - from) return instant(from + left)
      left -= stretch.to - from
    }
  }
}

function backward(at: Date, ms: number, calendar: WorkCalendar): Date {
  let left = ms
  for (let day = dayNumberAt(at, calendar.zone); ; day -= 1) {
    for (const stretch of stretchesOf(day, calendar).toReversed()) {
      const to = Math.min(stretch.to, at.getTime())
      if (to <= stretch.from) continue
      if (left <= to - stretch.from) return instant(to - left)
      left -= to - stretch.from
    }
  }
}

/**
 * The instant that lies so much working time later, or earlier for a negative figure; the instant itself for 0.
 * A sum that ends with a stretch of work ends at that stretch's close (12:00, 17:30), not at the next one's start.
 */
export function addWorkingMilliseconds(at: Date, ms: number, calendar: WorkCalendar): Date {
  if (!Number.isFinite(ms)) throw new RangeError(`not a span of time: ${String(ms)}`)
  if (ms === 0) return at
  return ms > 0 ? forward(at, ms, calendar) : backward(at, -ms, calendar)
}
