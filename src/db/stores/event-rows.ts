import type { CaseEvent } from '../../cases/event.ts'
import type { Spot } from '../../kernel/sealing.ts'
import type { EventRow } from '../schema/events.ts'

/** The columns of case_events, as an EventRow names them. */
export const eventColumns = `e.id, e.case_id AS "caseId", e.seq, e.move, e.from_state AS "from", e.to_state AS "to",
  e.moved_by AS "by", e.post, e.door, e.moved_at AS "at", e.facts, e.words_digest AS "wordsDigest",
  e.previous_hash AS "previousHash", e.hash`

export function eventOf(row: EventRow): CaseEvent {
  const { id, caseId, seq, move, from, to, by, post, door, at, facts, wordsDigest, previousHash, hash } = row
  const actor = { by, post }
  return { id, caseId, seq, move, from, to, actor, door, at, facts, wordsDigest, previousHash, hash }
}

/** Where the private words of an event lie. */
export const wordsSpot = (eventId: string): Spot => ({ place: 'event_words.words', row: eventId })
