import type { Readable } from 'node:stream'
import { dayNumberAt, minuteOfDay } from '../../worktime/zone.ts'
import { type Packed, pack, parcel } from './parcel.ts'
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
  const styled = style === cellStyles.plain ? '' : ` s="${String(style)}"`
  return `<c r="${at}" t="inlineStr"${styled}><is><t${kept}>${cellText(text)}</t></is></c>`
}

function cellOf(at: Address, cell: Cell, zone: string): string {
  if (cell === null || cell === '') return ''
  if (typeof cell === 'number') return `<c r="${at}"><v>${String(cell)}</v></c>`
  if (cell instanceof Date)
    return `<c r="${at}" s="${String(cellStyles.moment)}"><v>${String(serialOf(cell, zone))}</v></c>`
  return textCell(at, cell, looksLikeFormula.test(cell) ? cellStyles.quoted : cellStyles.plain)
}

/** So many bytes are handed on at once. */
const pieceBytes = 400_000
/** What a letter takes at most. */
const letterBytes = 3

function rowText(row: readonly Cell[], line: string, zone: string): string {
  let text = `<row r="${line}">`
  for (const [index, cell] of row.entries()) text += cellOf(columnName(index) + line, cell, zone)
  return `${text}</row>`
}

/** Rows of a sheet in packed pieces, the first of them with the number `from`; the head is row 1. */
export async function* rowPieces({ batches, zone, from = 2 }: Rows): AsyncGenerator<Packed> {
  let piece = Buffer.allocUnsafeSlow(pieceBytes)
  let used = 0
  let n = from
  for await (const rows of batches) {
    for (const row of rows) {
      const text = rowText(row, String(n), zone)
      n += 1
      const most = text.length * letterBytes
      if (used + most > piece.length) {
        if (used > 0) yield pack(piece.subarray(0, used))
        if (most > piece.length) piece = Buffer.allocUnsafeSlow(most)
        used = 0
      }
      used += piece.write(text, used)
    }
  }
  if (used > 0) yield pack(piece.subarray(0, used))
}

async function* sheetOf(columns: readonly Column[], rows: AsyncIterable<Packed>): AsyncGenerator<Packed> {
  const heads = columns.map(({ head }, index) => textCell(`${columnName(index)}1`, head, cellStyles.head))
  const start = `${sheetStart(columns.map(({ width }) => width))}<row r="1">${heads.join('')}</row>`
  yield pack(Buffer.from(start))
  yield* rows
  yield pack(Buffer.from(sheetEnd(columns)))
}

/**
 * A workbook with one sheet, written while its rows come (`rowPieces`). The answer fails with their error, and takes no more
 * of them once nobody reads it.
 */
export const workbook = (name: string, columns: readonly Column[], rows: AsyncIterable<Packed>): Readable =>
  parcel(fixedParts(name, columns), 'xl/worksheets/sheet1.xml', sheetOf(columns, rows))
