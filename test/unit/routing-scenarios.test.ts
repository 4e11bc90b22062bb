import { describe, expect, it } from 'vitest'
import { addHours, instant } from '../../src/kernel/clock.ts'
import type { Appeal, Previous, Routing } from '../../src/routing/decision.ts'
import { nextStep, route } from '../../src/routing/rules.ts'
import type { RoutingContext, Why } from '../../src/routing/rules.ts'
import { roomFor } from '../../src/routing/where.ts'
import { exampleGround } from '../support/example-town.ts'

const ground = await exampleGround()
const at = (wall: string): RoutingContext => ({ ...ground, now: instant(`${wall.replace(' ', 'T')}+08:00`) })

function appeal(category: string, room: string | null, wanted: Partial<Appeal> = {}): Appeal {
  const leaf = ground.directory.leaf(category)
  if (leaf === null) throw new RangeError(category)
  const nowhere = { estate: null, building: null, unit: null, room: null, spot: null }
  return {
    ...{
      kind: 'help',
      category,
      nature: leaf.nature,
      urgency: 'normal',
      confidential: false,
      place: nowhere,
    },
    ...{ room, homeEstate: null, grid: null, about: [] },
    ...wanted,
  }
}

const in_ = (building: string, estate: string | null = null): Appeal['place'] => ({
  ...{ estate, building, unit: null, room: null, spot: null },
})

function decision(routing: Routing) {
  if (routing.to !== 'handler') throw new RangeError(`${routing.to}: ${routing.reason}`)
  return routing.decision
}

/** What scenarios look at. */
function seen(routing: Routing) {
  const { grid, handler, verifier, dueAt, step } = decision(routing)
  const due = addHours(dueAt, 8).toISOString().slice(0, 16).replace('T', ' ')
  return { grid, handler: handler.person, verifier: verifier?.person ?? null, due, step }
}

const after = (routing: Routing, returners: readonly string[] = []): Previous => {
  const { step, handler } = decision(routing)
  return { step, handler, returners }
}

const onward = (one: Appeal, from: Routing, wall: string, why: Why = 'escalate'): Routing =>
  nextStep({ ...one, grid: decision(from).grid }, after(from), at(wall), why)

