import type { LedgerCase } from '../../cases/lists.ts'
import type { Ground } from '../../grid/ground.ts'
import type { CaseColumn } from './case-columns.ts'
import { columnsWith, privateColumns } from './case-columns.ts'
import { dated, html, type Markup, pageOf } from './page.ts'
import { issuer } from './shown-area.ts'
import { momentInTable, momentShown } from './shown-time.ts'

/** The columns that fit on a sheet lying down, with their widths in the page's style; the last is to be signed. */
const printed: Readonly<Record<string, string>> = {
  ...{ number: 'l-number', receivedAt: 'l-time', source: 'l-short', matter: 'l-matter', words: '' },
  ...{ place: 'l-place', area: 'l-matter', state: 'l-short', handler: 'l-matter', dueAt: 'l-time' },
  ...{ resolvedAt: 'l-time', outcome: 'l-short', result: 'l-place', rating: 'l-short' },
}

const shown = (column: CaseColumn, record: LedgerCase, ground: Ground, now: Date): string => {
  const cell = column.cell(record, ground, now)
  return cell instanceof Date ? momentInTable(cell, ground.calendar.zone, now) : String(cell ?? '')
}

interface Ledger {
  title: string
  by: string
  records: readonly LedgerCase[]
  more: boolean
}

const table = (columns: readonly CaseColumn[], { records }: Ledger, ground: Ground, now: Date): Markup =>
  html`<table class="list">
    <colgroup>
      ${columns.map(({ key }) => html`<col class="${printed[key] ?? 'l-matter'}" />`)}
      <col class="l-sign" />
    </colgroup>
    <thead>
      <tr>
        ${columns.map(({ head }) => html`<th>${head}</th>`)}
        <th>签字</th>
      </tr>
    </thead>
    <tbody>
      ${records.map(
        (record) =>
          html`<tr>
            ${columns.map((column) => html`<td>${shown(column, record, ground, now)}</td>`)}
            <td></td>
          </tr> `,
      )}
    </tbody>
  </table>`

/** A ledger on A4, lying: the head again on each page, a column to sign (9.1). */
export function ledgerPage(ledger: Ledger, privately: boolean, ground: Ground, now: Date): string {
  const columns = columnsWith(privately).filter((one) => one.key in printed || privateColumns.includes(one))
  const { title, by, records, more } = ledger
  return pageOf(
    title,
    html`<p class="issuer">${issuer(ground.directory)}</p>
      <h1>${title}</h1>
      <p class="facts">
        <span>打印时间：${momentShown(now, ground.calendar.zone)}</span><span>打印人：${by}</span
        ><span>共 ${records.length} 件${more ? '（只印了前面这些，其余请导出 Excel）' : ''}</span>
      </p>
      ${table(columns, ledger, ground, now)}
      <p class="signs">
        <span>填表人：＿＿＿＿＿＿＿＿</span><span>审核人：＿＿＿＿＿＿＿＿</span
        ><span>负责人：＿＿＿＿＿＿＿＿</span><span>${dated}</span>
      </p>
      <p class="foot">
        本表由系统按案件留痕生成${privately ? '，含个人信息，经主任批准，请妥善保管。' : '，不含反映人姓名电话。'}
      </p>`,
    true,
  )
}
