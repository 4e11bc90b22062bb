import type { WorkCalendar } from '../worktime/calendar.ts'
import { closeOfWork } from '../worktime/working-time.ts'
import { atTime, dayOf } from '../worktime/zone.ts'

/** "12月20日 等专项资金" or "2026-12-20 …": the day, at the close of work, and the plan; null where one is missing. */
export function readPlan(
  rest: string,
  calendar: WorkCalendar,
  now: Date,
): { until: Date; words: string } | null {
  const found = /^(?:(\d{4})[年\-/.])?(\d{1,2})[月\-/.](\d{1,2})[日号]?\s*[,，:：]?\s*/u.exec(rest)
  if (found === null) return null
  const words = rest.slice(found[0].length).trim()
  const today = dayOf(now, calendar.zone)
  const [year, month, day] = [found[1] ?? today.slice(0, 4), found[2] ?? '', found[3] ?? '']
  if (words === '' || Number(month) > 12 || Number(month) < 1 || Number(day) > 31 || Number(day) < 1)
    return null
  const written = (which: string): string => `${which}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const said = written(year)
  const meant = found[1] === undefined && said < today ? written(String(Number(year) + 1)) : said
  const until = atTime(meant, closeOfWork(calendar), calendar.zone)
  return until > now ? { until, words } : null
}
