import type { CaseFilters, CaseLists, CaseQuery, LedgerCase } from '../../cases/lists.ts'
import type { Ground } from '../../grid/ground.ts'
import { columnsWith } from './case-columns.ts'
import type { Packed } from './parcel.ts'
import { type Cell, rowPieces } from './xlsx.ts'

/** Which ledger: what stands in it, for whom, and as of when (9.1, 9.7). Plain values, so that another thread may make it. */
export interface LedgerAsked {
  filters: CaseFilters
  /** With names and flats; whoever asks has the approval. */
  privately: boolean
  now: Date
}

/** A stretch of a ledger: the cases behind a place, so many of them, the first as this row of the sheet. */
export interface LedgerPart {
  after: CaseQuery['after']
  most: number
  row: number
}

/** The head is row 1. */
export const firstRow = 2

/** A ledger of fewer cases is written beside everything else, of more in threads. */
export const largeLedgerRows = 1_000

/** So many cases are held at once: more would be carried about by the collector of what is over. */
const batch = 250

export const pageFrom = (filters: CaseFilters, after: CaseQuery['after'], most: number): CaseQuery => ({
  ...{ ...filters, sort: 'received', descending: true, after, most },
})

/** The cases of a part, a batch at a time, the newest first. */
async function* casesOf(
  lists: Pick<CaseLists, 'ledger'>,
  filters: CaseFilters,
  { after, most }: LedgerPart,
): AsyncGenerator<readonly LedgerCase[]> {
  let place = after
  for (let left = most; left > 0;) {
    const page = await lists.ledger(pageFrom(filters, place, Math.min(batch, left)))
    yield page
    const last = page.at(-1)
    if (last === undefined || page.length < batch) return
    place = { at: last.receivedAt, id: last.id }
    left -= page.length
  }
}

/** Rows of a ledger as pieces of a sheet, from batches of its cases, the first of them in that row. */
function ledgerRows(
  batches: AsyncIterable<readonly LedgerCase[]>,
  { privately, now }: LedgerAsked,
  ground: Ground,
  from: number,
): AsyncGenerator<Packed> {
  const columns = columnsWith(privately)
  const rowsOf = function* (page: readonly LedgerCase[]): Generator<readonly Cell[]> {
    for (const record of page) yield columns.map(({ cell }) => cell(record, ground, now))
  }
  const rows = async function* (): AsyncGenerator<Iterable<readonly Cell[]>> {
    for await (const page of batches) yield rowsOf(page)
  }
  return rowPieces({ batches: rows(), zone: ground.calendar.zone, from })
}

/** The rows of a ledger whose cases are all there. */
export const smallLedger = (
  asked: LedgerAsked,
  cases: readonly LedgerCase[],
  ground: Ground,
): AsyncGenerator<Packed> => {
  const all = async function* (): AsyncGenerator<readonly LedgerCase[]> {
    yield await Promise.resolve(cases)
  }
  return ledgerRows(all(), asked, ground, firstRow)
}

/** The rows of a part of a ledger, written while they are read. */
export const ledgerPart = (
  asked: LedgerAsked,
  part: LedgerPart,
  lists: Pick<CaseLists, 'ledger'>,
  ground: Ground,
): AsyncGenerator<Packed> => ledgerRows(casesOf(lists, asked.filters, part), asked, ground, part.row)
