import { describe, expect, it } from 'vitest'
import type { PostName, TownData } from '../../src/grid/town.ts'
import { placeOf } from '../../src/routing/place.ts'
import { designate } from '../../src/routing/rules.ts'
import { anAppeal, decisionOf, dueOf, had, on, said } from '../support/routing-ask.ts'
import { smallTown } from '../support/small-town.ts'

/** One estate through two grids, and areas with names of their own. */
const town: Partial<TownData> = {
  areas: smallTown().areas.map((area) => ({ ...area, name: `${area.code}片` })),
  places: smallTown().places.map((place) => ({
    ...place,
    ...(place.grid === 'G11' || place.grid === 'G12' ? { estate: '长苑' } : {}),
    ...(place.grid === 'G12' ? { buildings: '31-60' } : { buildings: '1-30' }),
  })),
}

describe('Buildings named beside the first (3.3, 3.10)', () => {
  const where = (building: string, also: readonly string[], estate = '长苑') => {
    const place = { ...said({ estate, building }), also }
    return placeOf(anAppeal('0102', { place, room: null }), on([], town).directory)
  }

  it('in another grid make it the matter of the area that both have in common, with both named', () => {
    expect(where('30', ['31'])).toEqual({
      ...{ area: 'C1', grid: null, grids: ['G11', 'G12'], rules: ['3.3', '3.10'] },
      how: '所说各楼分属G11片、G12片，由共同的C1片处理',
    })
  })

  it('in the same grid change nothing', () => {
    expect(where('2', ['3'])).toMatchObject({ area: 'G11', grids: [] })
    expect(where('2', ['3'])).toEqual(where('2', []))
  })

  it('that are not there leave the first as it is', () => {
    expect(where('2', ['999'])).toEqual(where('2', []))
  })

  it('are named by their grid where they were said in one breath', () => {
    expect(where('2、3', [])?.how).toBe('所说各楼都属G11片')
  })

  it('are no range where figures stand before or behind it that say something else', () => {
    for (const building of ['A29至31', '29至31-502']) expect(where(building, [])).toBeNull()
  })
})

describe('Somebody named who does not stand in the row (2.1)', () => {
  const named = (person: string, category = '0102', change: Partial<TownData> = {}) =>
    designate(anAppeal(category), { person }, had(1, 'community_lead-C1'), on([], change))

  /** One person more, who alone holds these posts on these areas. */
  const holding = (...seats: readonly (readonly [PostName, string])[]): Partial<TownData> => ({
    people: [...smallTown().people, { code: 'many', name: '名many', phone: null }],
    posts: smallTown().posts.map((post) =>
      seats.some(([name, area]) => post.post === name && post.area === area)
        ? { ...post, holders: ['many'] }
        : post,
    ),
  })

  it('leaves the case at its step, also where the same post of another grid stands in it', () => {
    expect(decisionOf(named('grid_lead-G12'))).toMatchObject({ step: 1, handler: { area: 'G12' } })
  })

  it('has it in the post nearest to it, whatever the posts are called', () => {
    const near = named('many', '0102', holding(['community_mediator', 'C1'], ['grid_member', 'G11']))
    expect(decisionOf(near).handler).toMatchObject({ post: 'grid_member', area: 'G11' })
    const far = named('many', '0102', holding(['community_mediator', 'C2'], ['supervisor', 'QH']))
    expect(decisionOf(far).handler).toMatchObject({ post: 'supervisor', area: 'QH' })
  })

  it('has it in the same one of two posts that are equally near, in whatever order the town lists them', () => {
    const two = holding(['supervisor', 'QH'], ['service_centre', 'QH'])
    const turned = { ...two, posts: two.posts?.toReversed() ?? [] }
    for (const change of [two, turned])
      expect(decisionOf(named('many', '0102', change)).handler.post).toBe('service_centre')
  })

  it('has the clock of an urgent leaf, else that of the level', () => {
    expect(dueOf(named('supervisor-QH', '0902'))).toBe('11-23 10:00')
    expect(dueOf(named('supervisor-QH', '0106'))).toBe('11-26 17:30')
  })
})
