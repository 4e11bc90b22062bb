import type { EntityManager } from 'typeorm'
import type { Addressee, OutboxStore } from '../../chat/outbox.ts'
import { rowsOf } from './rows.ts'

interface Row {
  to: Addressee
  mentions: readonly string[]
  told: boolean
}

/** Their keys are marked, so that the same may be said anew when it becomes true again. */
const sql = `
  WITH found AS (
    SELECT id, state AS was FROM outbox
    WHERE case_id = $1 AND EXISTS (SELECT 1 FROM unnest($2::text[]) AS p WHERE starts_with(dedupe_key, p))
    FOR UPDATE
  )
  UPDATE outbox AS o SET dedupe_key = o.dedupe_key || $3,
    state = CASE WHEN o.state = 'pending' THEN 'dropped' ELSE o.state END,
    why = CASE WHEN o.state = 'pending' THEN 'taken back' ELSE o.why END,
    settled_at = CASE WHEN o.state = 'pending' THEN $4::timestamptz ELSE o.settled_at END
  FROM found WHERE o.id = found.id
  RETURNING o.addressee AS "to", o.mentions, found.was IN ('sent', 'uncertain', 'sending') AS told`

export const makeTakeBack = (manager: EntityManager): Pick<OutboxStore, 'takeBack'> => ({
  async takeBack(caseId, prefixes, mark, at) {
    const rows = await rowsOf<Row>(manager, sql, [caseId, [...prefixes], `:${mark}`, at])
    return rows.filter(({ told }) => told).map(({ to, mentions }) => ({ to, mentions }))
  },
})
