import type { Ground } from '../grid/ground.ts'
import { addHours } from '../kernel/clock.ts'
import type { Log } from '../kernel/log.ts'
import { unknownYears } from '../worktime/calendar.ts'
import { nextAt } from '../worktime/windows.ts'
import { dayOf } from '../worktime/zone.ts'
import type { JobStores } from './ports.ts'
import { calendarNotice } from './reminders.ts'

export const calendarKind = 'calendar'

/** How far ahead the calendar must be known: no limit of the table reaches further. */
const aheadHours = 60 * 24

/** People in the centre's room are told only when it presses; until then the log is loud enough. */
const pressingHours = 14 * 24

const yearsAhead = (ground: Ground, now: Date, hours: number): readonly number[] =>
  unknownYears(now, addHours(now, hours), ground.calendar)

async function setNext(stores: JobStores, ground: Ground, after: Date): Promise<void> {
  const { zone } = ground.calendar
  const runAt = nextAt(after, ground.rulebook.digestAt, zone)
  const key = `${calendarKind}:${dayOf(runAt, zone)}`
  await stores.timers.set({ key, kind: calendarKind, runAt, hold: false, caseId: null, facts: {} })
}

/**
 * 4.3: while the next 60 days touch a year whose holidays are not known, or an open case is due in one, that is an
 * error in the log; in the last 14 days the duty officer is told once a day at the hour of the digest.
 */
export async function watchCalendar(stores: JobStores, ground: Ground, now: Date, log: Log): Promise<void> {
  const years = yearsAhead(ground, now, aheadHours)
  if (years.length > 0)
    log.error({ years }, 'the holidays of a year are not known: Monday to Friday is assumed')
  if (yearsAhead(ground, now, pressingHours).length > 0) await setNext(stores, ground, now)
  const running = await stores.cases.find({
    states: ['dispatched', 'in_progress', 'county', 'long_term'],
  })
  const due = running.filter(
    ({ dueAt }) => dueAt !== null && unknownYears(dueAt, dueAt, ground.calendar).length > 0,
  )
  if (due.length > 0)
    log.error(
      { cases: due.map(({ number }) => number) },
      'cases are due in a year whose holidays are not known',
    )
}

/** The daily line to the duty officer, set again for the next day; nothing once the calendar has been completed. */
export async function announceCalendar(stores: JobStores, ground: Ground, now: Date): Promise<void> {
  const years = yearsAhead(ground, now, pressingHours)
  const notice = years.length === 0 ? null : calendarNotice(years, ground, now)
  if (notice === null) return
  await stores.outbox.put(notice)
  await setNext(stores, ground, addHours(now, 1))
}
