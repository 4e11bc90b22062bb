import { further, spotSaid, spotText } from '../faults.ts'
import type { Area, AreaLevel } from '../town.ts'
import { knownCodes, located, refuse, warn } from './draft.ts'
import type { Check, Draft, Findings, Spot } from './draft.ts'

type Located = readonly [Area, Spot]

/** What the levels are called. */
export const levelNames: Readonly<Record<AreaLevel, string>> = {
  county: '县',
  township: '乡镇',
  community: '村(社区)',
  grid: '网格',
}

const above: Readonly<Record<AreaLevel, AreaLevel | null>> = {
  county: null,
  township: 'county',
  community: 'township',
  grid: 'community',
}

/** The areas that a walk upwards from this one meets again, in order of the walk; empty where it ends. */
function circleFrom(start: Area, byCode: ReadonlyMap<string, Area>): readonly string[] {
  const walked: string[] = []
  for (let area: Area | undefined = start; area !== undefined;) {
    const again = walked.indexOf(area.code)
    if (again !== -1) return walked.slice(again)
    walked.push(area.code)
    area = area.parent === null ? undefined : byCode.get(area.parent)
  }
  return []
}

function refuseCircles(
  all: readonly Located[],
  byCode: ReadonlyMap<string, Area>,
  findings: Findings,
): Set<string> {
  const inCircle = new Set<string>()
  for (const [area, spot] of all) {
    const circle = circleFrom(area, byCode)
    if (circle[0] !== area.code || inCircle.has(area.code)) continue
    for (const code of circle) inCircle.add(code)
    refuse(
      findings,
      spot,
      `the areas go round in a circle: ${[...circle, area.code].join(' → ')}`,
      `区域的上级绕成了圈：${[...circle, area.code].map((code) => byCode.get(code)?.name ?? code).join(' → ')}`,
    )
  }
  return inCircle
}

function refuseParents(
  draft: Draft,
  all: readonly Located[],
  circled: ReadonlySet<string>,
  findings: Findings,
): void {
  const isArea = knownCodes(draft, 'areas')
  const levels = new Map(draft.town.areas.map(({ code, level }) => [code, level]))
  for (const [{ code, name, level, parent }, spot] of all) {
    const needed = above[level]
    if (parent === null) {
      if (level === 'community' || level === 'grid') {
        refuse(
          findings,
          spot,
          `${code} is a ${level} without a parent; it lies under a ${String(needed)}`,
          `${name}没有写上级，${levelNames[level]}要有所属的${levelNames[needed ?? 'county']}`,
        )
      }
    } else if (!isArea(parent)) {
      refuse(
        findings,
        spot,
        `the parent ${parent} of ${code} is no area of this town`,
        `${name}的上级“${parent}”不是本镇的区域`,
      )
    } else if (!circled.has(code) && levels.has(parent) && levels.get(parent) !== needed) {
      const right = needed === null ? 'has nothing above it' : `lies under a ${needed}`
      refuse(
        findings,
        spot,
        `${code} lies under ${parent}, a ${String(levels.get(parent))}; a ${level} ${right}`,
        `${name}的上级不对：${levelNames[level]}${needed === null ? '没有上级' : `属于${levelNames[needed]}`}`,
      )
    }
  }
}

function refuseTops(draft: Draft, all: readonly Located[], findings: Findings): void {
  const several = (found: readonly Located[], what: 'township' | 'county'): void => {
    const [first, ...others] = found
    if (first === undefined) return
    const [area, there] = first
    for (const [other, spot] of others) {
      const both = `${area.code} (${spotText(there)}) and ${other.code} (${spotText(spot, there)})`
      refuse(
        findings,
        further(there, spot),
        `a town has one ${what}, here are ${both}`,
        `${levelNames[what]}只能有一个，这里有${area.name}（${spotSaid(there)}）和${other.name}（${spotSaid(spot, there)}）`,
      )
    }
  }
  const townships = all.filter(([{ level }]) => level === 'township')
  several(townships, 'township')
  several(
    all.filter(([{ level }]) => level === 'county'),
    'county',
  )
  if (townships.length === 0 && draft.unread('areas')?.size === 0) {
    refuse(
      findings,
      { file: all[0]?.[1].file ?? 'town.yaml', line: null },
      'a town has a township, here is none',
      '没有乡镇这一级',
    )
  }
}

/** The tree of areas (1.1): county > township > community > grid, nothing skipped, no circle, one town. */
export const checkAreas: Check = (draft, findings) => {
  const all = located(draft, 'areas')
  const byCode = new Map(draft.town.areas.map((area) => [area.code, area]))
  const circled = refuseCircles(all, byCode, findings)
  refuseParents(draft, all, circled, findings)
  refuseTops(draft, all, findings)
  for (const [{ code, name, level, households }, spot] of all) {
    if (level === 'grid' && households !== null && (households < 100 || households > 500)) {
      warn(
        findings,
        spot,
        `the grid ${code} has ${households} households; a grid has 100 to 500 (1.1)`,
        `${name}有${String(households)}户，一个网格一般100到500户`,
      )
    }
  }
}
