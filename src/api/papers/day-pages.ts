import type { CaseRecord } from '../../cases/case.ts'
import { stateNames } from '../../cases/lifecycle-names.ts'
import { matterShown, placeShown } from '../../feedback/shown.ts'
import type { Ground } from '../../grid/ground.ts'
import { personTitle } from '../../grid/naming.ts'
import type { Day, DayCase } from '../../ledger/day.ts'
import { maskText } from '../../wording/mask.ts'
import { html, type Markup, pageOf } from './page.ts'
import { momentShown } from './shown-time.ts'

const row = (record: CaseRecord, ground: Ground): Markup =>
  html`<tr>
    <td>${record.number}</td>
    <td>${matterShown(record, ground)}</td>
    <td>${placeShown(record, 'residents')}</td>
    <td>${maskText(record.title)}</td>
    <td>${stateNames[record.state]}</td>
    <td>${record.handler === null ? '' : personTitle(ground.directory, record.handler)}</td>
    <td>${momentShown(record.dueAt, ground.calendar.zone)}</td>
  </tr>`

const list = (title: string, cases: readonly CaseRecord[], ground: Ground): Markup =>
  cases.length === 0
    ? html`<h2>${title}</h2>
        <p>无。</p>`
    : html`<h2>${title}（${cases.length} 件）</h2>
        <table>
          <thead>
            <tr>
              <th>编号</th>
              <th>事项</th>
              <th>地点</th>
              <th>标题</th>
              <th>状态</th>
              <th>责任单位(人)</th>
              <th>时限</th>
            </tr>
          </thead>
          <tbody>
            ${cases.map((record) => row(record, ground))}
          </tbody>
        </table>`

const watching = (watch: readonly DayCase[], ground: Ground): Markup =>
  html`<h2>要盯住的</h2>
    ${
      watch.length === 0
        ? html`<p>无。</p>`
        : html`<table>
            <thead>
              <tr>
                <th>编号</th>
                <th>事项</th>
                <th>为什么</th>
                <th>责任单位(人)</th>
              </tr>
            </thead>
            <tbody>
              ${watch.map(
                ({ record, why }) =>
                  html`<tr>
                    <td>${record.number}</td>
                    <td>${matterShown(record, ground)} ${placeShown(record, 'residents')}</td>
                    <td>${why.join('、')}</td>
                    <td>${record.handler === null ? '' : personTitle(ground.directory, record.handler)}</td>
                  </tr>`,
              )}
            </tbody>
          </table>`
    }`

const figures = (day: Day): Markup =>
  html`<table>
    <thead>
      <tr>
        <th>登记</th>
        <th>结案</th>
        <th>在办</th>
        <th>待研判</th>
        <th>超期</th>
        <th>今天到期</th>
      </tr>
    </thead>
    <tbody>
      <tr>
        <td>${day.received.length}</td>
        <td>${day.closed}</td>
        <td>${day.open}</td>
        <td>${day.triage.length}</td>
        <td>${day.overdue.length}</td>
        <td>${day.dueToday.length}</td>
      </tr>
    </tbody>
  </table>`

/** 交接班单 (9.5): what came, what is open, what to watch; to be signed by who goes and who comes. */
export function dutySheetPage(day: Day, officer: string, ground: Ground, now: Date): string {
  const { zone } = ground.calendar
  return pageOf(
    '值班交接单',
    html`<h1>值班交接单</h1>
      <p class="facts">
        <span>值班人员：${officer}</span
        ><span>时段：${momentShown(day.since, zone)} 至 ${momentShown(now, zone)}</span>
      </p>
      ${figures(day)} ${watching(day.watch, ground)} ${list('本班登记', day.received, ground)}
      ${list('待研判', day.triage, ground)} ${list('超期未办结', day.overdue, ground)}
      ${list('今天到期', day.dueToday, ground)}
      <h2>其他需要交代的</h2>
      <table>
        <tbody>
          <tr>
            <td class="tall"></td>
          </tr>
        </tbody>
      </table>
      <p class="signs">
        <span>交班人：＿＿＿＿＿＿＿＿</span><span>接班人：＿＿＿＿＿＿＿＿</span
        ><span>时间：＿＿＿＿＿＿＿＿</span>
      </p>`,
  )
}

/** 领导晨报: what happened since yesterday morning, for reading; the word on a case is said on the case itself. */
export function morningPage(
  day: Day,
  extras: { spots: readonly string[]; instructions: readonly (readonly string[])[] },
  ground: Ground,
  now: Date,
): string {
  const { zone } = ground.calendar
  return pageOf(
    '领导晨报',
    html`<h1>${ground.directory.township().name}社会治理晨报</h1>
      <p class="facts">
        <span>${momentShown(day.since, zone)} 至 ${momentShown(now, zone)}</span><span>只读</span>
      </p>
      ${figures(day)} ${watching(day.watch, ground)}
      <h2>热点苗头</h2>
      ${extras.spots.length === 0 ? html`<p>无。</p>` : extras.spots.map((spot) => html`<p>${spot}</p>`)}
      ${list('超期未办结', day.overdue, ground)}
      <h2>批示落实</h2>
      ${
        extras.instructions.length === 0
          ? html`<p>没有未落实的批示。</p>`
          : html`<table>
              <thead>
                <tr>
                  <th>案件</th>
                  <th>批示</th>
                  <th>责任人</th>
                  <th>时限</th>
                </tr>
              </thead>
              <tbody>
                ${extras.instructions.map(
                  (cells) =>
                    html`<tr>
                      ${cells.map((cell) => html`<td>${cell}</td>`)}
                    </tr>`,
                )}
              </tbody>
            </table>`
      }
      <h2>批示栏</h2>
      <table>
        <tbody>
          <tr>
            <td class="tall"></td>
          </tr>
        </tbody>
      </table>`,
  )
}
