import { describe, expect, it } from 'vitest'
import type { Appeal } from '../../src/routing/decision.ts'
import { designate, nextStep, route } from '../../src/routing/rules.ts'
import { aLeaf, smallTown } from '../support/small-town.ts'
import { anAppeal, decisionOf, dueOf, had, handlerOf, on, said } from '../support/routing-ask.ts'

/** Everybody who gets the case in turn when nobody settles it, with the clock of each. */
function climb(appeal: Appeal, context = on()): readonly string[] {
  const line: string[] = []
  let routing = route(appeal, context)
  for (let turn = 0; turn < 7 && routing.to === 'handler'; turn += 1) {
    const { step, handler } = routing.decision
    line.push(`${String(step)} ${handler.person} ${dueOf(routing)}`)
    routing = nextStep(appeal, had(step, handler.person), context, 'escalate')
    if (line.at(-1)?.startsWith('91') === true) return line
  }
  return [...line, `${routing.to} ${dueOf(routing)}`]
}

const wednesday = '11-25 17:30'
const tuesday = '11-24 17:30'
const thursday = '11-26 17:30'

describe('the rows of 3.1', () => {
  it.each<[string, Appeal, readonly string[]]>([
    [
      'resident_dispute',
      anAppeal('0402'),
      [
        `0 grid_lead-G11 ${tuesday}`,
        `1 community_lead-C1 ${tuesday}`,
        `2 mediation_centre-QH ${thursday}`,
        `90 township_lead-QH ${thursday}`,
        `91 director-QH ${thursday}`,
      ],
    ],
    [
      'community_matter at grid level',
      anAppeal('0102'),
      [
        `0 grid_lead-G11 ${tuesday}`,
        `1 community_lead-C1 ${tuesday}`,
        `2 township_lead-QH ${thursday}`,
        `91 director-QH ${thursday}`,
      ],
    ],
    [
      'community_matter at community level',
      anAppeal('0201'),
      [`0 community_lead-C1 ${tuesday}`, `2 township_lead-QH ${thursday}`, `91 director-QH ${thursday}`],
    ],
    [
      'department_matter',
      anAppeal('0106'),
      [
        `0 lead-chengguan ${thursday}`,
        `1 township_lead-QH ${thursday}`,
        `2 director-QH ${thursday}`,
        `91 director-QH ${thursday}`,
      ],
    ],
    [
      'organisation_dispute',
      anAppeal('0301'),
      [`0 township_lead-QH ${thursday}`, `1 director-QH ${thursday}`, 'county 11-23 23:59'],
    ],
    [
      'service_request at community level',
      anAppeal('1001'),
      [
        `0 community_lead-C1 ${tuesday}`,
        `1 service_centre-QH ${thursday}`,
        `2 director-QH ${thursday}`,
        `91 director-QH ${thursday}`,
      ],
    ],
    [
      'service_request at township level',
      anAppeal('1004'),
      [
        `0 lead-bianmin ${thursday}`,
        `1 service_centre-QH ${thursday}`,
        `2 director-QH ${thursday}`,
        `91 director-QH ${thursday}`,
      ],
    ],
    ['county_matter', anAppeal('0604'), ['county 11-23 23:59']],
  ])('lead a %s to these people in turn', (_nature, appeal, line) => {
    expect(climb(appeal)).toEqual(line)
  })

  it('lets the community mediator help the community, and the department help against an organisation', () => {
    const dispute = nextStep(anAppeal('0402'), had(0, 'grid_lead-G11'), on(), 'escalate')
    expect(decisionOf(dispute).assistants.map(({ person }) => person)).toEqual(['community_mediator-C1'])
    expect(decisionOf(route(anAppeal('0301'), on())).assistants.map(({ person }) => person)).toEqual([
      'lead-chengguan',
    ])
    expect(decisionOf(route(anAppeal('0402'), on())).assistants).toEqual([])
    const posts = smallTown().posts.map((post) =>
      post.post === 'community_mediator' ? { ...post, holders: ['community_lead-C1'] } : post,
    )
    const alone = nextStep(anAppeal('0402'), had(0, 'grid_lead-G11'), on([], { posts }), 'escalate')
    expect(decisionOf(alone)).toMatchObject({ handler: { person: 'community_lead-C1' }, assistants: [] })
    const noDepartment = route(anAppeal('0201', { nature: 'organisation_dispute' }), on())
    expect(decisionOf(noDepartment).assistants).toEqual([])
  })

  it('hand to the county on the day itself, even late at night', () => {
    const late = { ...on(), now: new Date('2026-11-23T23:30:00+08:00') }
    expect(dueOf(route(anAppeal('0604'), late))).toBe('11-23 23:59')
  })

  it('leave what has no row of its own with the community', () => {
    expect(handlerOf(route(anAppeal('4711'), on()))).toBe('community_lead-C1')
    const noDepartment = route(anAppeal('0201', { nature: 'department_matter' }), on())
    expect(handlerOf(noDepartment)).toBe('township_lead-QH')
    expect(decisionOf(noDepartment).reason).toContain('类别没有对应部门')
  })
})

