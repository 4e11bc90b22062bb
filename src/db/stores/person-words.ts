import type { EntityManager } from 'typeorm'
import { isDeepStrictEqual } from 'node:util'
import { type Naming, personGone, valueWithoutPerson, withoutPerson } from '../../cases/person-named.ts'
import { openJson, sealingOf, sealText } from '../sealing.ts'
import { cleanText, jsonText } from './clean.ts'
import { wordsSpot } from './event-rows.ts'
import { messageSpot } from './message-spots.ts'
import { followUpSpot, noteSpot, visitSpot } from './office-spots.ts'
import { keepPairs } from './like-cases.ts'
import { rowsOf, touched } from './rows.ts'
import { rewriteNotices, rewriteWords, type SealedWords } from './sealed-words.ts'

/** Where to look for a person: their cases, those that only they have reported, and the areas where they live or reported. */
export interface Where {
  ids: readonly string[]
  alone: readonly string[]
  areas: readonly string[]
}

interface Kept {
  key: string
  value: string
}

/** Takes a person out of what others have written about their cases, were it said or not. Returns how many texts. */
export async function takeOutOfWords(
  manager: EntityManager,
  naming: Naming,
  where: Where,
  contactId: string | null,
): Promise<number> {
  if (naming.names.length === 0 && naming.numbers.length === 0) return 0
  const ids = [...where.ids]
  let changed = 0
  const without = (text: string): string => withoutPerson(text, naming)
  changed += await rewriteNotices(manager, ids, without)
  for (const column of sealedTexts)
    changed += await rewriteWords(manager, column, column.by(where, ids), without)
  changed += await inCases(manager, naming, ids)
  changed += await inEvents(manager, naming, ids)
  changed += await inMessages(manager, naming, ids, contactId)
  changed += await inRequests(manager, naming, ids)
  return changed
}

const sealedTexts: readonly (SealedWords & { by(where: Where, ids: string[]): unknown[] })[] = [
  {
    sql: 'SELECT id::text AS key, words AS value FROM case_notes WHERE case_id = ANY($1::text[]) FOR UPDATE',
    update: 'UPDATE case_notes SET words = $2 WHERE id = $1::bigint',
    ...{ spot: noteSpot, by: (_where, ids) => [ids] },
  },
  {
    sql: `SELECT key, words AS value FROM follow_ups WHERE case_id = ANY($1::text[]) AND words IS NOT NULL FOR UPDATE`,
    update: 'UPDATE follow_ups SET words = $2 WHERE key = $1',
    ...{ spot: followUpSpot, by: (_where, ids) => [ids] },
  },
  ...(['place', 'words'] as const).map((column) => ({
    sql: `SELECT id::text AS key, ${column} AS value FROM visits WHERE area = ANY($1::text[]) AND ${column} <> '' FOR UPDATE`,
    update: `UPDATE visits SET ${column} = $2 WHERE id = $1::bigint`,
    spot: (key: string) => visitSpot(column, key),
    by: ({ areas }: Where) => [[...areas]],
  })),
]

interface CaseTexts {
  id: string
  title: string
  words: string
  result: string | null
  occurred: string | null
  lateReason: string | null
  place: unknown
  asks: unknown
}

async function inCases(manager: EntityManager, naming: Naming, ids: readonly string[]): Promise<number> {
  const sql = `SELECT id, title, words, result, occurred, late_reason AS "lateReason", place, asks FROM cases
    WHERE id = ANY($1::text[])`
  let changed = 0
  for (const { id, ...before } of await rowsOf<CaseTexts>(manager, sql, [ids])) {
    const after = valueWithoutPerson(before, naming) as Omit<CaseTexts, 'id'>
    if (isDeepStrictEqual(before, after)) continue
    await touched(
      manager,
      `UPDATE cases SET title = $2, words = $3, result = $4, occurred = $5, late_reason = $6, place = $7, asks = $8
       WHERE id = $1`,
      [
        ...[id, after.title, after.words, after.result, after.occurred, after.lateReason],
        ...[jsonText(after.place), jsonText(after.asks)],
      ],
    )
    await keepPairs(manager, id, after.words)
    changed += 1
  }
  return changed
}

/** The chain holds a salted digest of the words: they stand as they were written, or not at all. */
async function inEvents(manager: EntityManager, naming: Naming, ids: readonly string[]): Promise<number> {
  const sealing = sealingOf(manager)
  const rows = await rowsOf<Kept>(
    manager,
    `SELECT w.event_id AS key, w.words AS value FROM event_words w JOIN case_events e ON e.id = w.event_id
     WHERE e.case_id = ANY($1::text[])`,
    [ids],
  )
  const speaking = rows.filter(({ key, value }) => {
    const words = sealing.open(value, wordsSpot(key))
    return withoutPerson(words, naming) !== words
  })
  return touched(manager, 'DELETE FROM event_words WHERE event_id = ANY($1::text[])', [
    speaking.map(({ key }) => key),
  ])
}

interface KeptMessage {
  seq: string
  platformId: string
  text: string
  quote: unknown
}

/** What others said of them about these cases, and in the talks where they spoke; raw chatter goes by itself (8.1). */
async function inMessages(
  manager: EntityManager,
  naming: Naming,
  ids: readonly string[],
  contactId: string | null,
): Promise<number> {
  const sealing = sealingOf(manager)
  const rows = await rowsOf<KeptMessage>(
    manager,
    `SELECT seq, platform_id AS "platformId", text, quote FROM messages WHERE case_id = ANY($1::text[])
     UNION SELECT seq, platform_id, text, quote FROM messages WHERE conversation_key IN
       (SELECT DISTINCT conversation_key FROM messages WHERE contact_id = $2 AND NOT self)`,
    [ids, contactId],
  )
  let changed = 0
  for (const { seq, platformId, text, quote } of rows) {
    const spot = messageSpot('text', platformId)
    const before = sealing.open(text, spot)
    const after = withoutPerson(before, naming)
    const quoted = quote === null ? null : openJson(sealing, quote, messageSpot('quote', platformId))
    const named = quoted !== null && !isDeepStrictEqual(valueWithoutPerson(quoted, naming), quoted)
    if (after === before && !named) continue
    await touched(
      manager,
      `UPDATE messages SET text = $2, reading = NULL, quote = CASE WHEN $3 THEN NULL ELSE quote END WHERE seq = $1`,
      [seq, sealText(sealing, cleanText(after), spot), named],
    )
    changed += 1
  }
  return changed
}

/** What another system sent beside the words (Open311). */
async function inRequests(manager: EntityManager, naming: Naming, ids: readonly string[]): Promise<number> {
  const rows = await rowsOf<{ caseId: string; attributes: unknown; mediaUrl: string | null }>(
    manager,
    'SELECT case_id AS "caseId", attributes, media_url AS "mediaUrl" FROM outside_requests WHERE case_id = ANY($1::text[])',
    [ids],
  )
  let changed = 0
  for (const { caseId, attributes, mediaUrl } of rows) {
    const after = valueWithoutPerson(attributes, naming)
    const named = mediaUrl !== null && withoutPerson(decodedUrl(mediaUrl), naming).includes(personGone)
    if (isDeepStrictEqual(after, attributes) && !named) continue
    await touched(manager, 'UPDATE outside_requests SET attributes = $2, media_url = $3 WHERE case_id = $1', [
      ...[caseId, jsonText(after), named ? null : mediaUrl],
    ])
    changed += 1
  }
  return changed
}

function decodedUrl(url: string): string {
  try {
    return decodeURIComponent(url)
  } catch {
    return url
  }
}
