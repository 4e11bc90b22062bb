import type { z } from 'zod'
import { type natures } from '../../../grid/town.ts'
import type { Ground } from '../../../grid/ground.ts'
import { areaTitle } from '../../../grid/naming.ts'
import type { FigureLine, Figures } from '../../../ledger/figures.ts'
import type { Grouping } from '../../../ledger/ports.ts'
import type { figureLine, figures } from '../shapes/figures.ts'

const natureNames: Readonly<Record<(typeof natures)[number], string>> = {
  resident_dispute: '居民之间',
  community_matter: '村(社区)职责',
  department_matter: '乡镇职能部门',
  organisation_dispute: '居民与驻地单位',
  service_request: '服务审批',
  county_matter: '超出本级',
}

/** What people call a group of a statistic; 未定 for what belongs to none. */
export function groupName(by: Grouping, key: string | null, { directory }: Ground): string {
  if (by === 'none') return '合计'
  if (key === null) return '未定'
  if (by === 'person') return directory.nameOf(key)
  if (by === 'grid' || by === 'community') return areaTitle(directory, key)
  if (by === 'department') return directory.departmentName(key)
  if (by === 'category') return directory.leaf(key)?.name ?? key
  if (by === 'leafGroup') return directory.data.leaves.find(({ group }) => group === key)?.groupName ?? key
  if (by === 'nature') return natureNames[key as keyof typeof natureNames]
  return key
}

const shape = (given: Figures): z.input<typeof figures> => ({ ...given, measures: { ...given.measures } })

export const presentFigures = (
  line: FigureLine,
  by: Grouping,
  ground: Ground,
): z.input<typeof figureLine> => ({
  key: line.key,
  name: groupName(by, line.key, ground),
  figures: shape(line.figures),
  rounds: shape(line.rounds),
})
