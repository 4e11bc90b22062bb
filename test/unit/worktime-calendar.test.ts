import { describe, expect, it } from 'vitest'
import { instant } from '../../src/kernel/clock.ts'
import { Refusal } from '../../src/kernel/errors.ts'
import { calendarByRules, makeWorkCalendar, minutesOf, unknownYears } from '../../src/worktime/calendar.ts'
import { atTime, dayOf, minuteOfDay, startOfDay, weekdayOf } from '../../src/worktime/zone.ts'

const spans = [
  { from: 510, to: 720 },
  { from: 840, to: 1050 },
]
const calendar = makeWorkCalendar({ zone: 'Asia/Shanghai', spans })

describe('the working calendar', () => {
  it.each([
    ['2026-02-13', true, 'the Friday before Spring Festival'],
    ['2026-02-14', true, 'the make-up Saturday before it'],
    ['2026-02-16', false, 'a Monday within it'],
    ['2026-02-23', false, 'its last day, a Monday'],
    ['2026-02-24', true, 'the Tuesday after it'],
    ['2026-02-28', true, 'the make-up Saturday after it'],
    ['2026-03-01', false, 'an ordinary Sunday'],
    ['2026-09-20', true, 'the make-up Sunday before National Day'],
    ['2026-10-01', false, 'National Day'],
    ['2026-10-07', false, 'the last day of the week off'],
    ['2026-10-08', true, 'the Thursday after it'],
    ['2026-10-10', true, 'the make-up Saturday after it'],
    ['2026-10-11', false, 'the Sunday after that'],
    ['2027-01-01', true, 'a Friday of a year that is not known'],
    ['2027-01-02', false, 'a Saturday of a year that is not known'],
  ])('takes %s as working day: %s (%s)', (day, works) => {
    expect(calendar.isWorkDay(day)).toBe(works)
  })

  it('knows the years that are published and says which it does not know', () => {
    expect([2003, 2004, 2025, 2026, 2027].map((year) => calendar.knowsYear(year))).toEqual([
      false,
      true,
      true,
      true,
      false,
    ])
    const to = instant('2027-12-31T16:00:00Z')
    expect(unknownYears(instant('2026-12-30T00:00:00Z'), to, calendar)).toEqual([2027, 2028])
  })

  it('lets the days of the centre overrule the national ones and make a year known', () => {
    const own = makeWorkCalendar({
      zone: 'Asia/Shanghai',
      spans,
      workDays: ['2026-10-02', '2027-02-06'],
      restDays: ['2026-09-20', '2026-11-23', '2027-01-01', '2027-10-01'],
    })
    expect(own.isWorkDay('2026-10-02')).toBe(true)
    expect(own.isWorkDay('2026-09-20')).toBe(false)
    expect(own.isWorkDay('2026-11-23')).toBe(false)
    expect(own.isWorkDay('2027-02-06')).toBe(true)
    expect(own.knowsYear(2027)).toBe(true)
    const begun = makeWorkCalendar({ zone: 'Asia/Shanghai', spans, restDays: ['2027-01-01'] })
    expect(begun.knowsYear(2027)).toBe(false)
  })

  it.each([
    ['an unknown zone', { zone: 'Asia/Qinghe', spans }],
    ['no working hours', { zone: 'Asia/Shanghai', spans: [] }],
    ['hours out of order', { zone: 'Asia/Shanghai', spans: spans.toReversed() }],
    ['hours that end before they begin', { zone: 'Asia/Shanghai', spans: [{ from: 600, to: 600 }] }],
    ['hours past midnight', { zone: 'Asia/Shanghai', spans: [{ from: 600, to: 1441 }] }],
    [
      'a day listed both ways',
      { zone: 'Asia/Shanghai', spans, workDays: ['2026-05-01'], restDays: ['2026-05-01'] },
    ],
  ])('refuses %s', (_what, makings) => {
    expect(() => makeWorkCalendar(makings)).toThrow(Refusal)
  })

  it('reads working hours and days from a rule file', () => {
    const made = calendarByRules('Asia/Shanghai', {
      workHours: [{ from: '09:00', to: '24:00' }],
      calendar: { workDays: ['2026-11-22'], restDays: [] },
    })
    expect(made.spans).toEqual([{ from: 540, to: 1440 }])
    expect(made.isWorkDay('2026-11-22')).toBe(true)
    expect(() => minutesOf('9:00')).toThrow(RangeError)
    expect(() => minutesOf('24:01')).toThrow(RangeError)
    expect(() => minutesOf('12:60')).toThrow(RangeError)
  })
})

describe('zone arithmetic', () => {
  it.each([
    ['2026-11-23T15:59:59.999Z', 'Asia/Shanghai', '2026-11-23'],
    ['2026-11-23T16:00:00Z', 'Asia/Shanghai', '2026-11-24'],
    ['2026-11-23T16:00:00Z', 'America/New_York', '2026-11-23'],
    ['2026-12-31T18:15:00Z', 'Asia/Kathmandu', '2027-01-01'],
    ['1969-12-31T23:59:59Z', 'UTC', '1969-12-31'],
  ])('finds the day of %s in %s: %s', (at, zone, day) => {
    expect(dayOf(instant(at), zone)).toBe(day)
  })

  it.each([
    ['Asia/Shanghai', '2026-11-23', 1050, '2026-11-23T09:30:00.000Z'],
    ['Asia/Shanghai', '2026-11-23', 1440, '2026-11-23T16:00:00.000Z'],
    ['America/New_York', '2026-03-08', 90, '2026-03-08T06:30:00.000Z'],
    // 02:30 does not exist on that morning: it is 03:30 summer time.
    ['America/New_York', '2026-03-08', 150, '2026-03-08T07:30:00.000Z'],
    ['America/New_York', '2026-03-08', 1050, '2026-03-08T21:30:00.000Z'],
    // 01:30 comes twice: the first, still summer time.
    ['America/New_York', '2026-11-01', 90, '2026-11-01T05:30:00.000Z'],
    ['America/New_York', '2026-11-01', 1050, '2026-11-01T22:30:00.000Z'],
  ])('finds the instant in %s on %s at minute %i: %s', (zone, day, minutes, at) => {
    expect(atTime(day, minutes, zone).toISOString()).toBe(at)
  })

  it('agrees with the clock of the machine in zones that change it, hour by hour through a year', () => {
    for (const zone of ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Africa/Casablanca']) {
      const format = new Intl.DateTimeFormat('sv-SE', {
        timeZone: zone,
        dateStyle: 'short',
        timeStyle: 'medium',
      })
      for (let at = Date.UTC(2026, 0, 1); at < Date.UTC(2027, 0, 1); at += 3_600_000) {
        const minutes = Math.floor(minuteOfDay(instant(at), zone))
        const wall = `${dayOf(instant(at), zone)} ${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}:00`
        if (wall !== format.format(at)) expect(wall).toBe(format.format(at))
      }
    }
  })

  it('begins a day at the midnight of the zone', () => {
    expect(startOfDay(instant('2026-11-23T15:00:00Z'), 'Asia/Shanghai').toISOString()).toBe(
      '2026-11-22T16:00:00.000Z',
    )
  })

  it('counts weekdays from Monday, also before 1970', () => {
    expect(['2026-11-23', '2026-11-29', '1970-01-01', '1969-12-28'].map(weekdayOf)).toEqual([1, 7, 4, 7])
  })
})
