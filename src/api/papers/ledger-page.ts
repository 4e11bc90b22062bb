import type { CaseRecord } from '../../cases/case.ts'
import type { Ground } from '../../grid/ground.ts'
import type { CaseColumn } from './case-columns.ts'
import { columnsWith, privateColumns } from './case-columns.ts'
import { html, pageOf } from './page.ts'
import { momentShown } from './shown-time.ts'

/** The columns that fit on a sheet lying down, and the last, to be signed. */
const printed = [
  ...['number', 'receivedAt', 'source', 'matter', 'words', 'place', 'area', 'state', 'handler'],
  ...['dueAt', 'resolvedAt', 'outcome', 'result', 'rating'],
]

const shown = (column: CaseColumn, record: CaseRecord, ground: Ground, now: Date): string => {
  const cell = column.cell(record, ground, now)
  return cell instanceof Date ? momentShown(cell, ground.calendar.zone) : String(cell ?? '')
}

/** A ledger on A4, lying: the head again on each page, a column to sign (9.1). */
export function ledgerPage(
  ledger: { title: string; by: string; records: readonly CaseRecord[]; more: boolean },
  privately: boolean,
  ground: Ground,
  now: Date,
): string {
  const columns = columnsWith(privately).filter(
    (one) => printed.includes(one.key) || privateColumns.includes(one),
  )
  const { zone } = ground.calendar
  return pageOf(
    ledger.title,
    html`<h1>${ledger.title}</h1>
      <p class="facts">
        <span>打印时间：${momentShown(now, zone)}</span><span>打印人：${ledger.by}</span
        ><span
          >共 ${ledger.records.length} 件${ledger.more ? '（只印了前面这些，其余请导出 Excel）' : ''}</span
        >
      </p>
      <table>
        <thead>
          <tr>
            ${columns.map(({ head }) => html`<th>${head}</th>`)}
            <th>签字</th>
          </tr>
        </thead>
        <tbody>
          ${ledger.records.map(
            (record) =>
              html`<tr>
                ${columns.map((column) => html`<td>${shown(column, record, ground, now)}</td>`)}
                <td class="sign"></td>
              </tr> `,
          )}
        </tbody>
      </table>
      <p class="foot">
        本表由系统按案件留痕生成${privately ? '，含个人信息，经主任批准，请妥善保管。' : '，不含反映人姓名电话。'}
      </p>`,
    true,
  )
}
