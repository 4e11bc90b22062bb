import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { connectDatabase } from '../../src/db/connect.ts'
import type { DatabaseConnection } from '../../src/db/connection.ts'
import { startEmbedded } from '../../src/db/embedded.ts'
import { migrate } from '../../src/db/migrate.ts'
import { reasonOf } from '../../src/kernel/errors.ts'
import { silentLog } from '../../src/kernel/log.ts'
import { newId } from '../../src/kernel/ids.ts'
import type { TestServer } from './database.ts'
import { atDatabase } from './database-address.ts'

interface Running {
  folder: string
  users: number
  up: Promise<() => Promise<void>>
}

/** All projects of a run share one server; each of them runs this file anew. */
const shelf = globalThis as { linliTestDatabase?: Running }

/** Makes the migrated database that every test file gets a copy of. */
async function makeTemplate(server: DatabaseConnection, name: string): Promise<() => Promise<void>> {
  const admin = await connectDatabase({ connection: server, log: silentLog, poolSize: 1 })
  try {
    await admin.query('RESET ROLE')
    await admin.query(`CREATE DATABASE ${name}`)
    const fresh = await connectDatabase({ connection: atDatabase(server, name), log: silentLog, poolSize: 1 })
    try {
      await migrate(fresh, silentLog)
    } finally {
      await fresh.destroy()
    }
  } finally {
    await admin.destroy()
  }
  return async () => {
    const broom = await connectDatabase({ connection: server, log: silentLog, poolSize: 1 })
    await broom.query('RESET ROLE')
    await broom.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
    await broom.destroy()
  }
}

async function start(folder: string): Promise<() => Promise<void>> {
  // fsync off: a test run that loses its machine starts anew anyway.
  const settings = {
    fsync: 'off',
    full_page_writes: 'off',
    max_connections: '200',
    deadlock_timeout: '100ms',
  }
  const embedded = await startEmbedded({ folder: join(folder, 'db'), log: silentLog, settings })
  const template = `linli_template_${newId().replaceAll('-', '')}`
  const servers: TestServer[] = [{ name: 'embedded', connection: embedded.connection, template }]
  await makeTemplate(embedded.connection, template)
  const url = process.env['DATABASE_URL'] ?? ''
  let sweep = (): Promise<void> => Promise.resolve()
  if (url !== '') {
    sweep = await makeTemplate({ url }, template)
    servers.push({ name: 'DATABASE_URL', connection: { url }, template })
  }
  // Renamed into place: a reader sees all of it or nothing.
  await writeFile(join(folder, 'servers.json.new'), JSON.stringify(servers))
  await rename(join(folder, 'servers.json.new'), join(folder, 'servers.json'))
  return async () => {
    await sweep()
    await embedded.stop()
  }
}

/** Starts the run's database beside the tests: those that need none do not wait for it. */
export async function setup(project: TestProject): Promise<void> {
  if (shelf.linliTestDatabase === undefined) {
    const folder = await mkdtemp(join(tmpdir(), 'linli-test-'))
    const up = start(folder)
    up.catch((error: unknown) => writeFile(join(folder, 'failed'), reasonOf(error)))
    shelf.linliTestDatabase = { folder, users: 0, up }
  }
  shelf.linliTestDatabase.users += 1
  project.provide('databaseFolder', shelf.linliTestDatabase.folder)
  project.provide('externalDatabase', (process.env['DATABASE_URL'] ?? '') !== '')
}

export async function teardown(): Promise<void> {
  const running = shelf.linliTestDatabase
  if (running === undefined) return
  running.users -= 1
  if (running.users > 0) return
  delete shelf.linliTestDatabase
  try {
    await (
      await running.up
    )()
  } finally {
    await rm(running.folder, { recursive: true, force: true })
  }
}

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the run's database writes how it is reached. */
    databaseFolder: string
    /** DATABASE_URL names a second server. */
    externalDatabase: boolean
  }
}
