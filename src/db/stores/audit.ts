import type { EntityManager } from 'typeorm'
import type { ApiKey, KeyStore } from '../../rights/keys.ts'
import type { KeptAnswer, KeptAnswerStore } from '../../rights/kept-answers.ts'
import type { Spot } from '../../kernel/sealing.ts'
import { sealingOf } from '../sealing.ts'
import { jsonText } from './clean.ts'
import { firstOf, rowsOf, touched } from './rows.ts'

const keyColumns = `id, name, scopes, digest, made_by AS "madeBy", made_at AS "madeAt", ends_at AS "endsAt",
  revoked_at AS "revokedAt", used_at AS "usedAt"`

export const makeKeyStore = (manager: EntityManager): KeyStore => ({
  async add({ id, name, scopes, digest, madeBy, madeAt, endsAt }) {
    await firstOf(
      manager,
      `INSERT INTO api_keys (id, name, scopes, digest, made_by, made_at, ends_at) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [id, name, [...scopes], digest, madeBy, madeAt, endsAt],
    )
  },
  byId: (id) => firstOf<ApiKey>(manager, `SELECT ${keyColumns} FROM api_keys WHERE id = $1`, [id]),
  list: () => rowsOf<ApiKey>(manager, `SELECT ${keyColumns} FROM api_keys ORDER BY made_at, id`),
  revoke: async (id, at) =>
    (await touched(manager, 'UPDATE api_keys SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL', [
      id,
      at,
    ])) === 1,
  async used(id, at) {
    await touched(manager, 'UPDATE api_keys SET used_at = $2 WHERE id = $1', [id, at])
  },
})

/** An answer holds whatever its route shows: it lies sealed. */
const answerSpot = (owner: string, key: string): Spot => ({
  place: 'kept_answers.body',
  row: `${owner}/${key}`,
})

/** Inside a transaction alone: the row it takes holds back whoever asks the same at the same time. */
export const makeKeptAnswerStore = (manager: EntityManager): KeptAnswerStore => ({
  async claim(owner, key, requestDigest, at) {
    const made = await firstOf(
      manager,
      `INSERT INTO kept_answers (owner, key, request_digest, made_at) VALUES ($1, $2, $3, $4)
       ON CONFLICT (owner, key) DO NOTHING RETURNING key`,
      [owner, key, requestDigest, at],
    )
    if (made !== null) return null
    const kept = await firstOf<Omit<KeptAnswer, 'body'> & { body: string }>(
      manager,
      `SELECT request_digest AS "requestDigest", status, headers, body FROM kept_answers
       WHERE owner = $1 AND key = $2`,
      [owner, key],
    )
    return kept === null
      ? null
      : { ...kept, body: JSON.parse(sealingOf(manager).open(kept.body, answerSpot(owner, key))) as unknown }
  },

  async keep(owner, key, { status, headers, body }) {
    await touched(
      manager,
      'UPDATE kept_answers SET status = $3, headers = $4, body = $5 WHERE owner = $1 AND key = $2',
      [
        owner,
        key,
        status,
        jsonText(headers),
        sealingOf(manager).seal(jsonText(body), answerSpot(owner, key)),
      ],
    )
  },

  forget: (before) => touched(manager, 'DELETE FROM kept_answers WHERE made_at < $1', [before]),
})
