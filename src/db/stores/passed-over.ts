import type { EntityManager } from 'typeorm'
import { type PassedOverStore, passedOverEnds } from '../../intake/passed-over.ts'
import { pointedOutEnd } from '../../intake/corrections.ts'
import { keptMessages } from './messages.ts'

const spoken = `NOT self AND state = 'done' AND kind IN ('text', 'voice') AND text <> '' AND heard_at >= $1
  AND contact_id NOT IN (SELECT contact_id FROM left_out_speakers)`

/** What the port says, on the table `messages`. */
export const makePassedOverStore = (manager: EntityManager): PassedOverStore => ({
  page: ({ since, conversation, before, most }) =>
    keptMessages(
      manager,
      `WHERE ${spoken} AND case_id IS NULL AND ending = ANY($2::text[])
         AND ($3::text IS NULL OR conversation_key = $3) AND ($4::bigint IS NULL OR seq < $4::bigint)
       ORDER BY seq DESC LIMIT $5`,
      [since, [...passedOverEnds], conversation, before, most],
    ),

  async take(seq, since) {
    const [found] = await keptMessages(
      manager,
      `WHERE ${spoken} AND seq = $2::bigint AND (
         (case_id IS NULL AND ending = ANY($3::text[]))
         OR (ending IN ('triage', '${pointedOutEnd}')
           AND EXISTS (SELECT 1 FROM cases WHERE cases.id = case_id AND cases.state = 'dismissed')))
       FOR UPDATE`,
      [since, seq, [...passedOverEnds]],
    )
    return found ?? null
  },
})
