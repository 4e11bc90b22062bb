import type { EntityManager } from 'typeorm'
import type { CaseRecord } from '../../cases/case.ts'
import type { CaseEvent } from '../../cases/event.ts'
import type { EventStore } from '../../cases/ports.ts'
import { instant } from '../../kernel/clock.ts'
import type { EventRow } from '../schema/events.ts'
import { openJson, sealingOf, sealJson } from '../sealing.ts'
import { jsonText } from './clean.ts'
import { eventColumns, eventOf } from './event-rows.ts'
import { beforeSpot } from './office-spots.ts'
import { firstOf, rowsOf } from './rows.ts'

/** The instants of a plain value, which JSON keeps as texts. */
const revived = <T extends object>(value: T): T =>
  Object.fromEntries(
    Object.entries(value).map(([name, entry]: [string, unknown]) => [
      name,
      name.endsWith('At') && typeof entry === 'string' ? instant(entry) : entry,
    ]),
  ) as T

const recordOf = (kept: CaseRecord): CaseRecord => ({
  ...revived(kept),
  reporters: kept.reporters.map((one) => revived(one)),
})

export const keepBefore = (manager: EntityManager, event: CaseEvent, before: CaseRecord): Promise<unknown> =>
  firstOf(
    manager,
    'INSERT INTO before_moves (event_id, record, moved_by, moved_at) VALUES ($1, $2, $3, $4)',
    [
      ...[event.id, sealJson(sealingOf(manager), jsonText(before), beforeSpot(event.id))],
      ...[event.actor.by, event.at],
    ],
  )

/** What the port says of taking back, on the table `before_moves`. */
export const makeBeforeMoves = (manager: EntityManager): Pick<EventStore, 'before' | 'movedBy'> => ({
  async before(eventId) {
    const row = await firstOf<{ record: unknown }>(
      manager,
      'SELECT record FROM before_moves WHERE event_id = $1',
      [eventId],
    )
    if (row === null) return null
    return recordOf(openJson(sealingOf(manager), row.record, beforeSpot(eventId)) as CaseRecord)
  },

  async movedBy(person, since) {
    const rows = await rowsOf<EventRow>(
      manager,
      `SELECT ${eventColumns} FROM before_moves b JOIN case_events e ON e.id = b.event_id
       WHERE b.moved_by = $1 AND b.moved_at >= $2 ORDER BY b.moved_at DESC, e.seq DESC`,
      [person, since],
    )
    return rows.map(eventOf)
  },
})
