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
import { html, type Markup, pageOf, signed } from './page.ts'
import { issuer } from './shown-area.ts'
import { dayShown, momentInTable, momentShown } from './shown-time.ts'

/** So many lines of a list are on paper; the rest is in the system, and its number is said. */
const printed = 5

interface Column {
  head: string
  /** One of the widths of the page's style. */
  width: string
}

const columns = (all: readonly Column[]): Markup =>
  html`<colgroup>
      ${all.map(({ width }) => html`<col class="${width}" />`)}
    </colgroup>
    <thead>
      <tr>
        ${all.map(({ head }) => html`<th>${head}</th>`)}
      </tr>
    </thead>`

const table = (all: readonly Column[], rows: readonly (readonly string[])[]): Markup =>
  html`<table class="list">
    ${columns(all)}
    <tbody>
      ${rows.map(
        (cells) =>
          html`<tr>
            ${cells.map((cell) => html`<td>${cell}</td>`)}
          </tr>`,
      )}
    </tbody>
  </table>`

/** A list under its heading; "无" where there is none, and how many more there are than are printed. */
function section(
  title: string,
  all: readonly Column[],
  rows: readonly (readonly string[])[],
  count: number,
): Markup {
  const shown = rows.slice(0, printed)
  const more = count - shown.length
  return html`<h2>${title}（${count === 0 ? '无' : `${String(count)} 件`}）</h2>
    ${shown.length === 0 ? null : table(all, shown)}
    ${more > 0 && shown.length > 0 ? html`<p class="more">另有 ${more} 件，详见系统。</p>` : null}
    ${more > 0 && shown.length === 0 ? html`<p class="more">均为保密件，不列出。</p>` : null}`
}

const head = (name: string, width: string): Column => ({ head: name, width })
const caseHeads = [
  ...[head('编号', 'w-number'), head('事项', 'w-matter'), head('地点', 'w-place')],
  ...[head('状态', 'w-state'), head('责任单位(人)', 'w-who'), head('时限', 'w-time')],
]
const watchHeads = [
  ...[head('编号', 'w-number'), head('事项', 'w-matter'), head('地点', 'w-place')],
  ...[head('为什么', 'w-why'), head('责任单位(人)', 'w-who')],
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

const list = (title: string, cases: readonly CaseRecord[], count: number, scene: Scene): Markup =>
  section(
    title,
    caseHeads,
    cases.map((record) => [
      ...matterOf(record, scene),
      ...[stateNames[record.state], who(record, scene)],
      momentInTable(record.dueAt, scene.ground.calendar.zone, scene.now),
    ]),
    count,
  )

const watching = (watch: readonly DayCase[], scene: Scene): Markup =>
  section(
    '重点关注',
    watchHeads,
    watch
      .slice(0, printed)
      .map(({ record, why }) => [...matterOf(record, scene), why.join('、'), who(record, scene)]),
    Math.min(watch.length, printed),
  )

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
      ${figures(day, false)} ${watching(day.watch, scene)}
      ${list('本班登记', day.received, day.counts.received, scene)}
      ${list('待受理', day.triage, day.counts.triage, scene)}
      ${list('超期未办结', day.overdue, day.counts.overdue, scene)}
      ${list('今天到期', day.dueToday, day.counts.dueToday, scene)}
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
    [head('指标', ''), head('本月至今', ''), head('上月同期', ''), head('比较', '')],
    [count('登记（件）', 'received'), count('结案（件）', 'closed'), ...rates],
  )
}

function coloursSaid({ colours }: MonthSoFar, { directory }: Ground): string {
  const said = (['red', 'orange', 'yellow', 'green'] as const).flatMap((colour) => {
    const names = colours
      .filter((one) => one.colour === colour)
      .map(({ community }) => directory.area(community)?.name ?? community)
    return names.length === 0 ? [] : [`${assessmentNames[colour]}：${names.join('、')}`]
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
  ...[head('案件', 'w-number'), head('批示', ''), head('责任人', 'w-who')],
  ...[head('时限', 'w-time'), head('落实', 'w-state')],
]

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
      ${watching(day.watch, scene)}
      <h2>热点苗头（${extras.spots.length === 0 ? '无' : `${String(extras.spots.length)} 个`}）</h2>
      ${extras.spots.map((spot) => html`<p>${spot}</p>`)}
      ${section('批示落实', instructionHeads, extras.instructions, extras.instructions.length)}
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
