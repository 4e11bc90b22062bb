import type { EntityManager } from 'typeorm'
import type { ReactionQueue } from '../../cases/ports.ts'
import type { EventRow } from '../schema/events.ts'
import { eventColumns, eventOf } from './event-rows.ts'
import { firstOf, touched } from './rows.ts'

export function makeReactionQueue(manager: EntityManager): ReactionQueue {
  return {
    async claim(now) {
      const row = await firstOf<EventRow>(
        manager,
        `SELECT ${eventColumns} FROM reactions r JOIN case_events e ON e.id = r.event_id
         WHERE r.run_at IS NULL OR r.run_at <= $1
         ORDER BY r.queued LIMIT 1 FOR UPDATE OF r SKIP LOCKED`,
        [now],
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

    async waiting() {
      const row = await firstOf<{ count: number }>(manager, 'SELECT count(*)::int AS count FROM reactions')
      return row?.count ?? 0
    },
  }
}
