import type { Directory, PlaceFound } from '../grid/directory.ts'
import type { Appeal } from './decision.ts'

/** Where a matter lies, and in which words that was found. */
export interface Located {
  /** A grid, else a community, else the township. */
  area: string
  grid: string | null
  /** Grids that share it (3.10), or among which nobody could decide (3.3). */
  grids: readonly string[]
  rules: readonly string[]
  how: string
}

const mostBuildings = 60

/** "3、5号楼" and "3至6" name several buildings; a dash does not, it may stand between building and flat. */
function buildingsSaid(said: string | null): readonly string[] {
  if (said === null) return []
  const range = /^(\d+)\D{0,2}[至到~～](\d+)\D{0,3}$/u.exec(said)
  const [from, to] = [Number(range?.[1]), Number(range?.[2])]
  if (from < to && to - from < mostBuildings)
    return Array.from({ length: to - from + 1 }, (_, index) => String(from + index))
  return said
    .split(/[、，,;；和及与]/u)
    .map((part) => part.trim())
    .filter((part) => part !== '')
}

function located(found: PlaceFound, directory: Directory): Located | null {
  if (found.found === 'grid') {
    return { area: found.grid, grid: found.grid, grids: [], rules: ['3.3'], how: found.how }
  }
  if (found.found === 'none') return null
  const grids = found.candidates.filter((code) => directory.area(code)?.level === 'grid')
  return { area: found.community, grid: null, grids, rules: ['3.3'], how: found.how }
}

/** 3.10: several buildings in several grids are the lowest common area's. */
function acrossGrids(appeal: Appeal, directory: Directory): Located | null {
  const said = buildingsSaid(appeal.place.building)
  const beside = appeal.place.also ?? []
  const buildings = [...said, ...beside]
  if (buildings.length < 2) return null
  const from = { room: appeal.room, home: appeal.homeEstate }
  const found = buildings.map((building) => directory.locate({ ...appeal.place, building }, from))
  const grids = [...new Set(found.flatMap((one) => (one.found === 'grid' ? [one.grid] : [])))].toSorted()
  const [only] = grids
  if (only === undefined || found.some((one) => one.found !== 'grid')) return null
  // Buildings named beside the first change nothing where they lie in its own grid.
  if (grids.length === 1 && said.length < 2) return null
  const names = grids.map((code) => directory.area(code)?.name ?? code).join('、')
  if (grids.length === 1)
    return { area: only, grid: only, grids: [], rules: ['3.3'], how: `所说各楼都属${names}` }
  const area = directory.commonArea(grids) ?? directory.township().code
  const how = `所说各楼分属${names}，由共同的${directory.area(area)?.name ?? area}处理`
  return { area, grid: null, grids, rules: ['3.3', '3.10'], how }
}

/**
 * Finds the area of an appeal (3.3, 3.10): the grid that staff named, several buildings together, else the place by the
 * directory. Null where there is neither a grid nor a community.
 */
export function placeOf(appeal: Appeal, directory: Directory): Located | null {
  if (appeal.grid !== null && directory.area(appeal.grid) !== null) {
    const how = `已定在${directory.area(appeal.grid)?.name ?? appeal.grid}`
    return { area: appeal.grid, grid: appeal.grid, grids: [], rules: [], how }
  }
  const from = { room: appeal.room, home: appeal.homeEstate }
  return acrossGrids(appeal, directory) ?? located(directory.locate(appeal.place, from), directory)
}

/** For matters whose handler does not hang on the place, and for emergencies: the whole township. */
export const wholeTownship = (directory: Directory): Located => ({
  area: directory.township().code,
  grid: null,
  grids: [],
  rules: ['3.3'],
  how: `未能确定网格和社区，按${directory.township().name}处理`,
})
