import type { CaseRecord } from '../../cases/case.ts'
import { stateNames } from '../../cases/lifecycle-names.ts'
import { placeForStaff } from '../../feedback/place-for-staff.ts'
import { matterShown } from '../../feedback/shown.ts'
import type { Ground } from '../../grid/ground.ts'
import { personTitle } from '../../grid/naming.ts'
import type { Day, DayCase } from '../../ledger/day.ts'
import { countWithRounds } from '../../ledger/figures.ts'
import type { MonthSoFar } from '../../ledger/month-so-far.ts'
import { dayOf } from '../../worktime/zone.ts'
import { countChange, percent, rateChange, ratesShown } from './compared.ts'
import { assessmentNames } from './names.ts'
import { head, listsTogether, type SheetList, table } from './one-sheet.ts'
import { html, type Markup, pageOf, signed } from './page.ts'
import { issuer } from './shown-area.ts'
import { dayShown, momentInTable, momentShown } from './shown-time.ts'

/** So many lines of all lists together stand on a handover sheet, however long each of them is: it is one sheet. */
const dutyLines = 15
/** So many lines of what to watch, and of what the leadership has said, stand on the morning's sheet. */
const morningLines = { watch: 4, instructions: 3 } as const
/** So many hot spots, and communities of a colour, are named; of the others their number is said. */
const named = 4

const caseHeads = [
  ...[head('编号', 'd-number'), head('事项', 'd-matter'), head('地点'), head('状态或原因', 'd-state')],
  ...[head('责任单位(人)', 'd-who'), head('时限', 'd-time')],
]

interface Scene {
  ground: Ground
  now: Date
}

const who = ({ handler }: CaseRecord, { ground }: Scene): string =>
  handler === null ? '待定' : personTitle(ground.directory, handler)

const matterOf = (record: CaseRecord, { ground }: Scene): readonly string[] => [
  ...[record.number, matterShown(record, ground), placeForStaff(record, ground, 'residents')],
]

const rowOf = (record: CaseRecord, state: string, scene: Scene): readonly string[] => [
  ...[...matterOf(record, scene), state, who(record, scene)],
  momentInTable(record.dueAt, scene.ground.calendar.zone, scene.now),
]

const list = (title: string, cases: readonly CaseRecord[], count: number, scene: Scene): SheetList => ({
  ...{ title, count },
  rows: cases.map((record) => rowOf(record, stateNames[record.state], scene)),
})

/** What of the whole is pressing nobody counts: the most pressing of it stand here. */
const watching = (watch: readonly DayCase[], scene: Scene): SheetList => ({
  ...{ title: '重点关注', count: null },
  rows: watch.map(({ record, why }) => rowOf(record, why.join('、'), scene)),
})

const compared = (now: number, before: number): string =>
  `前一时段 ${String(before)}，${countChange(now, before, '件')}`

function figures({ counts, kept }: Day, withBefore: boolean): Markup {
  const cells: readonly (readonly [string, number, string])[] = [
    ['登记', counts.received, withBefore ? compared(counts.received, counts.receivedBefore) : ''],
    ['结案', counts.closed, withBefore ? compared(counts.closed, counts.closedBefore) : ''],
    ['在办', counts.open, kept === 0 ? '' : `含保密件 ${String(kept)}`],
    ['待受理', counts.triage, ''],
    ['超期未办结', counts.overdue, ''],
    ['今天到期', counts.dueToday, ''],
  ]
  return html`<table class="figures">
    <thead>
      <tr>
        ${cells.map(([name]) => html`<th>${name}</th>`)}
      </tr>
    </thead>
    <tbody>
      <tr>
        ${cells.map(([, count, beside]) => html`<td>${count}${beside === '' ? null : html`<small>${beside}</small>`}</td>`)}
      </tr>
    </tbody>
  </table>`
}

const span = (day: Day, { ground, now }: Scene): string =>
  `${momentShown(day.since, ground.calendar.zone)} 至 ${momentShown(now, ground.calendar.zone)}`

