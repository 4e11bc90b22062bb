import { createHash } from 'node:crypto'
import type { EntityManager } from 'typeorm'
import type { Anchor, BrokenLink } from '../../cases/anchors.ts'
import { anchorColumns, hashOfAnchor, headLine } from './anchors.ts'
import { rowsOf } from './rows.ts'
import { walked } from './walk.ts'

interface HeadRow {
  caseId: string
  seq: number
  hash: string
  found: string | null
}

const headsSql = `
  SELECT h.case_id AS "caseId", h.seq, h.hash, e.hash AS found FROM anchored_heads h
  LEFT JOIN case_events e ON e.case_id = h.case_id AND e.seq = h.seq
  WHERE h.anchor = $1 ORDER BY h.case_id COLLATE "C"`

const centre = (seq: number, why: string): BrokenLink => ({ caseId: null, seq, why })

/** What is wrong with a link of the centre's chain itself, after the one before it. */
function anchorFault(anchor: Anchor, before: Anchor | null): BrokenLink | null {
  const expected = (before?.seq ?? 0) + 1
  if (anchor.seq !== expected) return centre(expected, `anchor ${String(expected)} is missing`)
  if (anchor.previousHash !== (before?.hash ?? null))
    return centre(anchor.seq, 'it does not continue the anchor before it')
  if (hashOfAnchor(anchor) !== anchor.hash) return centre(anchor.seq, 'what it says was altered')
  return null
}

/** Whether every end that the anchor holds still stands in its case's chain as it stood then. */
async function headsFault(manager: EntityManager, anchor: Anchor): Promise<BrokenLink | null> {
  const sum = createHash('sha256')
  let [heads, broken]: [number, BrokenLink | null] = [0, null]
  for await (const head of walked<HeadRow>(manager, headsSql, [anchor.seq])) {
    sum.update(headLine(head), 'utf8')
    heads += 1
    if (broken !== null || head.found === head.hash) continue
    const { caseId, seq } = head
    broken =
      head.found === null
        ? { caseId, seq, why: `event ${String(seq)}, which anchor ${String(anchor.seq)} holds, is missing` }
        : { caseId, seq, why: `it is not the event that anchor ${String(anchor.seq)} holds` }
  }
  if (heads !== anchor.heads || sum.digest('hex') !== anchor.digest)
    return centre(anchor.seq, 'the ends of chains that it holds were altered')
  return broken
}

/** Walks the centre's chain and holds the cases against it. */
export async function verifyAnchors(
  manager: EntityManager,
): Promise<{ anchors: number; last: Anchor | null; broken: BrokenLink | null }> {
  const chain = await rowsOf<Anchor>(manager, `SELECT ${anchorColumns} FROM chain_anchors ORDER BY seq`)
  let before: Anchor | null = null
  for (const anchor of chain) {
    const broken: BrokenLink | null = anchorFault(anchor, before) ?? (await headsFault(manager, anchor))
    if (broken !== null) return { anchors: anchor.seq, last: null, broken }
    before = anchor
  }
  return { anchors: chain.length, last: before, broken: null }
}
