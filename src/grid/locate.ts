import { buildingTitle, plainWriting, readBuilding } from './building-name.ts'
import type { Building } from './building-name.ts'
import { coverage, everyBuilding, parseBuildings } from './building-range.ts'
import type { BuildingRange, Coverage } from './building-range.ts'
import type { PlaceFound, PlaceSaid } from './directory.ts'
import { isNameless, makeNameFinder, placeKind, placeName, placeNames } from './place-names.ts'
import type { Area, Place, Room, TownData } from './town.ts'

/** What locating needs of the town beside its places. */
export interface AreaIndex {
  area(code: string): Area | null
  communityOf(code: string): string | null
  within(inner: string, outer: string): boolean
  room(code: string): Room | null
}

export type From = { room: string | null; home: string | null }

interface KnownPlace {
  place: Place
  name: string
  range: BuildingRange
}

/** Grids a step of 3.3 came to, with the words for the reason; null where the step has nothing to say. */
type Hit = { grids: readonly string[]; what: string } | null

/** More candidates than this help nobody to decide. */
const mostCandidates = 10

const gridsOf = (places: readonly KnownPlace[]): readonly string[] =>
  [...new Set(places.map(({ place }) => place.grid))].sort().slice(0, mostCandidates)

function knownPlace(place: Place): KnownPlace {
  const range = place.buildings === null ? everyBuilding : parseBuildings(place.buildings)
  // The door refuses ranges that cannot be read; a town from elsewhere owns nothing by one.
  return { place, name: placeName(place), range: 'fault' in range ? { stretches: [], except: [] } : range }
}

const unitNumber = (said: string | null): number | null => {
  const found = /\d+/u.exec(plainWriting(said ?? ''))
  return found === null ? null : Number(found[0])
}

/** A bare figure in a village means the group of that number: nobody says 4组 twice. */
const asGroups = (b: Building): readonly Building[] =>
  b.family === 'number' && b.zone === ''
    ? ['组', '队', '社'].map((word): Building => ({ ...b, family: 'group', word }))
    : []

function placesWith(places: readonly KnownPlace[], b: Building, unit: number | null): readonly KnownPlace[] {
  const graded = (one: Building): readonly [KnownPlace, Coverage][] =>
    places.map((known) => [known, coverage(known.range, one, unit)])
  for (const one of [b, ...asGroups(b)]) {
    const found = graded(one)
    const whole = found.filter(([, how]) => how === 'whole')
    if (whole.length > 0) return whole.map(([known]) => known)
    const part = found.filter(([, how]) => how === 'part')
    if (part.length > 0) return part.map(([known]) => known)
  }
  return []
}

/**
 * Finds the area of a place by 3.3: building range > unit > estate > road or landmark > the room's binding.
 * The first step that names any grid decides: one grid is the answer, several mean the community of the room.
 * A building without an estate is sought only in the room's areas, in a private talk in the speaker's home estate.
 */
