import type { EntityManager } from 'typeorm'
import type { CopiedWordsStore } from '../../cases/copied-words.ts'
import { keepPairs } from './like-cases.ts'
import { rowsOf, touched } from './rows.ts'

interface Text {
  key: string
  text: string
}

const inEventsSql = `
  DELETE FROM event_words w USING case_events e
  WHERE w.event_id = e.id AND e.case_id = ANY($1::text[])
    AND (e.moved_by = $2 OR (e.moved_by = 'bot' AND coalesce(e.facts->>'reporter', $2) = $2))
    AND EXISTS (
      SELECT 1 FROM unnest($3::text[]) AS phrase
      WHERE strpos(E'\\n' || w.words || E'\\n', E'\\n' || phrase || E'\\n') > 0
        OR (length(w.words) > 1 AND strpos(phrase, w.words) > 0))`

/** Call inside a transaction: the words go from all places or from none. */
export function makeCopiedWordsStore(manager: EntityManager): CopiedWordsStore {
  /** Writes back what `rewrite` changes; returns how many. */
  async function rewritten(
    rows: readonly Text[],
    rewrite: (text: string) => string,
    sql: string,
  ): Promise<number> {
    let changed = 0
    for (const { key, text } of rows) {
      const now = rewrite(text)
      if (now === text) continue
      await touched(manager, sql, [key, now])
      changed += 1
    }
    return changed
  }

  return {
    async inCase(caseId, words) {
      await touched(manager, 'UPDATE cases SET words = $2 WHERE id = $1', [caseId, words])
      await keepPairs(manager, caseId, words)
    },

    inEvents: (caseIds, speaker, phrases) =>
      touched(manager, inEventsSql, [[...caseIds], speaker, [...phrases]]),

    async inNotices(caseIds, rewrite) {
      const rows = await rowsOf<Text>(
        manager,
        'SELECT id AS key, text FROM outbox WHERE case_id = ANY($1::text[]) FOR UPDATE',
        [[...caseIds]],
      )
      const briefs = await rowsOf<Text>(
        manager,
        'SELECT id AS key, brief AS text FROM outbox WHERE case_id = ANY($1::text[]) AND brief IS NOT NULL',
        [[...caseIds]],
      )
      await rewritten(briefs, rewrite, 'UPDATE outbox SET brief = $2 WHERE id = $1')
      return rewritten(rows, rewrite, 'UPDATE outbox SET text = $2 WHERE id = $1')
    },

    async inMessages({ conversationKey, contactId, text, since }, rewrite) {
      await touched(
        manager,
        `UPDATE messages SET reading = NULL
         WHERE conversation_key = $1 AND contact_id = $2 AND heard_at BETWEEN $3::timestamptz - interval '1 hour'
           AND $3::timestamptz + interval '1 hour' AND reading IS NOT NULL`,
        [conversationKey, contactId, since],
      )
      await touched(
        manager,
        `UPDATE messages SET quote = NULL
         WHERE conversation_key = $1 AND heard_at >= $3 AND strpos(quote->>'text', $2) > 0`,
        [conversationKey, text, since],
      )
      const own = await rowsOf<Text>(
        manager,
        'SELECT seq AS key, text FROM messages WHERE self AND heard_at >= $1 FOR UPDATE',
        [since],
      )
      return rewritten(own, rewrite, 'UPDATE messages SET text = $2 WHERE seq = $1')
    },

    async atDesk({ conversationKey, contactId, person, platformId, since }, holds) {
      const visits = await rowsOf<{ id: string; words: string }>(
        manager,
        `UPDATE visits SET voices = array_remove(voices, $3) WHERE person = $1 AND visited_at >= $2
         RETURNING id, words`,
        [person, since, platformId],
      )
      const gone = visits.filter(({ words }) => holds(words)).map(({ id }) => id)
      await touched(manager, `UPDATE visits SET words = '', place = '' WHERE id = ANY($1::bigint[])`, [gone])
      await touched(
        manager,
        `UPDATE outbox SET state = 'dropped', why = 'recalled', settled_at = run_at
         WHERE forwards = $1 AND state = 'pending'`,
        [platformId],
      )
      const talk = [conversationKey, contactId]
      const questions = await rowsOf<{ words: string | null }>(
        manager,
        `SELECT facts->>'words' AS words FROM desk_questions
         WHERE conversation_key = $1 AND contact_id = $2 FOR UPDATE`,
        talk,
      )
      if (questions.some(({ words }) => words !== null && holds(words)))
        await touched(
          manager,
          'DELETE FROM desk_questions WHERE conversation_key = $1 AND contact_id = $2',
          talk,
        )
    },
  }
}
