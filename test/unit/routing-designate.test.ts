import { describe, expect, it } from 'vitest'
import type { Appeal } from '../../src/routing/decision.ts'
import { designate } from '../../src/routing/rules.ts'
import { smallTown } from '../support/small-town.ts'
import { anAppeal, away, decisionOf, dueOf, had, handlerOf, on } from '../support/routing-ask.ts'

const thursday = '11-26 17:30'
const tuesday = '11-24 17:30'

describe('what people designate (转)', () => {
  it('goes to the named department or person with the clock of their step', () => {
    const dept = designate(anAppeal('0106'), { dept: 'yingji' }, had(0, 'lead-chengguan'), on())
    expect([handlerOf(dept), dueOf(dept)]).toEqual(['lead-yingji', thursday])
    const mediation = designate(
      anAppeal('0402'),
      { person: 'mediation_centre-QH' },
      had(0, 'grid_lead-G11'),
      on(),
    )
    expect(decisionOf(mediation)).toMatchObject({ step: 2, handler: { post: 'mediation_centre' } })
    expect(dueOf(mediation)).toBe(thursday)
    const other = designate(anAppeal('0102'), { person: 'grid_lead-G12' }, had(0, 'grid_lead-G11'), on())
    expect([decisionOf(other).step, dueOf(other)]).toEqual([0, tuesday])
    expect(decisionOf(other).rules).toContain('2.1')
  })

  it('keeps the clock of an urgent leaf where the named one stands in no step', () => {
    const gas = designate(anAppeal('0902'), { person: 'grid_lead-G11' }, had(0, 'lead-yingji'), on())
    expect(dueOf(gas)).toBe('11-23 10:00')
    const first = designate(anAppeal('0902'), { dept: 'yingji' }, null, on())
    expect(dueOf(first)).toBe('11-23 10:00')
  })

  it('takes the seat nearest to the case, of a person with several outside the row', () => {
    const posts = smallTown().posts.map((post) =>
      ['G21', 'G11', 'QH'].includes(post.area) && ['grid_member', 'supervisor'].includes(post.post)
        ? { ...post, holders: ['wide'] }
        : post,
    )
    const people = [...smallTown().people, { code: 'wide', name: '多岗', phone: null }]
    const found = designate(anAppeal('0102'), { person: 'wide' }, null, on([], { posts, people }))
    expect(decisionOf(found).handler).toMatchObject({ post: 'grid_member', area: 'G11' })
  })

  it('takes the seat in the row, of a person who holds several', () => {
    const posts = smallTown().posts.map((post) =>
      post.post === 'supervisor' || post.post === 'township_lead' ? { ...post, holders: ['both'] } : post,
    )
    const people = [...smallTown().people, { code: 'both', name: '两岗', phone: null }]
    const found = designate(anAppeal('0301'), { person: 'both' }, null, on([], { posts, people }))
    expect(decisionOf(found)).toMatchObject({
      step: 0,
      handler: { post: 'township_lead' },
      assistants: [{ person: 'lead-chengguan' }],
    })
  })

  it.each<[string, Parameters<typeof designate>[1], Partial<Appeal>, Parameters<typeof on>[0], RegExp]>([
    ['somebody without a post', { person: 'resident-1' }, {}, [], /居民没有岗位/u],
    ['somebody of the county', { person: 'county_desk-HC' }, {}, [], /没有岗位/u],
    ['somebody recused', { person: 'grid_lead-G12' }, { about: ['grid_lead-G12'] }, [], /应当回避（3\.5）/u],
    ['somebody away', { person: 'grid_lead-G12' }, {}, ['grid_lead-G12'], /请假（3\.4），请另定/u],
    [
      'somebody away with a delegate',
      { person: 'grid_lead-G12' },
      {},
      [away('grid_lead-G12', 'grid_lead-G11')],
      /由名grid_lead-G11代/u,
    ],
    [
      'a department nobody holds',
      { dept: 'bianmin' },
      {},
      ['lead-bianmin', 'lead-bianmin-2'],
      /bianmin办没有人可派/u,
    ],
    ['a department that does not exist', { dept: 'taikong' }, {}, [], /taikong没有人可派/u],
  ])('refuses %s with a reason', (_what, target, wanted, people, reason) => {
    const routing = designate(anAppeal('0102', wanted), target, null, on(people))
    expect(routing).toMatchObject({ to: 'triage', reason: expect.stringMatching(reason) as string })
  })

  it('takes the deputy of a department whose lead is away', () => {
    expect(handlerOf(designate(anAppeal('0102'), { dept: 'yingji' }, null, on(['lead-yingji'])))).toBe(
      'lead-yingji-2',
    )
  })
})
