import { everyBuilding, overlap, parseBuildings, wholeTitle } from '../building-range.ts'
import type { BuildingRange } from '../building-range.ts'
import { further, spotSaid, spotText } from '../faults.ts'
import { placeName, placeNames, plainName } from '../place-names.ts'
import type { Place } from '../town.ts'
import { knownCodes, located, named, refuse, warn } from './draft.ts'
import type { Check, Draft, Findings, Spot } from './draft.ts'

interface Owned {
  place: Place
  spot: Spot
  range: BuildingRange
}

function owned(draft: Draft): readonly Owned[] {
  return located(draft, 'places').flatMap(([place, spot]) => {
    const range = place.buildings === null ? everyBuilding : parseBuildings(place.buildings)
    return 'fault' in range ? [] : [{ place, spot, range }]
  })
}

/** What both own, in words: the estate and a building, and the other name where two things share one. */
function contested(one: Owned, other: Owned, shared: string, building: string): string {
  const names = [placeName(one.place), placeName(other.place)]
  const same = names[0] === names[1]
  const what = same ? (names[0] ?? shared) : `${shared} (${names.join(' and ')})`
  return building === wholeTitle ? what : `${what} ${building}`
}

/** Two places that share a name: an overlap is refused; one name for two things is at least told. */
function compare(draft: Draft, other: Owned, own: Owned, name: string, findings: Findings): void {
  const building = overlap(other.range, own.range)
  const spot = further(other.spot, own.spot)
  const there = spotText(other.spot)
  const here = spotText(own.spot, other.spot)
  if (building !== null) {
    const what = contested(other, own, name, building)
    refuse(
      findings,
      spot,
      `${what} belongs to ${other.place.grid} (${there}) and ${own.place.grid} (${here})`,
      `${what.replaceAll(' and ', '、').replaceAll(' ', '')}同时归${named(draft, 'areas', other.place.grid)}（${spotSaid(other.spot)}）和${named(draft, 'areas', own.place.grid)}（${spotSaid(own.spot, other.spot)}）`,
    )
  } else if (placeName(other.place) !== placeName(own.place)) {
    const both = `${placeName(other.place)} (${there}) and ${placeName(own.place)} (${here})`
    warn(
      findings,
      spot,
      `${both} are both called ${name}; without a building that name decides nothing`,
      `${placeName(other.place)}和${placeName(own.place)}都叫“${name}”，不说楼栋就分不清`,
    )
  }
}

function compareAll(draft: Draft, findings: Findings): void {
  const all = owned(draft)
  const byName = new Map<string, Owned[]>()
  for (const own of all) {
    const met = new Set<Owned>()
    for (const name of new Set(placeNames(own.place).map(plainName))) {
      const before = byName.get(name) ?? []
      for (const other of before) {
        if (other.place.grid !== own.place.grid && !met.has(other)) compare(draft, other, own, name, findings)
        met.add(other)
      }
      before.push(own)
      byName.set(name, before)
    }
  }
}

/** Places belong to grids and never to two (1.1), neither by name nor by alias nor by building. */
export const checkPlaces: Check = (draft, findings) => {
  const { areas } = draft.town
  const isArea = knownCodes(draft, 'areas')
  const levels = new Map(areas.map(({ code, level }) => [code, level]))
  for (const [place, spot] of located(draft, 'places')) {
    const level = levels.get(place.grid)
    if (!isArea(place.grid)) {
      refuse(
        findings,
        spot,
        `the grid ${place.grid} of ${placeName(place)} is no area of this town`,
        `${placeName(place)}所属的“${place.grid}”不是本镇的区域`,
      )
    } else if (level !== undefined && level !== 'grid') {
      refuse(
        findings,
        spot,
        `${placeName(place)} belongs to ${place.grid}, a ${level}; places belong to grids (1.1)`,
        `${placeName(place)}归在${named(draft, 'areas', place.grid)}，要归到具体的网格`,
      )
    }
  }
  compareAll(draft, findings)
}
