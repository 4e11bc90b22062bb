import { instant } from '../kernel/clock.ts'
import { minutesOf } from './calendar.ts'
import { dayNumberAt, minuteOfDay, wallTime } from './zone.ts'

/** A stretch of every day as wall-clock times HH:MM, `from` inclusive, `to` exclusive; 21:00 to 08:00 runs over midnight. */
export interface DayWindow {
  from: string
  to: string
}

/** Whether the wall clock of that zone stands within the window (4.4: triage between 08:00 and 21:00 every day). */
export function isWithin(at: Date, window: DayWindow, zone: string): boolean {
  const now = minuteOfDay(at, zone)
  const from = minutesOf(window.from)
  const to = minutesOf(window.to)
  return from <= to ? from <= now && now < to : now >= from || now < to
}

/** The first instant, from this one on, at which the wall clock of that zone shows the time HH:MM. */
export function nextAt(at: Date, time: string, zone: string): Date {
  for (let day = dayNumberAt(at, zone); ; day += 1) {
    const candidate = wallTime(day, minutesOf(time), zone)
    if (candidate >= at.getTime()) return instant(candidate)
  }
}

/**
 * The instant after `minutes` that count only within the window of each day (4.4: a case that waits in triage at 20:50
 * is not late at 21:20 but at 08:20).
 */
export function addMinutesWithin(at: Date, minutes: number, window: DayWindow, zone: string): Date {
  let start = isWithin(at, window, zone) ? at : nextAt(at, window.from, zone)
  for (let left = minutes * 60_000; ;) {
    const end = nextAt(instant(start.getTime() + 1), window.to, zone)
    if (start.getTime() + left <= end.getTime()) return instant(start.getTime() + left)
    left -= end.getTime() - start.getTime()
    start = nextAt(end, window.from, zone)
  }
}

export interface QuietHours extends DayWindow {
  /** When what was held back goes out. */
  deliverAt: string
}

/** Whether the bot does not begin to speak by itself at this instant (5.4). */
export const isQuiet = (at: Date, quiet: QuietHours, zone: string): boolean => isWithin(at, quiet, zone)

/** Until when quiet hours hold back what the bot starts (5.4); null where nothing is held. */
export const quietUntil = (at: Date, quiet: QuietHours, zone: string): Date | null =>
  isQuiet(at, quiet, zone) ? nextAt(nextAt(at, quiet.to, zone), quiet.deliverAt, zone) : null
