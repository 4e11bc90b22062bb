import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addHours, addMilliseconds, instant } from '../../src/kernel/clock.ts'
import { makeWorkCalendar } from '../../src/worktime/calendar.ts'
import { dueAt, extendedDue } from '../../src/worktime/due.ts'
import type { TimeUnit } from '../../src/worktime/limit.ts'
import {
  addWorkingMilliseconds,
  isWorkingTime,
  nextWorkingTime,
  workingMilliseconds,
} from '../../src/worktime/working-time.ts'
import { dayOf, minuteOfDay } from '../../src/worktime/zone.ts'

const zone = 'Asia/Shanghai'
const calendar = makeWorkCalendar({
  zone,
  spans: [
    { from: 510, to: 720 },
    { from: 840, to: 1050 },
  ],
})
const hour = 3_600_000
const local = (wall: string): Date => instant(`${wall.replace(' ', 'T')}+08:00`)
const shown = (at: Date): string => addHours(at, 8).toISOString().replace('T', ' ').slice(0, 19)

describe('due times (4.2)', () => {
  it.each<[string, number, TimeUnit, string]>([
    // The day of dispatch does not count, whatever the hour.
    ['2026-11-23 09:10', 1, 'work_day', '2026-11-24 17:30:00'],
    ['2026-11-23 00:00', 1, 'work_day', '2026-11-24 17:30:00'],
    ['2026-11-23 17:29', 1, 'work_day', '2026-11-24 17:30:00'],
    ['2026-11-23 17:30', 1, 'work_day', '2026-11-24 17:30:00'],
    ['2026-11-23 17:31', 1, 'work_day', '2026-11-24 17:30:00'],
    ['2026-11-23 23:59', 1, 'work_day', '2026-11-24 17:30:00'],
    ['2026-11-23 09:00', 3, 'work_day', '2026-11-26 17:30:00'],
    ['2026-11-27 10:00', 1, 'work_day', '2026-11-30 17:30:00'],
    ['2026-11-25 10:00', 3, 'work_day', '2026-11-30 17:30:00'],
    ['2026-11-28 10:00', 1, 'work_day', '2026-11-30 17:30:00'],
    // Spring Festival 2026: 15 to 23 February, the Saturdays 14 and 28 February worked.
    ['2026-02-13 16:00', 1, 'work_day', '2026-02-14 17:30:00'],
    ['2026-02-13 16:00', 2, 'work_day', '2026-02-24 17:30:00'],
    ['2026-02-14 10:00', 1, 'work_day', '2026-02-24 17:30:00'],
    ['2026-02-17 10:00', 1, 'work_day', '2026-02-24 17:30:00'],
    ['2026-02-25 10:00', 3, 'work_day', '2026-02-28 17:30:00'],
    ['2026-02-28 10:00', 1, 'work_day', '2026-03-02 17:30:00'],
    // National Day 2026: 1 to 7 October, Sunday 20 September and Saturday 10 October worked.
    ['2026-09-18 10:00', 1, 'work_day', '2026-09-20 17:30:00'],
    ['2026-09-20 10:00', 1, 'work_day', '2026-09-21 17:30:00'],
    ['2026-09-30 10:00', 1, 'work_day', '2026-10-08 17:30:00'],
    ['2026-09-30 10:00', 3, 'work_day', '2026-10-10 17:30:00'],
    // Qingming, Labour Day, Dragon Boat, Mid-Autumn.
    ['2026-04-03 10:00', 1, 'work_day', '2026-04-07 17:30:00'],
    ['2026-04-30 10:00', 3, 'work_day', '2026-05-08 17:30:00'],
    ['2026-05-08 10:00', 1, 'work_day', '2026-05-09 17:30:00'],
    ['2026-06-18 10:00', 1, 'work_day', '2026-06-22 17:30:00'],
    ['2026-09-24 10:00', 1, 'work_day', '2026-09-28 17:30:00'],
    // Month and year ends; 2027 is not known and taken as Monday to Friday.
    ['2026-07-31 10:00', 1, 'work_day', '2026-08-03 17:30:00'],
    ['2025-12-31 10:00', 1, 'work_day', '2026-01-04 17:30:00'],
    ['2026-12-31 10:00', 1, 'work_day', '2027-01-01 17:30:00'],

    ['2026-11-23 09:00', 2, 'work_hour', '2026-11-23 11:00:00'],
    ['2026-11-23 10:00', 2, 'work_hour', '2026-11-23 12:00:00'],
    ['2026-11-23 11:00', 2, 'work_hour', '2026-11-23 15:00:00'],
    ['2026-11-23 12:00', 2, 'work_hour', '2026-11-23 16:00:00'],
    ['2026-11-23 13:10', 2, 'work_hour', '2026-11-23 16:00:00'],
    ['2026-11-23 15:30', 2, 'work_hour', '2026-11-23 17:30:00'],
    ['2026-11-23 17:29', 2, 'work_hour', '2026-11-24 10:29:00'],
    ['2026-11-23 17:30', 2, 'work_hour', '2026-11-24 10:30:00'],
    ['2026-11-23 17:31', 2, 'work_hour', '2026-11-24 10:30:00'],
    ['2026-11-23 03:00', 2, 'work_hour', '2026-11-23 10:30:00'],
    ['2026-11-27 17:00', 4, 'work_hour', '2026-11-30 12:00:00'],
    ['2026-11-23 08:30', 7, 'work_hour', '2026-11-23 17:30:00'],
    ['2026-11-23 08:30', 7.5, 'work_hour', '2026-11-24 09:00:00'],
    ['2026-02-14 16:30', 2, 'work_hour', '2026-02-24 09:30:00'],
    ['2026-09-30 17:00', 8, 'work_hour', '2026-10-09 09:00:00'],

    ['2026-11-24 03:12', 1, 'natural_hour', '2026-11-24 04:12:00'],
    ['2026-12-31 22:00', 4, 'natural_hour', '2027-01-01 02:00:00'],
    ['2026-11-23 09:10', 15, 'natural_day', '2026-12-08 09:10:00'],
    ['2026-02-27 09:10', 3, 'natural_day', '2026-03-02 09:10:00'],

    ['2026-11-23 09:10', 1, 'same_day', '2026-11-23 23:59:59'],
    ['2026-11-23 17:29', 1, 'same_day', '2026-11-23 23:59:59'],
    ['2026-11-23 17:30', 1, 'same_day', '2026-11-23 23:59:59'],
    ['2026-11-23 17:31', 1, 'same_day', '2026-11-24 23:59:59'],
    ['2026-12-31 18:00', 1, 'same_day', '2027-01-01 23:59:59'],
    ['2026-11-22 10:00', 1, 'same_day', '2026-11-22 23:59:59'],
  ])('from %s, %d %s end at %s', (from, n, unit, due) => {
    expect(shown(dueAt({ n, unit }, local(from), calendar))).toBe(due)
  })

  it('hands to the county on the day itself, however late', () => {
    const limit = { n: 1, unit: 'same_day' } as const
    const late = dueAt(limit, local('2026-11-23 23:59'), calendar, { handToCounty: true })
    expect(shown(late)).toBe('2026-11-23 23:59:59')
  })

  it.each([
    ['2026-11-26 17:30', 2, '2026-11-30 17:30:00'],
    ['2026-11-26 17:30', 3, '2026-12-01 17:30:00'],
    ['2026-09-29 17:30', 2, '2026-10-08 17:30:00'],
    ['2026-09-20 10:00', 2, '2026-09-22 17:30:00'],
  ])('extends what was due at %s by %i working days to %s', (due, days, extended) => {
    expect(shown(extendedDue(local(due), days, calendar))).toBe(extended)
  })

  it.each([
    [{ n: 0, unit: 'work_day' }],
    [{ n: -1, unit: 'natural_hour' }],
    [{ n: 1.5, unit: 'work_day' }],
    [{ n: Number.NaN, unit: 'work_hour' }],
  ] as const)('refuses %o as a limit', (limit) => {
    expect(() => dueAt(limit, local('2026-11-23 09:00'), calendar)).toThrow(RangeError)
  })

  it('keeps to the wall clock of a zone that changes it', () => {
    const york = makeWorkCalendar({ zone: 'America/New_York', spans: calendar.spans })
    // Clocks go forward on Sunday 8 March 2026.
    const due = dueAt({ n: 1, unit: 'work_day' }, instant('2026-03-06T15:00:00Z'), york)
    expect(due.toISOString()).toBe('2026-03-09T21:30:00.000Z')
  })
})

