import { DataSource } from 'typeorm'
import type { Log } from '../kernel/log.ts'
import { migrations } from '../../migrations/all.ts'
import { applicationRole, grantApplication } from './application-role.ts'
import { codeOf } from './faults.ts'

/** Any number that no other program of the same database uses for its lock. */
const lock = 5_464_241_991

/** Nothing to do: every migration has run, and we act as the application's role already. The way of most starts. */
async function isCurrent(dataSource: DataSource): Promise<boolean> {
  try {
    const ran = await dataSource.query<{ name: string; role: string }[]>(
      'SELECT name, current_user AS role FROM migrations',
    )
    const names = new Set(ran.map((row) => row.name))
    return migrations.every(({ name }) => names.has(name)) && ran[0]?.role === applicationRole
  } catch (error) {
    // 42P01: no table of migrations yet; 42501: not for us to read.
    if (['42P01', '42501'].includes(codeOf(error))) return false
    throw error
  }
}

/**
 * Brings the database's tables up to this program's, and the application's role with its rights. Any number of
 * processes may do so at once: they wait for each other, the first does the work. Resolves with the names of the
 * migrations that ran. They run as the log-in itself, on a connection of their own.
 */
export async function migrate(dataSource: DataSource, log: Log): Promise<readonly string[]> {
  if (await isCurrent(dataSource)) return []
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
