import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { columns, type SheetName, sheetNames } from '../../grid/set-up/columns.ts'

/** The rows below the title, the hint and the example that a list is offered for. */
const offeredFrom = 4
const offeredTo = 2_000
/** What a sheet takes for a list that is written into it. */
const longestList = 255

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '""')

const columnLetter = (index: number): string => String.fromCharCode(65 + index)

/** A list that may be chosen from, and may be written over: 区域 knows several, and a new grid stands in no list. */
function validation(index: number, offered: readonly string[]): string {
  const places = `${columnLetter(index)}${String(offeredFrom)}:${columnLetter(index)}${String(offeredTo)}`
  return `<dataValidation type="list" allowBlank="1" showErrorMessage="0" sqref="${places}"><formula1>"${escaped(offered.join(','))}"</formula1></dataValidation>`
}

/** All of them or none: a list with half of the grids would be taken for all there are. */
function fitting(offered: readonly string[]): readonly string[] {
  const kept = offered.filter((name) => name !== '')
  return kept.join(',').length > longestList || kept.some((name) => name.includes(',')) ? [] : kept
}

/** What may be chosen in a column of a sheet. */
export type Offered = Readonly<Partial<Record<SheetName, Readonly<Record<string, readonly string[]>>>>>

/** The workbook with lists to choose from in its columns; the sheets stand in the order of `sheetNames`. */
export function withLists(workbook: Uint8Array, offered: Offered): Buffer {
  const files = unzipSync(workbook)
  for (const [nth, sheet] of sheetNames.entries()) {
    const name = `xl/worksheets/sheet${String(nth + 1)}.xml`
    const bytes = files[name]
    if (bytes === undefined) continue
    const lists = columns[sheet].flatMap(({ title }, index) => {
      const kept = fitting(offered[sheet]?.[title] ?? [])
      return kept.length === 0 ? [] : [validation(index, kept)]
    })
    if (lists.length === 0) continue
    const said = `</sheetData><dataValidations count="${String(lists.length)}">${lists.join('')}</dataValidations>`
    files[name] = strToU8(strFromU8(bytes).replace('</sheetData>', () => said))
  }
  return Buffer.from(zipSync(files))
}
