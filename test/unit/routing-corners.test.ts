import { describe, expect, it } from 'vitest'
import { makeDirectory } from '../../src/grid/make-directory.ts'
import type { Post, TownData } from '../../src/grid/town.ts'
import { placeOf } from '../../src/routing/place.ts'
import { designate, nextStep, route } from '../../src/routing/rules.ts'
import { anAppeal, away, decisionOf, dueOf, had, handlerOf, on, said } from '../support/routing-ask.ts'
import { aLeaf, smallTown } from '../support/small-town.ts'

/** One estate through four grids: 1-30 in G11, 31-60 in G12, 61-90 in G21, the rest in G22. */
const longEstate: Partial<TownData> = {
  places: smallTown().places.map((place) => ({
    ...place,
    estate: '长苑',
    buildings: { G11: '1-30', G12: '31-60', G21: '61-90', G22: '91-200' }[place.grid] ?? null,
  })),
}

describe('several buildings in one breath (3.10)', () => {
  const { directory } = on([], longEstate)
  const where = (building: string, wanted = {}) => {
    const place = said({ estate: '长苑', building })
    const found = placeOf(anAppeal('0102', { place, room: null, ...wanted }), directory)
    return found === null ? null : [found.area, ...found.grids].join(' ')
  }

  it.each([
    ['29至31', 'C1 G11 G12'],
    ['29号楼到31号楼', 'C1 G11 G12'],
    ['29号~31号', 'C1 G11 G12'],
    ['29～31', 'C1 G11 G12'],
    ['30，31', 'C1 G11 G12'],
    ['30,31', 'C1 G11 G12'],
    ['30；31', 'C1 G11 G12'],
    ['30;31', 'C1 G11 G12'],
    ['30及31', 'C1 G11 G12'],
    ['30与31', 'C1 G11 G12'],
    ['30 、 31号楼', 'C1 G11 G12'],
    ['30、31、61', 'QH G11 G12 G21'],
    ['、30、31、', 'C1 G11 G12'],
    ['2、3', 'G11'],
    ['1至60', 'C1 G11 G12'],
    // Sixty buildings are the most that one says in a breath; more is a slip.
    ['1至61', null],
    ['31至30', null],
    ['30至30', null],
    // A building that is not there: nobody can tell where the matter lies.
    ['30、999', null],
    ['998、999', null],
  ])('%s lies in %s', (building, area) => {
    expect(where(building)).toBe(area)
  })

  it('asks the room or the home of the speaker where no estate is said', () => {
    const place = said({ building: '30、31' })
    expect(where('30、31', { place, homeEstate: '长苑' })).toBe('C1 G11 G12')
    expect(where('30、31', { place, room: 'room-c1' })).toBe('C1 G11 G12')
    expect(where('30、31', { place })).toBeNull()
  })

  it('is nobody’s choice where the grid is settled, and a grid that there is not settles nothing', () => {
    expect(where('30、31', { grid: 'G22' })).toBe('G22')
    expect(where('30、31', { grid: 'G99' })).toBe('C1 G11 G12')
  })

  it('counts as rule 3.3, across grids as 3.10 too, and where all is one grid only as 3.3', () => {
    const rules = (building: string) =>
      placeOf(anAppeal('0102', { place: said({ estate: '长苑', building }), room: null }), directory)?.rules
    expect([rules('30、31'), rules('1、2'), rules('1')]).toEqual([['3.3', '3.10'], ['3.3'], ['3.3']])
  })
})

describe('two candidates (3.3)', () => {
  it('keeps the grids among them for those who must be told', () => {
    const places = smallTown().places.map((place) => ({ ...place, estate: '同名苑' }))
    const { directory } = on([], { places })
    const place = said({ estate: '同名苑', building: '3' })
    expect(placeOf(anAppeal('0102', { place, room: 'room-c1' }), directory)).toMatchObject({
      ...{ area: 'C1', grid: null, rules: ['3.3'] },
      grids: ['G11', 'G12', 'G21', 'G22'],
    })
  })
})

const holding = (change: (post: Post) => readonly string[] | null): readonly Post[] =>
  smallTown().posts.map((post) => ({ ...post, holders: change(post) ?? post.holders }))

const known = (...codes: readonly string[]) => [
  ...smallTown().people,
  ...codes.map((code) => ({ code, name: `名${code}`, phone: null })),
]

