import { describe, expect, it } from 'vitest'
import type { Appeal } from '../../src/routing/decision.ts'
import { nextStep, route } from '../../src/routing/rules.ts'
import { smallTown } from '../support/small-town.ts'
import { anAppeal, away, decisionOf, had, handlerOf, on, said } from '../support/routing-ask.ts'

describe('absence and delegation (3.4)', () => {
  it.each<[string, Parameters<typeof on>[0], string, RegExp]>([
    ['nobody away', [], 'grid_lead-G11', /^(?!.*请假)/u],
    ['the primary away', ['grid_lead-G11'], 'grid_lead-G11-2', /名grid_lead-G11请假，由/u],
    [
      'the primary away with a delegate',
      [away('grid_lead-G11', 'grid_member-G11')],
      'grid_member-G11',
      /名grid_lead-G11请假、由名grid_member-G11代/u,
    ],
    [
      'primary and delegate away',
      [away('grid_lead-G11', 'grid_member-G11'), 'grid_member-G11'],
      'grid_lead-G11-2',
      /请假/u,
    ],
    ['a delegate nobody knows', [away('grid_lead-G11', 'nobody')], 'grid_lead-G11-2', /请假/u],
    [
      'the whole post away',
      ['grid_lead-G11', 'grid_lead-G11-2'],
      'community_lead-C1',
      /C1?G11网格责任人无人可派、上提一级/u,
    ],
    [
      'the community away as well',
      ['grid_lead-G11', 'grid_lead-G11-2', 'community_lead-C1', 'community_lead-C1-2'],
      'township_lead-QH',
      /上提一级/u,
    ],
  ])('with %s', (_what, people, handler, reason) => {
    const found = decisionOf(route(anAppeal('0102'), on(people)))
    expect(found.handler.person).toBe(handler)
    expect(found.reason).toMatch(reason)
    expect(found.rules.includes('3.4')).toBe(people?.length !== 0)
  })

  it('counts only on the days of leave, which end before their last moment', () => {
    const context = on(['grid_lead-G11'])
    const back = { ...context, now: new Date('2026-11-30T00:00:00+08:00') }
    expect(handlerOf(route(anAppeal('0102'), back))).toBe('grid_lead-G11')
    const lastMoment = { ...context, now: new Date('2026-11-29T23:59:59+08:00') }
    expect(handlerOf(route(anAppeal('0102'), lastMoment))).toBe('grid_lead-G11-2')
  })

  it('goes to the duty officer where nobody at all is left', () => {
    const everybody = smallTown().people.map(({ code }) => code)
    const routing = route(anAppeal('0102'), on(everybody))
    expect(routing.to).toBe('triage')
    expect(routing).toHaveProperty(
      'reason',
      expect.stringMatching(/没有人可派（3\.4、3\.6），请值班人员指定。$/u),
    )
  })
})

describe('recusal (3.5)', () => {
  it('passes over the person it is about, and the staff of the organisation', () => {
    const person = decisionOf(route(anAppeal('0102', { about: ['grid_lead-G11'] }), on()))
    expect(person.handler.person).toBe('grid_lead-G11-2')
    expect(person.reason).toContain('名grid_lead-G11应当回避')
    expect(person.rules).toContain('3.5')
    const organisation = decisionOf(route(anAppeal('0201', { about: ['wuye'] }), on()))
    expect(organisation.handler.person).toBe('community_lead-C1-2')
    expect(handlerOf(route(anAppeal('0201', { about: ['resident-1'] }), on()))).toBe('community_lead-C1')
  })

  it('neither verifies nor is told, nor stands in for somebody', () => {
    const emergency = decisionOf(
      route(anAppeal('0902', { urgency: 'emergency', about: ['grid_lead-G11', 'duty_officer-QH'] }), on()),
    )
    expect(emergency.verifier?.person).toBe('grid_lead-G11-2')
    expect(emergency.informed.map(({ person }) => person)).toEqual([
      'grid_lead-G11-2',
      'community_lead-C1',
      'duty_officer-QH-2',
      'director-QH',
    ])
    const delegate = on([away('grid_lead-G11', 'grid_member-G11')])
    expect(handlerOf(route(anAppeal('0102', { about: ['grid_member-G11'] }), delegate))).toBe(
      'grid_lead-G11-2',
    )
  })

  it('sends complaints and reports about officials to the discipline office, in confidence', () => {
    for (const kind of ['complaint', 'report'] as const) {
      const found = decisionOf(route(anAppeal('1503', { kind, nature: 'service_request' }), on()))
      expect(found).toMatchObject({
        handler: { person: 'lead-jiwei' },
        verifier: { person: 'township_lead-QH' },
        informed: [],
      })
    }
    const enquiry = route(anAppeal('1503', { kind: 'enquiry', nature: 'service_request' }), on())
    expect(handlerOf(enquiry)).toBe('lead-jiwei')
    expect(decisionOf(enquiry).verifier?.person).toBe('grid_lead-G11')
  })
})

