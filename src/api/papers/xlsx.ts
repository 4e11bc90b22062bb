import { Readable } from 'node:stream'
import { ZipFile } from 'yazl'
import { dayNumberAt, minuteOfDay } from '../../worktime/zone.ts'
import { cellStyles, cellText, fixedParts, sheetEnd, sheetStart } from './xlsx-parts.ts'

export type Cell = string | number | Date | null

export interface Sheet {
  name: string
  columns: readonly { head: string; width: number }[]
  /** Taken as they are written, so that no more than a batch is ever held. */
  rows: AsyncIterable<readonly Cell[]>
  /** In which moments are shown (4.6). */
  zone: string
}

/** The day which a sheet calls 25569 is the first of January 1970. */
const firstDay = 25_569

/** A moment as a sheet counts it: days of the town's wall clock, whatever zone the reader's machine has. */
const serialOf = (at: Date, zone: string): number =>
  Math.round((dayNumberAt(at, zone) + firstDay + minuteOfDay(at, zone) / 1_440) * 86_400) / 86_400

/** What a sheet would take for a formula where somebody types it, also in full width and behind blanks. */
const looksLikeFormula = /^\s*[=+\-@＝＋－﹣＠|%]|^[\t\r\n]/u

/** A, B, … Z, AA, AB … */
const columnName = (index: number): string =>
  (index < 26 ? '' : columnName(Math.floor(index / 26) - 1)) + String.fromCharCode(65 + (index % 26))

/** Where a cell stands: readers may do without, some do not. */
type Address = string

function textCell(at: Address, text: string, style: number): string {
  const kept = text.includes('\n') || text !== text.trim() ? ' xml:space="preserve"' : ''
  return `<c r="${at}" t="inlineStr" s="${String(style)}"><is><t${kept}>${cellText(text)}</t></is></c>`
}

function cellOf(at: Address, cell: Cell, zone: string): string {
  if (cell === null || cell === '') return ''
  if (typeof cell === 'number') return `<c r="${at}"><v>${String(cell)}</v></c>`
  if (cell instanceof Date)
    return `<c r="${at}" s="${String(cellStyles.moment)}"><v>${String(serialOf(cell, zone))}</v></c>`
  return textCell(at, cell, looksLikeFormula.test(cell) ? cellStyles.quoted : cellStyles.plain)
}

/** So many letters are handed on at once. */
const pieceLetters = 64_000

async function* sheetXml({ columns, rows, zone }: Sheet): AsyncGenerator<Buffer> {
  const names = columns.map((_, index) => columnName(index))
  const heads = columns.map(({ head }, index) => textCell(`${names[index] ?? ''}1`, head, cellStyles.head))
  let piece = `${sheetStart(columns.map(({ width }) => width))}<row r="1">${heads.join('')}</row>`
  let n = 1
  for await (const row of rows) {
    n += 1
    const line = String(n)
    piece += `<row r="${line}">${row.map((cell, index) => cellOf((names[index] ?? '') + line, cell, zone)).join('')}</row>`
    if (piece.length < pieceLetters) continue
    yield Buffer.from(piece)
    piece = ''
  }
  yield Buffer.from(piece + sheetEnd(columns))
}

/**
 * A workbook with one sheet, written while the rows come: texts stay texts whatever they look like, moments are the
 * town's. The answer fails with the error of the rows, and takes no more of them once nobody reads it.
 */
export function workbook(sheet: Sheet): Readable {
  const zip = new ZipFile()
  for (const [name, content] of Object.entries(fixedParts(sheet.name, sheet.columns)))
    zip.addBuffer(Buffer.from(content), name)
  const rows = Readable.from(sheetXml(sheet), { objectMode: false })
  const output = zip.outputStream as Readable
  rows.on('error', (error: Error) => output.destroy(error))
  zip.on('error', (error: Error) => output.destroy(error))
  output.once('close', () => rows.destroy())
  zip.addReadStream(rows, 'xl/worksheets/sheet1.xml', { compressionLevel: 1 })
  zip.end()
  return output
}
