import { stateNames } from '../../cases/lifecycle-names.ts'
import { placeForStaff } from '../../feedback/place-for-staff.ts'
import { matterShown } from '../../feedback/shown.ts'
import type { Ground } from '../../grid/ground.ts'
import { areaTitle, personTitle } from '../../grid/naming.ts'
import type { Brief, HardWhy } from '../../ledger/brief.ts'
import type { FigureLine, Share } from '../../ledger/figures.ts'
import type { HotSpotKind } from '../../ledger/hot-spots.ts'
import type { LedgerTask } from '../../ledger/task.ts'
import { withoutNames } from '../../feedback/without-names.ts'
import { addDays } from '../../worktime/zone.ts'
import type { Block } from './document.ts'
import { lateClassNames } from './names.ts'
import { momentShown } from './shown-time.ts'

export type BriefKind = 'week' | 'month' | 'quarter'

export const briefTitles: Readonly<Record<BriefKind, string>> = {
  ...{ week: '社会治理工作周小结', month: '月末例会简报', quarter: '社会治理季度分析' },
}

const percent = ({ rate, count, of }: Share): string =>
  rate === null ? '—' : `${(Math.round(rate * 1_000) / 10).toFixed(1)}%（${String(count)}/${String(of)}）`

const hardNames: Readonly<Record<HardWhy, string>> = {
  ...{
    shelved: '挂账',
    reopened: '群众不满意重办',
    reworked: '多次返工',
    joint: '多人反映',
    county: '已转县',
  },
}
const spotNames: Readonly<Record<HotSpotKind, string>> = {
  ...{ joint: '多人联名', similar: '同类集中', petitions: '多次反映' },
}

const count = (
  { figures, rounds }: FigureLine,
  name: 'received' | 'closed' | 'solved' | 'explained',
): number => figures.measures[name] + rounds.measures[name]

const named = (key: string | null, ground: Ground): string =>
  key === null ? '未定' : areaTitle(ground.directory, key)

function overall({ total, before }: Brief): readonly Block[] {
  const { figures, rounds } = total
  const line = (head: string, of: (line: FigureLine) => string): readonly string[] => [
    ...[head, of(total), of(before)],
  ]
  const text =
    `登记 ${String(count(total, 'received'))} 件（其中网格巡查自报 ${String(rounds.measures.received)} 件，不计入三率），` +
    `结案 ${String(count(total, 'closed'))} 件；挂账 ${String(figures.measures.shelved)} 件，重办 ${String(figures.measures.reopened)} 件，` +
    `超期 ${String(figures.late.all)} 件（客观 ${String(figures.late.objective)}，责任已确认 ${String(figures.late.confirmed)}）。`
  const hours = (value: number | null): string => (value === null ? '—' : value.toFixed(1))
  return [
    { heading: '一、总体情况' },
    { text },
    {
      table: {
        ...{ heads: ['指标', '本期', '上期'], empty: '' },
        rows: [
          line('登记（件）', (one) => String(count(one, 'received'))),
          line('结案（件）', (one) => String(count(one, 'closed'))),
          line('响应率', (one) => percent(one.figures.response)),
          line('解决率', (one) => percent(one.figures.resolution)),
          line('另：解释说明（件）', (one) => String(one.figures.measures.explained)),
          line('满意率', (one) => percent(one.figures.satisfaction)),
          line('按时率', (one) => percent(one.figures.onTime)),
          line('返工（次）', (one) => String(one.figures.measures.rework)),
          line('延期（次）', (one) => String(one.figures.measures.extended)),
          line('平均办理（工作小时）', (one) => hours(one.figures.averageWorkHours)),
        ],
      },
    },
  ]
}

function communities(brief: Brief, ground: Ground): readonly Block[] {
  const lines = brief.communities
  return [
    { heading: '二、各村(社区)情况' },
    {
      chart: {
        title: '各村(社区)登记与结案',
        categories: lines.map(({ key }) => named(key, ground)),
        series: [
          { name: '登记', values: lines.map((line) => count(line, 'received')) },
          { name: '结案', values: lines.map((line) => count(line, 'closed')) },
        ],
      },
    },
    {
      table: {
        heads: ['村(社区)', '登记', '结案', '在办', '超期', '响应率', '解决率', '满意率'],
        empty: '无',
        rows: lines.map((line) => [
          ...[named(line.key, ground), String(count(line, 'received')), String(count(line, 'closed'))],
          ...[String(line.open), String(line.overdue)],
          ...[percent(line.figures.response), percent(line.figures.resolution)],
          percent(line.figures.satisfaction),
        ]),
      },
    },
    { heading: '三、部门情况' },
    {
      table: {
        ...{ heads: ['部门', '接件', '办结', '响应率', '按时率', '满意率'], empty: '本期没有部门承办的案件' },
        rows: brief.departments.map(({ key, figures }) => [
          ground.directory.departmentName(key ?? ''),
          ...[String(figures.measures.dispatched), String(figures.measures.resolved)],
          ...[percent(figures.response), percent(figures.onTime), percent(figures.satisfaction)],
        ]),
      },
    },
  ]
}