describe('who has had it (3.6)', () => {
  it('skips a step that holds the present handler, deputies or not', () => {
    const next = decisionOf(nextStep(anAppeal('0102'), had(0, 'community_lead-C1'), on(), 'escalate'))
    expect(next.handler.person).toBe('township_lead-QH')
    expect(next.reason).toContain('名community_lead-C1已经办过、跳过')
    expect(next.rules).toContain('3.6')
  })

  it('never gives it back to anybody who has returned it', () => {
    const previous = had(0, 'grid_lead-G11', ['community_lead-C1', 'grid_lead-G11'])
    for (const why of ['return', 'escalate', 'clock', 'reopen'] as const) {
      const next = decisionOf(nextStep(anAppeal('0102'), previous, on(), why))
      expect([why, next.handler.person]).toEqual([why, 'township_lead-QH'])
      expect(next.reason).toContain('名community_lead-C1已经退回过、跳过')
      expect(next.rules).toContain('3.6')
    }
  })

  it('ends with the director, who may have returned it, but not straight after a return', () => {
    const previous = had(90, 'township_lead-QH', ['director-QH'])
    for (const why of ['escalate', 'clock', 'reopen'] as const)
      expect(handlerOf(nextStep(anAppeal('0102'), previous, on(), why))).toBe('director-QH')
    expect(nextStep(anAppeal('0102'), previous, on(), 'return').to).toBe('triage')
    const inRow = had(0, 'township_lead-QH', ['director-QH'])
    expect(nextStep(anAppeal('0301'), inRow, on(), 'clock').to).toBe('county')
  })

  it('stays with the director at the end, even one who is away or recused when nobody else is there', () => {
    expect(handlerOf(nextStep(anAppeal('0102'), had(91, 'director-QH'), on(), 'clock'))).toBe('director-QH')
    const alone = on(['director-QH', 'director-QH-2'])
    const kept = decisionOf(nextStep(anAppeal('0102'), had(91, 'director-QH'), alone, 'clock'))
    expect(kept).toMatchObject({ handler: { person: 'director-QH', post: 'director' }, step: 91 })
    expect(nextStep(anAppeal('0102'), had(2, 'township_lead-QH'), alone, 'clock').to).toBe('triage')
  })

  it('passes a director who only deputises on to the other one', () => {
    const posts = smallTown().posts.map((post) =>
      post.post === 'township_lead' ? { ...post, holders: ['director-QH-2'] } : post,
    )
    const context = on([], { posts })
    expect(handlerOf(nextStep(anAppeal('0106'), had(1, 'director-QH-2'), context, 'clock'))).toBe(
      'director-QH',
    )
  })

  it('tells the old handler of a reopened case, unless the case is about them', () => {
    const again = decisionOf(nextStep(anAppeal('0102'), had(0, 'grid_lead-G11'), on(), 'reopen'))
    expect(again.informed).toEqual([{ person: 'grid_lead-G11', post: 'grid_lead', area: 'G11', dept: null }])
    const about = nextStep(
      anAppeal('0102', { about: ['grid_lead-G11'] }),
      had(0, 'grid_lead-G11'),
      on(),
      'reopen',
    )
    expect(decisionOf(about).informed).toEqual([])
    expect(
      decisionOf(nextStep(anAppeal('0102'), had(0, 'grid_lead-G11'), on(), 'escalate')).informed,
    ).toEqual([])
  })
})

describe('the verifier (3.7)', () => {
  it.each<[string, Appeal, Parameters<typeof on>[0], string | null]>([
    ['the grid, of what the community handles', anAppeal('0201'), [], 'grid_lead-G11'],
    ['the community, of what the grid handles', anAppeal('0102'), [], 'community_lead-C1'],
    ['the deputy of an absent grid_lead', anAppeal('0201'), ['grid_lead-G11'], 'grid_lead-G11-2'],
    [
      'the community, where the deputy handles for the grid',
      anAppeal('0102'),
      ['grid_lead-G11'],
      'community_lead-C1',
    ],
    [
      'the township, where the community handles and the grid is away',
      anAppeal('0201'),
      ['grid_lead-G11', 'grid_lead-G11-2'],
      'township_lead-QH',
    ],
    ['the township lead, in confidence', anAppeal('0201', { confidential: true }), [], 'township_lead-QH'],
    [
      'the director, in confidence where the township lead handles',
      anAppeal('0301', { confidential: true }),
      [],
      'director-QH',
    ],
  ])('is %s', (_who, appeal, people, verifier) => {
    expect(decisionOf(route(appeal, on(people))).verifier?.person ?? null).toBe(verifier)
  })

  it('is another holder of a post only where nobody else is left, and nobody where that fails too', () => {
    const others = [
      'grid_lead-G11',
      'grid_lead-G11-2',
      'community_lead-C1',
      'community_lead-C1-2',
      'township_lead-QH',
      'township_lead-QH-2',
    ]
    const last = decisionOf(route(anAppeal('0201'), on(others)))
    expect(last).toMatchObject({ handler: { person: 'director-QH' }, verifier: { person: 'director-QH-2' } })
    expect(decisionOf(route(anAppeal('0201'), on([...others, 'director-QH-2']))).verifier).toBeNull()
  })
})

describe('an emergency (3.8)', () => {
  it('tells grid, community, duty officer and director, and nobody twice', () => {
    const found = decisionOf(route(anAppeal('0102', { urgency: 'emergency' }), on()))
    expect(found.informed.map(({ person }) => person)).toEqual([
      'community_lead-C1',
      'duty_officer-QH',
      'director-QH',
    ])
    expect(found.rules).toContain('3.8')
    const secret = decisionOf(route(anAppeal('0902', { urgency: 'emergency', confidential: true }), on()))
    expect(secret.informed).toHaveLength(4)
  })

  it('tells every grid that it may be in', () => {
    const places = smallTown().places.map((place) => ({ ...place, estate: '同名苑' }))
    const unclear = anAppeal('0902', {
      urgency: 'emergency',
      room: 'room-c1',
      place: said({ estate: '同名苑', building: '3' }),
    })
    const found = decisionOf(route(unclear, on([], { places })))
    expect(found.informed.map(({ person }) => person)).toEqual(
      expect.arrayContaining(['grid_lead-G11', 'grid_lead-G12', 'community_lead-C1']),
    )
  })
})
