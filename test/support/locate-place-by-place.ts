import { buildingTitle } from '../../src/grid/building-name.ts'
import type { PlaceFound, PlaceSaid } from '../../src/grid/directory.ts'
import { isNameless, makeNameFinder, placeNames } from '../../src/grid/place-names.ts'
import type { NameFinder } from '../../src/grid/place-names.ts'
import { knownPlace } from '../../src/grid/known-place.ts'
import type { KnownPlace } from '../../src/grid/known-place.ts'
import {
  buildingSaid,
  byBuilding as byBuildingIn,
  byName,
  byUnit,
  namesListed,
} from '../../src/grid/place-steps.ts'
import type { Hit } from '../../src/grid/place-steps.ts'
import { allOf } from '../../src/grid/range-index.ts'
import type { Area, Room, TownData } from '../../src/grid/town.ts'

/** What locating needs of the town beside its places. */
interface AreaIndex {
  area(code: string): Area | null
  communityOf(code: string): string | null
  within(inner: string, outer: string): boolean
  room(code: string): Room | null
}

/** Each place is looked at. */
const byBuilding = (said: PlaceSaid, places: readonly KnownPlace[]): Hit => byBuildingIn(said, allOf(places))

type From = { room: string | null; home: string | null }

/** The town as places are looked for in it. */
interface Atlas extends AreaIndex {
  places: NameFinder<KnownPlace>
  communities: NameFinder<Area>
  byGrid: ReadonlyMap<string, readonly KnownPlace[]>
  grids: readonly string[]
}

function makeAtlas(town: TownData, areas: AreaIndex): Atlas {
  const known = town.places.map(knownPlace)
  const named = town.areas.filter(({ level }) => level === 'community')
  return {
    ...areas,
    places: makeNameFinder(known.flatMap((one) => placeNames(one.place).map((name) => [name, one] as const))),
    communities: makeNameFinder(named.map((area) => [area.name, area] as const)),
    byGrid: Map.groupBy(known, ({ place }) => place.grid),
    grids: town.areas.filter(({ level }) => level === 'grid').map(({ code }) => code),
  }
}

const nameIn = (atlas: Atlas, code: string): string => atlas.area(code)?.name ?? code

const gridsOfRoom = (atlas: Atlas, room: Room): readonly string[] =>
  atlas.grids.filter((grid) => room.areas.some((outer) => atlas.within(grid, outer)))

/** The community that all areas of a room lie in. */
function communityOfRoom(atlas: Atlas, room: Room | null): string | null {
  if (room === null) return null
  const found = new Set(room.areas.map((code) => atlas.communityOf(code)))
  const [only = null] = found
  return found.size === 1 ? only : null
}

/** Two candidates or none (3.3): the community of the room, and without one nobody yet. */
function undecided(atlas: Atlas, room: Room | null, candidates: readonly string[], what: string): PlaceFound {
  const names = namesListed(candidates.map((code) => nameIn(atlas, code)))
  const how = candidates.length > 1 ? `${what}分属${names}` : `${what || '未说明地点'}无法确定网格`
  const community = communityOfRoom(atlas, room)
  if (community === null) return { found: 'none', candidates, how }
  const there = nameIn(atlas, community)
  return { found: 'community', community, candidates, how: `${how}，由来源群所在的${there}处理` }
}

/** The first step that names any grid decides. */
function settle(atlas: Atlas, hit: NonNullable<Hit>, room: Room | null): PlaceFound {
  const [only] = hit.grids
  if (hit.grids.length > 1 || only === undefined) return undecided(atlas, room, hit.grids, hit.what)
  return { found: 'grid', grid: only, how: `${hit.what}属${nameIn(atlas, only)}` }
}

const found = <T>(finder: NameFinder<T>, words: string | null): readonly T[] =>
  words === null ? [] : finder.find(words)

const isEstate = ({ place }: KnownPlace): boolean => place.estate !== null

