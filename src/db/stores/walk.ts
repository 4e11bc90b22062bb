import type { EntityManager } from 'typeorm'
import { newId } from '../../kernel/ids.ts'
import { guarded } from '../faults.ts'
import { rowsOf } from './rows.ts'

/** Does the work on one unchanging state of the database: in the transaction that is open, else in one of its own. */
export function inSnapshot<T>(
  manager: EntityManager,
  work: (snapshot: EntityManager) => Promise<T>,
): Promise<T> {
  if (manager.queryRunner?.isTransactionActive === true) return work(manager)
  return guarded(() =>
    manager.dataSource.transaction('REPEATABLE READ', async (inside) => {
      await inside.query('SET TRANSACTION READ ONLY')
      return work(inside)
    }),
  )
}

/**
 * The rows of a question, so many at once and never all: the server keeps its place (a cursor). Inside a transaction; the
 * caller who wrote the column list says what a row is.
 */
export async function* walked<Row>(
  manager: EntityManager,
  sql: string,
  values: readonly unknown[] = [],
  atOnce = 2_000,
): AsyncGenerator<Row> {
  const name = `walk_${newId().replaceAll('-', '')}`
  await rowsOf(manager, `DECLARE ${name} NO SCROLL CURSOR FOR ${sql}`, values)
  try {
    for (;;) {
      const page: readonly Row[] = await rowsOf<Row>(manager, `FETCH ${String(atOnce)} FROM ${name}`)
      yield* page
      if (page.length < atOnce) return
    }
  } finally {
    // A transaction that failed has lost its cursors already.
    await rowsOf(manager, `CLOSE ${name}`).catch(() => undefined)
  }
}
