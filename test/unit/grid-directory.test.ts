import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PlaceSaid } from '../../src/grid/directory.ts'
import { makeDirectory } from '../../src/grid/make-directory.ts'
import { areaTitle, personTitle, personWithPost, rankTitle } from '../../src/grid/naming.ts'
import { readTownFolder } from '../../src/grid/town-file.ts'
import type { TownData } from '../../src/grid/town.ts'

const read = await readTownFolder(new URL('../../towns/qinghe', import.meta.url).pathname)
if ('faults' in read) throw new Error('the example town is broken')
const { town } = read
const directory = makeDirectory(town)
const at = (text: string): Date => new Date(text)

const said = (place: Partial<PlaceSaid>): PlaceSaid => ({
  estate: null,
  building: null,
  unit: null,
  room: null,
  spot: null,
  ...place,
})

describe('The tree of areas', () => {
  it('goes upward from the area itself to the top', () => {
    expect(directory.upward('QH-JX-01').map(({ code }) => code)).toEqual(['QH-JX-01', 'QH-JX', 'QH', 'HC'])
    expect(directory.upward('nowhere')).toEqual([])
  })

  it.each([
    ['QH-JX-01', 'QH-JX'],
    ['QH-JX', 'QH-JX'],
    ['QH', null],
    ['nowhere', null],
  ])('the community of %s is %s', (area, community) => {
    expect(directory.communityOf(area)).toBe(community)
  })

  it.each([
    [['QH-JX-01', 'QH-JX-02'], 'QH-JX'],
    [['QH-JX-01', 'QH-DF-01'], 'QH'],
    [['QH-JX-01', 'QH-JX'], 'QH-JX'],
    [['QH-JX-01'], 'QH-JX-01'],
    [['QH-JX-01', 'nowhere'], null],
    [[], null],
  ])('the lowest area above %s is %s', (areas, common) => {
    expect(directory.commonArea(areas)).toBe(common)
  })

  it('knows what lies in what', () => {
    expect(directory.within('QH-JX-01', 'QH')).toBe(true)
    expect(directory.within('QH', 'QH')).toBe(true)
    expect(directory.within('QH', 'QH-JX-01')).toBe(false)
    expect(directory.township().code).toBe('QH')
  })
})

describe('Posts and their holders', () => {
  it('come in the order in which the file names them, primary first', () => {
    expect(directory.holders('grid_lead', 'QH-JX-02').map(({ person, rank }) => [person, rank])).toEqual([
      ['liuyang', 0],
      ['zhangwei', 1],
    ])
    expect(directory.holders('department_lead', 'QH', 'jianshe').map(({ person }) => person)).toEqual([
      'fanhua',
    ])
    expect(directory.holders('department_lead', 'QH')).toEqual([])
  })

  it('lists what one person holds', () => {
    expect(directory.holdings('liuyang').map(({ post, area, rank }) => [post, area, rank])).toEqual([
      ['grid_helper', 'QH-JX-01', 0],
      ['grid_lead', 'QH-JX-01', 1],
      ['grid_lead', 'QH-JX-02', 0],
    ])
    expect(directory.holdings('liayi')).toEqual([])
  })

  it('are named with their post', () => {
    const [lead] = directory.holders('community_lead', 'QH-JX')
    const [village] = directory.holders('community_lead', 'QH-HD')
    const [department] = directory.holders('department_lead', 'QH', 'chengguan')
    if (!lead || !village || !department) throw new Error('the example town has these posts')
    expect(personTitle(directory, lead)).toBe('社区责任人 陈岚')
    expect(personTitle(directory, village)).toBe('村责任人 徐静')
    expect(personTitle(directory, department)).toBe('综合执法队 魏宁')
    expect(personWithPost(directory, 'zhaomin')).toBe('赵敏（东风第一网格 网格责任人）')
    expect(areaTitle(directory, 'QH-JX-01')).toBe('锦绣社区锦绣第一网格')
    expect(areaTitle(directory, 'QH')).toBe('清河镇')
  })
})

