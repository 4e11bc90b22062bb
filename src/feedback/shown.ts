import type { CaseRecord } from '../cases/case.ts'
import type { Ground } from '../grid/ground.ts'
import { postTitles } from '../grid/naming.ts'
import type { Assignment } from '../routing/decision.ts'
import { maskText } from '../wording/mask.ts'
import { spokenTime } from '../worktime/spoken.ts'

/** For staff: the place with the flat. For residents: without it (6.3). */
export function placeShown(record: Pick<CaseRecord, 'place'>, audience: 'staff' | 'residents'): string {
  const { estate, building, unit, room, spot } = record.place
  const parts = [
    estate ?? '',
    building === null ? '' : `${building}${/[\d A-Za-z]$/u.test(building) ? '号楼' : ''}`,
    unit === null ? '' : `${unit}单元`,
    room === null || audience === 'residents' ? '' : `${room}室`,
    spot ?? '',
  ]
  const shown = parts.join('')
  return audience === 'residents' ? maskText(shown) : shown
}

export const matterShown = (record: Pick<CaseRecord, 'category'>, ground: Ground): string =>
  ground.directory.leaf(record.category)?.name ?? '事项'

/** e.g. 社区责任人 陈岚 → title and name apart. */
export function titleOf(assignment: Assignment, ground: Ground): string {
  if (assignment.dept !== null) return ground.directory.departmentName(assignment.dept)
  return postTitles[assignment.post]
}

export const nameOf = (assignment: Assignment, ground: Ground): string =>
  ground.directory.nameOf(assignment.person)

/** The due time as people say it; '' where there is none. */
export const dueShown = (record: Pick<CaseRecord, 'dueAt'>, ground: Ground, now: Date): string =>
  record.dueAt === null ? '' : spokenTime(record.dueAt, now, ground.calendar)

/** Residents' words for staff: redacted already, cut to what fits a screen. */
export const wordsShown = (record: Pick<CaseRecord, 'words' | 'confidential'>): string =>
  record.words.length > 120 ? `${record.words.slice(0, 118)}……` : record.words
