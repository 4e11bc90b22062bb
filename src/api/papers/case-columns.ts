import { isOverdue } from '../../cases/case.ts'
import type { LedgerCase } from '../../cases/lists.ts'
import { stateNames } from '../../cases/lifecycle-names.ts'
import { colourAt } from '../../deadlines/colour.ts'
import type { Colour } from '../../deadlines/ladder.ts'
import { placeForStaff } from '../../feedback/place-for-staff.ts'
import { matterShown } from '../../feedback/shown.ts'
import type { Ground } from '../../grid/ground.ts'
import { personTitle } from '../../grid/naming.ts'
import { withoutNames } from '../../feedback/without-names.ts'
import { maskName } from '../../wording/mask.ts'
import { kindNames, lateClassNames, outcomeNames, ratingNames, sourceNames, urgencyNames } from './names.ts'
import { areaOnPaper } from './shown-area.ts'
import type { Cell } from './xlsx.ts'

const colourNames: Readonly<Record<Colour, string>> = { green: '绿', yellow: '黄', orange: '橙', red: '红' }

/** What a column says of a case, at that moment. */
export interface CaseColumn {
  /** The name under which a page asks for it. */
  key: string
  head: string
  /** In letters of the sheet. */
  width: number
  cell(record: LedgerCase, ground: Ground, now: Date): Cell
}

const column = (key: string, head: string, width: number, cell: CaseColumn['cell']): CaseColumn => ({
  ...{ key, head, width, cell },
})

const lies = ({ area, grid }: LedgerCase, { directory }: Ground): string => {
  const where = area ?? grid
  return where === null ? '' : areaOnPaper(directory, where)
}

const present = ({ reporters }: LedgerCase) => reporters.filter(({ withdrawn }) => !withdrawn)

/** The columns of a ledger (9.1), on screen, in Excel and on paper alike; without private data (9.7). */
export const caseColumns: readonly CaseColumn[] = [
  column('number', '编号', 18, ({ number }) => number),
  column('receivedAt', '登记时间', 17, ({ receivedAt }) => receivedAt),
  column('source', '来源', 8, ({ source }) => sourceNames[source]),
  column('kind', '类型', 8, ({ kind }) => kindNames[kind]),
  column('matter', '事项类别', 16, (record, ground) => matterShown(record, ground)),
  column('title', '标题', 24, (record, ground) => withoutNames(record.title, record, ground)),
  column('words', '反映内容', 48, (record, ground) => withoutNames(record.words, record, ground)),
  column('place', '地点', 20, (record, ground) => placeForStaff(record, ground, 'residents')),
  column('area', '所属网格', 20, lies),
  column('reporters', '反映人数', 9, (record) => present(record).length),
  column('reportersMasked', '反映人', 14, (record) =>
    present(record)
      .slice(0, 5)
      .map(({ name }) => maskName(name))
      .join('、'),
  ),
  column('urgency', '紧急程度', 9, ({ urgency }) => urgencyNames[urgency]),
  column('state', '状态', 10, ({ state }) => stateNames[state]),
  column('handler', '经办人', 20, ({ handler }, { directory }) =>
    handler === null ? '' : personTitle(directory, handler),
  ),
  column('dispatchedAt', '派遣时间', 17, ({ dispatchedAt }) => dispatchedAt),
  column('acceptedAt', '签收时间', 17, ({ acceptedAt }) => acceptedAt),
  column('dueAt', '办理时限', 17, ({ dueAt }) => dueAt),
  column('colour', '颜色', 6, (record, ground, now) => {
    const colour = colourAt(record, ground, now)
    return colour === null ? '' : colourNames[colour]
  }),
  column('resolvedAt', '办结时间', 17, ({ resolvedAt }) => resolvedAt),
  column('outcome', '办理结果', 10, ({ outcome }) => (outcome === null ? '' : outcomeNames[outcome])),
  column('result', '办理情况', 38, (record, ground) => withoutNames(record.result ?? '', record, ground)),
  column('verifier', '核实人', 20, ({ verifier }, { directory }) =>
    verifier === null ? '' : personTitle(directory, verifier),
  ),
  column('closedAt', '结案时间', 17, ({ closedAt }) => closedAt),
  column('rating', '评价', 9, ({ rating }) => (rating === null ? '' : ratingNames[rating])),
  column('rework', '返工次数', 9, ({ rework }) => rework),
  column('extensions', '延期次数', 9, ({ extensions }) => extensions),
  column('cycle', '办理轮次', 9, ({ cycle }) => cycle),
  column(
    'lateSince',
    '最早超期',
    17,
    (record, _ground, now) => record.lateSince ?? (isOverdue(record, now) ? record.dueAt : null),
  ),
  column('lateReason', '超期原因', 24, (record, ground) =>
    withoutNames(record.lateReason ?? '', record, ground),
  ),
  column('lateClass', '原因判定', 10, ({ lateClass }) =>
    lateClass === null ? '' : lateClassNames[lateClass],
  ),
]

/** What only the director lets out of the house (9.7): the reporters by name, and the place to the door. */
export const privateColumns: readonly CaseColumn[] = [
  column('reporterNames', '反映人姓名', 24, (record, { directory }) =>
    present(record)
      .map(({ key, name }) => directory.resident(key)?.name ?? directory.person(key)?.name ?? name)
      .join('、'),
  ),
  column('placeWhole', '详细地点', 24, (record, ground) => placeForStaff(record, ground)),
]

/** What a confidential case says, where, and of whom: in no ledger without the director's approval (3.5, 9.7). */
const kept: ReadonlySet<string> = new Set([
  ...['title', 'words', 'place', 'reportersMasked', 'result', 'lateReason'],
])

/** In place of what is kept back; the row stays, and counts. */
export const keptBack = '【保密】'

/** The columns of a ledger: as they are where names may leave, else with what is confidential kept back. */
export const columnsWith = (privately: boolean): readonly CaseColumn[] =>
  privately
    ? [...caseColumns, ...privateColumns]
    : caseColumns.map((one) => ({
        ...one,
        cell: (record, ground, now) =>
          record.confidential && kept.has(one.key) ? keptBack : one.cell(record, ground, now),
      }))
