import { describe, expect, it } from 'vitest'
import { addHours, instant } from '../../src/kernel/clock.ts'
import { spokenDuration, spokenTime } from '../../src/worktime/spoken.ts'
import { addMinutesWithin, isQuiet, isWithin, nextAt, quietUntil } from '../../src/worktime/windows.ts'

const zone = 'Asia/Shanghai'
const local = (wall: string): Date => instant(`${wall.replace(' ', 'T')}+08:00`)
const shown = (at: Date | null): string | null =>
  at === null ? null : addHours(at, 8).toISOString().replace('T', ' ').slice(0, 16)
const quiet = { from: '21:00', to: '08:00', deliverAt: '08:30' }
const triage = { from: '08:00', to: '21:00' }

describe('windows of the day', () => {
  it.each([
    ['2026-11-23 20:59', false, null],
    ['2026-11-23 21:00', true, '2026-11-24 08:30'],
    ['2026-11-24 00:00', true, '2026-11-24 08:30'],
    ['2026-11-24 07:59', true, '2026-11-24 08:30'],
    ['2026-11-24 08:00', false, null],
    ['2026-12-31 23:59', true, '2027-01-01 08:30'],
  ])('at %s it is quiet: %s, held back until %s (5.4)', (at, isQuietThen, until) => {
    expect(isQuiet(local(at), quiet, zone)).toBe(isQuietThen)
    expect(shown(quietUntil(local(at), quiet, zone))).toBe(until)
  })

  it.each([
    ['2026-11-23 07:59', false],
    ['2026-11-23 08:00', true],
    ['2026-11-23 20:59', true],
    ['2026-11-23 21:00', false],
  ])('at %s the triage clock runs: %s (4.4)', (at, runs) => {
    expect(isWithin(local(at), triage, zone)).toBe(runs)
  })

  it.each([
    ['2026-11-23 09:10', 30, '2026-11-23 09:40'],
    ['2026-11-23 20:30', 30, '2026-11-23 21:00'],
    ['2026-11-23 20:50', 30, '2026-11-24 08:20'],
    ['2026-11-23 20:50', 60, '2026-11-24 08:50'],
    ['2026-11-23 21:00', 30, '2026-11-24 08:30'],
    ['2026-11-23 03:00', 30, '2026-11-23 08:30'],
    ['2026-11-28 12:00', 30, '2026-11-28 12:30'],
    ['2026-11-23 08:00', 781, '2026-11-24 08:01'],
  ])('from %s %i minutes of the triage window end at %s', (at, minutes, end) => {
    expect(shown(addMinutesWithin(local(at), minutes, triage, zone))).toBe(end)
  })

  it('finds the next time of day, this very moment included', () => {
    expect(shown(nextAt(local('2026-11-23 08:30'), '08:30', zone))).toBe('2026-11-23 08:30')
    expect(shown(nextAt(local('2026-11-23 08:31'), '08:30', zone))).toBe('2026-11-24 08:30')
    expect(shown(nextAt(local('2026-11-23 08:31'), '24:00', zone))).toBe('2026-11-24 00:00')
  })
})

describe('times as people say them', () => {
  it.each([
    ['2026-11-23 17:30', '2026-11-23 09:00', '今天17:30'],
    ['2026-11-24 17:30', '2026-11-23 09:00', '明天17:30'],
    ['2026-11-26 17:30', '2026-11-23 09:00', '周四17:30'],
    ['2026-11-29 23:59', '2026-11-23 00:00', '周日23:59'],
    // The Monday after is no longer this week.
    ['2026-11-30 17:30', '2026-11-26 09:00', '11月30日17:30'],
    ['2026-12-02 17:30', '2026-11-25 09:00', '12月2日17:30'],
    ['2026-11-30 17:30', '2026-11-29 23:59', '明天17:30'],
    ['2027-01-01 17:30', '2026-12-31 09:00', '明天17:30'],
    ['2027-01-04 17:30', '2026-12-31 09:00', '2027年1月4日17:30'],
    ['2026-11-22 04:05', '2026-11-23 09:00', '昨天04:05'],
    ['2026-11-23 17:30', '2026-11-26 09:00', '11月23日17:30'],
  ])('%s is, on %s, %s', (at, now, said) => {
    expect(spokenTime(local(at), local(now), { zone })).toBe(said)
  })

  it.each([
    [0, '不到1分钟'],
    [59_999, '不到1分钟'],
    [38 * 60_000, '38分钟'],
    [125 * 60_000, '2小时5分钟'],
    [120 * 60_000, '2小时'],
    [30 * 3_600_000, '1天6小时'],
    [48 * 3_600_000 + 59 * 60_000, '2天'],
    [-38 * 60_000, '38分钟'],
  ])('%i ms are %s', (ms, said) => {
    expect(spokenDuration(ms)).toBe(said)
  })
})
