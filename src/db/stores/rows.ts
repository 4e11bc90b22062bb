import type { EntityManager } from 'typeorm'
import { guarded } from '../faults.ts'
import { clean } from './clean.ts'

/** UPDATE and DELETE come back from TypeORM as [rows, count], everything else as rows. */
const isCounted = (found: readonly unknown[]): found is readonly [readonly unknown[], number] =>
  found.length === 2 && Array.isArray(found[0]) && typeof found[1] === 'number'

async function ask(
  manager: EntityManager,
  sql: string,
  values: readonly unknown[],
): Promise<readonly unknown[]> {
  return await guarded(() =>
    manager.query<readonly unknown[]>(
      sql,
      values.map((value) => clean(value)),
    ),
  )
}

/**
 * Runs one statement and gives its rows, typed by the caller who wrote the column list.
 * bigint columns come as strings, timestamptz as Date, jsonb as values.
 */
export async function rowsOf<Row>(
  manager: EntityManager,
  sql: string,
  values: readonly unknown[] = [],
): Promise<readonly Row[]> {
  const found = await ask(manager, sql, values)
  return (isCounted(found) ? found[0] : found) as readonly Row[]
}

export async function firstOf<Row>(
  manager: EntityManager,
  sql: string,
  values: readonly unknown[] = [],
): Promise<Row | null> {
  return (await rowsOf<Row>(manager, sql, values))[0] ?? null
}

/** How many rows an UPDATE or DELETE touched. */
export async function touched(
  manager: EntityManager,
  sql: string,
  values: readonly unknown[] = [],
): Promise<number> {
  const found = await ask(manager, sql, values)
  return isCounted(found) ? found[1] : 0
}

/** The next value of a sequence: for rows whose words are sealed for their own id. */
export async function nextId(manager: EntityManager, sequence: string): Promise<string> {
  const row = await firstOf<{ id: string }>(manager, 'SELECT nextval($1::regclass) AS id', [sequence])
  if (row === null) throw new Error(`no value of ${sequence}`)
  return row.id
}
