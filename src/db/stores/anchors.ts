import { createHash } from 'node:crypto'
import type { EntityManager } from 'typeorm'
import type { Anchor, AnchorStore } from '../../cases/anchors.ts'
import { addMinutes } from '../../kernel/clock.ts'
import { canonicalJson } from './chain.ts'
import { firstOf, rowsOf, touched } from './rows.ts'
import { walked } from './walk.ts'

export const anchorColumns = `seq, from_at AS "from", to_at AS "to", heads, digest, previous_hash AS "previousHash", hash`

/** Of another advisory lock than the one of migrations. */
const lock = 5_464_241_992

/**
 * What was written near the end of the last stretch may have been committed after it was anchored; it is taken in by the
 * next. An end that is anchored twice does no harm.
 */
const overlapMinutes = 60

/** A head as it enters the digest; ordered by the case's id as bytes. */
export const headLine = (head: { caseId: string; seq: number; hash: string }): string =>
  `${head.caseId} ${String(head.seq)} ${head.hash}\n`

export const hashOfAnchor = ({ hash: _hash, ...said }: Anchor): string =>
  createHash('sha256').update(canonicalJson(said), 'utf8').digest('hex')

const headsSql = `
  INSERT INTO anchored_heads (anchor, case_id, seq, hash)
  SELECT DISTINCT ON (e.case_id) $1::int, e.case_id, e.seq, e.hash FROM case_events e
  WHERE ($2::timestamptz IS NULL OR e.moved_at >= $2) AND e.moved_at < $3
  ORDER BY e.case_id, e.seq DESC`

const keptSql = `
  SELECT case_id AS "caseId", seq, hash FROM anchored_heads WHERE anchor = $1 ORDER BY case_id COLLATE "C"`

/** The centre's chain on `chain_anchors` and `anchored_heads`. */
export const makeAnchorStore = (manager: EntityManager): AnchorStore => ({
  async anchor(to) {
    await firstOf(manager, 'SELECT pg_advisory_xact_lock($1)', [lock])
    const last = await firstOf<Anchor>(
      manager,
      `SELECT ${anchorColumns} FROM chain_anchors ORDER BY seq DESC LIMIT 1`,
    )
    if (last !== null && last.to >= to) return null
    const from = last === null ? null : addMinutes(last.to, -overlapMinutes)
    const seq = (last?.seq ?? 0) + 1
    await touched(manager, headsSql, [seq, from, to])
    const sum = createHash('sha256')
    let heads = 0
    type Head = { caseId: string; seq: number; hash: string }
    for await (const head of walked<Head>(manager, keptSql, [seq])) {
      sum.update(headLine(head), 'utf8')
      heads += 1
    }
    const said = {
      ...{ seq, from, to, heads, digest: sum.digest('hex') },
      previousHash: last?.hash ?? null,
    }
    const anchor: Anchor = { ...said, hash: hashOfAnchor({ ...said, hash: '' }) }
    await firstOf(
      manager,
      `INSERT INTO chain_anchors (seq, from_at, to_at, heads, digest, previous_hash, hash)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [anchor.seq, from, to, heads, anchor.digest, anchor.previousHash, anchor.hash],
    )
    return anchor
  },

  list: (most) =>
    rowsOf<Anchor>(manager, `SELECT ${anchorColumns} FROM chain_anchors ORDER BY seq DESC LIMIT $1`, [most]),
})
