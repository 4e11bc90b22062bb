import type { Area, Place, Post, PostName, TownData } from '../../grid/town.ts'

const communities = 50
const gridsPerCommunity = 10
const placesPerGrid = 40

const area = (code: string, level: Area['level'], parent: string | null, name: string): Area => ({
  ...{ code, level, parent, name },
  households: null,
})

const post = (where: string, name: PostName): Post => ({
  ...{ area: where, post: name, dept: null, buildings: null },
  holders: [`${name}-${where}`, `${name}-${where}-2`],
})

/** An estate in seven of eight places, the rest roads; five estates in each grid share eight stretches each. */
function placeOf(grid: string, n: number): Place {
  const first = (n % 8) * 3 + 1
  const buildings = `${String(first)}-${String(first + 2)}`
  const name = `${grid}的${String(Math.floor(n / 8))}`
  if (n % 8 === 7)
    return {
      grid,
      estate: null,
      road: `${name}路${String(n)}段`,
      landmark: null,
      aliases: [],
      buildings: null,
    }
  return { grid, estate: `${name}苑`, road: null, landmark: null, aliases: [`${name}大院`], buildings }
}

/**
 * A town of 500 grids and 20,000 places in 50 communities, each with a residents' room ("room-C7") and each grid with one
 * ("room-G7-3"), made from another town's categories, departments and township posts.
 */
export function largeTown(from: TownData): TownData {
  const township = from.areas.find(({ level }) => level === 'township')
  if (township === undefined) throw new RangeError('a town has a township')
  const outer = Array.from({ length: communities }, (_, n) =>
    area(`C${String(n)}`, 'community', township.code, `第${String(n)}社区`),
  )
  const grids = outer.flatMap(({ code }) =>
    Array.from({ length: gridsPerCommunity }, (_, n) =>
      area(`G${code.slice(1)}-${String(n)}`, 'grid', code, `${code}第${String(n)}网格`),
    ),
  )
  const posts = [
    ...from.posts.filter((one) => one.area === township.code),
    ...outer.map(({ code }) => post(code, 'community_lead')),
    ...grids.map(({ code }) => post(code, 'grid_lead')),
  ]
  const known = new Set(from.people.map(({ code }) => code))
  const people = [...new Set(posts.flatMap(({ holders }) => holders))].filter((code) => !known.has(code))
  return {
    ...from,
    posts,
    areas: [{ ...township, parent: null }, ...outer, ...grids],
    people: [...from.people, ...people.map((code) => ({ code, name: `名${code}`, phone: null }))],
    places: grids.flatMap(({ code }) => Array.from({ length: placesPerGrid }, (_, n) => placeOf(code, n))),
    rooms: [...outer, ...grids].map(({ code }) => ({
      ...{ code: `room-${code}`, name: '群', kind: 'residents' as const },
      ...{ areas: [code], dept: null, shadow: false },
    })),
    residents: [],
    organisations: [],
    roster: [],
  }
}
