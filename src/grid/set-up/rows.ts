import type { Fault } from '../faults.ts'
import { columns, exampleMark, hintMark, type SheetName, sheetNames } from './columns.ts'

/** A sheet as it was read: every cell as text, the first row its titles. */
export interface RawSheet {
  name: string
  rows: readonly (readonly string[])[]
}

/** A filled row: its number in the sheet, and its cells by title ('' where empty). */
export interface SheetRow {
  sheet: SheetName
  line: number
  cell(title: string): string
}

export type Sheets = Readonly<Record<SheetName, readonly SheetRow[]>>

/** More rows than this are no town's. */
const mostRows = 30_000

/** One fault of a cell: 人员第7行 手机号：…. */
export const cellFault = (
  { sheet, line }: Pick<SheetRow, 'sheet' | 'line'>,
  field: string,
  says: string,
): Fault => ({
  ...{ file: sheet, line, field, says: `${field}：${says}`, sentence: `${field}: ${says}` },
})

const sheetFault = (file: string, says: string): Fault => ({ file, line: null, says, sentence: says })

const plain = (text: string): string => text.normalize('NFKC').replaceAll(/[\s*]/gu, '')

function rowsOf(sheet: SheetName, rows: RawSheet['rows'], faults: Fault[]): readonly SheetRow[] {
  const [head = [], ...others] = rows
  const titles = head.map(plain)
  const wanted = columns[sheet]
  for (const title of titles)
    if (title !== '' && !wanted.some((one) => plain(one.title) === title))
      faults.push(sheetFault(sheet, `没有“${title}”这一列，请用模板里的列名`))
  const missing = wanted.filter((one) => one.needed && !titles.includes(plain(one.title)))
  for (const one of missing) faults.push(sheetFault(sheet, `缺“${one.title}”这一列`))
  if (missing.length > 0) return []
  const found: SheetRow[] = []
  for (const [index, cells] of others.entries()) {
    const empty = cells.every((one) => one.trim() === '')
    const first = (cells[0] ?? '').trim()
    if (empty || first.startsWith(exampleMark) || first.startsWith(hintMark)) continue
    const row: SheetRow = {
      ...{ sheet, line: index + 2 },
      cell: (title) => (cells[titles.indexOf(plain(title))] ?? '').trim(),
    }
    for (const one of wanted)
      if (one.needed && row.cell(one.title) === '') faults.push(cellFault(row, one.title, '没有填'))
    found.push(row)
  }
  return found
}

/** The rows of the three sheets; a sheet that is absent has none. Every fault by row and column. */
export function readSheets(raw: readonly RawSheet[], faults: Fault[]): Sheets {
  const found: Record<SheetName, readonly SheetRow[]> = { 人员: [], 楼栋: [], 群: [] }
  const known = raw.filter(({ name }) => sheetNames.some((one) => one === name.trim()))
  if (known.length === 0) faults.push(sheetFault('工作簿', `没有名为${sheetNames.join('、')}的表，请用模板`))
  for (const { name, rows } of known) {
    const sheet = sheetNames.find((one) => one === name.trim())
    if (sheet === undefined) continue
    if (rows.length > mostRows) faults.push(sheetFault(sheet, `超过${String(mostRows)}行`))
    else found[sheet] = rowsOf(sheet, rows, faults)
  }
  return found
}
