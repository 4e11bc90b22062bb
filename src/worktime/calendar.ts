import type { WorkSpan } from './limit.ts'

/** A calendar day in the town's zone, written YYYY-MM-DD. */
export type Day = string

/** Which days are working days, when work is done on them, and in which zone a day begins (4.2, 4.3, 4.6). Pure. */
export interface WorkCalendar {
  readonly zone: string
  /** In order of the day, not overlapping, never empty. */
  readonly spans: readonly WorkSpan[]
  isWorkDay(day: Day): boolean
  /** False for a year whose holidays are not known: Monday to Friday is assumed and must be announced loudly. */
  knowsYear(year: number): boolean
}
