import { instant } from '../kernel/clock.ts'
import { dayNumberAt, minuteOfDay } from '../worktime/zone.ts'

const dayMs = 86_400_000
const minuteMs = 60_000

/**
 * A moment as a town's file writes it: wall clock and offset of the town's zone, 2026-11-23T08:00:00+08:00.
 * Fractions of a second are written where there are any; where the zone had no offset of whole minutes, it is UTC.
 */
export function writtenTime(at: Date, zone: string): string {
  const wall = Math.round(dayNumberAt(at, zone) * dayMs + minuteOfDay(at, zone) * minuteMs)
  const offset = (wall - at.getTime()) / minuteMs
  if (!Number.isInteger(offset)) return at.toISOString()
  const [text = ''] = instant(wall).toISOString().replace('.000', '').split('Z')
  const two = (n: number): string => String(n).padStart(2, '0')
  const away = Math.abs(offset)
  return `${text}${offset < 0 ? '-' : '+'}${two(Math.floor(away / 60))}:${two(away % 60)}`
}
