import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { colourOfCourse, colours, ladder, rungNames } from '../../src/deadlines/ladder.ts'
import type { Course } from '../../src/deadlines/ladder.ts'
import { defaultRulebook } from '../../src/grid/rulebook.ts'
import { addHours, instant } from '../../src/kernel/clock.ts'
import { calendarByRules } from '../../src/worktime/calendar.ts'
import { dueAt } from '../../src/worktime/due.ts'
import type { Limit, TimeUnit } from '../../src/worktime/limit.ts'

const calendar = calendarByRules('Asia/Shanghai', defaultRulebook)
const local = (wall: string): Date => instant(`2026-${wall.replace(' ', 'T')}+08:00`)
const shown = (at: Date): string => addHours(at, 8).toISOString().slice(5, 16).replace('T', ' ')

const courseOf = (from: Date, limit: Limit): Course => ({
  dispatchedAt: from,
  limit,
  dueAt: dueAt(limit, from, calendar),
})

const rungs = (course: Course): Record<string, string> =>
  Object.fromEntries(ladder(course, calendar, defaultRulebook).map(({ rung, at }) => [rung, shown(at)]))

describe('the ladder (5.1)', () => {
  it.each<[string, string, number, TimeUnit, Record<string, string>]>([
    [
      'a department’s three days',
      '11-23 09:00',
      3,
      'work_day',
      {
        new: '11-23 09:00',
        half: '11-25 08:45',
        soon: '11-26 15:30',
        due: '11-26 17:30',
        over1: '11-27 17:30',
        over2: '11-30 17:30',
      },
    ],
    [
      'a community’s day',
      '11-23 09:10',
      1,
      'work_day',
      {
        new: '11-23 09:10',
        half: '11-24 08:50',
        soon: '11-24 15:30',
        due: '11-24 17:30',
        over1: '11-25 17:30',
        over2: '11-26 17:30',
      },
    ],
    [
      'a day over National Day',
      '09-30 16:30',
      1,
      'work_day',
      {
        new: '09-30 16:30',
        half: '10-08 11:30',
        soon: '10-08 15:30',
        due: '10-08 17:30',
        over1: '10-09 17:30',
        over2: '10-10 17:30',
      },
    ],
    [
      'four natural hours by day',
      '11-23 09:00',
      4,
      'natural_hour',
      {
        new: '11-23 09:00',
        half: '11-23 11:00',
        soon: '11-23 12:12',
        due: '11-23 13:00',
        over1: '11-23 17:00',
        over2: '11-23 21:00',
      },
    ],
    [
      'one natural hour at night',
      '11-24 03:12',
      1,
      'natural_hour',
      {
        new: '11-24 03:12',
        half: '11-24 03:42',
        soon: '11-24 04:00',
        due: '11-24 04:12',
        over1: '11-24 05:12',
        over2: '11-24 06:12',
      },
    ],
    [
      'four work_hours over noon',
      '11-23 10:00',
      4,
      'work_hour',
      {
        new: '11-23 10:00',
        half: '11-23 12:00',
        soon: '11-23 15:12',
        due: '11-23 16:00',
        over1: '11-24 11:00',
        over2: '11-24 17:00',
      },
    ],
    [
      'eight work_hours, which are no short limit',
      '11-23 08:30',
      8,
      'work_hour',
      {
        new: '11-23 08:30',
        half: '11-23 14:30',
        soon: '11-23 16:30',
        due: '11-24 09:30',
        over1: '11-25 10:30',
        over2: '11-26 11:30',
      },
    ],
    [
      'a day of 24 natural hours',
      '11-23 09:00',
      24,
      'natural_hour',
      {
        new: '11-23 09:00',
        soon: '11-23 16:00',
        due: '11-24 09:00',
        over1: '11-25 09:00',
        over2: '11-26 09:00',
      },
    ],
    [
      'fifteen natural days',
      '11-23 09:00',
      15,
      'natural_day',
      {
        new: '11-23 09:00',
        half: '11-30 21:00',
        soon: '12-07 16:00',
        due: '12-08 09:00',
        over1: '12-09 17:30',
        over2: '12-10 17:30',
      },
    ],
    [
      'the same day',
      '11-23 09:00',
      1,
      'same_day',
      {
        new: '11-23 09:00',
        half: '11-23 14:15',
        soon: '11-23 15:30',
        due: '11-23 23:59',
        over1: '11-24 17:30',
        over2: '11-25 17:30',
      },
    ],
    [
      'the same day, late: what would lie before the dispatch is dropped',
      '11-23 16:30',
      1,
      'same_day',
      {
        new: '11-23 16:30',
        half: '11-23 17:00',
        due: '11-23 23:59',
        over1: '11-24 17:30',
        over2: '11-25 17:30',
      },
    ],
    [
      'the same day from 15:30: what lies at the dispatch is dropped too',
      '11-23 15:30',
      1,
      'same_day',
      {
        new: '11-23 15:30',
        half: '11-23 16:30',
        due: '11-23 23:59',
        over1: '11-24 17:30',
        over2: '11-25 17:30',
      },
    ],
    [
      'the same day in the afternoon: half gone after soon is dropped',
      '11-23 15:00',
      1,
      'same_day',
      {
        new: '11-23 15:00',
        soon: '11-23 15:30',
        due: '11-23 23:59',
        over1: '11-24 17:30',
        over2: '11-25 17:30',
      },
    ],
    [
      'a Sunday without working time',
      '11-22 12:00',
      1,
      'same_day',
      {
        new: '11-22 12:00',
        half: '11-22 17:59',
        due: '11-22 23:59',
        over1: '11-23 17:30',
        over2: '11-24 17:30',
      },
    ],
  ])('of %s stands at its times', (_what, from, n, unit, expected) => {
    expect(rungs(courseOf(local(from), { n, unit }))).toEqual(expected)
  })

  it('moves with an extended due time', () => {
    const course = {
      ...courseOf(local('11-23 09:00'), { n: 3, unit: 'work_day' }),
      dueAt: local('11-30 17:30'),
    }
    expect(rungs(course)).toMatchObject({
      soon: '11-30 15:30',
      due: '11-30 17:30',
      over1: '12-01 17:30',
      over2: '12-02 17:30',
    })
  })

  it('follows the numbers of the rule file', () => {
    const course = courseOf(local('11-23 09:00'), { n: 4, unit: 'natural_hour' })
    const rules = { ladder: { soonWorkHours: 1, shortLimitHours: 4, shortLimitShare: 0.8 } }
    const soon = ladder(course, calendar, rules).find(({ rung }) => rung === 'soon')
    expect(shown(soon?.at ?? local('01-01 00:00'))).toBe('11-23 11:00')
    const share = ladder(course, calendar, {
      ladder: { ...rules.ladder, shortLimitHours: 8, shortLimitShare: 0.9 },
    })
    expect(share.map(({ rung, at }) => `${rung} ${shown(at)}`)).toContain('soon 11-23 12:36')
  })

  const limits = fc.oneof(
    fc.record({
      n: fc.integer({ min: 1, max: 5 }),
      unit: fc.constantFrom<TimeUnit>('work_day', 'natural_day'),
    }),
    fc.record({
      n: fc.integer({ min: 1, max: 40 }),
      unit: fc.constantFrom<TimeUnit>('work_hour', 'natural_hour'),
    }),
    fc.constant<Limit>({ n: 1, unit: 'same_day' }),
  )
  const starts = fc
    .integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2026, 11, 20) })
    .map((ms) => instant(ms))

  it('has at any time the colour of its last rung, also where the due time was put before the dispatch', () => {
    const hours = fc.double({ min: -60, max: 400, noNaN: true })
    const shift = fc.oneof(fc.constant(0), fc.integer({ min: -90, max: 90 }))
    fc.assert(
      fc.property(starts, limits, hours, shift, fc.nat(6), (from, limit, later, moved, rung) => {
        const plain = courseOf(from, limit)
        const course = { ...plain, dueAt: moved === 1 ? from : addHours(plain.dueAt, moved) }
        const found = ladder(course, calendar, defaultRulebook)
        // At the very moment of a rung too.
        const until = found[rung]?.at ?? addHours(from, later)
        const last = found.findLast(({ at }) => at <= until)?.colour ?? 'green'
        expect(colourOfCourse(course, until, calendar, defaultRulebook)).toBe(last)
      }),
      { numRuns: 2_000 },
    )
  })

  it('rises: never a rung before another, no colour going back, all after the dispatch', () => {
    fc.assert(
      fc.property(starts, limits, (from, limit) => {
        const found = ladder(courseOf(from, limit), calendar, defaultRulebook)
        const [first, ...later] = found
        expect(first).toEqual({ rung: 'new', at: from, colour: 'green' })
        for (const { at } of later) expect(at.getTime()).toBeGreaterThan(from.getTime())
        for (const [index, one] of later.entries()) {
          const before = found[index]
          expect(one.at.getTime()).toBeGreaterThanOrEqual(before?.at.getTime() ?? 0)
          expect(colours.indexOf(one.colour)).toBeGreaterThanOrEqual(
            colours.indexOf(before?.colour ?? 'green'),
          )
          expect(rungNames.indexOf(one.rung)).toBeGreaterThan(rungNames.indexOf(before?.rung ?? 'new'))
        }
        expect(later.map(({ rung }) => rung)).toEqual(expect.arrayContaining(['due', 'over1', 'over2']))
      }),
    )
  })
})
