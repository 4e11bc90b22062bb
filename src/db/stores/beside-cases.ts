import type { EntityManager } from 'typeorm'
import type { BesideCases, Caller, CaseNote } from '../../cases/beside.ts'
import { firstOf, rowsOf } from './rows.ts'

const noteColumns = 'id, person, words, written_at AS "writtenAt"'

export const makeBesideCases = (manager: EntityManager): BesideCases => ({
  callers: (caseId) =>
    rowsOf<Caller>(
      manager,
      `SELECT reporter, phone, remark, taken_by AS "takenBy", taken_at AS "takenAt" FROM callers
       WHERE case_id = $1 ORDER BY taken_at, reporter`,
      [caseId],
    ),

  async keepCaller(caseId, { reporter, phone, remark, takenBy, takenAt }) {
    await firstOf(
      manager,
      `INSERT INTO callers (case_id, reporter, phone, remark, taken_by, taken_at) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (case_id, reporter) DO UPDATE SET phone = excluded.phone, remark = excluded.remark,
         taken_by = excluded.taken_by, taken_at = excluded.taken_at`,
      [caseId, reporter, phone, remark, takenBy, takenAt],
    )
  },

  notes: (caseId) =>
    rowsOf<CaseNote>(manager, `SELECT ${noteColumns} FROM case_notes WHERE case_id = $1 ORDER BY id`, [
      caseId,
    ]),

  async addNote(caseId, { person, words, writtenAt }) {
    const note = await firstOf<CaseNote>(
      manager,
      `INSERT INTO case_notes (case_id, person, words, written_at) VALUES ($1, $2, $3, $4) RETURNING ${noteColumns}`,
      [caseId, person, words, writtenAt],
    )
    if (note === null) throw new Error('a note was not kept')
    return note
  },
})
