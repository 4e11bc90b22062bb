import type { DataSource } from 'typeorm'
import { testSealing } from './test-sealing.ts'

/** Rows of the outbox as the tests read them: columns as in SQL, text and brief opened. */
export async function noticesIn<Row>(
  dataSource: DataSource,
  columns: string,
  rest: string,
  values: readonly unknown[] = [],
): Promise<readonly Row[]> {
  const sql = `SELECT id AS "noticeId", ${columns} FROM outbox ${rest}`
  const rows = await dataSource.query<Record<string, unknown>[]>(sql, [...values])
  return rows.map(({ noticeId, ...row }) => {
    for (const column of ['text', 'brief']) {
      const [kept, spot] = [row[column], { place: `outbox.${column}`, row: String(noticeId) }]
      if (typeof kept === 'string') row[column] = testSealing.open(kept, spot)
    }
    return row as Row
  })
}
