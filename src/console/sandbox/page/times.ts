type Part = 'year' | 'month' | 'day' | 'hour' | 'minute' | 'weekday'

const formats = new Map<string, Intl.DateTimeFormat>()

function formatIn(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone)
  if (known !== undefined) return known
  const made = new Intl.DateTimeFormat('zh-CN', {
    timeZone: zone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    weekday: 'short',
    hourCycle: 'h23',
  })
  formats.set(zone, made)
  return made
}

function partsOf(ms: number, zone: string): Record<Part, string> {
  const found = formatIn(zone).formatToParts(ms)
  return Object.fromEntries(found.map((one) => [one.type, one.value])) as Record<Part, string>
}

const dayMs = 86_400_000

/** The number of the calendar day in the zone, for telling how many days lie between. */
function dayOf(ms: number, zone: string): number {
  const { year, month, day } = partsOf(ms, zone)
  return Math.round(Date.UTC(Number(year), Number(month) - 1, Number(day)) / dayMs)
}

/** As a chat shows it, seen from `nowMs`: 09:38, 昨天 18:20, 周四 09:12, 11月3日 09:12. */
export function chatTime(ms: number, nowMs: number, zone: string): string {
  const { year, month, day, hour, minute, weekday } = partsOf(ms, zone)
  const clock = `${hour}:${minute}`
  const days = dayOf(nowMs, zone) - dayOf(ms, zone)
  if (days === 0) return clock
  if (days === 1) return `昨天 ${clock}`
  if (days > 1 && days < 7) return `${weekday} ${clock}`
  const date = `${month}月${day}日 ${clock}`
  return partsOf(nowMs, zone).year === year ? date : `${year}年${date}`
}

/** For the narrow list of rooms: the time today, else the day. */
export function listTime(ms: number, nowMs: number, zone: string): string {
  const days = dayOf(nowMs, zone) - dayOf(ms, zone)
  const whole = chatTime(ms, nowMs, zone)
  return days === 0 ? whole : (whole.split(' ')[0] ?? whole)
}

/** A time still to come: 今天 17:30, 明天 17:30, 周四 17:30, 12月3日 17:30. */
export function comingTime(ms: number, nowMs: number, zone: string): string {
  const { month, day, hour, minute, weekday } = partsOf(ms, zone)
  const days = dayOf(ms, zone) - dayOf(nowMs, zone)
  const near = days === 0 ? '今天' : days === 1 ? '明天' : weekday
  const date = days >= 0 && days < 7 ? near : `${month}月${day}日`
  return `${date} ${hour}:${minute}`
}

export function clockFace(ms: number, zone: string): { time: string; day: string } {
  const { year, month, day, hour, minute, weekday } = partsOf(ms, zone)
  return { time: `${hour}:${minute}`, day: `${year}年${month}月${day}日 ${weekday}` }
}

export const sameDay = (one: number, other: number, zone: string): boolean =>
  dayOf(one, zone) === dayOf(other, zone)

/** 5小时12分, 1天8小时, 38分. */
export function span(ms: number): string {
  const minutes = Math.max(0, Math.floor(ms / 60_000))
  const [days, hours, rest] = [Math.floor(minutes / 1_440), Math.floor(minutes / 60) % 24, minutes % 60]
  if (days > 0) return hours > 0 ? `${days}天${hours}小时` : `${days}天`
  if (hours > 0) return rest > 0 ? `${hours}小时${rest}分` : `${hours}小时`
  return `${rest}分`
}
