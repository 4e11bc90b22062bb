import { describe, expect, it } from 'vitest'
import type { PostName, TownData } from '../../src/grid/town.ts'
import { defaultRulebook } from '../../src/grid/rulebook.ts'
import { toldWhileWaiting } from '../../src/routing/emergency.ts'
import { nextStep, route } from '../../src/routing/rules.ts'
import { anAppeal, decisionOf, had, handlerOf, on, said } from '../support/routing-ask.ts'
import { smallTown } from '../support/small-town.ts'

const sameName: Partial<TownData> = {
  places: smallTown().places.map((place) => ({ ...place, estate: '同名苑' })),
}
const inSameName = { place: said({ estate: '同名苑', building: '3' }), room: 'room-c1' }

/** The small town in which one person more holds each of these posts first. */
const withOne = (code: string, ...posts: readonly PostName[]): Partial<TownData> => ({
  people: [...smallTown().people, { code, name: `名${code}`, phone: null }],
  posts: smallTown().posts.map((post) =>
    posts.includes(post.post) ? { ...post, holders: [code, ...post.holders] } : post,
  ),
})

describe('Who is told of a case without a task (3.8, 3.10)', () => {
  const informed = (wanted: Parameters<typeof anAppeal>[1], town: Partial<TownData>) =>
    decisionOf(route(anAppeal('0102', wanted), on([], town))).informed.map(({ person }) => person)

  it('is no grid among which nobody could decide, but in an emergency each of them', () => {
    expect(informed(inSameName, sameName)).toEqual([])
    expect(informed({ ...inSameName, urgency: 'emergency' }, sameName)).toEqual([
      ...['grid_lead-G11', 'grid_lead-G12', 'grid_lead-G21', 'grid_lead-G22'],
      ...['duty_officer-QH', 'director-QH'],
    ])
  })

  it('is nobody twice, however many posts they hold', () => {
    const told = informed({ urgency: 'emergency' }, withOne('both', 'duty_officer', 'director'))
    expect(told).toEqual(['community_lead-C1', 'both'])
  })
})

describe('Who is told of an emergency that waits (3.8)', () => {
  const told = (category: string, wanted: Parameters<typeof anAppeal>[1] = {}) =>
    toldWhileWaiting(anAppeal(category, { urgency: 'emergency', ...wanted }), on()).map(
      ({ person }) => person,
    )
  const ofTheCentre = ['duty_officer-QH', 'director-QH']

  it('is whoever would have it, those who would help, and those who are told with them', () => {
    expect(told('0102')).toEqual(['grid_lead-G11', 'community_lead-C1', ...ofTheCentre])
    expect(told('0301')).toEqual([
      ...['township_lead-QH', 'lead-chengguan', 'grid_lead-G11', 'community_lead-C1'],
      ...ofTheCentre,
    ])
  })

  it('is grid, community and centre where the county would have it, also in confidence', () => {
    const around = ['grid_lead-G11', 'community_lead-C1', ...ofTheCentre]
    expect(told('0604')).toEqual(around)
    expect(told('0604', { confidential: true })).toEqual(around)
    expect(told('0604', { about: ['community_lead-C1', 'director-QH'] })).toEqual([
      ...['grid_lead-G11', 'community_lead-C1-2', 'duty_officer-QH', 'director-QH-2'],
    ])
  })

  it('is nobody where it is no emergency and the county would have it', () => {
    expect(told('0604', { urgency: 'normal' })).toEqual([])
  })
})

describe('A post in which nobody is left (3.4)', () => {
  const clock = { n: 3, unit: 'work_day' } as const

  /** Who has a case whose row begins with this post, while all who hold it are away. */
  const above = (post: PostName): string => {
    const away = smallTown()
      .posts.filter((one) => one.post === post)
      .flatMap(({ holders }) => holders)
    const steps = { ...defaultRulebook.steps, community_matter: [{ post, clock }] }
    const context = on(away)
    return handlerOf(
      route(anAppeal('0801', { nature: 'community_matter' }), {
        ...context,
        rulebook: { ...context.rulebook, steps },
      }),
    )
  }

  it.each<[PostName, string]>([
    ['grid_lead', 'community_lead-C1'],
    ['grid_helper', 'grid_lead-G11'],
    ['grid_adviser', 'grid_lead-G11'],
    ['grid_member', 'grid_lead-G11'],
    ['community_lead', 'township_lead-QH'],
    ['community_mediator', 'mediation_centre-QH'],
    ['mediation_centre', 'township_lead-QH'],
    ['service_centre', 'township_lead-QH'],
    ['department_lead', 'township_lead-QH'],
    ['supervisor', 'director-QH'],
    ['duty_officer', 'director-QH'],
    ['township_lead', 'director-QH'],
    ['director', 'triage'],
  ])('%s gives the case to %s', (post, person) => {
    expect(above(post)).toBe(person)
  })
})

describe('Who has had a case', () => {
  it('and returned it is named as one who returned it, and passed over (2.1)', () => {
    const before = had(0, 'grid_lead-G11', ['community_lead-C1'])
    const routing = nextStep(anAppeal('0102'), before, on(), 'return')
    expect(handlerOf(routing)).toBe('township_lead-QH')
    expect(decisionOf(routing).reason).toContain('community_lead-C1已经退回过、跳过')
    const present = had(0, 'community_lead-C1', ['community_lead-C1'])
    expect(decisionOf(nextStep(anAppeal('0102'), present, on(), 'return')).reason).toContain('已经办过、跳过')
  })
})

describe('Rules in the reason (3.11)', () => {
  const rules = (category: string, wanted: Parameters<typeof anAppeal>[1], town: Partial<TownData> = {}) =>
    decisionOf(route(anAppeal(category, wanted), on([], town))).rules

  it('name the leaf’s clock only where it is another than the step’s, and the statute by its own number', () => {
    const leaves = (wanted: Partial<TownData['leaves'][number]>): Partial<TownData> => ({
      leaves: smallTown().leaves.map((leaf) => (leaf.code === '0201' ? { ...leaf, ...wanted } : leaf)),
    })
    expect(rules('0201', {})).toEqual(['3.1 community_matter', '3.3'])
    expect(rules('0201', {}, leaves({ limit: { n: 2, unit: 'work_day' } }))).toContain('3.2')
    expect(rules('0201', {}, leaves({ limit: { n: 1, unit: 'natural_day' } }))).toContain('3.2')
    const petition = rules('0201', {}, leaves({ statutory: { n: 60, unit: 'natural_day' } }))
    expect(petition).toContain('4.7')
    expect(petition).not.toContain('3.2')
  })
})
