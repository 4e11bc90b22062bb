import { buildingTitle, plainWriting, readBuilding } from './building-name.ts'
import type { Building } from './building-name.ts'
import { readStretches } from './building-words.ts'
import type { RangeFault, Stretch, UnitSpan } from './stretch.ts'

export interface BuildingRange {
  stretches: readonly Stretch[]
  /** Taken out again ("1-27不含5"). */
  except: readonly Stretch[]
}

/** `part`: the building is split between entrances or lies somewhere in the zone, and the words do not say where. */
export type Coverage = 'whole' | 'part' | 'none'

export const everyBuilding: BuildingRange = {
  stretches: [{ zone: '', family: 'zone', word: '', from: 0, to: 0, parity: 'any', units: null }],
  except: [],
}

/** A number that no building has: open ends stop here. */
const highest = 9999

/**
 * Reads a range of buildings written in any of the usual ways: 3-27, 1、3、5~9, 单号, 1-27单号, A-D, A1-A9, 一组-三组, 东区,
 * 3号楼-7号楼, 1至6栋, 10号楼以上, 5号楼1-2单元, 1-27不含5; full-width signs and Chinese numerals alike (1.1).
 */
export function parseBuildings(text: string): BuildingRange | RangeFault {
  const plain = plainWriting(text)
  const cut = /^(.+?)[,(]?(?:除了|除去|除|不含|不包括|不包含|扣除)(.+?)(?:之外|以外|外)?\)?$/u.exec(plain)
  const stretches = readStretches(cut?.[1] ?? plain, text)
  if ('fault' in stretches) return stretches
  if (cut === null) return { stretches: stretches.read, except: [] }
  const except = readStretches(cut[2] ?? '', text)
  if ('fault' in except) return except
  if (except.read.some((stretch) => stretch.units !== null)) {
    return { fault: `"${text}" takes out single units; list the units that belong instead` }
  }
  return { stretches: stretches.read, except: except.read }
}

const matchesParity = (n: number, parity: Stretch['parity']): boolean =>
  parity === 'any' || (n % 2 === 1) === (parity === 'odd')

function holds(stretch: Stretch, b: Building): boolean {
  if (stretch.family === 'zone') return b.zone.startsWith(stretch.zone)
  if (stretch.family !== b.family || stretch.zone !== b.zone || stretch.word !== b.word) return false
  return stretch.from <= b.at && b.at <= stretch.to && matchesParity(b.at, stretch.parity)
}

function stretchCovers(stretch: Stretch, b: Building, unit: number | null): Coverage {
  if (!holds(stretch, b)) {
    return b.family === 'zone' && stretch.zone !== '' && stretch.zone.startsWith(b.zone) ? 'part' : 'none'
  }
  if (stretch.units === null) return 'whole'
  if (unit === null) return 'part'
  return stretch.units.from <= unit && unit <= stretch.units.to ? 'whole' : 'none'
}

/** How far a range covers a building; `unit` is the entrance where one was said. */
export function coverage(range: BuildingRange, b: Building, unit: number | null): Coverage {
  if (range.except.some((stretch) => holds(stretch, b))) return 'none'
  let best: Coverage = 'none'
  for (const stretch of range.stretches) {
    const found = stretchCovers(stretch, b, unit)
    if (found === 'whole') return 'whole'
    if (found === 'part') best = 'part'
  }
  return best
}

/** True when the building, in whatever words, lies in the range (null: the whole estate, every building). */
export function covers(range: BuildingRange | null, said: string): boolean {
  const b = readBuilding(plainWriting(said))
  if (b === null) return false
  return coverage(range ?? everyBuilding, b, null) !== 'none'
}

/** The entrances both have; undefined where they have none in common. */
function sharedUnits(a: UnitSpan | null, b: UnitSpan | null): UnitSpan | null | undefined {
  if (a === null || b === null) return a ?? b
  const both = { from: Math.max(a.from, b.from), to: Math.min(a.to, b.to) }
  return both.from <= both.to ? both : undefined
}

function sharedStretch(a: Stretch, b: Stretch): Stretch | null {
  const units = sharedUnits(a.units, b.units)
  if (units === undefined) return null
  if (a.family === 'zone') return b.zone.startsWith(a.zone) ? { ...b, units } : zoneInside(a, b, units)
  if (b.family === 'zone') return a.zone.startsWith(b.zone) ? { ...a, units } : null
  if (a.family !== b.family || a.zone !== b.zone || a.word !== b.word) return null
  if (a.parity !== 'any' && b.parity !== 'any' && a.parity !== b.parity) return null
  const from = Math.max(a.from, b.from)
  const to = Math.min(a.to, b.to)
  return from > to ? null : { ...a, from, to, parity: a.parity === 'any' ? b.parity : a.parity, units }
}

const zoneInside = (a: Stretch, b: Stretch, units: UnitSpan | null): Stretch | null =>
  b.family === 'zone' && a.zone.startsWith(b.zone) ? { ...a, units } : null

/** The buildings of a stretch; a whole zone counts as itself, then as its numbered buildings. */
function* buildingsOf(stretch: Stretch): Generator<Building> {
  const { zone, family, word } = stretch
  if (family === 'zone') {
    yield { zone, family, at: 0, word: '' }
    for (let at = 1; at <= highest; at += 1) yield { zone, family: 'number', at, word: '' }
    return
  }
  for (let at = stretch.from; at <= Math.min(stretch.to, highest); at += 1) {
    if (matchesParity(at, stretch.parity)) yield { zone, family, at, word }
  }
}

/** What stands for a building where two ranges share a whole estate. */
export const wholeTitle = '全部楼栋'

const exampleTitle = (b: Building, units: UnitSpan | null): string => {
  const title = b.family === 'zone' && b.zone === '' ? wholeTitle : buildingTitle(b)
  return units === null ? title : `${title}${units.from}单元`
}

/** A building that lies in both ranges, as a notice would write it; null where they have none in common. Null is the whole estate. */
export function overlap(a: BuildingRange | null, b: BuildingRange | null): string | null {
  const left = a ?? everyBuilding
  const right = b ?? everyBuilding
  const taken = [...left.except, ...right.except]
  for (const one of left.stretches) {
    for (const other of right.stretches) {
      const shared = sharedStretch(one, other)
      if (shared === null) continue
      for (const building of buildingsOf(shared)) {
        // Where something is taken out of a zone, the zone itself is no honest example any more.
        if (building.family === 'zone' && taken.length > 0) continue
        if (!taken.some((stretch) => holds(stretch, building))) return exampleTitle(building, shared.units)
      }
    }
  }
  return null
}

/** A building of `inner` that `outer` does not cover, as a notice would write it; null where all of it is inside. */
export function outside(inner: BuildingRange, outer: BuildingRange): string | null {
  for (const stretch of inner.stretches) {
    for (const building of buildingsOf(stretch)) {
      if (inner.except.some((taken) => holds(taken, building))) continue
      const unit = stretch.units?.from ?? null
      if (coverage(outer, building, unit) === 'none') return exampleTitle(building, stretch.units)
      if (building.family === 'zone') break
    }
  }
  return null
}
