import pg from 'pg'
import type { DatabaseConnection } from '../connection.ts'
import { StartFault } from '../../kernel/errors.ts'
import { superuser } from './cluster.ts'
import type { Site } from './site.ts'

export type Reached = Exclude<DatabaseConnection, { url: string }>

/** The product's own database in the embedded server. */
export const databaseName = 'linli'

export function connectionTo(site: Site, database: string): Reached {
  const { listening } = site
  return listening.by === 'socket'
    ? { host: listening.folder, port: listening.port, user: superuser, password: null, database }
    : { host: '127.0.0.1', port: listening.port, user: superuser, password: listening.password, database }
}

export function makeClient(to: Reached): pg.Client {
  const client = new pg.Client({
    host: to.host,
    port: to.port,
    user: to.user,
    database: to.database,
    ...(to.password === null ? {} : { password: to.password }),
    ssl: false,
    connectionTimeoutMillis: 2_000,
  })
  // A connection that breaks while nobody waits for it must not end the process.
  client.on('error', () => undefined)
  return client
}

/** `starting` is said by a server that starts up, recovers or shuts down. */
export type Seen = 'ready' | 'starting' | 'absent'

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''

/** Asks whether a server takes connections on this site. */
export async function probe(site: Site): Promise<Seen> {
  const client = makeClient(connectionTo(site, 'postgres'))
  try {
    await client.connect()
    return 'ready'
  } catch (error) {
    const code = codeOf(error)
    if (code === '57P03') return 'starting'
    if (code === '53300') return 'ready'
    if (code.startsWith('28')) {
      throw new StartFault(`Another database server answers where the one of ${site.folder} should.`)
    }
    return 'absent'
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** Makes the product's database where it is absent; several at once agree. */
export async function ensureDatabase(site: Site): Promise<void> {
  const client = makeClient(connectionTo(site, 'postgres'))
  await client.connect()
  try {
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [databaseName])
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${databaseName}`)
  } catch (error) {
    // Somebody else made it in this moment.
    if (!['42P04', '23505'].includes(codeOf(error))) throw error
  } finally {
    await client.end().catch(() => undefined)
  }
}
