import type { EntityManager } from 'typeorm'
import type { AuditQuery, AuditStore, KeptEntry } from '../../rights/audit.ts'
import { clean, jsonText } from './clean.ts'
import { firstOf, rowsOf } from './rows.ts'
import { walked } from './walk.ts'

const columns = `id, at, who, action, subject, door, post, session, address, request_id AS "requestId", before, after`

/** Only what is asked for stands in the question, so that the database may choose its index. */
function narrowed(given: Omit<AuditQuery, 'most'>): { where: string; values: readonly unknown[] } {
  const { who, action, subject, door, from, to, before } = clean(given)
  const asked: readonly (readonly [string, unknown])[] = [
    ['who =', who],
    [action?.endsWith('.') === true ? 'starts_with(action,' : 'action =', action],
    ['subject =', subject],
    ['door =', door],
    ['at >=', from],
    ['at <', to],
    ['id <', before ?? undefined],
  ]
  const meant = asked.filter(([, value]) => value !== undefined)
  const said = meant.map(([what], at) => `${what} $${String(at + 1)}${what.endsWith(',') ? ')' : ''}`)
  return { where: said.length === 0 ? 'TRUE' : said.join(' AND '), values: meant.map(([, value]) => value) }
}

export const makeAuditStore = (manager: EntityManager): AuditStore => ({
  async add({ at, who, action, subject, door, post, session, address, requestId, before, after }) {
    await firstOf(
      manager,
      `INSERT INTO audit_log (at, who, action, subject, door, post, session, address, request_id, before, after)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        ...[at, who, action, subject, door ?? 'api', post ?? null, session ?? null, address, requestId],
        before === null ? null : jsonText(before),
        after === null ? null : jsonText(after),
      ],
    )
  },

  page(query) {
    const { where, values } = narrowed(query)
    const sql = `SELECT ${columns} FROM audit_log WHERE ${where} ORDER BY id DESC LIMIT $${String(values.length + 1)}`
    return rowsOf<KeptEntry>(manager, sql, [...values, query.most])
  },

  each(query) {
    const { where, values } = narrowed({ ...query, before: null })
    return walked<KeptEntry>(manager, `SELECT ${columns} FROM audit_log WHERE ${where} ORDER BY id`, values)
  },
})
