import type { EntityManager } from 'typeorm'
import type { CopiedWordsStore } from '../../cases/copied-words.ts'
import { openJson, sealingOf } from '../sealing.ts'
import { cleanText } from './clean.ts'
import { wordsSpot } from './event-rows.ts'
import { keepPairs } from './like-cases.ts'
import { messageSpot } from './message-spots.ts'
import { questionSpot, visitSpot } from './office-spots.ts'
import { rowsOf, touched } from './rows.ts'
import { rewriteNotices, rewriteWords, type SealedWords } from './sealed-words.ts'

interface Text {
  key: string
  text: string
}

/** Words of this speaker in these cases, open, with their rows. */
const saidSql = `
  SELECT w.event_id AS key, w.words AS text FROM event_words w JOIN case_events e ON e.id = w.event_id
  WHERE e.case_id = ANY($1::text[])
    AND (e.moved_by = $2 OR (e.moved_by = 'bot' AND coalesce(e.facts->>'reporter', $2) = $2)) FOR UPDATE OF w`

/** As whole lines, or where these words are a part of a phrase; a single letter stands everywhere by chance. */
const holdsOneOf = (words: string, phrases: readonly string[]): boolean =>
  phrases.some(
    (phrase) => `\n${words}\n`.includes(`\n${phrase}\n`) || ([...words].length > 1 && phrase.includes(words)),
  )

/** What we have said ourselves since then, as the rooms echoed it. */
const ownMessages: SealedWords = {
  sql: `SELECT platform_id AS key, text AS value FROM messages WHERE self AND heard_at >= $1 AND text <> '' FOR UPDATE`,
  update: 'UPDATE messages SET text = $2 WHERE platform_id = $1',
  spot: (key) => messageSpot('text', key),
}

/** Call inside a transaction: the words go from all places or from none. */
export function makeCopiedWordsStore(manager: EntityManager): CopiedWordsStore {
  /** Quotes of these words by others, in one conversation. */
  async function unquote(conversationKey: string, text: string, since: Date): Promise<void> {
    const sealing = sealingOf(manager)
    const rows = await rowsOf<{ key: string; platformId: string; quote: unknown }>(
      manager,
      `SELECT seq AS key, platform_id AS "platformId", quote FROM messages
       WHERE conversation_key = $1 AND heard_at >= $2 AND quote IS NOT NULL`,
      [conversationKey, since],
    )
    const quoting = rows.filter(({ platformId, quote }) => {
      const opened = openJson(sealing, quote, messageSpot('quote', platformId)) as { text: string }
      return opened.text.includes(cleanText(text))
    })
    await touched(manager, 'UPDATE messages SET quote = NULL WHERE seq = ANY($1::bigint[])', [
      quoting.map(({ key }) => key),
    ])
  }

  return {
    async inCase(caseId, words) {
      await touched(manager, 'UPDATE cases SET words = $2 WHERE id = $1', [caseId, words])
      await keepPairs(manager, caseId, words)
    },

    async inEvents(caseIds, speaker, phrases) {
      const sealing = sealingOf(manager)
      const said = await rowsOf<Text>(manager, saidSql, [[...caseIds], speaker])
      const wanted = phrases.map(cleanText)
      const gone = said.filter(({ key, text }) => holdsOneOf(sealing.open(text, wordsSpot(key)), wanted))
      return touched(manager, 'DELETE FROM event_words WHERE event_id = ANY($1::text[])', [
        gone.map(({ key }) => key),
      ])
    },

    inNotices: (caseIds, rewrite) => rewriteNotices(manager, caseIds, rewrite),

    async inMessages({ conversationKey, contactId, text, since }, rewrite) {
      await touched(
        manager,
        `UPDATE messages SET reading = NULL
         WHERE conversation_key = $1 AND contact_id = $2 AND heard_at BETWEEN $3::timestamptz - interval '1 hour'
           AND $3::timestamptz + interval '1 hour' AND reading IS NOT NULL`,
        [conversationKey, contactId, since],
      )
      await unquote(conversationKey, text, since)
      return rewriteWords(manager, ownMessages, [since], rewrite)
    },

    async atDesk({ conversationKey, contactId, person, platformId, since }, holds) {
      const visits = await rowsOf<{ id: string; words: string }>(
        manager,
        `UPDATE visits SET voices = array_remove(voices, $3) WHERE person = $1 AND visited_at >= $2
         RETURNING id, words`,
        [person, since, platformId],
      )
      const sealing = sealingOf(manager)
      const gone = visits
        .filter(({ id, words }) => holds(sealing.open(words, visitSpot('words', id))))
        .map(({ id }) => id)
      await touched(manager, `UPDATE visits SET words = '', place = '' WHERE id = ANY($1::bigint[])`, [gone])
      await touched(
        manager,
        `UPDATE outbox SET state = 'dropped', why = 'recalled', settled_at = run_at
         WHERE forwards = $1 AND state = 'pending'`,
        [platformId],
      )
      const talk = [conversationKey, contactId]
      const questions = await rowsOf<{ facts: unknown }>(
        manager,
        'SELECT facts FROM desk_questions WHERE conversation_key = $1 AND contact_id = $2 FOR UPDATE',
        talk,
      )
      const spot = questionSpot(conversationKey, contactId)
      const asked = questions.map(({ facts }) => openJson(sealing, facts, spot) as { words?: unknown })
      if (asked.some(({ words }) => typeof words === 'string' && holds(words)))
        await touched(
          manager,
          'DELETE FROM desk_questions WHERE conversation_key = $1 AND contact_id = $2',
          talk,
        )
    },
  }
}
