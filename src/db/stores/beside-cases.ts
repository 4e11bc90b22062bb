import type { EntityManager } from 'typeorm'
import type { BesideCases, Caller } from '../../cases/beside.ts'
import type { Spot } from '../../kernel/sealing.ts'
import { sealingOf, sealText, sealTextOrNull } from '../sealing.ts'
import { clean, cleanText } from './clean.ts'
import { noteSpot } from './office-spots.ts'
import { firstOf, nextId, rowsOf } from './rows.ts'

const callerSpot = (column: 'phone' | 'remark', caseId: string, reporter: string): Spot => ({
  place: `callers.${column}`,
  row: `${caseId}/${reporter}`,
})

/** +86 138-0001-0001 and 13800010001 are one number. */
export const plainPhone = (phone: string): string =>
  phone
    .normalize('NFKC')
    .replaceAll(/\D/gu, '')
    .replace(/^(?:00)?86(?=1\d{10}$)/u, '')

export const makeBesideCases = (manager: EntityManager): BesideCases => ({
  async callers(caseId) {
    const rows = await rowsOf<Caller>(
      manager,
      `SELECT reporter, phone, remark, taken_by AS "takenBy", taken_at AS "takenAt" FROM callers
       WHERE case_id = $1 ORDER BY taken_at, reporter`,
      [caseId],
    )
    const sealing = sealingOf(manager)
    return rows.map((row) => ({
      ...row,
      phone: row.phone === null ? null : sealing.open(row.phone, callerSpot('phone', caseId, row.reporter)),
      remark:
        row.remark === null ? null : sealing.open(row.remark, callerSpot('remark', caseId, row.reporter)),
    }))
  },

  async keepCaller(caseId, given) {
    const { reporter, phone, remark, takenBy, takenAt } = clean(given)
    const sealing = sealingOf(manager)
    await firstOf(
      manager,
      `INSERT INTO callers (case_id, reporter, phone, phone_digest, remark, taken_by, taken_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (case_id, reporter) DO UPDATE SET phone = excluded.phone, phone_digest = excluded.phone_digest,
         remark = excluded.remark, taken_by = excluded.taken_by, taken_at = excluded.taken_at`,
      [
        ...[caseId, reporter, sealTextOrNull(sealing, phone, callerSpot('phone', caseId, reporter))],
        phone === null ? null : sealing.digests(plainPhone(phone), 'callers.phone')[0],
        ...[sealTextOrNull(sealing, remark, callerSpot('remark', caseId, reporter)), takenBy, takenAt],
      ],
    )
  },

  byPhone: (phone) =>
    rowsOf<{ caseId: string; reporter: string }>(
      manager,
      `SELECT case_id AS "caseId", reporter FROM callers WHERE phone_digest = ANY($1::text[])
       ORDER BY taken_at DESC, case_id`,
      [[...sealingOf(manager).digests(plainPhone(phone), 'callers.phone')]],
    ),

  async addNote(caseId, { person, words, writtenAt }) {
    const id = await nextId(manager, 'case_notes_id_seq')
    const sealed = sealText(sealingOf(manager), cleanText(words), noteSpot(id))
    const sql = 'INSERT INTO case_notes (id, case_id, person, words, written_at) VALUES ($1, $2, $3, $4, $5)'
    await firstOf(manager, sql, [id, caseId, person, sealed, writtenAt])
    return { id, person, words: cleanText(words), writtenAt }
  },
})
