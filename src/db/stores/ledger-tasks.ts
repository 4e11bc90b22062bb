import type { EntityManager } from 'typeorm'
import type { LedgerTask, LedgerTaskStore } from '../../ledger/task.ts'
import { firstOf, rowsOf, touched } from './rows.ts'

const columns = `id, kind, subject, case_id AS "caseId", words, owner, given_by AS "givenBy", given_at AS "givenAt",
  due_at AS "dueAt", done_at AS "doneAt", done_by AS "doneBy", result, version`

export const makeLedgerTaskStore = (manager: EntityManager): LedgerTaskStore => ({
  async add(task) {
    const { id, kind, subject, caseId, words, owner, givenBy, givenAt, dueAt } = task
    const row = await firstOf(
      manager,
      `INSERT INTO ledger_tasks (id, kind, subject, case_id, words, owner, given_by, given_at, due_at, done_at, done_by,
         result, version)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) ON CONFLICT (id) DO NOTHING RETURNING id`,
      [
        ...[id, kind, subject, caseId, words, owner, givenBy, givenAt, dueAt],
        ...[task.doneAt, task.doneBy, task.result, task.version],
      ],
    )
    return row !== null
  },

  byId: (id) =>
    firstOf<LedgerTask>(manager, `SELECT ${columns} FROM ledger_tasks WHERE id = $1 FOR UPDATE`, [id]),

  async save({ id, doneAt, doneBy, result, version }) {
    const changed = await touched(
      manager,
      `UPDATE ledger_tasks SET done_at = $3, done_by = $4, result = $5, version = version + 1
       WHERE id = $1 AND version = $2`,
      [id, version, doneAt, doneBy, result],
    )
    return changed === 1
  },

  list: ({ owner, givenBy, kind, subject, done, givenBefore, most }) =>
    rowsOf<LedgerTask>(
      manager,
      `SELECT ${columns} FROM ledger_tasks
       WHERE ($1::text IS NULL OR owner = $1) AND ($2::text IS NULL OR given_by = $2)
         AND ($3::text IS NULL OR kind = $3) AND ($4::text IS NULL OR subject = $4)
         AND ($5::boolean IS NULL OR (done_at IS NOT NULL) = $5)
         AND ($6::timestamptz IS NULL OR given_at < $6)
       ORDER BY due_at, id LIMIT $7`,
      [
        ...[owner ?? null, givenBy ?? null, kind ?? null, subject ?? null],
        ...[done, givenBefore ?? null, most],
      ],
    ),
})
