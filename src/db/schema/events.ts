import { EntitySchema } from 'typeorm'
import type { CaseEvent } from '../../cases/event.ts'
import { id, json, rising, text, textOrNull, time, timeOrNull, whole } from './columns.ts'

export interface EventRow extends Omit<CaseEvent, 'actor'> {
  by: string
  post: CaseEvent['actor']['post']
}

/** Only ever added to: a trigger and the application's role refuse everything else. */
export const caseEvents = new EntitySchema<EventRow>({
  name: 'case_events',
  columns: {
    id: { ...id, primary: true },
    caseId: { ...id, foreignKey: { target: 'cases', name: 'case_events_case' } },
    seq: whole,
    move: text,
    from: { ...textOrNull, name: 'from_state' },
    to: { ...text, name: 'to_state' },
    by: { ...text, name: 'moved_by' },
    post: text,
    door: text,
    at: { ...time, name: 'moved_at' },
    facts: json,
    wordsDigest: textOrNull,
    previousHash: textOrNull,
    hash: text,
  },
  indices: [
    { name: 'case_events_seq', columns: ['caseId', 'seq'], unique: true },
    { name: 'case_events_moved', columns: ['at'] },
  ],
})

export interface EventWordsRow {
  eventId: string
  salt: string
  words: string
}

/** The private words of events. Erasing a row leaves the event and its digest whole. */
export const eventWords = new EntitySchema<EventWordsRow>({
  name: 'event_words',
  columns: {
    eventId: { ...id, primary: true, foreignKey: { target: 'case_events', name: 'event_words_event' } },
    salt: text,
    words: text,
  },
})

export interface ChainHeadRow {
  caseId: string
  seq: number
  hash: string
}

/** The end of each case's chain: a cut tail shows against it. */
export const chainHeads = new EntitySchema<ChainHeadRow>({
  name: 'chain_heads',
  columns: {
    caseId: { ...id, primary: true, foreignKey: { target: 'cases', name: 'chain_heads_case' } },
    seq: whole,
    hash: text,
  },
})

export interface ReactionRow {
  eventId: string
  queued: string
  runAt: Date | null
  attempts: number
  why: string | null
}

/** Events that nobody has reacted to yet; a settled one is taken out. */
export const reactions = new EntitySchema<ReactionRow>({
  name: 'reactions',
  columns: {
    eventId: { ...id, primary: true, foreignKey: { target: 'case_events', name: 'reactions_event' } },
    queued: rising,
    runAt: timeOrNull,
    attempts: whole,
    why: textOrNull,
  },
  indices: [{ name: 'reactions_queued', columns: ['queued'] }],
})
