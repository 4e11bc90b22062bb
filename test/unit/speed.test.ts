import { describe, expect, it } from 'vitest'
import { largeTown } from '../../src/commands/bench/large-town.ts'
import { makeDirectory } from '../../src/grid/make-directory.ts'
import { addMinutes, instant } from '../../src/kernel/clock.ts'
import { route } from '../../src/routing/rules.ts'
import type { TimeUnit } from '../../src/worktime/limit.ts'
import { dueAt } from '../../src/worktime/due.ts'
import { exampleGround } from '../support/example-town.ts'
import { anAppeal, said } from '../support/routing-ask.ts'

const ground = await exampleGround()
const town = largeTown(ground.directory.data)
const context = {
  ...ground,
  directory: makeDirectory(town),
  now: instant('2026-11-23T09:10:00+08:00'),
}

/** Microseconds of the processor's own time, the best of some batches: other work on the machine is not what is measured. */
function cost(run: (index: number) => unknown, perBatch: number): number {
  for (let index = 0; index < perBatch; index += 1) run(index)
  const batches = Array.from({ length: 8 }, () => {
    const before = process.cpuUsage()
    for (let index = 0; index < perBatch; index += 1) run(index)
    return process.cpuUsage(before).user / perBatch
  })
  return Math.min(...batches)
}

describe('In a town of 500 grids and 20,000 places', () => {
  it('lies what the measures speak of', () => {
    expect(town.areas.filter(({ level }) => level === 'grid')).toHaveLength(500)
    expect(town.places).toHaveLength(20_000)
  })

  const sayings = [
    ['an estate and a building', { estate: 'G7-3的0大院', building: '5' }, null, 'G7-3'],
    ['a building alone, in a grid’s room', { building: '5号楼' }, 'room-G7-3', 'G7-3'],
    ['a building alone, in a community’s room', { building: '5号楼', spot: '楼道' }, 'room-C7', null],
    ['a building that the community has not', { building: '99号楼' }, 'room-C7', null],
    ['a road in a phrase', { spot: 'G7-3的0路7段路口的路灯' }, 'room-C7', 'G7-3'],
    ['a place that nobody knows', { estate: '谁也不知道的花园', building: '3' }, 'room-C7', null],
  ] as const

  it.each(sayings)('a routing decision on %s takes less than 0.2 ms', (_what, place, room, grid) => {
    const appeal = anAppeal('0102', { place: said(place), room, urgency: 'emergency' })
    expect(route(appeal, context)).toMatchObject({ to: 'handler', decision: { grid } })
    expect(cost(() => route(appeal, context), 300)).toBeLessThan(200)
  })

  it('finding the grid of a named estate takes less than half of that', () => {
    const place = said({ estate: 'G7-3的0大院', building: '5', spot: '单元门口路灯下面' })
    const find = () => context.directory.locate(place, { room: 'room-C7', home: null })
    expect(find()).toMatchObject({ found: 'grid', grid: 'G7-3' })
    expect(cost(find, 500)).toBeLessThan(100)
  })
})

describe('A due time', () => {
  it.each<TimeUnit>(['work_day', 'work_hour', 'same_day', 'natural_hour', 'natural_day'])(
    'in %s takes less than 20 µs',
    (unit) => {
      const from = instant('2026-09-30T10:00:00+08:00')
      const once = (index: number) => dueAt({ n: 3, unit }, addMinutes(from, index), ground.calendar)
      expect(cost(once, 5_000)).toBeLessThan(20)
    },
  )
})
