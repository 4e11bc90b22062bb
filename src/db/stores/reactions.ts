import type { EntityManager } from 'typeorm'
import type { ReactionQueue } from '../../cases/ports.ts'
import type { EventRow } from '../schema/events.ts'
import { eventColumns, eventOf } from './event-rows.ts'
import { firstOf, rowsOf, touched } from './rows.ts'

/** Parked: put off for ever. */
const open = `r.run_at IS DISTINCT FROM 'infinity'`

/** First in its case among those not settled: the others wait for it. */
const foremost = `${open} AND NOT EXISTS (
  SELECT 1 FROM reactions earlier JOIN case_events f ON f.id = earlier.event_id
  WHERE f.case_id = e.case_id AND f.seq < e.seq AND earlier.run_at IS DISTINCT FROM 'infinity')`

const queue = 'reactions r JOIN case_events e ON e.id = r.event_id'

/** Reactions still owed. A settled one is gone; a parked one stays as a row with run_at 'infinity'. */
export function makeReactionQueue(manager: EntityManager): ReactionQueue {
  return {
    async claim(now) {
      const row = await firstOf<EventRow>(
        manager,
        `SELECT ${eventColumns} FROM ${queue}
         WHERE (r.run_at IS NULL OR r.run_at <= $1) AND ${foremost}
         ORDER BY r.queued LIMIT 1 FOR UPDATE OF r SKIP LOCKED`,
        [now],
      )
      return row === null ? null : eventOf(row)
    },

    async claimOf(caseId, now) {
      const row = await firstOf<EventRow>(
        manager,
        `SELECT ${eventColumns} FROM ${queue}
         WHERE e.case_id = $2 AND (r.run_at IS NULL OR r.run_at <= $1) AND ${foremost}
         ORDER BY r.queued LIMIT 1 FOR UPDATE OF r SKIP LOCKED`,
        [now, caseId],
      )
      return row === null ? null : eventOf(row)
    },

    async settle(eventId) {
      await touched(manager, 'DELETE FROM reactions WHERE event_id = $1', [eventId])
    },

    async putOff(eventId, until, why) {
      await touched(
        manager,
        'UPDATE reactions SET run_at = $2, attempts = attempts + 1, why = $3 WHERE event_id = $1',
        [eventId, until, why],
      )
    },

    async attempts(eventId) {
      const row = await firstOf<{ attempts: number }>(
        manager,
        'SELECT attempts FROM reactions WHERE event_id = $1',
        [eventId],
      )
      return row?.attempts ?? 0
    },

    async park(eventId, why) {
      await touched(
        manager,
        `UPDATE reactions SET run_at = 'infinity', attempts = attempts + 1, why = $2 WHERE event_id = $1`,
        [eventId, why],
      )
    },

    parked: () =>
      rowsOf<{ eventId: string; caseId: string; attempts: number; why: string }>(
        manager,
        `SELECT r.event_id AS "eventId", e.case_id AS "caseId", r.attempts, coalesce(r.why, '') AS why
         FROM ${queue} WHERE r.run_at = 'infinity' ORDER BY r.queued`,
      ),

    async next() {
      const row = await firstOf<{ at: Date | null }>(
        manager,
        `SELECT min(r.run_at) AS at FROM ${queue} WHERE ${foremost}`,
      )
      return row?.at ?? null
    },

    async waiting(at) {
      const row = await firstOf<{ count: number }>(
        manager,
        `SELECT count(*)::int AS count FROM ${queue}
         WHERE ${at === undefined ? open : `(r.run_at IS NULL OR r.run_at <= $1) AND ${foremost}`}`,
        at === undefined ? [] : [at],
      )
      return row?.count ?? 0
    },
  }
}
