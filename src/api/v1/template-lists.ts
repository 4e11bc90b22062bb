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

/** Where the lists stand that are too long to be written into a cell's rule: a hidden sheet, which reading passes over. */
const hiddenSheet = '选项'

/** What may be chosen in a column of a sheet. */
export type Offered = Readonly<Partial<Record<SheetName, Readonly<Record<string, readonly string[]>>>>>

/** The choices of one column: as a rule says them, or at which place of the hidden sheet they stand. */
interface Choice {
  sheet: SheetName
  column: number
  names: readonly string[]
  written: boolean
}

/** Grids of two communities may bear one name: it is offered once. */
function choicesOf(offered: Offered): readonly Choice[] {
  return sheetNames.flatMap((sheet) =>
    columns[sheet].flatMap(({ title }, column) => {
      const names = [...new Set(offered[sheet]?.[title] ?? [])].filter((name) => name !== '')
      const written = names.join(',').length <= longestList && names.every((name) => !name.includes(','))
      return names.length === 0 ? [] : [{ sheet, column, names, written }]
    }),
  )
}

/** The lists that need a sheet of their own, each once, however many columns offer it. */
function apart(choices: readonly Choice[]): readonly (readonly string[])[] {
  const lists = new Map(
    choices.filter(({ written }) => !written).map(({ names }) => [JSON.stringify(names), names]),
  )
  return [...lists.values()]
}

/** The sheet behind the others that holds what is too long for a rule, a list a column; nothing where no list is. */
export function sheetOfLists(offered: Offered): readonly { sheet: string; columns: string[][] }[] {
  const lists = apart(choicesOf(offered))
  return lists.length === 0 ? [] : [{ sheet: hiddenSheet, columns: lists.map((names) => [...names]) }]
}

const formulaOf = ({ names, written }: Choice, lists: readonly (readonly string[])[]): string => {
  if (written) return `"${escaped(names.join(','))}"`
  const letter = columnLetter(lists.findIndex((list) => JSON.stringify(list) === JSON.stringify(names)))
  return `'${hiddenSheet}'!$${letter}$1:$${letter}$${String(names.length)}`
}

/** A list that may be chosen from, and may be written over: 区域 knows several, and a new grid stands in no list. */
function validation(choice: Choice, lists: readonly (readonly string[])[]): string {
  const letter = columnLetter(choice.column)
  const places = `${letter}${String(offeredFrom)}:${letter}${String(offeredTo)}`
  return `<dataValidation type="list" allowBlank="1" showErrorMessage="0" sqref="${places}"><formula1>${formulaOf(choice, lists)}</formula1></dataValidation>`
}

/**
 * The workbook with lists to choose from in its columns; its sheets stand in the order of `sheetNames`, and behind them
 * that of `sheetOfLists`, which is hidden.
 */
export function withLists(workbook: Uint8Array, offered: Offered): Buffer {
  const files = unzipSync(workbook)
  const choices = choicesOf(offered)
  const lists = apart(choices)
  const edit = (name: string, change: (xml: string) => string): void => {
    const bytes = files[name]
    if (bytes !== undefined) files[name] = strToU8(change(strFromU8(bytes)))
  }
  for (const [nth, sheet] of sheetNames.entries()) {
    const own = choices.filter((choice) => choice.sheet === sheet).map((choice) => validation(choice, lists))
    const said = `</sheetData><dataValidations count="${String(own.length)}">${own.join('')}</dataValidations>`
    if (own.length > 0)
      edit(`xl/worksheets/sheet${String(nth + 1)}.xml`, (xml) => xml.replace('</sheetData>', () => said))
  }
  edit('xl/workbook.xml', (xml) =>
    xml.replace(`name="${hiddenSheet}"`, `name="${hiddenSheet}" state="hidden"`),
  )
  return Buffer.from(zipSync(files))
}
