import type { Ground } from '../grid/ground.ts'
import type { Absence } from '../grid/town.ts'
import { nextAt } from '../worktime/windows.ts'
import { startOfDay } from '../worktime/zone.ts'

/**
 * The first morning of a leave (3.4): the hour of the digest on its first day in the town's zone, or when it begins, where
 * that is later on that day.
 */
export function firstMorning({ from }: Pick<Absence, 'from'>, { rulebook, calendar }: Ground): Date {
  const morning = nextAt(startOfDay(from, calendar.zone), rulebook.digestAt, calendar.zone)
  return morning < from ? from : morning
}