/** Estates, and roads and landmarks, that the words name; the estate's own slot is believed first. */
function named(
  atlas: Atlas,
  said: PlaceSaid,
): { estates: readonly KnownPlace[]; others: readonly KnownPlace[] } {
  const inEstate = found(atlas.places, said.estate)
  const inSpot = found(atlas.places, said.spot)
  const estates = (inEstate.some(isEstate) ? inEstate : inSpot).filter(isEstate)
  return { estates, others: [...inEstate, ...inSpot].filter((one) => !isEstate(one)) }
}

/** An estate that was named and is none of ours. */
function strayEstate(atlas: Atlas, { estate }: PlaceSaid): string | null {
  if (estate === null || estate.trim() === '' || isNameless(estate)) return null
  return atlas.places.find(estate).length > 0 ? null : estate
}

/** A building without an estate: only in the room's areas, in a private talk in the speaker's home estate. */
function withoutEstate(atlas: Atlas, said: PlaceSaid, from: From, room: Room | null): Hit {
  const around =
    room === null
      ? found(atlas.places, from.home)
      : gridsOfRoom(atlas, room).flatMap((grid) => atlas.byGrid.get(grid) ?? [])
  return byBuilding(said, around.filter(isEstate))
}

/** The room's binding, the last step; a community that was named is nearer than the room's own. */
function byRoom(atlas: Atlas, said: PlaceSaid, room: Room | null): PlaceFound {
  const spoken = [...found(atlas.communities, said.estate), ...found(atlas.communities, said.spot)]
  const [community, ...more] = new Set(spoken.map(({ code }) => code))
  const [grid, ...others] = room === null ? [] : gridsOfRoom(atlas, room)
  const ofOneGrid = room !== null && grid !== undefined && others.length === 0
  const inside = ofOneGrid && (community === undefined || atlas.within(grid, community))
  if (community !== undefined && more.length === 0 && !inside) {
    return { found: 'community', community, candidates: [], how: `所说地点为${nameIn(atlas, community)}` }
  }
  if (!ofOneGrid) return undecided(atlas, room, [], '')
  return { found: 'grid', grid, how: `按来源群“${room.name}”属${nameIn(atlas, grid)}` }
}

/** No place of ours was named: what is elsewhere goes to people, everything else by the room. */
function unnamed(atlas: Atlas, said: PlaceSaid, stray: string | null, room: Room | null): PlaceFound {
  const community = found(atlas.communities, stray).length > 0
  if (stray !== null && !community) return undecided(atlas, room, [], `“${stray}”不在本镇地名中，`)
  const building = buildingSaid(said)
  if (building === null || community) return byRoom(atlas, said, room)
  return undecided(atlas, room, [], buildingTitle(building))
}

/**
 * The same answers as makeLocate without an index: every place is looked at.
 * Finds the area of a place by 3.3: building range > unit > estate > road or landmark > the room's binding.
 * The first step that names any grid decides: one grid is the answer, several mean the community of the room.
 * A building without an estate is sought only in the room's areas, in a private talk in the speaker's home estate.
 */
export function locatePlaceByPlace(
  town: TownData,
  areas: AreaIndex,
): (said: PlaceSaid, from: From) => PlaceFound {
  const atlas = makeAtlas(town, areas)
  return (said, from) => {
    const room = from.room === null ? null : areas.room(from.room)
    const { estates, others } = named(atlas, said)
    const stray = strayEstate(atlas, said)
    const ranged = [...estates, ...others.filter(({ place }) => place.buildings !== null)]
    const hit =
      byBuilding(said, ranged) ??
      (estates.length === 0 && stray === null ? withoutEstate(atlas, said, from, room) : null) ??
      byUnit(said, ranged) ??
      byName(estates) ??
      byName(others)
    return hit === null ? unnamed(atlas, said, stray, room) : settle(atlas, hit, room)
  }
}