function categories({ categories: lines }: Brief, ground: Ground): readonly Block[] {
  const name = (key: string | null): string => ground.directory.leaf(key ?? '')?.name ?? key ?? '未定'
  const chart: readonly Block[] =
    lines.length === 0
      ? []
      : [
          {
            chart: {
              title: '反映最多的事项',
              categories: lines.map(({ key }) => name(key)),
              series: [
                { name: '本期', values: lines.map((line) => count(line, 'received')) },
                { name: '上期', values: lines.map(({ before }) => before) },
              ],
            },
          },
        ]
  return [
    { heading: '四、群众反映最多的事项' },
    ...chart,
    {
      table: {
        ...{ heads: ['事项', '本期', '上期', '解决率'], empty: '本期没有登记' },
        rows: lines.map((line) => [
          ...[name(line.key), String(count(line, 'received')), String(line.before)],
          percent(line.figures.resolution),
        ]),
      },
    },
  ]
}

function troubles(brief: Brief, ground: Ground): readonly Block[] {
  const { zone } = ground.calendar
  const kept = brief.kept === 0 ? [] : [{ text: `另有保密件 ${String(brief.kept)} 件在办，不列入本材料。` }]
  return [
    { heading: '五、超期未办结及原因' },
    {
      table: {
        ...{ heads: ['编号', '事项', '责任单位(人)', '时限', '原因', '判定'], empty: '没有超期未办结的案件' },
        rows: brief.overdue.map((record) => [
          ...[record.number, `${matterShown(record, ground)} ${placeForStaff(record, ground, 'residents')}`],
          record.handler === null ? '' : personTitle(ground.directory, record.handler),
          ...[momentShown(record.dueAt, zone), withoutNames(record.lateReason ?? '未说明', record, ground)],
          record.lateClass === null ? '' : lateClassNames[record.lateClass],
        ]),
      },
    },
    { heading: '六、热点苗头' },
    {
      table: {
        ...{ heads: ['村(社区)', '事项', '情形', '件数'], empty: '本期没有热点苗头' },
        rows: brief.hotSpots.map(({ community, category, kind, caseIds }) => [
          ...[named(community, ground), matterShown({ category }, ground), spotNames[kind]],
          String(caseIds.length),
        ]),
      },
    },
    { heading: '七、疑难案件' },
    {
      table: {
        ...{ heads: ['编号', '事项', '状态', '责任单位(人)', '难点'], empty: '没有疑难案件' },
        rows: brief.hard.map(({ record, why }) => [
          ...[record.number, `${matterShown(record, ground)} ${placeForStaff(record, ground, 'residents')}`],
          stateNames[record.state],
          record.handler === null ? '' : personTitle(ground.directory, record.handler),
          why.map((one) => hardNames[one]).join('、'),
        ]),
      },
    },
    ...kept,
  ]
}

function decisions({ carried, decided }: Brief, ground: Ground): readonly Block[] {
  const heads = ['议定事项', '责任人', '时限', '落实情况']
  const row = (task: LedgerTask): readonly string[] => [
    ...[task.words, ground.directory.nameOf(task.owner), momentShown(task.dueAt, ground.calendar.zone)],
    task.result ?? '未办结',
  ]
  return [
    { heading: '八、以前议定、尚未落实的事项' },
    { table: { heads, empty: '没有遗留事项', rows: carried.map(row) } },
    { heading: '九、本次议定事项' },
    { table: { heads, empty: '（会上填写）', rows: decided.map(row) } },
  ]
}

/** The brief as blocks of a document, in the order in which the meeting goes through it. */
export const briefBlocks = (brief: Brief, kind: BriefKind, ground: Ground): readonly Block[] => [
  ...overall(brief),
  ...communities(brief, ground),
  ...categories(brief, ground),
  ...troubles(brief, ground),
  ...(kind === 'week' ? [] : decisions(brief, ground)),
]

/** "2026-11-01 至 2026-11-30": both days belong to it. */
export const spanShown = ({ period: { from, to } }: Brief): string => `${from} 至 ${addDays(to, -1)}`
