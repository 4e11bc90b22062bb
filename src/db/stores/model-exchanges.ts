import type { EntityManager } from 'typeorm'
import type { ModelExchangeStore, TokensSpent } from '../../intake/exchanges.ts'
import { firstOf, touched } from './rows.ts'

/** What the port says, on the table `model_exchanges`. Words that were taken back while the model thought are not kept. */
export const makeModelExchangeStore = (manager: EntityManager): ModelExchangeStore => ({
  async keep({ at, prompt, model, hash, question, answer, end, tokens, ms, sources }) {
    await firstOf(
      manager,
      `INSERT INTO model_exchanges (at, prompt, model, hash, question, answer, ending, question_tokens, answer_tokens,
         ms, sources)
       SELECT $1::timestamptz, $2, $3, $4, CASE WHEN gone THEN '' ELSE $5 END,
         CASE WHEN gone THEN NULL ELSE $6 END, $7, $8::int, $9::int, $10::int, $11::text[]
       FROM (SELECT EXISTS (SELECT 1 FROM messages
         WHERE platform_id = ANY($11::text[]) AND kind = 'text' AND text = '') AS gone) AS words`,
      [at, prompt, model, hash, question, answer, end, tokens.question, tokens.answer, ms, [...sources]],
    )
  },

  async spentSince(at) {
    const spent = await firstOf<TokensSpent>(
      manager,
      `SELECT coalesce(sum(question_tokens), 0)::int AS question, coalesce(sum(answer_tokens), 0)::int AS answer
       FROM model_exchanges WHERE at >= $1`,
      [at],
    )
    return spent ?? { question: 0, answer: 0 }
  },
})

/** Takes the words of these messages out of what a model was asked; that something was asked, and its cost, stays. */
export const eraseAsked = (manager: EntityManager, platformIds: readonly string[]): Promise<number> =>
  touched(manager, `UPDATE model_exchanges SET question = '', answer = NULL WHERE sources && $1::text[]`, [
    [...platformIds],
  ])
