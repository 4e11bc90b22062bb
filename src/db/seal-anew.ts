import type { DataSource } from 'typeorm'
import type { KeyRing, Spot } from '../kernel/sealing.ts'
import { openJson, sealingOf, sealJson, sealText } from './sealing.ts'
import { plainPhone } from './stores/beside-cases.ts'
import { firstOf, rowsOf, touched } from './stores/rows.ts'

/** A column whose values lie sealed, and how the row of a value is named; the same as where it is written. */
interface SealedColumn {
  table: string
  column: string
  /** By what the rows are walked: an indexed column where there is one. */
  by: string
  type: 'bigint' | 'text'
  /** The row's part of the spot. */
  row: string
  json?: true
  /** The digest beside it, and how a value is written for it. */
  digest?: { column: string; of(value: string): string }
}

const ofMessage = (column: string, json?: true): SealedColumn => ({
  ...{ table: 'messages', column, by: 'seq', type: 'bigint', row: 'platform_id' },
  ...(json === undefined ? {} : { json }),
})
const asIs = (value: string): string => value

/** Every sealed column there is; what is not named here is not sealed anew when a key changes. */
export const sealedColumns: readonly SealedColumn[] = [
  { table: 'staff_totp', column: 'secret', by: 'person', type: 'text', row: 'person' },
  { table: 'webhooks', column: 'secret', by: 'id', type: 'text', row: 'id' },
  {
    ...{ table: 'callers', column: 'phone', by: `case_id || '/' || reporter`, type: 'text' },
    ...{ row: `case_id || '/' || reporter`, digest: { column: 'phone_digest', of: plainPhone } },
  },
  {
    ...{ table: 'callers', column: 'remark', by: `case_id || '/' || reporter`, type: 'text' },
    row: `case_id || '/' || reporter`,
  },
  { table: 'case_reporters', column: 'name', by: 'id', type: 'bigint', row: `case_id || '/' || key` },
  {
    ...{ table: 'left_out_speakers', column: 'name', by: 'contact_id', type: 'text', row: 'contact_id' },
    digest: { column: 'name_digest', of: asIs },
  },
  {
    ...{ table: 'room_members', column: 'name', by: `room_id || '/' || contact_id`, type: 'text' },
    row: `room_id || '/' || contact_id`,
  },
  {
    table: 'kept_answers',
    column: 'body',
    by: `owner || '/' || key`,
    type: 'text',
    row: `owner || '/' || key`,
  },
  { table: 'town_private', column: 'value', by: 'id', type: 'text', row: 'id' },
  { table: 'outbox', column: 'text', by: 'id', type: 'text', row: 'id' },
  { table: 'outbox', column: 'brief', by: 'id', type: 'text', row: 'id' },
  { table: 'case_notes', column: 'words', by: 'id', type: 'bigint', row: 'id::text' },
  { table: 'visits', column: 'place', by: 'id', type: 'bigint', row: 'id::text' },
  { table: 'visits', column: 'words', by: 'id', type: 'bigint', row: 'id::text' },
  { table: 'follow_ups', column: 'words', by: 'key', type: 'text', row: 'key' },
  {
    ...{
      table: 'desk_questions',
      column: 'facts',
      by: `conversation_key || '/' || contact_id`,
      type: 'text',
    },
    ...{ row: `conversation_key || '/' || contact_id`, json: true },
  },
  { table: 'before_moves', column: 'record', by: 'event_id', type: 'text', row: 'event_id', json: true },
  ...[ofMessage('text'), ofMessage('sender_name'), ofMessage('quote', true), ofMessage('location', true)],
  { ...ofMessage('reading', true), row: 'seq::text' },
  { table: 'event_words', column: 'words', by: 'event_id', type: 'text', row: 'event_id' },
]

interface Kept {
  by: string
  row: string
  value: unknown
}

const rowsAtOnce = 500

