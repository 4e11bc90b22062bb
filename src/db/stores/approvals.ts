import type { EntityManager } from 'typeorm'
import type { Approval, ApprovalStore } from '../../rights/approvals.ts'
import { jsonText } from './clean.ts'
import { firstOf, rowsOf, touched } from './rows.ts'

const columns = `id, kind, facts, purpose, asked_by AS "askedBy", asked_at AS "askedAt", until_at AS "until", state,
  decided_by AS "decidedBy", decided_at AS "decidedAt", words, used_at AS "usedAt", version`

export const makeApprovalStore = (manager: EntityManager): ApprovalStore => ({
  async add(one) {
    await firstOf(
      manager,
      `INSERT INTO approvals (id, kind, facts, purpose, asked_by, asked_at, until_at, state, decided_by, decided_at,
         words, used_at, version)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
      [
        ...[
          one.id,
          one.kind,
          jsonText(one.facts),
          one.purpose,
          one.askedBy,
          one.askedAt,
          one.until,
          one.state,
        ],
        ...[one.decidedBy, one.decidedAt, one.words, one.usedAt, one.version],
      ],
    )
  },
  byId: (id) => firstOf<Approval>(manager, `SELECT ${columns} FROM approvals WHERE id = $1 FOR UPDATE`, [id]),
  list: ({ askedBy, state, most }) =>
    rowsOf<Approval>(
      manager,
      `SELECT ${columns} FROM approvals
       WHERE ($1::text IS NULL OR asked_by = $1) AND ($2::text IS NULL OR state = $2)
       ORDER BY asked_at DESC, id LIMIT $3`,
      [askedBy, state, most],
    ),
  standing: (kind, facts, at) =>
    firstOf<Approval>(
      manager,
      `SELECT ${columns} FROM approvals
       WHERE kind = $1 AND facts = $2::jsonb AND state = 'approved' AND until_at > $3 ORDER BY until_at DESC LIMIT 1`,
      [kind, jsonText(facts), at],
    ),
  save: async ({ id, until, state, decidedBy, decidedAt, words, usedAt, version }) =>
    (await touched(
      manager,
      `UPDATE approvals SET until_at = $3, state = $4, decided_by = $5, decided_at = $6, words = $7, used_at = $8,
         version = version + 1 WHERE id = $1 AND version = $2`,
      [id, version, until, state, decidedBy, decidedAt, words, usedAt],
    )) === 1,
})
