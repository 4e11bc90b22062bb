import { describe, expect, it } from 'vitest'
import { colourAt } from '../../src/deadlines/colour.ts'
import { defaultRulebook } from '../../src/grid/rulebook.ts'
import { instant } from '../../src/kernel/clock.ts'
import { calendarByRules } from '../../src/worktime/calendar.ts'

const calendar = calendarByRules('Asia/Shanghai', defaultRulebook)
const local = (wall: string): Date => instant(`2026-${wall.replace(' ', 'T')}+08:00`)

describe('the colour of a case', () => {
  const limit = { n: 3, unit: 'work_day' } as const
  const record = { dispatchedAt: local('11-23 09:00'), dueAt: local('11-26 17:30'), limit, resolvedAt: null }
  const ground = { calendar, rulebook: defaultRulebook }

  it.each([
    ['11-23 08:59', 'green'],
    ['11-23 09:00', 'green'],
    ['11-25 08:44', 'green'],
    ['11-25 08:45', 'yellow'],
    ['11-26 15:29', 'yellow'],
    ['11-26 15:30', 'orange'],
    ['11-26 17:29', 'orange'],
    ['11-26 17:30', 'red'],
    ['12-24 17:30', 'red'],
  ])('is at %s %s', (at, colour) => {
    expect(colourAt(record, ground, local(at))).toBe(colour)
  })

  it('stays as it was when the result came', () => {
    expect(colourAt({ ...record, resolvedAt: local('11-25 10:00') }, ground, local('12-24 17:30'))).toBe(
      'yellow',
    )
    expect(colourAt({ ...record, resolvedAt: local('11-27 10:00') }, ground, local('12-24 17:30'))).toBe(
      'red',
    )
    expect(colourAt({ ...record, resolvedAt: local('12-24 10:00') }, ground, local('11-25 10:00'))).toBe(
      'yellow',
    )
  })

  it('is none before the dispatch or without a clock', () => {
    expect(colourAt({ ...record, dispatchedAt: null }, ground, local('11-25 10:00'))).toBeNull()
    expect(colourAt({ ...record, dueAt: null }, ground, local('11-25 10:00'))).toBeNull()
    expect(colourAt({ ...record, limit: null }, ground, local('11-25 10:00'))).toBeNull()
  })
})
