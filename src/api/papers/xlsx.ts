import { Readable } from 'node:stream'
import { ZipFile } from 'yazl'
import { dayNumberAt, minuteOfDay } from '../../worktime/zone.ts'
import { cellStyles, cellText, fixedParts, sheetEnd, sheetStart } from './xlsx-parts.ts'

export type Cell = string | number | Date | null

export interface Column {
  head: string
  /** In letters. */
  width: number
}

export interface Rows {
  /** Taken as they are written, so that no more than a batch is ever held. */
  batches: AsyncIterable<Iterable<readonly Cell[]>>
  /** In which moments are shown (4.6). */
  zone: string
  from?: number
}

/** The day which a sheet calls 25569 is the first of January 1970. */
const firstDay = 25_569

/** A moment as a sheet counts it: days of the town's wall clock, whatever zone the reader's machine has. */
const serialOf = (at: Date, zone: string): number =>
  Math.round((dayNumberAt(at, zone) + firstDay + minuteOfDay(at, zone) / 1_440) * 86_400) / 86_400

/** What a sheet would take for a formula where somebody types it, also in full width and behind blanks. */
const looksLikeFormula = /^\s*[=+\-@＝＋－﹣＠|%]|^[\t\r\n]/u

const columnNameOf = (index: number): string =>
  (index < 26 ? '' : columnNameOf(Math.floor(index / 26) - 1)) + String.fromCharCode(65 + (index % 26))

const columnNames = Array.from({ length: 100 }, (_, index) => columnNameOf(index))

/** A, B, … Z, AA, AB … */
const columnName = (index: number): string => columnNames[index] ?? columnNameOf(index)

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

/** Each piece lies in memory of its own, so that it may be given to another thread. */
const encoder = new TextEncoder()

/** So many letters are handed on at once. */
const pieceLetters = 200_000

/** Rows of a sheet in pieces, the first of them with the number `from`; the head is row 1. */
export async function* rowPieces({ batches, zone, from = 2 }: Rows): AsyncGenerator<Uint8Array> {
  let piece = ''
  let n = from
  for await (const rows of batches) {
    for (const row of rows) {
      const line = String(n)
      const cells = row.map((cell, index) => cellOf(columnName(index) + line, cell, zone))
      piece += `<row r="${line}">${cells.join('')}</row>`
      n += 1
      if (piece.length < pieceLetters) continue
      yield encoder.encode(piece)
      piece = ''
    }
  }
  if (piece !== '') yield encoder.encode(piece)
}

async function* sheetOf(
  columns: readonly Column[],
  rows: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  const heads = columns.map(({ head }, index) => textCell(`${columnName(index)}1`, head, cellStyles.head))
  yield encoder.encode(`${sheetStart(columns.map(({ width }) => width))}<row r="1">${heads.join('')}</row>`)
  yield* rows
  yield encoder.encode(sheetEnd(columns))
}

/**
 * A workbook with one sheet, written while its rows come (`rowPieces`). The answer fails with their error, and takes no more
 * of them once nobody reads it.
 */
export function workbook(
  name: string,
  columns: readonly Column[],
  rows: AsyncIterable<Uint8Array>,
): Readable {
  const zip = new ZipFile()
  for (const [part, content] of Object.entries(fixedParts(name, columns)))
    zip.addBuffer(Buffer.from(content), part)
  const sheet = Readable.from(sheetOf(columns, rows), { objectMode: false })
  const output = zip.outputStream as Readable
  sheet.on('error', (error: Error) => output.destroy(error))
  zip.on('error', (error: Error) => output.destroy(error))
  output.once('close', () => sheet.destroy())
  zip.addReadStream(sheet, 'xl/worksheets/sheet1.xml', { compressionLevel: 1 })
  zip.end()
  return output
}
