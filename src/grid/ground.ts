import type { WorkCalendar } from '../worktime/calendar.ts'
import type { Directory } from './directory.ts'
import type { Rulebook } from './rulebook.ts'

/** What every decision stands on: the town, the rules and the calendar in force at one moment. */
export interface Ground {
  directory: Directory
  rulebook: Rulebook
  calendar: WorkCalendar
}