describe('the leaf (3.2)', () => {
  it('sets the first clock only while the nature is its own', () => {
    expect(dueOf(route(anAppeal('0801'), on()))).toBe('11-23 23:59')
    expect(decisionOf(route(anAppeal('0801'), on())).rules).toContain('3.2')
    expect(dueOf(route(anAppeal('0801', { nature: 'resident_dispute' }), on()))).toBe(tuesday)
    expect(dueOf(nextStep(anAppeal('0801'), had(0, 'grid_lead-G11'), on(), 'escalate'))).toBe(tuesday)
  })

  it('has its department informed at grid and community level, and second where it is urgent', () => {
    expect(decisionOf(route(anAppeal('0801'), on())).informed.map(({ person }) => person)).toEqual([
      'lead-yingji',
    ])
    expect(climb(anAppeal('0801')).map((one) => one.split(' ')[1])).toEqual([
      'grid_lead-G11',
      'lead-yingji',
      'township_lead-QH',
      'director-QH',
    ])
    expect(decisionOf(route(anAppeal('0106'), on())).informed).toEqual([])
    const calm = on([], { leaves: [aLeaf({ code: '0801', level: 'grid', dept: 'yingji' })] })
    expect(climb(anAppeal('0801'), calm).map((one) => one.split(' ')[1])).toEqual([
      'grid_lead-G11',
      'community_lead-C1',
      'township_lead-QH',
      'director-QH',
    ])
  })
})

describe('the place (3.3, 3.10)', () => {
  it('gives two candidates to the community of the room, none without a room to triage', () => {
    const nowhere = said({ building: '3' })
    const unclear = decisionOf(route(anAppeal('0102', { place: nowhere, room: 'room-c1' }), on()))
    expect(unclear).toMatchObject({
      handler: { person: 'community_lead-C1' },
      area: 'C1',
      grid: null,
      step: 0,
    })
    expect(unclear.verifier?.person).toBe('township_lead-QH')
    const lost = route(anAppeal('0102', { place: nowhere, room: null }), on())
    expect(lost).toMatchObject({ to: 'triage', reason: '未能确定网格和社区（3.3），请值班人员指定。' })
  })

  it('does not wait for a place where a department has it anyway, nor in an emergency', () => {
    const lost = { place: said(), room: null }
    expect(handlerOf(route(anAppeal('0106', lost), on()))).toBe('lead-chengguan')
    expect(decisionOf(route(anAppeal('0106', lost), on()))).toMatchObject({
      area: 'QH',
      grid: null,
      verifier: { person: 'township_lead-QH' },
    })
    expect(handlerOf(route(anAppeal('0102', { ...lost, urgency: 'emergency' }), on()))).toBe(
      'township_lead-QH',
    )
    expect(handlerOf(designate(anAppeal('0102', lost), { person: 'grid_lead-G22' }, null, on()))).toBe(
      'grid_lead-G22',
    )
  })

  it('takes the grid that is settled already, whatever the words say', () => {
    const settled = decisionOf(route(anAppeal('0102', { grid: 'G22' }), on()))
    expect(settled).toMatchObject({ grid: 'G22', handler: { person: 'grid_lead-G22' } })
  })

  it('gives what lies across grids to the lowest common area and tells the grids', () => {
    const places = smallTown().places.map((place) => ({
      ...place,
      estate: '长苑',
      buildings: { G11: '1-3', G12: '4-6', G21: '7-9', G22: '10-12' }[place.grid] ?? null,
    }))
    const across = (building: string) =>
      decisionOf(
        route(
          anAppeal('0102', { place: said({ estate: '长苑', building }), room: null }),
          on([], { places }),
        ),
      )
    const within = across('3、5号')
    expect(within).toMatchObject({ area: 'C1', grid: null, handler: { person: 'community_lead-C1' } })
    expect(within.informed.map(({ person }) => person)).toEqual(['grid_lead-G11', 'grid_lead-G12'])
    expect(within.rules).toContain('3.10')
    expect(across('6至7')).toMatchObject({ area: 'QH', handler: { person: 'township_lead-QH' } })
    expect(across('1和2')).toMatchObject({ area: 'G11', grid: 'G11', handler: { person: 'grid_lead-G11' } })
    expect(across('2')).toMatchObject({ grid: 'G11' })
    expect(() => across('1至900')).toThrow(/triage/u)
  })
})

it('never moves a clock of its own accord: Wednesday comes after two steps', () => {
  const later = { ...on(), now: new Date('2026-11-24T10:00:00+08:00') }
  expect(dueOf(nextStep(anAppeal('0402'), had(0, 'grid_lead-G11'), later, 'escalate'))).toBe(wednesday)
})