describe('working time', () => {
  it.each([
    ['2026-11-23 09:00', '2026-11-23 11:00', 2],
    ['2026-11-23 11:00', '2026-11-23 15:00', 2],
    ['2026-11-23 12:00', '2026-11-23 14:00', 0],
    ['2026-11-23 00:00', '2026-11-24 00:00', 7],
    ['2026-11-27 17:00', '2026-11-30 09:00', 1],
    ['2026-02-14 08:30', '2026-02-24 08:30', 7],
    ['2026-11-23 11:00', '2026-11-23 09:00', -2],
  ])('counts from %s to %s %d hours', (from, to, hours) => {
    expect(workingMilliseconds(local(from), local(to), calendar)).toBe(hours * hour)
  })

  it.each([
    ['2026-11-26 17:30', -2, '2026-11-26 15:30:00'],
    ['2026-11-26 14:30', -2, '2026-11-26 10:30:00'],
    ['2026-11-26 09:00', -1, '2026-11-25 17:00:00'],
    ['2026-11-30 04:00', -2, '2026-11-27 15:30:00'],
    ['2026-11-26 16:00', -2, '2026-11-26 14:00:00'],
    ['2026-02-24 09:00', -1, '2026-02-14 17:00:00'],
    ['2026-11-23 13:00', 0, '2026-11-23 13:00:00'],
  ])('goes from %s by %d working hours to %s', (from, hours, to) => {
    expect(shown(addWorkingMilliseconds(local(from), hours * hour, calendar))).toBe(to)
  })

  it.each([
    ['2026-11-23 08:29', false, '2026-11-23 08:30:00'],
    ['2026-11-23 08:30', true, '2026-11-23 08:30:00'],
    ['2026-11-23 12:00', false, '2026-11-23 14:00:00'],
    ['2026-11-23 17:29', true, '2026-11-23 17:29:00'],
    ['2026-11-23 17:30', false, '2026-11-24 08:30:00'],
    ['2026-11-28 10:00', false, '2026-11-30 08:30:00'],
    ['2026-02-28 10:00', true, '2026-02-28 10:00:00'],
  ])('says whether %s is working time (%s) and when work goes on: %s', (at, works, next) => {
    expect(isWorkingTime(local(at), calendar)).toBe(works)
    expect(shown(nextWorkingTime(local(at), calendar))).toBe(next)
  })
})

