import type { EntityManager } from 'typeorm'
import type { EventRow } from '../schema/events.ts'
import { digestOf, hashOf } from './chain.ts'
import { type Sealing, SealFault } from '../../kernel/sealing.ts'
import { sealingOf } from '../sealing.ts'
import { eventColumns, eventOf, wordsSpot } from './event-rows.ts'
import { firstOf, rowsOf } from './rows.ts'

export interface BrokenLink {
  caseId: string
  seq: number
  why: string
}

type LinkRow = EventRow & {
  salt: string | null
  words: string | null
  headSeq: number | null
  headHash: string | null
}

const linksAtOnce = 1_000

const pageSql = `
  SELECT ${eventColumns}, w.salt, w.words, h.seq AS "headSeq", h.hash AS "headHash"
  FROM case_events e
  LEFT JOIN event_words w ON w.event_id = e.id
  LEFT JOIN chain_heads h ON h.case_id = e.case_id
  WHERE $1::text IS NULL OR (e.case_id, e.seq) > ($1::text, $2::int)
  ORDER BY e.case_id, e.seq LIMIT $3`

const broken = (caseId: string, seq: number, why: string): BrokenLink => ({ caseId, seq, why })
const missing = (caseId: string, seq: number): BrokenLink =>
  broken(caseId, seq, `event ${String(seq)} is missing`)

/** Words that do not open are words that were altered; erased ones break nothing. */
function wordsHold({ id, salt, words, wordsDigest }: LinkRow, sealing: Sealing): boolean {
  if (salt === null || words === null) return true
  try {
    return digestOf(salt, sealing.open(words, wordsSpot(id))) === wordsDigest
  } catch (error) {
    if (error instanceof SealFault) return false
    throw error
  }
}

/** What is wrong with a link after the one before it in its case; null where it holds. */
function linkFault(row: LinkRow, before: LinkRow | null, sealing: Sealing): BrokenLink | null {
  const { caseId, seq } = row
  const expected = (before?.seq ?? 0) + 1
  if (seq !== expected) return missing(caseId, expected)
  if (row.previousHash !== (before?.hash ?? null)) {
    return broken(caseId, seq, 'it does not continue the event before it')
  }
  const { hash, ...rest } = eventOf(row)
  if (hashOf(rest) !== hash) return broken(caseId, seq, 'what it says was altered')
  if (!wordsHold(row, sealing)) return broken(caseId, seq, 'its words were altered')
  return null
}

/** What is wrong with the end of a chain; a cut tail shows only here. */
function tailFault(last: LinkRow): BrokenLink | null {
  const { caseId, seq, headSeq } = last
  if (headSeq === seq && last.headHash === last.hash) return null
  if (headSeq !== null && headSeq > seq) return missing(caseId, seq + 1)
  return broken(caseId, seq, 'it is not the end that was written down')
}

async function emptied(manager: EntityManager): Promise<BrokenLink | null> {
  const row = await firstOf<{ caseId: string }>(
    manager,
    `SELECT h.case_id AS "caseId" FROM chain_heads h
     WHERE NOT EXISTS (SELECT FROM case_events e WHERE e.case_id = h.case_id) ORDER BY h.case_id LIMIT 1`,
  )
  return row === null ? null : missing(row.caseId, 1)
}

/**
 * Walks every chain in the order of cases and events, a page at a time. Words that were erased break nothing;
 * words, events and heads that were changed do. Run it in a transaction that sees one state, or at rest: a link
 * that is appended between two pages may look like a wrong end.
 */
export async function verifyChains(manager: EntityManager, atOnce = linksAtOnce): Promise<BrokenLink | null> {
  const sealing = sealingOf(manager)
  let before: LinkRow | null = null
  for (;;) {
    const page: readonly LinkRow[] = await rowsOf<LinkRow>(manager, pageSql, [
      before?.caseId ?? null,
      before?.seq ?? null,
      atOnce,
    ])
    for (const row of page) {
      if (before !== null && before.caseId !== row.caseId) {
        const cut = tailFault(before)
        if (cut !== null) return cut
        before = null
      }
      const fault = linkFault(row, before, sealing)
      if (fault !== null) return fault
      before = row
    }
    if (page.length < atOnce) break
  }
  return (before === null ? null : tailFault(before)) ?? (await emptied(manager))
}