describe('the scenarios', () => {
  it('01: a stair light goes to the community and is verified by the grid', () => {
    const lamp = route(
      appeal('0201', 'cuihu-a', { place: { ...in_('3'), unit: '2', spot: '楼道' } }),
      at('2026-11-23 09:10'),
    )
    expect(seen(lamp)).toEqual({
      grid: 'QH-JX-01',
      handler: 'chenlan',
      verifier: 'zhangwei',
      due: '2026-11-24 17:30',
      step: 0,
    })
    expect(decision(lamp).reason).toBe('按3.1、3.3，翠湖花园3号楼属锦绣第一网格，由锦绣社区责任人陈岚办理。')
  })

  it('02: a leak climbs from the grid by the community to mediation', () => {
    const leak = appeal('0402', 'xfl', { kind: 'dispute', place: { ...in_('2'), unit: '1', room: '702' } })
    const first = route(leak, at('2026-11-23 10:00'))
    expect(seen(first)).toEqual({
      grid: 'QH-JX-03',
      handler: 'sunli',
      verifier: 'chenlan',
      due: '2026-11-24 17:30',
      step: 0,
    })
    const second = onward(leak, first, '2026-11-24 10:00')
    expect(seen(second)).toMatchObject({
      handler: 'chenlan',
      verifier: 'sunli',
      due: '2026-11-25 17:30',
      step: 1,
    })
    expect(decision(second).assistants.map(({ person }) => person)).toEqual(['wangqiang'])
    const third = onward(leak, second, '2026-11-25 11:00')
    expect(seen(third)).toMatchObject({ handler: 'pengbo', due: '2026-11-30 17:30', step: 2 })
    const fourth = onward(leak, third, '2026-12-02 11:00')
    expect(seen(fourth)).toMatchObject({ handler: 'gaofeng', step: 90 })
    expect(decision(fourth).rules).toContain('3.6')
    const fifth = onward(leak, fourth, '2026-12-02 11:00')
    expect(seen(fifth)).toMatchObject({ handler: 'tianye', step: 91 })
    expect(seen(onward(leak, fifth, '2026-12-02 11:00'))).toMatchObject({ handler: 'tianye', step: 91 })
  })

  it('03: a department has three days, then the township lead', () => {
    const smoke = appeal('0503', 'cuihu-b', { kind: 'complaint', place: in_('9') })
    const first = route(smoke, at('2026-11-23 09:00'))
    expect(seen(first)).toEqual({
      grid: 'QH-JX-02',
      handler: 'weining',
      verifier: 'liuyang',
      due: '2026-11-26 17:30',
      step: 0,
    })
    expect(roomFor(decision(first).handler, ground.directory)).toEqual({ private: 'weining' })
    expect(seen(onward(smoke, first, '2026-12-02 17:30', 'clock'))).toMatchObject({ handler: 'gaofeng' })
  })

  it('04: gas wakes the right people, each in the right place', () => {
    const gas = appeal('0803', 'dongfeng', { urgency: 'emergency', place: { ...in_('8'), spot: '一楼楼道' } })
    const found = decision(route(gas, at('2026-11-24 03:12')))
    expect(seen({ to: 'handler', decision: found })).toMatchObject({
      grid: 'QH-DF-01',
      handler: 'yaolei',
      due: '2026-11-24 04:12',
    })
    const told = found.informed.map((one) => [one.person, roomFor(one, ground.directory)])
    expect(told).toEqual([
      ['zhaomin', { room: 'df-staff' }],
      ['heyun', { room: 'df-staff' }],
      ['luona', { room: 'centre' }],
      ['tianye', { room: 'centre' }],
    ])
    expect(roomFor(found.handler, ground.directory)).toEqual({ private: 'yaolei' })
  })

  it('05: a dissatisfied neighbour has the case one level up, the old handler told', () => {
    const bin = appeal('0101', 'xfl', {
      kind: 'complaint',
      place: { ...in_('1'), building: null, spot: '东门' },
    })
    const first = route(bin, at('2026-11-23 18:40'))
    expect(seen(first)).toEqual({
      grid: 'QH-JX-03',
      handler: 'chenlan',
      verifier: 'sunli',
      due: '2026-11-24 17:30',
      step: 0,
    })
    const again = onward(bin, first, '2026-11-24 09:30', 'reopen')
    expect(seen(again)).toMatchObject({ handler: 'gaofeng', step: 2 })
    expect(decision(again).informed.map(({ person }) => person)).toEqual(['chenlan'])
    expect(decision(again).reason).toBe(
      '按3.1、3.6、6.5，已定在锦绣第三网格，评价不满意、提级重办，陈岚已经办过、跳过，由清河镇网格责任领导高峰办理。',
    )
  })

  it('06: a report in confidence is verified by the township lead and told to nobody else', () => {
    const gamble = appeal('0904', null, {
      kind: 'report',
      confidential: true,
      homeEstate: '阳光水岸',
      place: in_('A', '阳光水岸'),
    })
    const found = decision(route(gamble, at('2026-11-23 14:30')))
    expect(found.handler.person).toBe('duanhong')
    expect(found.verifier?.person).toBe('gaofeng')
    expect(found.informed).toEqual([])
  })

  it('08: a lift has four hours, by night as by day', () => {
    const lift = appeal('0204', 'cuihu-a', { urgency: 'urgent', place: in_('3') })
    expect(seen(route(lift, at('2026-11-23 09:00')))).toMatchObject({
      handler: 'chenlan',
      due: '2026-11-23 13:00',
    })
  })
})
