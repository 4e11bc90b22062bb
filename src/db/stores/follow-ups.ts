import type { EntityManager } from 'typeorm'
import type { FollowUp } from '../../feedback/follow-up.ts'
import type { FollowUpStore } from '../../feedback/ports.ts'
import { openTextOrNull, sealingOf, sealTextOrNull } from '../sealing.ts'
import { clean } from './clean.ts'
import { followUpSpot } from './office-spots.ts'
import { rowsOf, touched } from './rows.ts'

export const followUpColumns = `key, case_id AS "caseId", kind, reporter, due_at AS "dueAt", assignee, tries, done_at AS "doneAt",
  done_by AS "doneBy", outcome, words`

/** As it was written, its words opened. */
export const openFollowUp = (manager: EntityManager, one: FollowUp): FollowUp => ({
  ...one,
  words: openTextOrNull(sealingOf(manager), one.words, followUpSpot(one.key)),
})

const valuesOf = (manager: EntityManager, one: FollowUp): readonly unknown[] => [
  one.key,
  one.caseId,
  one.kind,
  one.reporter,
  one.dueAt,
  one.assignee === null ? null : JSON.stringify(one.assignee),
  one.assignee?.person ?? null,
  one.tries,
  one.doneAt,
  one.doneBy,
  one.outcome,
  sealTextOrNull(sealingOf(manager), clean(one.words), followUpSpot(one.key)),
]

async function found(manager: EntityManager, where: string, value: string): Promise<readonly FollowUp[]> {
  const sql = `SELECT ${followUpColumns} FROM follow_ups WHERE ${where}`
  const rows = await rowsOf<FollowUp>(manager, sql, [value])
  return rows.map((row) => openFollowUp(manager, row))
}

export const makeFollowUpStore = (manager: EntityManager): FollowUpStore => ({
  async plan(followUp) {
    const added = await rowsOf(
      manager,
      `INSERT INTO follow_ups (key, case_id, kind, reporter, due_at, assignee, assignee_person, tries, done_at, done_by,
         outcome, words)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT (key) DO NOTHING RETURNING key`,
      valuesOf(manager, followUp),
    )
    return added.length > 0
  },
  byKey: async (key) => (await found(manager, 'key = $1 FOR UPDATE', key))[0] ?? null,
  openOf: (caseId) =>
    found(manager, 'case_id = $1 AND done_at IS NULL ORDER BY due_at, key FOR UPDATE', caseId),
  ofCase: (caseId) => found(manager, 'case_id = $1 ORDER BY due_at, key', caseId),
  async save(followUp) {
    await touched(
      manager,
      `UPDATE follow_ups SET case_id = $2, kind = $3, reporter = $4, due_at = $5, assignee = $6, assignee_person = $7,
         tries = $8, done_at = $9, done_by = $10, outcome = $11, words = $12 WHERE key = $1`,
      valuesOf(manager, followUp),
    )
  },
})
