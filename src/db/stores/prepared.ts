import { createHash } from 'node:crypto'
import type pg from 'pg'
import { type EntityManager, QueryFailedError } from 'typeorm'
import { guarded } from '../faults.ts'
import { clean } from './clean.ts'

const names = new Map<string, string>()

/** The same words have the same name on every connection. */
function nameOf(sql: string): string {
  const known = names.get(sql)
  if (known !== undefined) return known
  const made = `linli_${createHash('sha256').update(sql).digest('hex').slice(0, 32)}`
  names.set(sql, made)
  return made
}

/** The connection of the manager's transaction, else any of the pool; null where there is neither. */
async function connectionOf(manager: EntityManager): Promise<Pick<pg.Pool, 'query'> | null> {
  if (manager.queryRunner !== undefined) return (await manager.queryRunner.connect()) as pg.PoolClient
  const { driver } = manager.dataSource
  return 'master' in driver && manager.dataSource.isInitialized ? (driver.master as pg.Pool) : null
}

/**
 * As `rowsOf`, for the few statements that are asked with every request and whose words never change: the server plans
 * them once for each connection, which takes longer than all else it does for them. Only for a look by a key: a plan that
 * is made once may be wrong where it depends on the values. (TypeORM has no named statements.)
 */
export async function preparedRows<Row>(
  manager: EntityManager,
  sql: string,
  values: readonly unknown[],
): Promise<readonly Row[]> {
  const given = values.map((value) => clean(value))
  return await guarded(async () => {
    const connection = await connectionOf(manager)
    if (connection === null) return await manager.query<Row[]>(sql, given)
    manager.dataSource.logger.logQuery(sql, given)
    try {
      return (await connection.query({ name: nameOf(sql), text: sql, values: given })).rows as Row[]
    } catch (error) {
      throw error instanceof Error ? new QueryFailedError(sql, [], error) : error
    }
  })
}

export const preparedFirst = async <Row>(
  manager: EntityManager,
  sql: string,
  values: readonly unknown[],
): Promise<Row | null> => (await preparedRows<Row>(manager, sql, values))[0] ?? null
