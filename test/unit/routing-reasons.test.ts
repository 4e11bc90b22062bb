import { describe, expect, it } from 'vitest'
import type { Absence, TownData } from '../../src/grid/town.ts'
import type { Appeal, Routing } from '../../src/routing/decision.ts'
import { designate, nextStep, route } from '../../src/routing/rules.ts'
import type { Why } from '../../src/routing/rules.ts'
import { anAppeal, away, had, on, said } from '../support/routing-ask.ts'
import { smallTown } from '../support/small-town.ts'

/** People and areas of the small town bear their codes; read aloud they would be noise. */
const plainly = (text: string): string => text.replaceAll('名', '')

/** Decided when the test runs, not while the table is written: else every change of the rules would count as one of loading. */
type Deciding = () => Routing

const reasonOf = (deciding: Deciding): string => {
  const routing = deciding()
  return plainly(routing.to === 'handler' ? routing.decision.reason : routing.reason)
}

const rulesOf = (deciding: Deciding): readonly string[] => {
  const routing = deciding()
  return routing.to === 'handler' ? routing.decision.rules.map((rule) => rule.split(' ')[0] ?? '') : []
}

const longEstate = smallTown().places.map((place) => ({
  ...place,
  estate: '长苑',
  buildings: { G11: '1-3', G12: '4-6', G21: '7-9', G22: '10-12' }[place.grid] ?? null,
}))
const sameName = smallTown().places.map((place) => ({ ...place, estate: '同苑' }))
const nowhere: Partial<Appeal> = { place: said(), room: null }
const inLong = (building: string): Partial<Appeal> => ({
  place: said({ estate: '长苑', building }),
  room: null,
})

type People = readonly (string | Absence)[]
const first =
  (
    category: string,
    wanted: Partial<Appeal> = {},
    people: People = [],
    change: Partial<TownData> = {},
  ): Deciding =>
  () =>
    route(anAppeal(category, wanted), on(people, change))

const next =
  (category: string, step: number, handler: string | null, why: Why, people: People = []): Deciding =>
  () =>
    nextStep(
      anAppeal(category),
      had(step, handler, handler === null ? ['grid_lead-G11'] : []),
      on(people),
      why,
    )