export function makeLocate(town: TownData, areas: AreaIndex): (place: PlaceSaid, from: From) => PlaceFound {
  const known = town.places.map(knownPlace)
  const names = makeNameFinder(
    known.flatMap((one) => placeNames(one.place).map((name) => [name, one] as const)),
  )
  const communities = makeNameFinder(
    town.areas.filter(({ level }) => level === 'community').map((area) => [area.name, area] as const),
  )
  const byGrid = Map.groupBy(known, ({ place }) => place.grid)
  const gridCodes = town.areas.filter(({ level }) => level === 'grid').map(({ code }) => code)
  const nameOf = (code: string): string => areas.area(code)?.name ?? code

  const gridsOfRoom = (room: Room): readonly string[] =>
    gridCodes.filter((grid) => room.areas.some((outer) => areas.within(grid, outer)))

  function communityOfRoom(room: Room | null): string | null {
    if (room === null) return null
    const found = new Set(room.areas.map((code) => areas.communityOf(code)))
    const [only = null] = found
    return found.size === 1 ? only : null
  }

  /** Estates, roads and landmarks that the words name. */
  function named(place: PlaceSaid): { estates: readonly KnownPlace[]; others: readonly KnownPlace[] } {
    const said = [place.estate, place.spot].flatMap((words) => (words === null ? [] : [names.find(words)]))
    const all = said.find((hits) => hits.some((one) => one.place.estate !== null)) ?? []
    const estates = all.filter((one) => one.place.estate !== null)
    const others = said.flat().filter((one) => one.place.estate === null)
    return { estates, others }
  }

  function byBuilding(place: PlaceSaid, inPlaces: readonly KnownPlace[]): Hit {
    const building = readBuilding(plainWriting(place.building ?? ''))
    if (building === null) return null
    const hits = placesWith(inPlaces, building, unitNumber(place.unit))
    const shown = [...new Set(hits.map(({ name }) => name))].sort()
    return hits.length === 0
      ? null
      : { grids: gridsOf(hits), what: shown.join('、') + buildingTitle(building) }
  }

  /** Units of a place that is split by entrances alone. */
  function byUnit(place: PlaceSaid, inPlaces: readonly KnownPlace[]): Hit {
    const unit = unitNumber(place.unit)
    if (unit === null || place.building !== null) return null
    const nowhere: Building = { zone: '', family: 'zone', at: 0, word: '' }
    const split = inPlaces.filter(({ range }) => range.stretches.some(({ units }) => units !== null))
    const hits = split.filter(({ range }) => coverage(range, nowhere, unit) === 'whole')
    return hits.length === 0 ? null : { grids: gridsOf(hits), what: `${hits[0]?.name ?? ''}${unit}单元` }
  }

  const byName = (places: readonly KnownPlace[]): Hit => {
    const shown = [...new Set(places.map(({ name }) => name))].sort()
    return places.length === 0 ? null : { grids: gridsOf(places), what: shown.join('、') }
  }

  function withoutEstate(place: PlaceSaid, from: From, room: Room | null): Hit {
    const home = room === null && from.home !== null ? names.find(from.home) : []
    const around = room === null ? home : gridsOfRoom(room).flatMap((grid) => byGrid.get(grid) ?? [])
    return byBuilding(
      place,
      around.filter((one) => placeKind(one.place) === 'estate'),
    )
  }

  function undecided(room: Room | null, candidates: readonly string[], what: string): PlaceFound {
    const community = communityOfRoom(room)
    const why =
      candidates.length > 1
        ? `${what}分属${candidates.map(nameOf).join('、')}`
        : `${what || '未说明地点'}无法确定网格`
    if (community === null) return { found: 'none', candidates, how: why }
    return {
      found: 'community',
      community,
      candidates,
      how: `${why}，由来源群所在的${nameOf(community)}处理`,
    }
  }

  function settle(hit: NonNullable<Hit>, room: Room | null): PlaceFound {
    const [only] = hit.grids
    if (hit.grids.length > 1 || only === undefined) return undecided(room, hit.grids, hit.what)
    return { found: 'grid', grid: only, how: `${hit.what}属${nameOf(only)}` }
  }

  /** The room's binding, the last step; a community that was named is nearer than the room's own. */
  function byRoom(place: PlaceSaid, room: Room | null): PlaceFound {
    const said = [place.estate, place.spot].flatMap((words) =>
      words === null ? [] : communities.find(words),
    )
    const codes = [...new Set(said.map(({ code }) => code))]
    const [community] = codes
    const grids = room === null ? [] : gridsOfRoom(room)
    const inside = community === undefined || grids.every((grid) => areas.within(grid, community))
    if (codes.length === 1 && community !== undefined && !(grids.length === 1 && inside)) {
      return { found: 'community', community, candidates: [], how: `所说地点为${nameOf(community)}` }
    }
    const [only] = grids
    if (room === null || grids.length !== 1 || only === undefined) return undecided(room, [], '')
    return { found: 'grid', grid: only, how: `按来源群“${room.name}”属${nameOf(only)}` }
  }

  /** An estate that was named and is none of ours. */
  function unknownEstate(place: PlaceSaid): string | null {
    if (place.estate === null || place.estate.trim() === '' || isNameless(place.estate)) return null
    return names.find(place.estate).length > 0 ? null : place.estate
  }

  /** Nothing of the place is known: what was named and is not ours goes to people, everything else to the room. */
  function unknown(place: PlaceSaid, stray: string | null, room: Room | null): PlaceFound {
    const community = stray !== null && communities.find(stray).length > 0
    if (stray !== null && !community) return undecided(room, [], `“${stray}”不在本镇地名中，`)
    const building = readBuilding(plainWriting(place.building ?? ''))
    return building === null || community ? byRoom(place, room) : undecided(room, [], buildingTitle(building))
  }

  return (place, from) => {
    const room = from.room === null ? null : areas.room(from.room)
    const { estates, others } = named(place)
    const stray = unknownEstate(place)
    const ranged = [...estates, ...others.filter((one) => one.place.buildings !== null)]
    const bare = estates.length === 0 && stray === null
    const hit =
      byBuilding(place, ranged) ??
      (bare ? withoutEstate(place, from, room) : null) ??
      byUnit(place, ranged) ??
      byName(estates) ??
      byName(others)
    return hit === null ? unknown(place, stray, room) : settle(hit, room)
  }
}
