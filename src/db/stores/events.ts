import { randomBytes } from 'node:crypto'
import type { EntityManager } from 'typeorm'
import type { CaseEvent, NewEvent } from '../../cases/event.ts'
import type { EventStore } from '../../cases/ports.ts'
import { newId } from '../../kernel/ids.ts'
import type { EventRow } from '../schema/events.ts'
import { keepBefore, makeBeforeMoves } from './before-moves.ts'
import { digestOf, hashOf } from './chain.ts'
import { clean, cleanText, jsonText } from './clean.ts'
import { eventColumns, eventOf, wordsSpot } from './event-rows.ts'
import { sealingOf, sealText } from '../sealing.ts'
import { firstOf, rowsOf } from './rows.ts'
import { verifyChains, walkChains } from './verify-chains.ts'

const insertSql = `
  INSERT INTO case_events (id, case_id, seq, move, from_state, to_state, moved_by, post, door, moved_at, facts,
    words_digest, previous_hash, hash)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`

const insertValues = (event: CaseEvent): readonly unknown[] => [
  event.id,
  event.caseId,
  event.seq,
  event.move,
  event.from,
  event.to,
  event.actor.by,
  event.actor.post,
  event.door,
  event.at,
  jsonText(event.facts),
  event.wordsDigest,
  event.previousHash,
  event.hash,
]

/** The next link of its case's chain; what it says is cleaned before it is hashed, as it will be read back. */
function linkAfter(head: { seq: number; hash: string } | null, given: NewEvent, salt: string): CaseEvent {
  const { words, ...event } = clean(given)
  const link = {
    ...event,
    facts: JSON.parse(jsonText(event.facts)) as NewEvent['facts'],
    id: newId(),
    seq: (head?.seq ?? 0) + 1,
    wordsDigest: words === null ? null : digestOf(salt, words),
    previousHash: head?.hash ?? null,
  }
  return { ...link, hash: hashOf(link) }
}

/** Call `append` inside a transaction: it writes the link, the chain's head, the words and the reaction. */
export function makeEventStore(manager: EntityManager): EventStore {
  const queue = async (event: CaseEvent, words: string | null, salt: string): Promise<void> => {
    await firstOf(manager, insertSql, insertValues(event))
    await firstOf(
      manager,
      `INSERT INTO chain_heads (case_id, seq, hash) VALUES ($1, $2, $3)
       ON CONFLICT (case_id) DO UPDATE SET seq = excluded.seq, hash = excluded.hash`,
      [event.caseId, event.seq, event.hash],
    )
    if (words !== null) {
      await firstOf(manager, 'INSERT INTO event_words (event_id, salt, words) VALUES ($1, $2, $3)', [
        event.id,
        salt,
        sealText(sealingOf(manager), cleanText(words), wordsSpot(event.id)),
      ])
    }
    await firstOf(manager, 'INSERT INTO reactions (event_id, attempts) VALUES ($1, 0)', [event.id])
  }

  return {
    ...makeBeforeMoves(manager),

    async append(given, before) {
      // The case's row is the lock: two who append at once come one after the other.
      const found = await firstOf(manager, 'SELECT id FROM cases WHERE id = $1 FOR UPDATE', [given.caseId])
      if (found === null) throw new Error(`an event for a case that does not exist: ${given.caseId}`)
      const head = await firstOf<{ seq: number; hash: string }>(
        manager,
        'SELECT seq, hash FROM chain_heads WHERE case_id = $1',
        [given.caseId],
      )
      const salt = randomBytes(16).toString('hex')
      const event = linkAfter(head, given, salt)
      await queue(event, given.words, salt)
      if (before !== undefined) await keepBefore(manager, event, before)
      return event
    },

    async ofCase(caseId) {
      const sql = `SELECT ${eventColumns} FROM case_events e WHERE e.case_id = $1 ORDER BY e.seq`
      return (await rowsOf<EventRow>(manager, sql, [caseId])).map(eventOf)
    },

    async last(caseId) {
      const sql = `SELECT ${eventColumns} FROM case_events e WHERE e.case_id = $1 ORDER BY e.seq DESC LIMIT 1`
      const row = await firstOf<EventRow>(manager, sql, [caseId])
      return row === null ? null : eventOf(row)
    },

    async words(eventId) {
      const sql = 'SELECT words FROM event_words WHERE event_id = $1'
      const kept = await firstOf<{ words: string }>(manager, sql, [eventId])
      return kept === null ? null : sealingOf(manager).open(kept.words, wordsSpot(eventId))
    },

    verify: () => verifyChains(manager),
    walk: () => walkChains(manager),
  }
}