describe('The reason is one sentence that a person can read (3.11)', () => {
  it.each<[string, Deciding, string]>([
    ['the first step', first('0102'), '按3.1、3.3，G11苑3号楼属G11，由C1G11网格责任人grid_lead-G11办理。'],
    [
      'somebody away',
      first('0102', {}, ['grid_lead-G11']),
      '按3.1、3.3、3.4，G11苑3号楼属G11，grid_lead-G11请假，由C1G11网格责任人grid_lead-G11-2办理。',
    ],
    [
      'a delegate',
      first('0102', {}, [away('grid_lead-G11', 'grid_member-G11')]),
      '按3.1、3.3、3.4，G11苑3号楼属G11，grid_lead-G11请假、由grid_member-G11代，由C1G11网格责任人grid_member-G11办理。',
    ],
    [
      'a post that nobody holds at the moment',
      first('0106', {}, ['lead-chengguan', 'lead-chengguan-2']),
      '按3.1、3.3、3.4，G11苑3号楼属G11，lead-chengguan请假，lead-chengguan-2请假，chengguan办无人可派、上提一级，由QH网格责任领导township_lead-QH办理。',
    ],
    [
      'somebody recused',
      first('0102', { about: ['grid_lead-G11'] }),
      '按3.1、3.3、3.5，G11苑3号楼属G11，grid_lead-G11应当回避，由C1G11网格责任人grid_lead-G11-2办理。',
    ],
    [
      'a leaf without a department',
      first('0201', { nature: 'department_matter' }),
      '按3.1、3.3、3.4，G11苑3号楼属G11，类别没有对应部门、上提一级，由QH网格责任领导township_lead-QH办理。',
    ],
    ['no place at all', first('0102', nowhere), '未能确定网格和社区（3.3），请值班人员指定。'],
    [
      'no place where the department has it anyway',
      first('0106', nowhere),
      '按3.1、3.3，未能确定网格和社区，按QH处理，由chengguan办lead-chengguan办理。',
    ],
    [
      'two candidates',
      first('0102', { place: said({ estate: '同苑', building: '3' }), room: 'room-c1' }, [], {
        places: sameName,
      }),
      '按3.1、3.3，同苑3号楼分属G11、G12、G21、G22，由来源群所在的C1处理，由C1社区责任人community_lead-C1办理。',
    ],
    [
      'a grid that staff have settled',
      first('0102', { grid: 'G22' }),
      '按3.1，已定在G22，由C2G22网格责任人grid_lead-G22办理。',
    ],
    [
      'buildings of two grids',
      first('0102', inLong('3、5号'), [], { places: longEstate }),
      '按3.1、3.3、3.10，所说各楼分属G11、G12，由共同的C1处理，由C1社区责任人community_lead-C1办理。',
    ],
    [
      'buildings of one grid',
      first('0102', inLong('1和2'), [], { places: longEstate }),
      '按3.1、3.3，所说各楼都属G11，由C1G11网格责任人grid_lead-G11办理。',
    ],
    [
      'an urgent leaf',
      first('0801'),
      '按3.1、3.2、3.3，G11苑3号楼属G11，由C1G11网格责任人grid_lead-G11办理。',
    ],
    [
      'an emergency without a place',
      first('0102', { ...nowhere, urgency: 'emergency' }),
      '按3.1、3.3、3.8，未能确定网格和社区，按QH处理，由QH网格责任领导township_lead-QH办理。',
    ],
    [
      'a report about officials',
      first('1503', { kind: 'report' }),
      '按3.1、3.3、3.5，G11苑3号楼属G11，由jiwei办lead-jiwei办理。',
    ],
    ['the county', first('0604'), '按3.1、3.3，G11苑3号楼属G11，由值班人员当天转县指挥中心。'],
    [
      'the county after somebody who has had it',
      next('0301', 0, 'director-QH', 'escalate'),
      '按2.1、3.1、3.3、3.6，G11苑3号楼属G11，逐级上报，director-QH已经办过、跳过，由值班人员当天转县指挥中心。',
    ],
    [
      'a step whose holder has had it',
      next('0102', 0, 'community_lead-C1', 'escalate'),
      '按2.1、3.1、3.3、3.6，G11苑3号楼属G11，逐级上报，community_lead-C1已经办过、跳过，由QH网格责任领导township_lead-QH办理。',
    ],
    [
      'a return',
      next('0102', 0, null, 'return'),
      '按2.1、3.1、3.3，G11苑3号楼属G11，退回后另派，由C1社区责任人community_lead-C1办理。',
    ],
    [
      'the clock, past the row',
      next('0402', 2, 'mediation_centre-QH', 'clock'),
      '按3.1、3.3、3.6、5.1，G11苑3号楼属G11，超期未办结、移交下一级，由QH网格责任领导township_lead-QH办理。',
    ],
    [
      'the director who keeps what nobody else can have',
      next('0102', 91, 'director-QH', 'clock', ['director-QH', 'director-QH-2']),
      '按3.1、3.3、3.6、5.1，G11苑3号楼属G11，超期未办结、移交下一级，没有别人可派、由主任留办，由QH中心主任director-QH办理。',
    ],
    [
      'a dissatisfied reporter',
      next('0102', 0, 'grid_lead-G11', 'reopen'),
      '按3.1、3.3、6.5，G11苑3号楼属G11，评价不满意、提级重办，由C1社区责任人community_lead-C1办理。',
    ],
    [
      'somebody named',
      () => designate(anAppeal('0102'), { person: 'grid_lead-G12' }, null, on()),
      '按2.1、3.1、3.3，G11苑3号楼属G11，经人工指定，由C1G12网格责任人grid_lead-G12办理。',
    ],
    [
      'a department named, whose lead is away',
      () => designate(anAppeal('0102'), { dept: 'yingji' }, null, on(['lead-yingji'])),
      '按2.1、3.1、3.3、3.4，G11苑3号楼属G11，经人工指定，lead-yingji请假，由yingji办lead-yingji-2办理。',
    ],
    [
      'a department named that has nobody',
      () => designate(anAppeal('0102'), { dept: 'yingji' }, null, on(['lead-yingji', 'lead-yingji-2'])),
      'lead-yingji请假，lead-yingji-2请假，yingji办没有人可派，请另定。',
    ],
  ])('for %s', (_what, deciding, reason) => {
    expect(reasonOf(deciding)).toBe(reason)
    for (const rule of rulesOf(deciding)) expect(reason).toContain(rule)
  })

  it('names everybody who was passed over where nobody is left', () => {
    const line = ['grid_lead-G11', 'community_lead-C1', 'township_lead-QH', 'director-QH']
    const deciding = first(
      '0102',
      {},
      line.flatMap((person) => [person, `${person}-2`]),
    )
    expect(reasonOf(deciding)).toBe(
      'grid_lead-G11请假，grid_lead-G11-2请假，C1G11网格责任人无人可派、上提一级，' +
        'community_lead-C1请假，community_lead-C1-2请假，C1社区责任人无人可派、上提一级，' +
        'township_lead-QH请假，township_lead-QH-2请假，QH网格责任领导无人可派、上提一级，' +
        'director-QH请假，director-QH-2请假，没有人可派（3.4、3.6），请值班人员指定。',
    )
  })

  it('says 社区, 村 and 网格 once where the area’s name ends with it', () => {
    const named = (names: Record<string, string>): Partial<TownData> => ({
      areas: smallTown().areas.map((area) => ({ ...area, name: names[area.code] ?? area.code })),
    })
    const town = named({ C1: '锦绣社区', C2: '河东村', G11: '第一单元网格' })
    expect(reasonOf(first('0201', {}, [], town))).toContain('由锦绣社区责任人community_lead-C1办理')
    expect(reasonOf(first('0102', {}, [], town))).toContain('由锦绣社区第一单元网格责任人grid_lead-G11办理')
    expect(reasonOf(first('0201', { grid: 'G21' }, [], town))).toMatch(/由河东村(?!村)/u)
  })
})
