import type { CaseFilters, CaseLists, CaseQuery, LedgerCase } from '../../cases/lists.ts'
import type { Ground } from '../../grid/ground.ts'
import { columnsWith } from './case-columns.ts'
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

/** The whole of it; the head is row 1. */
export const wholeLedger: LedgerPart = { after: null, most: Number.MAX_SAFE_INTEGER, row: 2 }

/** So many cases are held at once. */
export const ledgerBatch = 500

export const pageFrom = (filters: CaseFilters, after: CaseQuery['after'], most: number): CaseQuery => ({
  ...{ ...filters, sort: 'received', descending: true, after, most },
})

/** The cases of a part, a batch at a time, the newest first. The next is asked for while one is looked at. */
async function* casesOf(
  lists: Pick<CaseLists, 'ledger'>,
  filters: CaseFilters,
  { after, most }: LedgerPart,
  first: readonly LedgerCase[] | undefined,
): AsyncGenerator<readonly LedgerCase[]> {
  let page = first ?? (await lists.ledger(pageFrom(filters, after, Math.min(ledgerBatch, most))))
  let left = most - page.length
  for (;;) {
    const last = page.at(-1)
    const next =
      last === undefined || page.length < ledgerBatch || left <= 0
        ? null
        : lists.ledger(pageFrom(filters, { at: last.receivedAt, id: last.id }, Math.min(ledgerBatch, left)))
    // Whether it fails is looked at when its turn comes; nobody may be left to read it by then.
    next?.catch(() => undefined)
    yield page
    if (next === null) return
    page = await next
    left -= page.length
  }
}

/** Rows of a ledger as pieces of a sheet, written while they are read. `first`: the first batch, where it is read already. */
export function ledgerRows(
  { filters, privately, now }: LedgerAsked,
  lists: Pick<CaseLists, 'ledger'>,
  ground: Ground,
  { part = wholeLedger, first }: { part?: LedgerPart; first?: readonly LedgerCase[] } = {},
): AsyncGenerator<Uint8Array> {
  const columns = columnsWith(privately)
  const rowsOf = function* (page: readonly LedgerCase[]): Generator<readonly Cell[]> {
    for (const record of page) yield columns.map(({ cell }) => cell(record, ground, now))
  }
  const batches = async function* (): AsyncGenerator<Iterable<readonly Cell[]>> {
    for await (const page of casesOf(lists, filters, part, first)) yield rowsOf(page)
  }
  return rowPieces({ batches: batches(), zone: ground.calendar.zone, from: part.row })
}
