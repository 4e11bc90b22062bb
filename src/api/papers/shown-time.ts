import { type Day, dayOf, minuteOfDay } from '../../worktime/zone.ts'

const two = (n: number): string => String(n).padStart(2, '0')

function clockShown(at: Date, zone: string): string {
  const minute = Math.floor(minuteOfDay(at, zone))
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`
}

/** "2026年11月3日" of a day of the town. */
export function dayShown(day: Day): string {
  const [year, month, date] = day.split('-').map(Number)
  return `${String(year)}年${String(month)}月${String(date)}日`
}

/** "2026年11月23日 09:10" by the town's wall clock, as a paper says it; '' where there is no time. */
export const momentShown = (at: Date | null, zone: string): string =>
  at === null ? '' : `${dayShown(dayOf(at, zone))} ${clockShown(at, zone)}`

/** "11月23日 09:10", for the narrow columns of a table; the year only where it is not that of `now`. */
export function momentInTable(at: Date | null, zone: string, now: Date): string {
  const whole = momentShown(at, zone)
  const year = `${dayOf(now, zone).slice(0, 4)}年`
  return whole.startsWith(year) ? whole.slice(year.length) : whole
}
