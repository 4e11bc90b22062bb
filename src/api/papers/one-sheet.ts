import { html, type Markup } from './page.ts'

/** A column of a table on a sheet. */
export interface Column {
  head: string
  /** One of the widths of the page's style. */
  width: string
}

export const head = (name: string, width = ''): Column => ({ head: name, width })

const columns = (all: readonly Column[]): Markup =>
  html`<colgroup>
      ${all.map(({ width }) => html`<col class="${width}" />`)}
    </colgroup>
    <thead>
      <tr>
        ${all.map(({ head: name }) => html`<th>${name}</th>`)}
      </tr>
    </thead>`

/** No row is higher than two lines: what is longer is cut off, for the sheet must stay one. */
const row = (cells: readonly string[]): Markup =>
  html`<tr>
    ${cells.map((cell) => html`<td><div class="two">${cell}</div></td>`)}
  </tr>`

export const table = (all: readonly Column[], rows: readonly (readonly string[])[]): Markup =>
  html`<table class="list brief">
    ${columns(all)}
    <tbody>
      ${rows.map(row)}
    </tbody>
  </table>`

/** A list of which the sheet shows the first lines. */
export interface SheetList {
  title: string
  /** How many there are, listed here or not; null where nobody counts them. */
  count: number | null
  /** The most pressing first. */
  rows: readonly (readonly string[])[]
}

/** How many lines each list is given: each in turn one more, until the sheet is full or nothing is left to say. */
export function linesFor(lists: readonly Pick<SheetList, 'rows'>[], lines: number): readonly number[] {
  const given = lists.map(() => 0)
  let left = lines
  for (let turn = 0; left > 0 && lists.some(({ rows }) => rows.length > turn); turn += 1)
    lists.forEach(({ rows }, index) => {
      if (left === 0 || rows.length <= turn) return
      given[index] = turn + 1
      left -= 1
    })
  return given
}

const counted = ({ count, rows }: SheetList): string =>
  (count ?? rows.length) === 0 ? '无' : count === null ? '最要紧的' : `${String(count)} 件`

function unsaid({ count, rows }: SheetList, shown: number): string {
  const more = count === null ? rows.length - shown : count - shown
  if (more <= 0) return ''
  if (rows.length === 0) return '均为保密件，不列出。'
  return count === null ? '其余详见系统。' : `另有 ${String(more)} 件，详见系统。`
}

/** Several lists under one head of the same columns, so many lines of them all together. */
export function listsTogether(all: readonly Column[], lists: readonly SheetList[], lines: number): Markup {
  const given = linesFor(lists, lines)
  return html`<table class="list brief">
    ${columns(all)}
    <tbody>
      ${lists.map((list, index) => {
        const shown = given[index] ?? 0
        return html`<tr class="group">
            <th colspan="${all.length}">
              ${list.title}（${counted(list)}）<span>${unsaid(list, shown)}</span>
            </th>
          </tr>
          ${list.rows.slice(0, shown).map(row)}`
      })}
    </tbody>
  </table>`
}
