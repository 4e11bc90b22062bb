import { addDays, type Day, weekdayOf } from '../worktime/zone.ts'

/** Days of the town: the first, and the first that no longer belongs to it. */
export interface Period {
  from: Day
  to: Day
}

const two = (n: number): string => String(n).padStart(2, '0')

const monthsFrom = (year: number, month: number, count: number): Period => {
  const end = year * 12 + (month - 1) + count
  return {
    from: `${String(year)}-${two(month)}-01`,
    to: `${String(Math.floor(end / 12))}-${two((end % 12) + 1)}-01`,
  }
}

/** Monday of the first week of a year, which is the one with its fourth of January (ISO 8601). */
function weekOf(year: number, week: number): Period | null {
  const fourth = `${String(year)}-01-04`
  const from = addDays(fourth, 1 - weekdayOf(fourth) + (week - 1) * 7)
  const nextFourth = `${String(year + 1)}-01-04`
  const nextFirst = addDays(nextFourth, 1 - weekdayOf(nextFourth))
  return week < 1 || from >= nextFirst ? null : { from, to: addDays(from, 7) }
}

/** 2026, 2026-Q4, 2026-11, 2026-W48 or 2026-11-23; null for anything else, and for what no calendar has. */
export function periodNamed(name: string): Period | null {
  const found = /^(20\d{2})(?:-(?:Q([1-4])|W(\d{2})|(0[1-9]|1[0-2])(?:-(\d{2}))?))?$/u.exec(name)
  if (found === null) return null
  const [, year = '', quarter, week, month, day] = found
  const of = Number(year)
  if (quarter !== undefined) return monthsFrom(of, Number(quarter) * 3 - 2, 3)
  if (week !== undefined) return weekOf(of, Number(week))
  if (month === undefined) return monthsFrom(of, 1, 12)
  if (day === undefined) return monthsFrom(of, Number(month), 1)
  const whole = monthsFrom(of, Number(month), 1)
  const last = Number(addDays(whole.to, -1).slice(8))
  return Number(day) < 1 || Number(day) > last ? null : { from: name, to: addDays(name, 1) }
}

/** The month before, "2026-11" → "2026-10"; of a later one with a negative count. */
export const monthBefore = (month: string, count = 1): string => {
  const n = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 - count
  return `${String(Math.floor(n / 12))}-${two((((n % 12) + 12) % 12) + 1)}`
}

/** The week, month or quarter before one of these, by the same kind of days. */
export function periodBefore(name: string, { from }: Period): Period {
  if (name.includes('W')) return { from: addDays(from, -7), to: from }
  const months = name.includes('Q') ? 3 : /^\d{4}$/u.test(name) ? 12 : 1
  const [year = '', month = ''] = monthBefore(from.slice(0, 7), months).split('-')
  return { from: `${year}-${month}-01`, to: from }
}
