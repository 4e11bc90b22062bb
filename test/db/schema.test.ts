import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connectDatabase } from '../../src/db/connect.ts'
import { migrate } from '../../src/db/migrate.ts'
import { silentLog } from '../../src/kernel/log.ts'
import { migrations } from '../../migrations/all.ts'
import type { FreshDatabase } from '../support/database.ts'
import { databaseServers, freshDatabase } from '../support/database.ts'

describe.each(databaseServers)('the tables on %s', (server) => {
  let empty: FreshDatabase

  beforeAll(async () => {
    empty = await freshDatabase(server, true)
  })
  afterAll(() => empty.drop())

  it('are made by four processes at once, each migration once', async () => {
    const pools = await Promise.all(
      [1, 2, 3, 4].map(() => connectDatabase({ connection: empty.connection, log: silentLog, poolSize: 2 })),
    )
    const ran = await Promise.all(pools.map((pool) => migrate(pool, silentLog)))
    const names = migrations.map((migration) => migration.name)
    expect(ran.flat()).toEqual(names)
    expect(ran.filter((list) => list.length > 0)).toHaveLength(1)
    const [kept] = await pools[0]!.query<{ count: number }[]>('SELECT count(*)::int AS count FROM migrations')
    expect(kept?.count).toBe(names.length)
    await Promise.all(pools.map((pool) => pool.destroy()))
  })

  it('are what the schemas say, with nothing to add and nothing to take away', async () => {
    await migrate(empty.dataSource, silentLog)
    const difference = await empty.dataSource.driver.createSchemaBuilder().log()
    expect(difference.upQueries.map((query) => query.query)).toEqual([])
  })
})
