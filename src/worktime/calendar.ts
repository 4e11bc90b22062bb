import { Refusal } from '../kernel/errors.ts'
import { coversYear, nationalHolidays, nationalMakeUpDays } from './holidays.ts'
import type { WorkSpan } from './limit.ts'
import { dayNumberAt, dayNumbered, isZone, weekdayOf } from './zone.ts'
import type { Day } from './zone.ts'

export type { Day } from './zone.ts'

/** Which days are working days, when work is done on them, and in which zone a day begins (4.2, 4.3, 4.6). Pure. */
export interface WorkCalendar {
  readonly zone: string
  /** In order of the day, not overlapping, never empty. */
  readonly spans: readonly WorkSpan[]
  isWorkDay(day: Day): boolean
  /** False for a year whose holidays are not known: Monday to Friday is assumed and must be announced loudly. */
  knowsYear(year: number): boolean
}

export interface CalendarMakings {
  zone: string
  spans: readonly WorkSpan[]
  /** The centre's own days of work and of rest; they overrule the national calendar. */
  workDays?: readonly Day[]
  restDays?: readonly Day[]
}

/** Minutes after midnight of a wall-clock time HH:MM (24:00 is 1440); refuses anything else with a RangeError. */
export function minutesOf(time: string): number {
  const found = /^(\d{2}):(\d{2})$/u.exec(time)
  const minutes = Number(found?.[1]) * 60 + Number(found?.[2])
  if (!(minutes <= 1_440) || Number(found?.[2]) > 59) throw new RangeError(`not a wall-clock time: ${time}`)
  return minutes
}

function refuseWrongMakings({ zone, spans, workDays = [], restDays = [] }: CalendarMakings): void {
  if (!isZone(zone)) throw new Refusal('invalid', `不认识的时区：${zone}`, { zone })
  if (spans.length === 0) throw new Refusal('invalid', '工作时间一段也没有')
  let end = 0
  for (const span of spans) {
    if (!(span.from >= end && span.to > span.from && span.to <= 1_440))
      throw new Refusal('invalid', '工作时间要按先后排列，不能重叠，也不能超过24:00', { ...span })
    end = span.to
  }
  const both = workDays.find((day) => restDays.includes(day))
  if (both !== undefined) throw new Refusal('invalid', `${both}不能既是工作日又是休息日`, { day: both })
}

/**
 * The national working calendar with its holidays and make-up days (chinese-days), overruled by the centre's own days
 * (4.3). A year that neither knows is Monday to Friday, and `knowsYear` says so; a year becomes known through the
 * centre's own days when they name its New Year's Day and National Day among the days of rest.
 * Refuses an unknown zone, working hours out of order and a day listed both ways.
 */
export function makeWorkCalendar(makings: CalendarMakings): WorkCalendar {
  refuseWrongMakings(makings)
  const { zone, spans } = makings
  const work = new Set(makings.workDays)
  const rest = new Set(makings.restDays)
  const daysOff = { has: (day: Day) => rest.has(day) || nationalHolidays.has(day) }
  return {
    zone,
    spans,
    isWorkDay(day) {
      if (work.has(day)) return true
      if (rest.has(day)) return false
      if (nationalMakeUpDays.has(day)) return true
      return !nationalHolidays.has(day) && weekdayOf(day) <= 5
    },
    knowsYear: (year) => coversYear(year, daysOff),
  }
}

/** The part of a rule file that a calendar is made of (4.2, 4.3). */
export interface CalendarRules {
  workHours: readonly { from: string; to: string }[]
  calendar: { workDays: readonly Day[]; restDays: readonly Day[] }
}

/** The working calendar of a town in that zone under these rules; refuses as `makeWorkCalendar` does. */
export const calendarByRules = (zone: string, rules: CalendarRules): WorkCalendar =>
  makeWorkCalendar({
    zone,
    spans: rules.workHours.map(({ from, to }) => ({ from: minutesOf(from), to: minutesOf(to) })),
    ...rules.calendar,
  })

/** The years touched between two instants whose holidays the calendar does not know: to be announced loudly (4.3). */
export function unknownYears(from: Date, to: Date, calendar: WorkCalendar): readonly number[] {
  const yearOf = (at: Date): number => Number(dayNumbered(dayNumberAt(at, calendar.zone)).slice(0, 4))
  const first = yearOf(from)
  const years = Array.from({ length: Math.max(0, yearOf(to) - first + 1) }, (_, index) => first + index)
  return years.filter((year) => !calendar.knowsYear(year))
}