describe('A deputy (1.2)', () => {
  it.each([
    [
      'known by a post of their own before one in which they deputise',
      'gaofeng',
      '高峰（清河镇 纪检监察办）',
    ],
    ['also where both are in one area', 'wangqiang', '王强（锦绣社区 社区调处室）'],
    ['also where both are the same post', 'liuyang', '刘洋（锦绣第一网格 网格协管员）'],
    ['and duty officers are none of each other', 'hanbing', '韩冰（清河镇 值班人员）'],
  ])('is %s', (_what, person, shown) => {
    expect(personWithPost(directory, person)).toBe(shown)
  })

  it.each([
    ['director', 'QH', null, '中心副主任'],
    ['community_lead', 'QH-JX', null, '社区副责任人'],
    ['community_lead', 'QH-HD', null, '村副责任人'],
    ['grid_lead', 'QH-JX-01', null, '网格副责任人'],
    ['township_lead', 'QH', null, '网格副责任领导'],
    ['service_centre', 'QH', null, '便民服务中心'],
    ['department_lead', 'QH', 'chengguan', '综合执法队'],
    ['duty_officer', 'QH', null, '值班人员'],
  ] as const)('of %s is called one', (post, area, dept, title) => {
    expect(rankTitle(directory, { post, area, dept, rank: 1 })).toBe(title)
    expect(rankTitle(directory, { post, area, dept, rank: 0 })).toBe(title.replace('副', ''))
  })
})

describe('Who is on duty (1.6)', () => {
  const onDuty = (moment: string, data: TownData = town): readonly string[] =>
    makeDirectory(data)
      .dutyOfficers(at(moment))
      .map(({ person }) => person)

  it('follows the roster to the minute', () => {
    expect(onDuty('2026-11-24T07:59:59+08:00')).toEqual(['luona'])
    expect(onDuty('2026-11-24T08:00:00+08:00')).toEqual(['hanbing'])
  })

  it('falls to the holders in order where the roster has a gap', () => {
    expect(onDuty('2026-11-30T08:00:00+08:00')).toEqual(['luona', 'hanbing'])
  })

  it('passes over who is on leave, unless everybody is', () => {
    const leave = (person: string) => ({
      person,
      from: at('2026-11-24T00:00:00+08:00'),
      to: at('2026-11-26T00:00:00+08:00'),
      delegate: null,
    })
    expect(onDuty('2026-11-24T09:00:00+08:00', { ...town, absences: [leave('hanbing')] })).toEqual(['luona'])
    const all = { ...town, absences: [leave('hanbing'), leave('luona')] }
    expect(onDuty('2026-11-24T09:00:00+08:00', all)).toEqual(['luona', 'hanbing'])
  })

  it('knows leave and who stands in, from the first moment to before the last', () => {
    const absences = [
      {
        person: 'sunli',
        from: at('2026-11-24T00:00:00Z'),
        to: at('2026-11-25T00:00:00Z'),
        delegate: 'zhangwei',
      },
    ]
    const away = makeDirectory({ ...town, absences })
    expect(away.absence('sunli', at('2026-11-23T23:59:59Z'))).toBeNull()
    expect(away.absence('sunli', at('2026-11-24T00:00:00Z'))).toEqual({ delegate: 'zhangwei' })
    expect(away.absence('sunli', at('2026-11-25T00:00:00Z'))).toBeNull()
    expect(away.absence('zhangwei', at('2026-11-24T12:00:00Z'))).toBeNull()
  })
})

describe('The order of the town’s files means nothing', () => {
  const shuffled = <T>(list: readonly T[]) =>
    fc.shuffledSubarray([...list], { minLength: list.length, maxLength: list.length })
  const anyOrder = fc
    .tuple(
      shuffled(town.areas),
      shuffled(town.posts),
      shuffled(town.places),
      shuffled(town.rooms),
      shuffled(town.roster),
    )
    .map(([areas, posts, places, rooms, roster]): TownData => ({
      ...town,
      areas,
      posts,
      places,
      rooms,
      roster,
    }))

  it('for places, posts, duty and names', () => {
    const buildings = ['1', '3', '8', 'B', '四组', '99']
    const answers = (data: TownData): unknown => {
      const one = makeDirectory(data)
      return {
        places: town.rooms.flatMap(({ code }) =>
          buildings.map((building) => one.locate(said({ building }), { room: code, home: null })),
        ),
        estates: town.places.map(({ estate, road, landmark }) =>
          one.locate(said({ estate, spot: road ?? landmark }), { room: 'centre', home: null }),
        ),
        holdings: town.people.map(({ code }) => one.holdings(code)),
        duty: one.dutyOfficers(at('2026-11-24T12:00:00+08:00')),
        gazetteer: one.gazetteer(),
      }
    }
    const expected = answers(town)
    fc.assert(
      fc.property(anyOrder, (data) => {
        expect(answers(data)).toEqual(expected)
      }),
      { numRuns: 30 },
    )
  })
})
