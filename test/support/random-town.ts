import fc from 'fast-check'
import { postsByLevel } from '../../src/grid/town.ts'
import type { Absence, Area, Place, Post, Room, TownData } from '../../src/grid/town.ts'
import { instant } from '../../src/kernel/clock.ts'
import { smallTown } from './small-town.ts'

/** A stretch that holds the moment at which random cases are routed. */
const november = { from: instant('2026-11-01T00:00:00Z'), to: instant('2026-12-01T00:00:00Z') }

export const randomPeople = Array.from({ length: 14 }, (_, index) => `p${String(index)}`)
export const randomEstates = ['翠苑', '东苑', '西苑', '河村']
const roads = ['人民路', '青石桥']
const ranges = ['1-6', '7-12', '单号', '双号', 'A-D', '甲-丁', '一组-三组', '4组', '东区', '东区1-3', '西区']
const moreRanges = [
  '1、3、5',
  '2栋以上',
  'A1-A9',
  '5号楼1-2单元',
  '5号楼3单元',
  '1-27不含5',
  '一期-三期',
  '邮电楼',
]

const people = randomPeople.map((code) => ({ code, name: `名${code}`, phone: null }))
const somebody = fc.constantFrom(...randomPeople)
const areaOf = (code: string, level: Area['level'], parent: string | null): Area => ({
  ...{ code, level, parent },
  name: code,
  households: null,
})

/** A county, its township, some communities with some grids each. */
const areas: fc.Arbitrary<readonly Area[]> = fc
  .array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 3 })
  .map((communities) => [
    areaOf('HC', 'county', null),
    areaOf('QH', 'township', 'HC'),
    ...communities.flatMap((grids, index) => [
      areaOf(`C${String(index)}`, 'community', 'QH'),
      ...Array.from({ length: grids }, (_, at) =>
        areaOf(`G${String(index)}${String(at)}`, 'grid', `C${String(index)}`),
      ),
    ]),
  ])

type Seat = Pick<Post, 'area' | 'post' | 'dept'>

/** Some posts have nobody, some several holders, and some people hold many. */
const postsOn = (all: readonly Area[], departments: readonly string[]): fc.Arbitrary<readonly Post[]> => {
  const seats = all.flatMap(({ code, level }) =>
    postsByLevel[level].flatMap((post): Seat[] =>
      post === 'department_lead'
        ? departments.map((dept) => ({ area: code, post, dept }))
        : [{ area: code, post, dept: null }],
    ),
  )
  const holders = fc.uniqueArray(somebody, { maxLength: 3 })
  return fc
    .array(holders, { minLength: seats.length, maxLength: seats.length })
    .map((held) => seats.map((seat, at) => ({ ...seat, holders: held[at] ?? [], buildings: null })))
}

const placesOn = (grids: readonly string[]): fc.Arbitrary<Place[]> =>
  grids.length === 0
    ? fc.constant([])
    : fc.array(
        fc.oneof(
          fc.record<Place>({
            grid: fc.constantFrom(...grids),
            estate: fc.constantFrom(...randomEstates),
            road: fc.constant(null),
            landmark: fc.constant(null),
            aliases: fc.constantFrom([], ['老厂']),
            buildings: fc.option(fc.constantFrom(...ranges, ...moreRanges)),
          }),
          fc.record<Place>({
            grid: fc.constantFrom(...grids),
            estate: fc.constant(null),
            road: fc.constantFrom(...roads),
            landmark: fc.constant(null),
            aliases: fc.constant([]),
            buildings: fc.option(fc.constantFrom('1-50', '51-99', '单号', '双号')),
          }),
        ),
        { maxLength: 12 },
      )

const roomsOn = (all: readonly Area[]): fc.Arbitrary<Room[]> =>
  fc
    .tuple(
      ...['r0', 'r1', 'r2'].map(() =>
        fc.uniqueArray(fc.constantFrom(...all), { minLength: 1, maxLength: 2 }),
      ),
    )
    .map((bound) =>
      bound.map((on, index) => ({
        ...{ code: `r${String(index)}`, name: '群', kind: 'residents' as const, dept: null, shadow: false },
        areas: on.map(({ code }) => code),
      })),
    )

const leave: fc.Arbitrary<Absence[]> = fc.array(
  fc.record({ person: somebody, delegate: fc.option(somebody) }).map((one) => ({ ...one, ...november })),
  { maxLength: 6 },
)

/** The rooms of every random town. */
export const randomRooms = ['r0', 'r1', 'r2']

/** Towns as nobody would build them: vacant posts, people in many posts, places in two grids, rooms of two communities. */
export const randomTown: fc.Arbitrary<TownData> = areas.chain((all) => {
  const town = smallTown()
  const grids = all.filter(({ level }) => level === 'grid').map(({ code }) => code)
  const staff = fc.uniqueArray(somebody, { maxLength: 4 })
  return fc
    .record({
      posts: postsOn(
        all,
        town.departments.map(({ code }) => code),
      ),
      places: placesOn(grids),
      rooms: roomsOn(all),
      organisations: staff.map((those) => [
        { code: 'wuye', name: '物业', kind: 'property', area: 'QH', staff: those },
      ]),
      absences: leave,
      roster: fc.array(
        somebody.map((holder) => ({ post: 'duty_officer' as const, holder, ...november })),
        { maxLength: 2 },
      ),
    })
    .map((part) => ({ ...town, ...part, areas: all, people }))
})
