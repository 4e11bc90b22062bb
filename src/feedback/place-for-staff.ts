import type { CaseRecord } from '../cases/case.ts'
import { type BuildingRange, covers } from '../grid/building-range.ts'
import type { Directory, PlaceSaid } from '../grid/directory.ts'
import type { Ground } from '../grid/ground.ts'
import { knownPlace } from '../grid/known-place.ts'
import { placeShown } from './shown.ts'

type Placed = Pick<CaseRecord, 'place' | 'grid'> & Partial<Pick<CaseRecord, 'room' | 'homeEstate'>>

interface Estate {
  name: string
  range: BuildingRange
}

const estates = new WeakMap<Directory, ReadonlyMap<string, readonly Estate[]>>()

/** The estates of each grid with their houses, reckoned once for each town in force. */
function estatesOf(directory: Directory): ReadonlyMap<string, readonly Estate[]> {
  const known = estates.get(directory)
  if (known !== undefined) return known
  const found = new Map<string, Estate[]>()
  for (const place of directory.data.places)
    if (place.estate !== null)
      found.set(place.grid, [
        ...(found.get(place.grid) ?? []),
        { name: place.estate, range: knownPlace(place).range },
      ])
  estates.set(directory, found)
  return found
}

function gridOf(
  { place, grid, room = null, homeEstate = null }: Placed,
  directory: Directory,
): string | null {
  if (grid !== null) return grid
  const found = directory.locate(place, { room, home: homeEstate })
  return found.found === 'grid' ? found.grid : null
}

/** The one estate of the case's grid that has the house; null where none or several have. */
function estateMeant(record: Placed, directory: Directory): string | null {
  const grid = gridOf(record, directory)
  if (grid === null) return null
  const having = (estatesOf(directory).get(grid) ?? []).filter(({ range }) =>
    covers(range, record.place.building ?? ''),
  )
  const [only, ...others] = new Set(having.map(({ name }) => name))
  return others.length === 0 ? (only ?? null) : null
}

const namesHouse = ({ estate, building }: PlaceSaid): boolean => estate === null && building !== null

/**
 * Where it is, for staff (as `placeShown`): a lead of many estates reads first which of them, also where the reporter said
 * the house alone and the room or the grid tells the rest. `residents`: on papers, without the flat (6.3).
 */
export function placeForStaff(
  record: Placed,
  { directory }: Pick<Ground, 'directory'>,
  shown: 'staff' | 'residents' = 'staff',
): string {
  const estate = namesHouse(record.place) ? estateMeant(record, directory) : null
  return placeShown(estate === null ? record : { place: { ...record.place, estate } }, shown)
}
