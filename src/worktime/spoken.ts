import type { WorkCalendar } from './calendar.ts'
import { dayNumberAt, dayNumbered, minuteOfDay, weekdayNumbered } from './zone.ts'

const weekdays = ['周一', '周二', '周三', '周四', '周五', '周六', '周日']

const twoFigures = (figure: number): string => String(figure).padStart(2, '0')

function wallClock(at: Date, zone: string): string {
  const minutes = Math.floor(minuteOfDay(at, zone))
  return `${twoFigures(Math.floor(minutes / 60))}:${twoFigures(minutes % 60)}`
}

function spokenDay(day: number, today: number): string {
  const distance = day - today
  if (distance === 0) return '今天'
  if (distance === 1) return '明天'
  if (distance === -1) return '昨天'
  const weekday = weekdayNumbered(day)
  if (distance > 0 && distance === weekday - weekdayNumbered(today)) return weekdays[weekday - 1] ?? ''
  const [year, month, date] = dayNumbered(day).split('-').map(Number)
  const written = `${String(month)}月${String(date)}日`
  return year === Number(dayNumbered(today).slice(0, 4)) ? written : `${String(year)}年${written}`
}

/**
 * A time as one says it to a neighbour, in the calendar's zone: 今天17:30, 明天17:30, later in the same week (Monday to
 * Sunday) 周四17:30, else 12月2日17:30, with the year only where it is another (4.6, 6.1).
 */
export const spokenTime = (at: Date, now: Date, calendar: Pick<WorkCalendar, 'zone'>): string =>
  spokenDay(dayNumberAt(at, calendar.zone), dayNumberAt(now, calendar.zone)) + wallClock(at, calendar.zone)

/** A day as one says it to a neighbour: 今天, 明天, 周四, else 12月2日, with the year only where it is another. */
export const spokenDate = (at: Date, now: Date, calendar: Pick<WorkCalendar, 'zone'>): string =>
  spokenDay(dayNumberAt(at, calendar.zone), dayNumberAt(now, calendar.zone))

/** A span of time in its two largest units, whichever sign: 1天6小时, 2小时5分钟, 38分钟, 不到1分钟. */
export function spokenDuration(ms: number): string {
  const minutes = Math.floor(Math.abs(ms) / 60_000)
  const days = Math.floor(minutes / 1_440)
  const hours = Math.floor((minutes % 1_440) / 60)
  const said = (figure: number, unit: string): string => (figure > 0 ? `${String(figure)}${unit}` : '')
  if (days > 0) return `${String(days)}天${said(hours, '小时')}`
  return `${said(hours, '小时')}${said(minutes % 60, '分钟')}` || '不到1分钟'
}
