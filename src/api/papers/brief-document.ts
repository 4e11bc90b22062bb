import { stateNames } from '../../cases/lifecycle-names.ts'
import { placeForStaff } from '../../feedback/place-for-staff.ts'
import { matterShown } from '../../feedback/shown.ts'
import type { Ground } from '../../grid/ground.ts'
import { areaTitle, personTitle } from '../../grid/naming.ts'
import { assess } from '../../ledger/assessment.ts'
import type { Brief, HardWhy } from '../../ledger/brief.ts'
import { countWithRounds, type FigureLine } from '../../ledger/figures.ts'
import type { HotSpotKind } from '../../ledger/hot-spots.ts'
import type { LedgerTask } from '../../ledger/task.ts'
import { withoutNames } from '../../feedback/without-names.ts'
import { overall, type Scene, spanOf, stacked } from './brief-overall.ts'
import type { Block } from './document.ts'
import { countChange, percent, ratesShown } from './compared.ts'
import { assessmentNames, lateClassNames } from './names.ts'
import { momentInTable } from './shown-time.ts'

export type BriefKind = 'week' | 'month' | 'quarter'

export const briefTitles: Readonly<Record<BriefKind, string>> = {
  ...{ week: '社会治理工作周小结', month: '月末例会简报', quarter: '社会治理季度分析' },
}

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

/** So many lines of a list are printed: a meeting reads no more, and the number of the rest is said. */
const printed = 12

const named = (key: string | null, ground: Ground): string =>
  key === null ? '未定' : areaTitle(ground.directory, key)

function communities(brief: Brief, { ground }: Scene, kind: BriefKind): readonly Block[] {
  const lines = brief.communities
  const colour = (line: FigureLine): string => {
    const found = assess(line.figures, ground.rulebook.assessment).colour
    return found === null ? '件数不足' : assessmentNames[found]
  }
  const month = kind === 'month'
  return [
    { heading: '二、各村(社区)情况' },
    {
      chart: {
        title: '各村(社区)登记与结案',
        categories: lines.map(({ key }) => named(key, ground)),
        series: [
          { name: '登记', values: lines.map((line) => countWithRounds(line, 'received')) },
          { name: '结案', values: lines.map((line) => countWithRounds(line, 'closed')) },
        ],
      },
    },
    {
      table: {
        heads: [
          ...['村(社区)', '登记', '结案', '在办', '超期未办结', '响应率', '解决率', '满意率', '按时率'],
          ...(month ? ['考评'] : []),
        ],
        widths: [17, 8, 8, 8, 8, 12, 12, 12, 12, ...(month ? [9] : [])],
        empty: '无',
        rows: lines.map((line) => [
          ...[
            named(line.key, ground),
            String(countWithRounds(line, 'received')),
            String(countWithRounds(line, 'closed')),
          ],
          ...[String(line.open), String(line.overdue)],
          ...ratesShown.map(([, key]) => stacked(line.figures[key])),
          ...(month ? [colour(line)] : []),
        ]),
      },
    },
    { heading: '三、部门情况' },
    {
      table: {
        ...{ heads: ['部门', '接件', '办结', '响应率', '按时率', '满意率'], empty: '本期没有部门承办的案件' },
        widths: [25, 10, 10, 18, 18, 18],
        rows: brief.departments.map(({ key, figures }) => [
          ground.directory.departmentName(key ?? ''),
          ...[String(figures.measures.dispatched), String(figures.measures.resolved)],
          ...[percent(figures.response), percent(figures.onTime), percent(figures.satisfaction)],
        ]),
      },
    },
  ]
}

function categories({ categories: lines }: Brief, { ground }: Scene): readonly Block[] {
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
                { name: '本期', values: lines.map((line) => countWithRounds(line, 'received')) },
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
        ...{ heads: ['事项', '本期', '上期', '比较', '解决率'], empty: '本期没有登记' },
        widths: [28, 12, 12, 24, 24],
        rows: lines.map((line) => [
          ...[name(line.key), String(countWithRounds(line, 'received')), String(line.before)],
          countChange(countWithRounds(line, 'received'), line.before, '件'),
          percent(line.figures.resolution),
        ]),
      },
    },
  ]
}

function troubles(brief: Brief, { ground, zone: { name: zone, now } }: Scene): readonly Block[] {
  const more = brief.standing.overdue - Math.min(brief.overdue.length, printed)
  const kept = brief.kept === 0 ? [] : [{ text: `另有保密件 ${String(brief.kept)} 件在办，不列入本材料。` }]
  return [
    { heading: '五、超期未办结及原因' },
    {
      table: {
        ...{ heads: ['编号', '事项', '责任单位(人)', '时限', '原因', '判定'], empty: '没有超期未办结的案件' },
        widths: [19, 25, 19, 15, 14, 8],
        rows: brief.overdue
          .slice(0, printed)
          .map((record) => [
            ...[
              record.number,
              `${matterShown(record, ground)} ${placeForStaff(record, ground, 'residents')}`,
            ],
            record.handler === null ? '' : personTitle(ground.directory, record.handler),
            ...[
              momentInTable(record.dueAt, zone, now),
              withoutNames(record.lateReason ?? '未说明', record, ground),
            ],
            record.lateClass === null ? '' : lateClassNames[record.lateClass],
          ]),
      },
    },
    ...(more > 0 ? [{ text: `以上为超期最久的；另有 ${String(more)} 件，见系统台账。` }] : []),
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
        widths: [19, 30, 11, 20, 20],
        rows: brief.hard
          .slice(0, printed)
          .map(({ record, why }) => [
            ...[
              record.number,
              `${matterShown(record, ground)} ${placeForStaff(record, ground, 'residents')}`,
            ],
            stateNames[record.state],
            record.handler === null ? '' : personTitle(ground.directory, record.handler),
            why.map((one) => hardNames[one]).join('、'),
          ]),
      },
    },
    ...kept,
  ]
}

function decisions({ carried, decided }: Brief, { ground, zone }: Scene): readonly Block[] {
  const widths = [44, 14, 18, 24]
  const heads = ['议定事项', '责任人', '时限', '落实情况']
  const row = (task: LedgerTask): readonly string[] => [
    ...[task.words, ground.directory.nameOf(task.owner), momentInTable(task.dueAt, zone.name, zone.now)],
    task.result ?? (task.dueAt < zone.now ? '逾期未办结' : '未办结'),
  ]
  return [
    { heading: '八、以前议定、尚未落实的事项' },
    { table: { heads, widths, empty: '没有遗留事项', rows: carried.map(row) } },
    { heading: '九、本次议定事项' },
    { table: { heads, widths, empty: '（会上填写）', rows: decided.map(row) } },
  ]
}

/** The brief as blocks of a document, in the order in which the meeting goes through it. */
export function briefBlocks(brief: Brief, kind: BriefKind, ground: Ground, now: Date): readonly Block[] {
  const scene: Scene = { ground, zone: { name: ground.calendar.zone, now } }
  return [
    ...overall(brief, scene),
    ...communities(brief, scene, kind),
    ...categories(brief, scene),
    ...troubles(brief, scene),
    ...(kind === 'week' ? [] : decisions(brief, scene)),
  ]
}

export const spanShown = ({ period }: Brief): string => spanOf(period)
