import { type Unzipped, unzipSync, zipSync } from 'fflate'
import readWorkbook from 'read-excel-file/node'
import writeWorkbook from 'write-excel-file/node'
import { columns, exampleMark, hintMark, sheetNames } from '../../grid/set-up/columns.ts'
import type { RawSheet } from '../../grid/set-up/rows.ts'
import { Refusal } from '../../kernel/errors.ts'
import { requireModestSheets } from './workbook-size.ts'

/** A workbook of a town is some hundred kilobytes. */
export const mostWorkbookBytes = 5_000_000
const mostUnpackedBytes = 40_000_000
const mostEntries = 200
const mostCellLetters = 2_000
/** One sheet may be named many times over, and each time is a copy. */
const mostSheets = 20

const notRead = (): Refusal => new Refusal('invalid', '这个文件读不了，请用模板另存为 .xlsx 再上传。')

/**
 * Unpacks what a workbook holds, never more than it says it holds and than is allowed: a parcel whose list lies about its
 * sizes is cut off there, and one that says too much is refused before anything is unpacked.
 */
function unpacked(bytes: Uint8Array): Unzipped {
  let [size, entries] = [0, 0]
  const wanted = (file: { name: string; originalSize: number }): boolean => {
    size += file.originalSize
    entries += 1
    if (size > mostUnpackedBytes || entries > mostEntries)
      throw new Refusal('invalid', '这个文件展开后太大，请只留三张表再上传。')
    return /\.(?:xml|rels)$/u.test(file.name)
  }
  try {
    return unzipSync(bytes, { filter: wanted })
  } catch (error) {
    throw error instanceof Refusal ? error : notRead()
  }
}

const textOf = (cell: unknown): string => {
  if (cell instanceof Date) return cell.toISOString().slice(0, 10)
  if (typeof cell === 'boolean') return cell ? '是' : '否'
  if (typeof cell !== 'string' && typeof cell !== 'number') return ''
  return String(cell).replaceAll('\0', '').toWellFormed().slice(0, mostCellLetters)
}

/** The sheets of an .xlsx workbook, every cell as text. Refuses what is none, and what is too large. */
export async function readSheetsOf(bytes: Uint8Array): Promise<readonly RawSheet[]> {
  const files = unpacked(bytes)
  requireModestSheets(files)
  const parcel = Buffer.from(zipSync(files, { level: 0 }))
  try {
    const sheets = await readWorkbook(parcel)
    if (sheets.length > mostSheets) throw notRead()
    return sheets.map(({ sheet, data }) => ({
      name: sheet,
      rows: data.map((row) => row.map((cell: unknown) => textOf(cell))),
    }))
  } catch {
    throw notRead()
  }
}

/**
 * The empty workbook: titles (those with * must be filled), what they mean, and a line that shows how; behind them further
 * sheets, column by column.
 */
export const templateWorkbook = (
  behind: readonly { sheet: string; columns: readonly (readonly string[])[] }[] = [],
): Promise<Buffer> =>
  writeWorkbook([
    ...sheetNames.map((sheet) => {
      const all = columns[sheet]
      const marked = (mark: string, texts: readonly string[]) =>
        texts.map((text, index) => ({ value: index === 0 ? `${mark}${text}` : text, textColor: '#777777' }))
      return {
        sheet,
        data: [
          all.map(({ title, needed }) => ({
            value: needed ? `${title}*` : title,
            fontWeight: 'bold' as const,
          })),
          marked(
            hintMark,
            all.map(({ hint, needed }) => (hint === '' && needed ? '必填' : hint)),
          ),
          marked(
            exampleMark,
            all.map(({ example }) => example),
          ),
        ],
        columns: all.map(() => ({ width: 22 })),
        stickyRowsCount: 1,
      }
    }),
    ...behind.map(({ sheet, columns: lists }) => ({
      sheet,
      data: Array.from({ length: Math.max(...lists.map(({ length }) => length)) }, (_one, row) =>
        lists.map((list) => (list[row] === undefined ? null : { value: list[row], type: String })),
      ),
    })),
  ]).toBuffer()
