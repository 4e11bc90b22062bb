import type { EntityManager } from 'typeorm'
import type { GatheredNotice, GatheringStore } from '../../chat/outbox.ts'
import { openTextOrNull, sealingOf } from '../sealing.ts'
import { noticeSpot } from './office-spots.ts'
import { rowsOf, touched } from './rows.ts'

const columns = `id, dedupe_key AS "dedupeKey", addressee AS "to", text, mentions, purpose, held, priority,
  case_id AS "caseId", run_at AS "runAt", rung, expects, gather, brief`

/** More than a whole town holds back in one night. */
const mostAtOnce = 2_000

/** Notices that wait for their hour: `claim` passes them over, so that only what says them together takes them. */
export function makeGatheringStore(manager: EntityManager): GatheringStore {
  const due = `state = 'pending' AND gather IS NOT NULL AND run_at <= $1`
  return {
    async gather(id, attempts, gather, runAt, why) {
      await touched(
        manager,
        `UPDATE outbox SET state = 'pending', gather = $3, run_at = $4, why = $5, hold = false, claimed_at = NULL
         WHERE id = $1 AND attempts = $2 AND state = 'sending'`,
        [id, attempts, gather, runAt, why],
      )
    },

    async takeGathered(now) {
      const rows = await rowsOf<GatheredNotice>(
        manager,
        `SELECT ${columns} FROM outbox WHERE ${due}
         ORDER BY run_at, queued LIMIT ${String(mostAtOnce)} FOR UPDATE SKIP LOCKED`,
        [now],
      )
      const sealing = sealingOf(manager)
      return rows.map((one) => ({
        ...one,
        text: sealing.open(one.text, noticeSpot('text', one.id)),
        brief: openTextOrNull(sealing, one.brief, noticeSpot('brief', one.id)),
      }))
    },

    gathered: (now) =>
      rowsOf<Pick<GatheredNotice, 'id' | 'caseId' | 'to' | 'mentions'>>(
        manager,
        `SELECT id, case_id AS "caseId", addressee AS "to", mentions FROM outbox WHERE ${due}`,
        [now],
      ),

    async replace(ids, by, at) {
      await touched(
        manager,
        `UPDATE outbox SET state = 'replaced', said_in = $2, settled_at = $3, why = 'said together with others'
         WHERE id = ANY($1::text[]) AND state = 'pending'`,
        [[...ids], by, at],
      )
    },

    saidIn: (dedupeKey) =>
      rowsOf<{ purpose: string; caseId: string | null }>(
        manager,
        `SELECT purpose, case_id AS "caseId" FROM outbox WHERE said_in = $1 ORDER BY queued`,
        [dedupeKey],
      ),

    async letGo(id) {
      await touched(manager, `UPDATE outbox SET gather = NULL WHERE id = $1 AND state = 'pending'`, [id])
    },

    async dropGathered(id, why, at) {
      await touched(
        manager,
        `UPDATE outbox SET state = 'dropped', why = $2, settled_at = $3 WHERE id = $1 AND state = 'pending'`,
        [id, why, at],
      )
    },

    async putOff(ids, until) {
      await touched(
        manager,
        `UPDATE outbox SET run_at = $2 WHERE id = ANY($1::text[]) AND state = 'pending'`,
        [[...ids], until],
      )
    },
  }
}
