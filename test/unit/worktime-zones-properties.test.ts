import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addMilliseconds, instant } from '../../src/kernel/clock.ts'
import { makeWorkCalendar } from '../../src/worktime/calendar.ts'
import { dueAt, extendedDue } from '../../src/worktime/due.ts'
import { timeUnits } from '../../src/worktime/limit.ts'
import { dayOf, minuteOfDay } from '../../src/worktime/zone.ts'

/** Towns whose clocks never change, change at an hour, at half an hour, and change in winter. */
const zones = ['Asia/Shanghai', 'America/New_York', 'Australia/Lord_Howe', 'Europe/Dublin', 'Asia/Kathmandu']
const spans = [
  { from: 510, to: 720 },
  { from: 840, to: 1050 },
]
const calendars = fc.constantFrom(...zones).map((zone) => makeWorkCalendar({ zone, spans }))
const starts = fc.integer({ min: Date.UTC(2025, 11, 1), max: Date.UTC(2027, 2, 1) }).map((ms) => instant(ms))
const limits = fc.record({ n: fc.integer({ min: 1, max: 6 }), unit: fc.constantFrom(...timeUnits) })

describe('In whatever zone, whose clocks may change', () => {
  it('what counts working time is due within working hours, on a working day', () => {
    fc.assert(
      fc.property(calendars, starts, limits, (calendar, from, { n }) => {
        for (const unit of ['work_day', 'work_hour'] as const) {
          const due = dueAt({ n, unit }, from, calendar)
          const minute = minuteOfDay(due, calendar.zone)
          expect(calendar.isWorkDay(dayOf(due, calendar.zone))).toBe(true)
          expect(spans.some((span) => span.from < minute && minute <= span.to)).toBe(true)
        }
      }),
    )
  })

  it('a later start is never due earlier, and everything is due after its start', () => {
    fc.assert(
      fc.property(
        calendars,
        starts,
        fc.integer({ min: 0, max: 40 * 86_400_000 }),
        limits,
        (calendar, from, later, limit) => {
          const due = dueAt(limit, from, calendar).getTime()
          expect(due).toBeGreaterThan(from.getTime())
          expect(dueAt(limit, addMilliseconds(from, later), calendar).getTime()).toBeGreaterThanOrEqual(due)
        },
      ),
    )
  })

  it('an extension ends at the close of work, after the old due time, three days after two', () => {
    fc.assert(
      fc.property(calendars, starts, limits, (calendar, from, limit) => {
        const due = dueAt(limit, from, calendar)
        const two = extendedDue(due, 2, calendar)
        expect(minuteOfDay(two, calendar.zone)).toBe(1050)
        expect(two.getTime()).toBeGreaterThan(due.getTime())
        expect(extendedDue(due, 3, calendar).getTime()).toBeGreaterThan(two.getTime())
      }),
    )
  })
})
