import type { EntityManager } from 'typeorm'
import type { Upload, UploadStore } from '../../cases/uploads.ts'
import { firstOf, rowsOf, touched } from './rows.ts'

const columns = `id, case_id AS "caseId", person, kind, name, media_type AS "mediaType", size, uploaded_at AS "uploadedAt"`

export const makeUploadStore = (manager: EntityManager): UploadStore => ({
  async add({ id, caseId, person, kind, name, mediaType, size, uploadedAt }) {
    await firstOf(
      manager,
      `INSERT INTO uploads (id, case_id, person, kind, name, media_type, size, uploaded_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [id, caseId, person, kind, name, mediaType, size, uploadedAt],
    )
  },
  byId: (id) => firstOf<Upload>(manager, `SELECT ${columns} FROM uploads WHERE id = $1`, [id]),
  ofCase: (caseId) =>
    rowsOf<Upload>(manager, `SELECT ${columns} FROM uploads WHERE case_id = $1 ORDER BY uploaded_at, id`, [
      caseId,
    ]),
  async remove(id) {
    await touched(manager, 'DELETE FROM uploads WHERE id = $1', [id])
  },
})