/** 交接班单 (9.5): what came, what is open, what to watch; to be signed by who goes and who comes. */
export function dutySheetPage(day: Day, officer: string, ground: Ground, now: Date): string {
  const scene: Scene = { ground, now }
  return pageOf(
    '值班交接单',
    html`<p class="issuer">${issuer(ground.directory)}</p>
      <h1>值班交接单</h1>
      <p class="facts"><span>值班人员：${officer}</span><span>时段：${span(day, scene)}</span></p>
      ${figures(day, false)}
      ${listsTogether(
        caseHeads,
        [
          watching(day.watch, scene),
          list('待受理', day.triage, day.counts.triage, scene),
          list('超期未办结', day.overdue, day.counts.overdue, scene),
          list('今天到期', day.dueToday, day.counts.dueToday, scene),
          list('本班登记', day.received, day.counts.received, scene),
        ],
        dutyLines,
      )}
      <table class="form ends">
        <tbody>
          <tr>
            <th class="head">交代事项</th>
            <td><div class="box low"></div></td>
          </tr>
          <tr>
            <th class="head">交接确认</th>
            <td>${signed('交班人')} ${signed('接班人')}</td>
          </tr>
        </tbody>
      </table>`,
  )
}

function monthTable({ total, before }: MonthSoFar): Markup {
  const count = (name: string, key: 'received' | 'closed'): readonly string[] => [
    ...[name, String(countWithRounds(total, key)), String(countWithRounds(before, key))],
    countChange(countWithRounds(total, key), countWithRounds(before, key), '件'),
  ]
  const rates = ratesShown.map(([name, key]) => [
    ...[name, percent(total.figures[key]), percent(before.figures[key])],
    rateChange(total.figures[key], before.figures[key]),
  ])
  return table(
    [head('指标'), head('本月至今'), head('上月同期'), head('比较')],
    [count('登记（件）', 'received'), count('结案（件）', 'closed'), ...rates],
  )
}

const namedFirst = (names: readonly string[]): string =>
  names.length <= named
    ? names.join('、')
    : `${names.slice(0, named).join('、')}等 ${String(names.length)} 个`

/** The bad colours by name; of the good ones it is enough how many there are, where they are many. */
function coloursSaid({ colours }: MonthSoFar, { directory }: Ground): string {
  const said = (['red', 'orange', 'yellow', 'green'] as const).flatMap((colour) => {
    const names = colours
      .filter((one) => one.colour === colour)
      .map(({ community }) => directory.area(community)?.name ?? community)
    if (names.length === 0) return []
    const few = colour === 'red' || colour === 'orange' || names.length <= named
    return [`${assessmentNames[colour]}：${few ? namedFirst(names) : `${String(names.length)} 个`}`]
  })
  return said.length === 0 ? '件数还不够，未评色。' : said.join('；')
}

export interface MorningExtras {
  month: MonthSoFar
  spots: readonly string[]
  /** Case, word, owner, due time, how it stands. */
  instructions: readonly (readonly string[])[]
}

const instructionHeads = [
  ...[head('案件', 'd-number'), head('批示'), head('责任人', 'd-matter')],
  ...[head('时限', 'd-time'), head('落实', 'd-short')],
]

function spotsSaid(spots: readonly string[]): Markup {
  const more = spots.length - named
  const said = spots.slice(0, named).join('；') + (more > 0 ? `；另有 ${String(more)} 个，详见系统` : '')
  return html`<h2>热点苗头（${spots.length === 0 ? '无' : `${String(spots.length)} 个`}）</h2>
    ${spots.length === 0 ? null : html`<p class="more">${said}。</p>`}`
}

/** 领导晨报: what happened since yesterday morning, for reading; the word on a case is said on the case itself. */
export function morningPage(day: Day, extras: MorningExtras, ground: Ground, now: Date): string {
  const scene: Scene = { ground, now }
  const today = dayOf(now, ground.calendar.zone)
  const monthEnds = dayShown(today).replace(/^\d+年/u, '')
  return pageOf(
    '领导晨报',
    html`<p class="issuer">${issuer(ground.directory)}</p>
      <h1>领导晨报</h1>
      <p class="facts"><span>${dayShown(today)}</span><span>统计时段：${span(day, scene)}</span></p>
      ${figures(day, true)}
      <h2>本月运行（截至 ${monthEnds}）</h2>
      ${monthTable(extras.month)}
      <p class="more">本月考评 ${coloursSaid(extras.month, ground)}</p>
      ${listsTogether(caseHeads, [watching(day.watch, scene)], morningLines.watch)} ${spotsSaid(extras.spots)}
      ${listsTogether(
        instructionHeads,
        [{ title: '批示落实', count: extras.instructions.length, rows: extras.instructions }],
        morningLines.instructions,
      )}
      <table class="form ends">
        <tbody>
          <tr>
            <th class="head">批示</th>
            <td>
              <div class="box"><span></span>${signed('批示人')}</div>
            </td>
          </tr>
        </tbody>
      </table>`,
  )
}
