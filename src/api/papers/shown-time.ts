import { dayOf, minuteOfDay } from '../../worktime/zone.ts'

const two = (n: number): string => String(n).padStart(2, '0')

/** "2026-11-23 09:10" by the town's wall clock; '' where there is no time. */
export function momentShown(at: Date | null, zone: string): string {
  if (at === null) return ''
  const minute = Math.floor(minuteOfDay(at, zone))
  return `${dayOf(at, zone)} ${two(Math.floor(minute / 60))}:${two(minute % 60)}`
}
