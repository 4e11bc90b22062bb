import type { CaseRecord } from '../../cases/case.ts'
import type { CaseEvent } from '../../cases/event.ts'
import { stateNames } from '../../cases/lifecycle-names.ts'
import { placeForStaff } from '../../feedback/place-for-staff.ts'
import { matterShown } from '../../feedback/shown.ts'
import type { Ground } from '../../grid/ground.ts'
import { personTitle } from '../../grid/naming.ts'
import type { Assignment } from '../../routing/decision.ts'
import { withoutNames } from '../../feedback/without-names.ts'
import { maskName } from '../../wording/mask.ts'
import { kindNames, lateClassNames, outcomeNames, ratingNames, sourceNames, urgencyNames } from './names.ts'
import { areaOnPaper } from './shown-area.ts'
import { momentShown } from './shown-time.ts'

export interface PaperCase {
  record: CaseRecord
  events: readonly CaseEvent[]
  /** The staff's own words of an event; '' where there are none. */
  wordsOf(event: CaseEvent): string
  printedBy: string
  /** With the flat where it is the way to go there; else as far as the house (6.3, 9.7). */
  flat: boolean
}

type Line = readonly [head: string, said: string]
/** One line over the whole width, or two beside each other. */
export type Row = readonly [Line] | readonly [Line, Line]

export interface Scene {
  paper: PaperCase
  ground: Ground
  now: Date
}

const at = (time: Date | null, { ground }: Scene): string => momentShown(time, ground.calendar.zone)
const who = (seat: Assignment | null, { ground }: Scene): string =>
  seat === null ? '' : personTitle(ground.directory, seat)
const seats = (all: readonly Assignment[], scene: Scene): string =>
  all.map((one) => who(one, scene)).join('、')
const rowWith = (head: string, said: string): readonly Row[] => (said === '' ? [] : [[[head, said]]])

const areaOf = ({ area, grid }: CaseRecord, { directory }: Ground): string => {
  const where = area ?? grid
  return where === null ? '未定' : areaOnPaper(directory, where)
}

/** What every paper of a case begins with. */
export function matter(scene: Scene): readonly Row[] {
  const { record } = scene.paper
  const present = record.reporters.filter(({ withdrawn }) => !withdrawn)
  const people = present
    .slice(0, 5)
    .map(({ name }) => maskName(name))
    .join('、')
  return [
    [
      ['登记时间', at(record.receivedAt, scene)],
      ['来源', sourceNames[record.source]],
    ],
    [
      ['反映人', `${people}（共 ${String(present.length)} 人）`],
      ['紧急程度', urgencyNames[record.urgency]],
    ],
    [
      ['事项类别', [kindNames[record.kind], matterShown(record, scene.ground)].join(' · ')],
      ['所属网格', areaOf(record, scene.ground)],
    ],
    [['地点', placeForStaff(record, scene.ground, scene.paper.flat ? 'staff' : 'residents')]],
  ]
}

const handling = (scene: Scene): readonly Row[] => {
  const { record } = scene.paper
  return [
    [
      ['责任单位(人)', who(record.handler, scene)],
      ['核实人', who(record.verifier, scene)],
    ],
    [
      ['派遣时间', at(record.dispatchedAt, scene)],
      ['办理时限', at(record.dueAt, scene)],
    ],
  ]
}

export const acceptanceRows = (scene: Scene): readonly Row[] =>
  scene.paper.record.dispatchedAt === null ? [] : handling(scene)

export const dispatchRows = (scene: Scene): readonly Row[] => {
  const { informed, assistants, reason } = scene.paper.record
  return [
    ...handling(scene),
    ...rowWith('知会', seats(informed, scene)),
    ...rowWith('协办', seats(assistants, scene)),
    [['派遣依据', reason ?? '']],
  ]
}

/** 2.1: a case that was shelved is counted apart, never as on time. */
function timeliness({ record, events }: PaperCase, now: Date): string {
  if (record.dueAt === null) return ''
  if (events.some(({ move }) => move === 'shelve')) return '曾挂账，另行统计'
  const ended = record.resolvedAt ?? now
  const past = record.dueAt < ended
  // Whoever had it next was given new time; the case was late all the same.
  const was = record.lateSince !== null
  if (record.resolvedAt === null) return past ? '已超期' : was ? '曾超期，新时限未到' : '未到期'
  return past || was ? '超期办结' : '按时办结'
}

export function supervisionRows(scene: Scene): readonly Row[] {
  const { record, events, wordsOf } = scene.paper
  const reason = events.findLast(({ move }) => move === 'late_reason')
  const why = reason === undefined ? (record.lateReason ?? '') : wordsOf(reason)
  const said = withoutNames(why, record, scene.ground)
  const times = (count: number): string => (count === 0 ? '无' : `${String(count)} 次`)
  return [
    ...handling(scene),
    [
      ['现在状态', stateNames[record.state]],
      ['时限情况', timeliness(scene.paper, scene.now)],
    ],
    [
      ['延期', times(record.extensions)],
      ['返工', times(record.rework)],
    ],
    [
      ['超期原因', said === '' ? '未说明' : said],
      ['原因判定', record.lateClass === null ? '未判定' : lateClassNames[record.lateClass]],
    ],
  ]
}

export function completionRows(scene: Scene): readonly Row[] {
  const { record } = scene.paper
  return [
    ...handling(scene),
    [
      ['办结时间', at(record.resolvedAt, scene)],
      ['时限情况', timeliness(scene.paper, scene.now)],
    ],
    [
      ['办理结果', record.outcome === null ? '' : outcomeNames[record.outcome]],
      ['群众评价', record.rating === null ? '未评价' : ratingNames[record.rating]],
    ],
    [
      ['核实时间', at(record.verifiedAt, scene)],
      ['结案时间', at(record.closedAt, scene)],
    ],
  ]
}
