import type { EntityManager } from 'typeorm'
import type { BrokenLink, ChainsWalked } from '../../cases/anchors.ts'
import { type Sealing, SealFault } from '../../kernel/sealing.ts'
import { sealingOf } from '../sealing.ts'
import type { EventRow } from '../schema/events.ts'
import { digestOf, hashOf } from './chain.ts'
import { eventColumns, eventOf, wordsSpot } from './event-rows.ts'
import { firstOf } from './rows.ts'
import { verifyAnchors } from './verify-anchors.ts'
import { inSnapshot, walked } from './walk.ts'

type LinkRow = EventRow & {
  salt: string | null
  words: string | null
  headSeq: number | null
  headHash: string | null
}

const linksAtOnce = 2_000

const linksSql = `
  SELECT ${eventColumns}, w.salt, w.words, h.seq AS "headSeq", h.hash AS "headHash"
  FROM case_events e
  LEFT JOIN event_words w ON w.event_id = e.id
  LEFT JOIN chain_heads h ON h.case_id = e.case_id
  ORDER BY e.case_id, e.seq`

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

/** What is wrong with the end of a chain; a cut tail shows only here and against the anchors. */
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

type Walked = Pick<ChainsWalked, 'cases' | 'events' | 'broken'>

async function walkCases(manager: EntityManager, atOnce: number): Promise<Walked> {
  const sealing = sealingOf(manager)
  let [cases, events, before]: [number, number, LinkRow | null] = [0, 0, null]
  for await (const row of walked<LinkRow>(manager, linksSql, [], atOnce)) {
    if (before !== null && before.caseId !== row.caseId) {
      const cut = tailFault(before)
      if (cut !== null) return { cases, events, broken: cut }
      before = null
    }
    if (before === null) cases += 1
    events += 1
    const fault = linkFault(row, before, sealing)
    if (fault !== null) return { cases, events, broken: fault }
    before = row
  }
  const last = before
  return { cases, events, broken: (last === null ? null : tailFault(last)) ?? (await emptied(manager)) }
}

/**
 * Walks every case's chain, then the centre's, on one state of the database, holding no more than a page of it. Words
 * that were erased break nothing; words, events, ends and anchors that were changed do. The product may run meanwhile.
 */
export const walkChains = (manager: EntityManager, atOnce = linksAtOnce): Promise<ChainsWalked> =>
  inSnapshot(manager, async (snapshot) => {
    const own = await walkCases(snapshot, atOnce)
    if (own.broken !== null) return { ...own, anchors: 0, anchored: null }
    const { anchors, last, broken: fault } = await verifyAnchors(snapshot)
    const anchored = last === null ? null : { seq: last.seq, hash: last.hash }
    return { ...own, anchors, anchored, broken: fault }
  })

/** The first broken link of all chains, or null. */
export const verifyChains = async (manager: EntityManager, atOnce?: number): Promise<BrokenLink | null> =>
  (await walkChains(manager, atOnce)).broken
