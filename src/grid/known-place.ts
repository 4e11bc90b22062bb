import { everyBuilding, parseBuildings } from './building-range.ts'
import type { BuildingRange } from './building-range.ts'
import { placeName } from './place-names.ts'
import type { Place } from './town.ts'

/** A place of the town with its range understood. */
export interface KnownPlace {
  place: Place
  name: string
  range: BuildingRange
}

export function knownPlace(place: Place): KnownPlace {
  const range = place.buildings === null ? everyBuilding : parseBuildings(place.buildings)
  // The door refuses ranges that cannot be read; a town from elsewhere owns nothing by one.
  return { place, name: placeName(place), range: 'fault' in range ? { stretches: [], except: [] } : range }
}