describe('the seat of somebody named with several (2.1)', () => {
  it('is the one in the row on the case’s own area, not the same post elsewhere', () => {
    const posts = holding(({ post, area }) => (post === 'grid_lead' && area !== 'G22' ? ['many'] : null))
    const town = { posts, people: known('many') }
    const named = designate(anAppeal('0102', { grid: 'G12' }), { person: 'many' }, null, on([], town))
    expect(decisionOf(named)).toMatchObject({ step: 0, handler: { area: 'G12' } })
    const far = designate(anAppeal('0102', { grid: 'G22' }), { person: 'many' }, null, on([], town))
    expect(decisionOf(far).handler).toMatchObject({ area: 'G11' })
  })

  it('is the leaf’s department, of somebody who leads two', () => {
    const posts = holding(({ dept }) => (dept === 'yingji' || dept === 'chengguan' ? ['both'] : null))
    const named = designate(
      anAppeal('0902'),
      { person: 'both' },
      null,
      on([], { posts, people: known('both') }),
    )
    expect(decisionOf(named)).toMatchObject({ step: 0, handler: { dept: 'yingji' } })
    const other = designate(
      anAppeal('0106'),
      { person: 'both' },
      null,
      on([], { posts, people: known('both') }),
    )
    expect(decisionOf(other).handler).toMatchObject({ dept: 'chengguan' })
  })

  it('is nearer to the case before farther, the community before the township', () => {
    const posts = holding(({ post, area }) =>
      post === 'supervisor' || (post === 'community_mediator' && area === 'C1') ? ['two'] : null,
    )
    const named = designate(
      anAppeal('0102'),
      { person: 'two' },
      null,
      on([], { posts, people: known('two') }),
    )
    expect(decisionOf(named).handler).toMatchObject({ post: 'community_mediator' })
  })

  it('keeps the step where the case stands, and has the clock of its own level', () => {
    const named = designate(anAppeal('0102'), { person: 'supervisor-QH' }, had(1, 'community_lead-C1'), on())
    expect([decisionOf(named).step, dueOf(named)]).toEqual([1, '11-26 17:30'])
    const mediator = designate(anAppeal('0102'), { person: 'community_mediator-C1' }, null, on())
    expect([decisionOf(mediator).step, dueOf(mediator)]).toEqual([0, '11-24 17:30'])
    expect(decisionOf(mediator).informed).toEqual([])
  })

  it('has an urgent leaf’s clock only while the nature is the leaf’s own', () => {
    const other = anAppeal('0902', { nature: 'community_matter' })
    expect(dueOf(designate(other, { person: 'supervisor-QH' }, null, on()))).toBe('11-26 17:30')
    const calm = designate(anAppeal('0106'), { person: 'grid_helper-G11' }, null, on())
    expect(dueOf(calm)).toBe('11-24 17:30')
    expect(dueOf(designate(anAppeal('4711'), { person: 'grid_helper-G11' }, null, on()))).toBe('11-24 17:30')
  })
})

describe('the department of an urgent leaf (3.2)', () => {
  const leaves = (wanted: Partial<Parameters<typeof aLeaf>[0]>): Partial<TownData> => ({
    leaves: [aLeaf({ code: '0801', dept: 'yingji', urgent: true, ...wanted })],
  })
  const second = (town: Partial<TownData>) =>
    handlerOf(nextStep(anAppeal('0801'), had(0, 'community_lead-C1'), on([], town), 'escalate'))
  const informed = (town: Partial<TownData>) =>
    decisionOf(route(anAppeal('0801'), on([], town))).informed.map(({ person }) => person)

  it('comes second and is told, at community level as at grid level', () => {
    expect(second(leaves({ level: 'community' }))).toBe('lead-yingji')
    expect(second(leaves({ level: 'grid' }))).toBe('lead-yingji')
    expect(informed(leaves({ level: 'community' }))).toEqual(['lead-yingji'])
  })

  it('neither where the leaf is the township’s, nor without a department', () => {
    expect(second(leaves({ level: 'township' }))).toBe('township_lead-QH')
    expect(informed(leaves({ level: 'township' }))).toEqual([])
    expect(second(leaves({ level: 'grid', dept: null }))).toBe('township_lead-QH')
    expect(informed(leaves({ level: 'grid', dept: null }))).toEqual([])
  })

  it('is not told of a case in confidence', () => {
    const secret = anAppeal('0801', { confidential: true })
    expect(decisionOf(route(secret, on([], leaves({})))).informed).toEqual([])
  })
})

