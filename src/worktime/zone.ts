import { instant } from '../kernel/clock.ts'

/** A calendar day in the town's zone, written YYYY-MM-DD. */
export type Day = string

const dayMs = 86_400_000
const minuteMs = 60_000
/** Offsets are asked of Intl once per such stretch; no zone changes its clocks twice within one. */
const stretchMs = 7 * dayMs
const stretchesKept = 4_096

/** How far a zone's clocks stand from UTC during a stretch: `before` until `changesAt`, `after` from then on. */
interface Stretch {
  before: number
  after: number
  changesAt: number
}

interface Zone {
  format: Intl.DateTimeFormat
  stretches: Map<number, Stretch>
}

const zones = new Map<string, Zone>()

function zoneOf(name: string): Zone {
  const known = zones.get(name)
  if (known !== undefined) return known
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: name,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
    era: 'short',
  })
  const made: Zone = { format, stretches: new Map() }
  zones.set(name, made)
  return made
}

/** Asks Intl: about 2 µs, which is why the answer is kept per stretch. */
function measuredOffset(format: Intl.DateTimeFormat, at: number): number {
  const second = Math.floor(at / 1_000) * 1_000
  const said = new Map(format.formatToParts(second).map((part) => [part.type, part.value]))
  const figure = (type: Intl.DateTimeFormatPartTypes): number => Number(said.get(type))
  const year = said.get('era') === 'BC' ? 1 - figure('year') : figure('year')
  const wall = Date.UTC(
    2000,
    figure('month') - 1,
    figure('day'),
    figure('hour'),
    figure('minute'),
    figure('second'),
  )
  // Date.UTC reads the years 0 to 99 as 1900 to 1999; setting the year apart does not.
  return instant(wall).setUTCFullYear(year, figure('month') - 1, figure('day')) - second
}

function measureStretch(format: Intl.DateTimeFormat, index: number): Stretch {
  let low = index * stretchMs
  let high = low + stretchMs
  const before = measuredOffset(format, low)
  const after = measuredOffset(format, high)
  if (before === after) return { before, after, changesAt: high }
  while (high - low > 1_000) {
    const middle = Math.floor((low + high) / 2_000) * 1_000
    if (measuredOffset(format, middle) === before) low = middle
    else high = middle
  }
  return { before, after, changesAt: high }
}

function offsetAt(at: number, zoneName: string): number {
  const zone = zoneOf(zoneName)
  const index = Math.floor(at / stretchMs)
  let stretch = zone.stretches.get(index)
  if (stretch === undefined) {
    if (zone.stretches.size >= stretchesKept) zone.stretches.clear()
    stretch = measureStretch(zone.format, index)
    zone.stretches.set(index, stretch)
  }
  return at < stretch.changesAt ? stretch.before : stretch.after
}

/** True for the name of an IANA time zone that this machine knows. */
export function isZone(name: string): boolean {
  try {
    zoneOf(name)
    return true
  } catch {
    return false
  }
}

/** Days since 1970-01-01; refuses with a RangeError what is no calendar day written YYYY-MM-DD. */
export function dayNumber(day: Day): number {
  const at = Date.parse(`${day}T00:00:00Z`)
  if (day.length !== 10 || Number.isNaN(at)) throw new RangeError(`not a calendar day: ${day}`)
  return at / dayMs
}

/** Days are written over and over: those of some decades are kept. */
const days = new Map<number, Day>()
const daysKept = 20_000

/** The calendar day with this number; the counterpart of `dayNumber`. */
export function dayNumbered(number: number): Day {
  const known = days.get(number)
  if (known !== undefined) return known
  const day = instant(number * dayMs)
    .toISOString()
    .slice(0, 10)
  if (days.size < daysKept) days.set(number, day)
  return day
}

export const addDays = (day: Day, days: number): Day => dayNumbered(dayNumber(day) + days)

/** 1 is Monday, 7 is Sunday. */
export const weekdayNumbered = (number: number): number => ((((number + 3) % 7) + 7) % 7) + 1

/** 1 is Monday, 7 is Sunday. */
export const weekdayOf = (day: Day): number => weekdayNumbered(dayNumber(day))

/** The number of the calendar day on which this instant falls in that zone. */
export const dayNumberAt = (at: Date, zone: string): number =>
  Math.floor((at.getTime() + offsetAt(at.getTime(), zone)) / dayMs)

/** The calendar day, YYYY-MM-DD, on which this instant falls in that zone (4.6). */
export const dayOf = (at: Date, zone: string): Day => dayNumbered(dayNumberAt(at, zone))

/** What the wall clock in that zone shows, as minutes after midnight with the fraction of the running minute. */
export function minuteOfDay(at: Date, zone: string): number {
  const local = at.getTime() + offsetAt(at.getTime(), zone)
  return (local - Math.floor(local / dayMs) * dayMs) / minuteMs
}

/**
 * The instant in epoch milliseconds at which the wall clock of that zone shows so many minutes after midnight.
 * A time that the clocks skip in spring is taken as late as they were put forward; of two equal times in autumn
 * it is the first.
 */
export function wallTime(number: number, minutes: number, zone: string): number {
  const local = number * dayMs + minutes * minuteMs
  const before = offsetAt(local - dayMs, zone)
  if (offsetAt(local - before, zone) === before) return local - before
  const after = offsetAt(local + dayMs, zone)
  return offsetAt(local - after, zone) === after ? local - after : local - before
}

/** The instant at which the wall clock of that zone shows so many minutes after midnight of that day (1440: the next midnight). */
export const atTime = (day: Day, minutes: number, zone: string): Date =>
  instant(wallTime(dayNumber(day), minutes, zone))

/** The midnight with which the calendar day of this instant began in that zone. */
export const startOfDay = (at: Date, zone: string): Date => instant(wallTime(dayNumberAt(at, zone), 0, zone))