const someInstant = fc
  .integer({ min: Date.UTC(2025, 11, 1), max: Date.UTC(2027, 2, 1) })
  .map((ms) => instant(ms))
const someLimit = fc.oneof(
  fc.record({
    n: fc.integer({ min: 1, max: 6 }),
    unit: fc.constantFrom<TimeUnit>('work_day', 'natural_day'),
  }),
  fc.record({
    n: fc.integer({ min: 1, max: 80 }).map((quarters) => quarters / 4),
    unit: fc.constantFrom<TimeUnit>('work_hour', 'natural_hour'),
  }),
  fc.constant({ n: 1, unit: 'same_day' as const }),
)

describe('every due time', () => {
  it('lies within working hours for working units, the close of a stretch included', () => {
    fc.assert(
      fc.property(someInstant, someLimit, (from, limit) => {
        fc.pre(limit.unit === 'work_day' || limit.unit === 'work_hour')
        const due = dueAt(limit, from, calendar)
        const minute = minuteOfDay(due, zone)
        expect(calendar.isWorkDay(dayOf(due, zone))).toBe(true)
        expect(calendar.spans.some((span) => span.from < minute && minute <= span.to)).toBe(true)
      }),
    )
  })

  it('never comes earlier for a later dispatch, and always after it', () => {
    fc.assert(
      fc.property(someInstant, fc.integer({ min: 0, max: 1_000 * hour }), someLimit, (from, later, limit) => {
        const due = dueAt(limit, from, calendar)
        expect(due.getTime()).toBeGreaterThan(from.getTime())
        const dueLater = dueAt(limit, addMilliseconds(from, later), calendar)
        expect(dueLater.getTime()).toBeGreaterThanOrEqual(due.getTime())
      }),
    )
  })

  it('of working hours leaves exactly that much working time', () => {
    fc.assert(
      fc.property(someInstant, fc.integer({ min: 1, max: 60 * hour }), (from, ms) => {
        const to = addWorkingMilliseconds(from, ms, calendar)
        expect(workingMilliseconds(from, to, calendar)).toBe(ms)
        const back = addWorkingMilliseconds(to, -ms, calendar)
        expect(workingMilliseconds(back, to, calendar)).toBe(ms)
      }),
    )
  })
})
