import type { EntityManager } from 'typeorm'
import type { DueTimer, TimerStore } from '../../kernel/timers.ts'
import { jsonText } from './clean.ts'
import { firstOf, rowsOf, touched } from './rows.ts'

const columns = `key, kind, run_at AS "runAt", hold, case_id AS "caseId", facts, attempts`

/** A fired timer stays as a row, so that its key never fires again; a cancelled one is gone and may be set anew. */
export function makeTimerStore(manager: EntityManager): TimerStore {
  return {
    async set(timer) {
      await firstOf(
        manager,
        `INSERT INTO timers (key, kind, run_at, hold, case_id, facts, state, attempts)
         VALUES ($1, $2, $3, $4, $5, $6, 'pending', 0)
         ON CONFLICT (key) DO UPDATE SET kind = excluded.kind, run_at = excluded.run_at, hold = excluded.hold,
           case_id = excluded.case_id, facts = excluded.facts, attempts = 0
         WHERE timers.state = 'pending'`,
        [timer.key, timer.kind, timer.runAt, timer.hold, timer.caseId, jsonText(timer.facts)],
      )
    },

    async cancel(key) {
      await touched(manager, `DELETE FROM timers WHERE key = $1 AND state = 'pending'`, [key])
    },

    async cancelOfCase(caseId, kinds) {
      await touched(
        manager,
        `DELETE FROM timers WHERE case_id = $1 AND state = 'pending' AND ($2::text[] IS NULL OR kind = ANY($2))`,
        [caseId, kinds === undefined ? null : [...kinds]],
      )
    },

    claim: (now, most) =>
      rowsOf<DueTimer>(
        manager,
        `WITH due AS (
           SELECT key FROM timers WHERE state = 'pending' AND run_at <= $1
           ORDER BY run_at, key LIMIT $2 FOR UPDATE SKIP LOCKED
         ), taken AS (
           UPDATE timers SET state = 'fired' WHERE key IN (SELECT key FROM due) RETURNING *
         )
         SELECT ${columns} FROM taken ORDER BY run_at, key`,
        [now, most],
      ),

    // Only a pending one: rolled back by the failure. Another instance may have taken and done it since.
    async retry(key, runAt) {
      await touched(
        manager,
        `UPDATE timers SET run_at = $2, attempts = attempts + 1 WHERE key = $1 AND state = 'pending'`,
        [key, runAt],
      )
    },

    async park(key) {
      await touched(
        manager,
        `UPDATE timers SET state = 'parked', attempts = attempts + 1 WHERE key = $1 AND state = 'pending'`,
        [key],
      )
    },

    async next(only) {
      const row = await firstOf<{ at: Date | null }>(
        manager,
        `SELECT min(run_at) AS at FROM timers WHERE state = 'pending' ${only === 'holds' ? 'AND hold' : ''}`,
      )
      return row?.at ?? null
    },
  }
}
