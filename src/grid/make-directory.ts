import { makePresence, nothingSaid } from './attendance.ts'
import type { Directory, Holding } from './directory.ts'
import { makeLocate } from './locate.ts'
import { placeKind, placeName, placeNames } from './place-names.ts'
import type { PlaceNameKind } from './place-names.ts'
import type { Area, PostName, TownData } from './town.ts'

const byCode = <T extends { code: string }>(things: readonly T[]): ReadonlyMap<string, T> =>
  new Map(things.map((thing) => [thing.code, thing]))

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Only the tree of areas; every answer follows from the parents alone. */
function makeTree(data: TownData) {
  const areas = byCode(data.areas)
  const upward = new Map<string, readonly Area[]>()
  for (const start of data.areas) {
    const line: Area[] = []
    for (let area: Area | undefined = start; area !== undefined && !line.includes(area);) {
      line.push(area)
      area = area.parent === null ? undefined : areas.get(area.parent)
    }
    upward.set(start.code, line)
  }
  const lineOf = (code: string): readonly Area[] => upward.get(code) ?? []
  const within = (inner: string, outer: string): boolean => lineOf(inner).some(({ code }) => code === outer)
  return {
    area: (code: string): Area | null => areas.get(code) ?? null,
    upward: lineOf,
    within,
    communityOf: (code: string): string | null =>
      lineOf(code).find(({ level }) => level === 'community')?.code ?? null,
    township: (): Area => {
      const found = data.areas.find(({ level }) => level === 'township')
      if (found === undefined) throw new RangeError('a town has a township')
      return found
    },
    commonArea: (codes: readonly string[]): string | null => {
      const [first, ...rest] = codes
      if (first === undefined) return null
      return lineOf(first).find(({ code }) => rest.every((inner) => within(inner, code)))?.code ?? null
    },
  }
}

/** Who holds what. Only the order of holders inside a post counts, never the order of posts in the file. */
function makeHoldings(data: TownData) {
  const key = (post: PostName, area: string, dept: string | null): string => `${post} ${area} ${dept ?? ''}`
  const byPost = new Map<string, Holding[]>()
  const posts = data.posts.toSorted((a, b) => {
    const place = (p: typeof a): string =>
      `${key(p.post, p.area, p.dept)} ${p.buildings?.estate ?? ''} ${p.buildings?.buildings ?? ''}`
    return compare(place(a), place(b)) || compare(a.holders.join(' '), b.holders.join(' '))
  })
  for (const { post, area, dept, holders } of posts) {
    const held = byPost.get(key(post, area, dept)) ?? []
    byPost.set(key(post, area, dept), held)
    for (const person of holders) {
      if (held.some((holding) => holding.person === person)) continue
      held.push({ person, post, area, dept, rank: held.length })
    }
  }
  const all = [...byPost.values()].flat()
  const byPerson = Map.groupBy(all, ({ person }) => person)
  return {
    holdings: (person: string): readonly Holding[] => byPerson.get(person) ?? [],
    holders: (post: PostName, area: string, dept: string | null = null): readonly Holding[] =>
      byPost.get(key(post, area, dept)) ?? [],
  }
}

function makeGazetteer(data: TownData): ReturnType<Directory['gazetteer']> {
  const entries = new Map<string, { name: string; kind: PlaceNameKind; canonical: string }>()
  const add = (name: string, kind: PlaceNameKind, canonical: string): void => {
    entries.set(`${name} ${kind} ${canonical}`, { name, kind, canonical })
  }
  for (const place of data.places) {
    for (const name of placeNames(place)) add(name, placeKind(place), placeName(place))
  }
  for (const area of data.areas) if (area.level === 'community') add(area.name, 'community', area.name)
  return [...entries.entries()].sort(([a], [b]) => compare(a, b)).map(([, entry]) => entry)
}

/**
 * Builds the index over a checked town once; every question afterwards is a look-up (500 grids, 20,000 places).
 * The same town in another order of its files gives the same answers; only the order of holders means something.
 */
export function makeDirectory(data: TownData): Directory {
  const tree = makeTree(data)
  const { holdings, holders } = makeHoldings(data)
  const people = byCode(data.people)
  const residents = byCode(data.residents)
  const rooms = byCode(data.rooms)
  const organisations = byCode(data.organisations)
  const leaves = byCode(data.leaves)
  const departments = byCode(data.departments)
  const gazetteer = makeGazetteer(data)
  const room = (code: string) => rooms.get(code) ?? null
  // The largest part by far, and a thread that writes a ledger asks for it rarely or never.
  let locate: Directory['locate'] | null = null

  return {
    data,
    ...tree,
    person: (code) => people.get(code) ?? null,
    resident: (code) => residents.get(code) ?? null,
    nameOf: (code) => people.get(code)?.name ?? residents.get(code)?.name ?? code,
    holdings,
    holders,
    ...makePresence({ data, holders, township: tree.township }, nothingSaid),
    room,
    organisation: (code) => organisations.get(code) ?? null,
    leaf: (code) => leaves.get(code) ?? null,
    departmentName: (code) => departments.get(code)?.name ?? code,
    locate: (said, context) => (locate ??= makeLocate(data, { ...tree, room }))(said, context),
    gazetteer: () => gazetteer,
  }
}