describe('people who hold a post and stand elsewhere', () => {
  it('do not lead a grid for a community’s matter, nor a department that is not the leaf’s', () => {
    const wide = anAppeal('0102', { place: said(), room: 'room-c1' })
    const posts = [
      ...smallTown().posts,
      { area: 'C1', post: 'grid_lead' as const, dept: null, holders: ['grid_lead-G12'], buildings: null },
    ]
    expect(handlerOf(route(wide, on([], { posts })))).toBe('community_lead-C1')
    const noDept = [
      ...smallTown().posts,
      { area: 'QH', post: 'department_lead' as const, dept: null, holders: ['lead-jiwei'], buildings: null },
    ]
    const vague = anAppeal('0201', { nature: 'department_matter' })
    expect(handlerOf(route(vague, on([], { posts: noDept })))).toBe('township_lead-QH')
  })

  it('who are absent without a delegate are not stood in for by nobody', () => {
    const people = known()
    const none = { ...away('grid_lead-G11'), delegate: null }
    expect(handlerOf(route(anAppeal('0102'), on([none], { people })))).toBe('grid_lead-G11-2')
  })

  it('are on duty by the roster in an emergency', () => {
    const roster = [
      {
        ...{ post: 'duty_officer' as const, holder: 'duty_officer-QH-2' },
        from: new Date('2026-11-23T00:00:00Z'),
        to: new Date('2026-11-24T00:00:00Z'),
      },
    ]
    const found = decisionOf(route(anAppeal('0102', { urgency: 'emergency' }), on([], { roster })))
    expect(found.informed.map(({ person }) => person)).toContain('duty_officer-QH-2')
    expect(found.informed.map(({ person }) => person)).not.toContain('duty_officer-QH')
  })
})

describe('a case that nobody else can have (3.6)', () => {
  it('stays with a director who has it, even one of two', () => {
    const kept = nextStep(anAppeal('0102'), had(91, 'director-QH-2'), on(['director-QH']), 'clock')
    expect(decisionOf(kept)).toMatchObject({
      ...{ step: 91, assistants: [], rules: ['3.1 community_matter', '3.3', '3.4', '3.6', '5.1'] },
      handler: { person: 'director-QH-2', post: 'director', area: 'QH' },
    })
  })

  it('goes to the director past a row that ends with the township, not back to the one who has it', () => {
    const escalated = nextStep(anAppeal('0102'), had(2, 'township_lead-QH'), on(), 'escalate')
    expect(decisionOf(escalated)).toMatchObject({ step: 91, handler: { person: 'director-QH' } })
  })

  it('is not kept by somebody who is no director', () => {
    const line = ['township_lead-QH', 'director-QH'].flatMap((one) => [one, `${one}-2`])
    expect(nextStep(anAppeal('0102'), had(1, 'community_lead-C1'), on(line), 'clock').to).toBe('triage')
  })

  it('is routed on where no place was ever found, by somebody who was named', () => {
    const lost = anAppeal('0102', { place: said(), room: null })
    expect(handlerOf(nextStep(lost, had(0, 'grid_lead-G22'), on(), 'clock'))).toBe('township_lead-QH')
  })
})

describe('a reopened case (2.1)', () => {
  it('tells the old handler in the post in which they had it, whatever else they hold', () => {
    const posts = holding(({ post, area }) =>
      post === 'supervisor' || (post === 'grid_lead' && area === 'G11') ? ['grid_lead-G11'] : null,
    )
    const again = nextStep(anAppeal('0102'), had(0, 'grid_lead-G11'), on([], { posts }), 'reopen')
    expect(decisionOf(again).informed).toEqual([
      { person: 'grid_lead-G11', post: 'grid_lead', area: 'G11', dept: null },
    ])
  })

  it('tells nobody twice', () => {
    const urgent = anAppeal('0102', { urgency: 'emergency' })
    const again = decisionOf(nextStep(urgent, had(0, 'grid_lead-G11'), on(), 'reopen'))
    const told = again.informed.map(({ person }) => person)
    expect(told.filter((person) => person === 'grid_lead-G11')).toEqual(['grid_lead-G11'])
    expect(new Set(told).size).toBe(told.length)
  })
})

it('is routed by a directory made from the same town in any order', () => {
  const town = smallTown()
  const turned = makeDirectory({ ...town, posts: town.posts.toReversed(), places: town.places.toReversed() })
  expect(route(anAppeal('0102'), { ...on(), directory: turned })).toEqual(route(anAppeal('0102'), on()))
})
