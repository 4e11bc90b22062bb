import type { EntityManager } from 'typeorm'
import type { ApprovedAnswer, ApprovedAnswerStore } from '../../cases/approved-answers.ts'
import { firstOf, rowsOf, touched } from './rows.ts'

const columns = `id, category, question, answer, state, version, proposed_by AS "proposedBy",
  proposed_at AS "proposedAt", decided_by AS "decidedBy", decided_at AS "decidedAt", used`

const valuesOf = (one: ApprovedAnswer): readonly unknown[] => [
  ...[one.id, one.category, one.question, one.answer, one.state, one.version],
  ...[one.proposedBy, one.proposedAt, one.decidedBy, one.decidedAt, one.used],
]

export const makeApprovedAnswerStore = (manager: EntityManager): ApprovedAnswerStore => ({
  list: ({ state, category, words, most }) =>
    rowsOf<ApprovedAnswer>(
      manager,
      `SELECT ${columns} FROM approved_answers
       WHERE ($1::text IS NULL OR state = $1)
         AND ($2::text IS NULL OR category IS NULL OR category = $2 OR category = left($2, 2))
         AND ($3::text IS NULL OR strpos(question || answer, $3) > 0)
       ORDER BY used DESC, proposed_at DESC, id LIMIT $4`,
      [state, category, words, most],
    ),
  byId: (id) =>
    firstOf<ApprovedAnswer>(manager, `SELECT ${columns} FROM approved_answers WHERE id = $1`, [id]),
  async add(answer) {
    await firstOf(
      manager,
      `INSERT INTO approved_answers (id, category, question, answer, state, version, proposed_by, proposed_at,
         decided_by, decided_at, used) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      valuesOf(answer),
    )
  },
  save: async (answer) =>
    (await touched(
      manager,
      `UPDATE approved_answers SET category = $2, question = $3, answer = $4, state = $5, version = $6,
         proposed_by = $7, proposed_at = $8, decided_by = $9, decided_at = $10, used = $11
       WHERE id = $1 AND version = $6 - 1`,
      valuesOf(answer),
    )) === 1,
  async countUse(id) {
    await touched(manager, 'UPDATE approved_answers SET used = used + 1 WHERE id = $1', [id])
  },
})
