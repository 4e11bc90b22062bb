import type { EntityManager } from 'typeorm'
import type { KeptModel, ModelDecision, ModelStore } from '../../intake/models.ts'
import { jsonText } from './clean.ts'
import { firstOf, rowsOf, touched } from './rows.ts'

const columns = `id, run, at, who, outcome, model, before, why_not AS "whyNot", corrections,
  learnt_from AS "learntFrom", figures`

/** Of all advisory locks of the product this one is for who decides about models. */
const decidingLock = 5_024

/** What the port says, on the tables `reader_models` and `reader_decisions`. */
export function makeModelStore(manager: EntityManager): ModelStore {
  const inUse: ModelStore['inUse'] = async () => {
    const last = await firstOf<{ decision: string; model: string | null }>(
      manager,
      'SELECT id AS decision, model FROM reader_decisions ORDER BY id DESC LIMIT 1',
    )
    return last ?? { decision: '0', model: null }
  }
  const about: ModelStore['about'] = (name) =>
    firstOf<KeptModel>(
      manager,
      'SELECT name, made_at AS "madeAt", before, learnt, beside FROM reader_models WHERE name = $1',
      [name],
    )

  return {
    inUse,
    about,

    async bytes(name) {
      const row = await firstOf<{ bytes: Uint8Array }>(
        manager,
        'SELECT bytes FROM reader_models WHERE name = $1',
        [name],
      )
      return row?.bytes ?? null
    },

    async lock() {
      await firstOf(manager, 'SELECT pg_advisory_xact_lock($1)', [decidingLock])
    },

    decided: async (run) =>
      (await firstOf(manager, 'SELECT 1 FROM reader_decisions WHERE run = $1', [run])) !== null,

    async keep({ madeAt, before, learnt, beside }, bytes) {
      const row = await firstOf<{ name: string }>(
        manager,
        `INSERT INTO reader_models (name, made_at, before, learnt, beside, bytes)
         SELECT 'reader-' || (greatest(
           (SELECT coalesce(max(substr(name, 8)::int), 0) FROM reader_models),
           (SELECT coalesce(max(substr(model, 8)::int), 0) FROM reader_decisions)) + 1),
           $1::timestamptz, $2::text, $3::text[], $4::text, decode($5, 'base64')
         RETURNING name`,
        [madeAt, before, [...learnt], beside, Buffer.from(bytes).toString('base64')],
      )
      return row?.name ?? ''
    },

    async decide({ run, at, who, outcome, model, whyNot, corrections, learntFrom, figures }) {
      const row = await firstOf<{ id: string }>(
        manager,
        `INSERT INTO reader_decisions
           (run, at, who, outcome, model, before, why_not, corrections, learnt_from, figures)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10::jsonb) RETURNING id`,
        [
          ...[run, at, who, outcome, model, (await inUse()).model, whyNot, corrections, learntFrom],
          figures === null ? null : jsonText(figures),
        ],
      )
      return row?.id ?? '0'
    },

    decisions: (before, most) =>
      rowsOf<ModelDecision>(
        manager,
        `SELECT ${columns} FROM reader_decisions WHERE $1::bigint IS NULL OR id < $1::bigint
         ORDER BY id DESC LIMIT $2`,
        [before, most],
      ),

    lastLearnt: () =>
      firstOf<ModelDecision>(
        manager,
        `SELECT ${columns} FROM reader_decisions WHERE learnt_from <> '' ORDER BY id DESC LIMIT 1`,
      ),

    async forgetOlder(kept) {
      let name = (await inUse()).model
      const line: string[] = []
      while (name !== null && line.length <= kept) {
        line.push(name)
        name = (await about(name))?.before ?? null
      }
      return touched(manager, 'DELETE FROM reader_models WHERE NOT (name = ANY($1::text[]))', [line])
    },
  }
}
