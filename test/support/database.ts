import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import type { DataSource } from 'typeorm'
import { inject } from 'vitest'
import { connectDatabase } from '../../src/db/connect.ts'
import type { DatabaseConnection } from '../../src/db/connection.ts'
import type { Stores } from '../../src/db/stores.ts'
import { makeStores } from '../../src/db/stores.ts'
import { makeUnitOfWork } from '../../src/db/unit-of-work.ts'
import { newId } from '../../src/kernel/ids.ts'
import { silentLog } from '../../src/kernel/log.ts'
import type { UnitOfWork } from '../../src/kernel/unit-of-work.ts'
import { atDatabase } from './database-address.ts'
import { testSealing } from './test-sealing.ts'

export type ServerName = 'embedded' | 'DATABASE_URL'

/** One server of the run with its migrated template. */
export interface TestServer {
  name: ServerName
  connection: DatabaseConnection
  template: string
}

/** The servers that contract suites run on: `describe.each(databaseServers)('… on %s', (server) => …)`. */
export const databaseServers: readonly ServerName[] = inject('externalDatabase')
  ? ['embedded', 'DATABASE_URL']
  : ['embedded']

async function serverNamed(name: ServerName): Promise<TestServer> {
  const folder = inject('databaseFolder')
  while (!existsSync(join(folder, 'servers.json'))) {
    if (existsSync(join(folder, 'failed'))) throw new Error(await readFile(join(folder, 'failed'), 'utf8'))
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  const servers = JSON.parse(await readFile(join(folder, 'servers.json'), 'utf8')) as TestServer[]
  const server = servers.find((one) => one.name === name)
  if (server === undefined) throw new Error(`no such database server in this run: ${name}`)
  return server
}

/** Runs one statement on the server itself, as the log-in. */
async function onServer(server: TestServer, sql: string): Promise<void> {
  const { connection } = server
  const admin = new pg.Client(
    'url' in connection
      ? { connectionString: connection.url }
      : { ...connection, password: connection.password ?? '' },
  )
  await admin.connect()
  try {
    await admin.query(sql)
  } finally {
    await admin.end()
  }
}

export interface FreshDatabase {
  /** How this database is reached, for a process or a pool of the test's own. */
  connection: DatabaseConnection
  dataSource: DataSource
  unitOfWork: UnitOfWork<Stores>
  /** Outside transactions. */
  stores: Stores
  /** Closes the pool and deletes the database. */
  drop(): Promise<void>
}

/** A database of its own, migrated and empty; on the run's embedded server unless another is named. */
export async function freshDatabase(name: ServerName = 'embedded', empty = false): Promise<FreshDatabase> {
  const server = await serverNamed(name)
  const database = `linli_test_${newId().replaceAll('-', '')}`
  await onServer(server, `CREATE DATABASE ${database} TEMPLATE ${empty ? 'template0' : server.template}`)
  const connection = atDatabase(server.connection, database)
  const dataSource = await connectDatabase({ connection, log: silentLog, poolSize: 6, sealing: testSealing })
  return {
    connection,
    dataSource,
    unitOfWork: makeUnitOfWork(dataSource),
    stores: makeStores(dataSource.manager),
    async drop() {
      if (dataSource.isInitialized) await dataSource.destroy()
      await onServer(server, `DROP DATABASE IF EXISTS ${database} WITH (FORCE)`)
    },
  }
}