/** Which rows of a column are not under the key whose mark is this parameter. */
function stillOpen({ column, json }: SealedColumn, mark: string): string {
  const value = json === true ? `${column} #>> '{}'` : column
  return `${column} IS NOT NULL AND ${value} <> '' AND NOT starts_with(${value}, ${mark})`
}

/** As it lies in the database: a sealed json value is a JSON text. */
const lies = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))

async function sealColumn({ manager }: DataSource, one: SealedColumn): Promise<number> {
  const sealing = sealingOf(manager)
  const { table, column, by, type, row, json, digest } = one
  let [after, sealed]: [string | null, number] = [null, 0]
  for (;;) {
    const page: readonly Kept[] = await rowsOf<Kept>(
      manager,
      `SELECT (${by})::text AS by, ${row} AS row, ${column} AS value FROM ${table}
       WHERE ${stillOpen(one, '$3')} AND ($1::text IS NULL OR ${by} > $1::${type}) ORDER BY ${by} LIMIT $2`,
      [after, rowsAtOnce, sealing.currentMark()],
    )
    for (const kept of page) {
      const { value } = kept
      const spot: Spot = { place: `${table}.${column}`, row: kept.row }
      const open =
        json === true ? JSON.stringify(openJson(sealing, value, spot)) : sealing.open(lies(value), spot)
      const anew = json === true ? sealJson(sealing, open, spot) : sealText(sealing, open, spot)
      // Only over what was read: whoever has written meanwhile has sealed with the key of then.
      sealed += await touched(
        manager,
        `UPDATE ${table} SET ${column} = $3${json === true ? '::jsonb' : ''}${digest === undefined ? '' : `, ${digest.column} = $4`}
         WHERE ${by} = $1::${type} AND ${column} = $2${json === true ? '::jsonb' : ''}`,
        [
          ...[kept.by, json === true ? JSON.stringify(value) : value, anew],
          ...(digest === undefined ? [] : [sealing.digests(digest.of(open), `${table}.${column}`)[0]]),
        ],
      )
    }
    after = page.at(-1)?.by ?? null
    if (page.length < rowsAtOnce) return sealed
  }
}

/**
 * Seals anew what lies open or under an older key, a row at a time, while the product runs. Returns how many values; cut
 * off, it is begun again and passes over what is done.
 */
export async function sealAnew(dataSource: DataSource): Promise<number> {
  let sealed = 0
  for (const column of sealedColumns) sealed += await sealColumn(dataSource, column)
  return sealed
}

/**
 * The same at a start: columns of which an earlier one has found that nothing was to do under this key are passed over,
 * so that the start of a large centre reads none of its millions of rows. What an instance with an older key seals
 * meanwhile is found by `npm run keys`.
 */
export async function sealOpen(dataSource: DataSource, ring: Pick<KeyRing, 'current'>): Promise<number> {
  const { id } = ring.current()
  const { manager } = dataSource
  const kept = await firstOf<{ swept: readonly string[] }>(
    manager,
    'SELECT swept FROM sealing_keys WHERE id = $1',
    [id],
  )
  let sealed = 0
  for (const column of sealedColumns) {
    const name = `${column.table}.${column.column}`
    if (kept?.swept.includes(name) === true) continue
    const count = await sealColumn(dataSource, column)
    sealed += count
    if (count === 0)
      await touched(
        manager,
        'UPDATE sealing_keys SET swept = array_append(swept, $2) WHERE id = $1 AND NOT $2 = ANY(swept)',
        [id, name],
      )
  }
  return sealed
}

/** How many values are not under the key that seals now: while there is one, no older key may go. */
export async function leftToSeal({ manager }: DataSource): Promise<number> {
  const mark = sealingOf(manager).currentMark()
  let left = 0
  for (const one of sealedColumns) {
    const row = await firstOf<{ count: number }>(
      manager,
      `SELECT count(*)::int AS count FROM ${one.table} WHERE ${stillOpen(one, '$1')}`,
      [mark],
    )
    left += row?.count ?? 0
  }
  return left
}
