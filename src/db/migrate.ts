import { DataSource } from 'typeorm'
import type { Log } from '../kernel/log.ts'
import { grantApplication } from './application-role.ts'

/** Any number that no other program of the same database uses for its lock. */
const lock = 5_464_241_991

/**
 * Brings the database's tables up to this program's, and the application's role with its rights. Any number of
 * processes may do so at once: they wait for each other, the first does the work. Resolves with the names of the
 * migrations that ran. They run as the log-in itself, on a connection of their own.
 */
export async function migrate(dataSource: DataSource, log: Log): Promise<readonly string[]> {
  const { options } = dataSource
  if (options.type !== 'postgres') throw new TypeError('not a PostgreSQL data source')
  const owner = new DataSource({ ...options, poolSize: 2, extra: {} })
  await owner.initialize()
  const runner = owner.createQueryRunner()
  try {
    await runner.query('SELECT pg_advisory_lock($1)', [lock])
    const ran = await owner.runMigrations({ transaction: 'all' })
    await grantApplication(runner, owner.entityMetadatas, log)
    if (ran.length > 0) await renew(dataSource)
    return ran.map((migration) => migration.name)
  } finally {
    await runner.release()
    await owner.destroy()
  }
}

/** Connections from before the role was made act as the log-in: they are replaced. */
async function renew(dataSource: DataSource): Promise<void> {
  await dataSource.destroy()
  await dataSource.initialize()
}
