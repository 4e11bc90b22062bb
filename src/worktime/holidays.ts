import published from 'chinese-days/dist/chinese-days.json' with { type: 'json' }
import type { Day } from './zone.ts'

/** What the State Council has published: days off on weekdays and at weekends, and weekends worked instead (调休). */
export const nationalHolidays: ReadonlySet<Day> = new Set(Object.keys(published.holidays))
export const nationalMakeUpDays: ReadonlySet<Day> = new Set(Object.keys(published.workdays))

/**
 * Whether these days off cover a year. New Year's Day alone proves nothing: it is published with the year before,
 * so National Day is asked for as well.
 */
export const coversYear = (year: number, daysOff: { has(day: Day): boolean }): boolean =>
  daysOff.has(`${String(year)}-01-01`) && daysOff.has(`${String(year)}-10-01`)
