import { z } from 'zod'
import type { Fault, Spot } from './faults.ts'
import { readSection, refuseKeys, unknownSection } from './read-section.ts'
import type { ReadSection } from './read-section.ts'
import { shapeFaults, valueAt } from './shape-faults.ts'
import { departmentShape, groupShape, leafShape } from './town-shape.ts'
import type { Department, Leaf } from './town.ts'
import type { YamlFile } from './yaml-file.ts'

export interface CategoriesRead {
  departments: ReadSection<Department>
  leaves: ReadSection<Leaf>
}

export const noCategories: CategoriesRead = { departments: unknownSection, leaves: unknownSection }

const headShape = z.object({ version: z.literal(1, 'the format of a category table is version 1') })

function refuseGroupTwins(groups: ReadSection<{ code: string }>, faults: Fault[]): void {
  const first = new Map<string, Spot>()
  for (const [index, { code }] of groups.entries.entries()) {
    const spot = groups.spots[index] ?? { file: 'categories.yaml', line: null }
    const there = first.get(code)
    if (there === undefined) first.set(code, spot)
    else
      faults.push({
        ...spot,
        sentence: `the group ${code} stands twice (line ${String(there.line)} and line ${String(spot.line)})`,
        says: `大类${code}写了两次（第${String(there.line)}行和第${String(spot.line)}行）`,
      })
  }
}

/** Reads categories.yaml: departments, and the leaves of all groups in their order. */
export function readCategories(file: YamlFile, faults: Fault[]): CategoriesRead {
  refuseKeys(file, ['version', 'departments', 'groups'], faults)
  const head = headShape.safeParse(file.content)
  if (!head.success) faults.push(...shapeFaults(file, [], head.error.issues))
  const groups = readSection(file, ['groups'], groupShape, faults)
  if (groups.entries.length === 0 && groups.unread?.size === 0) {
    faults.push({
      file: file.name,
      line: file.lineOf(['groups']),
      sentence: 'groups is missing: a town has categories',
      says: '没有写 groups（事项大类）',
    })
  }
  refuseGroupTwins(groups, faults)
  const leaves: ReadSection<Leaf>[] = []
  const written = valueAt(file.content, ['groups'])
  for (const [index, raw] of (Array.isArray(written) ? written : []).entries()) {
    const group = groupShape.safeParse(raw)
    if (!group.success) leaves.push(unknownSection)
    else leaves.push(leavesOf(file, index, group.data, faults))
  }
  return {
    departments: readSection(file, ['departments'], departmentShape, faults),
    leaves: together(leaves),
  }
}

function leavesOf(
  file: YamlFile,
  index: number,
  group: { code: string; name: string },
  faults: Fault[],
): ReadSection<Leaf> {
  const path = ['groups', index, 'leaves']
  const read = readSection(file, path, leafShape, faults)
  if (read.entries.length === 0 && read.unread?.size === 0) {
    faults.push({
      file: file.name,
      line: file.lineOf(path),
      sentence: `the group ${group.code} ${group.name} has no leaf`,
      says: `大类${group.code}${group.name}下面没有事项`,
    })
  }
  return {
    ...read,
    entries: read.entries.map((leaf) => ({ ...leaf, group: group.code, groupName: group.name })),
  }
}

function together<T>(parts: readonly ReadSection<T>[]): ReadSection<T> {
  const hidden = parts.some(({ unread }) => unread === null)
  return {
    entries: parts.flatMap(({ entries }) => entries),
    spots: parts.flatMap(({ spots }) => spots),
    unread: hidden ? null : new Set(parts.flatMap(({ unread }) => [...(unread ?? [])])),
  }
}
