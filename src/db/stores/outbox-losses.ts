import type { EntityManager } from 'typeorm'
import type { LossStore } from '../../chat/outbox.ts'
import { firstOf, rowsOf } from './rows.ts'

/** The line about losses is not itself reported: it would go the same lost way every hour. */
const open = `state IN ('uncertain', 'failed', 'parked') AND NOT loss_told AND purpose <> 'undelivered'`

/** What ended without anybody having surely read it, each told of once. */
export const makeLossStore = (manager: EntityManager): LossStore => ({
  takeLosses: () =>
    rowsOf<{ id: string; caseIds: readonly string[] }>(
      manager,
      `WITH taken AS (
         UPDATE outbox SET loss_told = true WHERE ${open} RETURNING id, dedupe_key, case_id, queued
       )
       SELECT t.id, array_remove(
         array_append(array(SELECT o.case_id FROM outbox o WHERE o.said_in = t.dedupe_key), t.case_id), NULL
       ) AS "caseIds" FROM taken t ORDER BY t.queued`,
    ),

  async hasLosses() {
    return (await firstOf(manager, `SELECT 1 FROM outbox WHERE ${open} LIMIT 1`)) !== null
  },
})
