import { DataSource } from 'typeorm'
import type { DataSourceOptions } from 'typeorm'
import type pg from 'pg'
import { migrations } from '../../migrations/all.ts'
import { reasonOf, StartFault } from '../kernel/errors.ts'
import type { Log } from '../kernel/log.ts'
import type { Sealing } from '../kernel/sealing.ts'
import { prepareSession } from './application-role.ts'
import type { DatabaseConnection } from './connection.ts'
import { codeOf } from './faults.ts'
import { readMomentsQuickly } from './instants.ts'
import { schemas } from './schema/all.ts'
import { SnakeColumns } from './schema/naming.ts'
import { bindSealing } from './sealing.ts'

/** A pool of connections with its stores; what other folders call TypeORM's data source. */
export type Pool = DataSource

export interface ConnectOptions {
  connection: DatabaseConnection
  log: Log
  /** Connections at once; default 8. */
  poolSize?: number
  /** What private values are sealed with; without it the stores can do everything but look at those. */
  sealing?: Sealing
}

const connectMilliseconds = 5_000
const oldestServer = 140_000

/** The address without what is secret in it. */
function addressOf(connection: DatabaseConnection): string {
  if (!('url' in connection)) return `${connection.host}/${connection.database}`
  try {
    const { host, pathname } = new URL(connection.url)
    return `${host}${pathname}`
  } catch {
    return 'the address in DATABASE_URL'
  }
}

function optionsFor(options: ConnectOptions, isOpen: () => boolean): DataSourceOptions {
  const { connection, log } = options
  return {
    type: 'postgres',
    ...('url' in connection
      ? { url: connection.url }
      : {
          host: connection.host,
          port: connection.port,
          username: connection.user,
          database: connection.database,
          ssl: false,
          ...(connection.password === null ? {} : { password: connection.password }),
        }),
    applicationName: 'linli',
    poolSize: options.poolSize ?? 8,
    connectTimeoutMS: connectMilliseconds,
    entities: schemas,
    migrations: [...migrations],
    namingStrategy: new SnakeColumns(),
    logging: false,
    // An idle connection that breaks: the pool drops it and makes a new one when it is needed.
    // One that breaks while it is being closed is no news.
    poolErrorHandler: (error: unknown) => {
      if (isOpen()) log.warn({ reason: reasonOf(error) }, 'a database connection broke')
    },
    extra: {
      onConnect: (client: pg.Client) => {
        readMomentsQuickly(client)
        return prepareSession(client, log)
      },
    },
  }
}

function connectFault(connection: DatabaseConnection, error: unknown): StartFault {
  const where = addressOf(connection)
  const code = codeOf(error)
  if (code.startsWith('28'))
    return new StartFault(`The database server at ${where} refuses the user or password.`)
  if (code === '3D000') return new StartFault(`The database ${where} does not exist on its server.`)
  return new StartFault(`No PostgreSQL answers at ${where}: ${reasonOf(error)}`)
}

async function checkServer(dataSource: DataSource, where: string): Promise<void> {
  const [seen] = await dataSource.query<{ version: string; encoding: string }[]>(
    `SELECT current_setting('server_version_num') AS version, current_setting('server_encoding') AS encoding`,
  )
  if (Number(seen?.version) < oldestServer) {
    throw new StartFault(`The database server at ${where} is older than PostgreSQL 14.`)
  }
  if (seen?.encoding !== 'UTF8') {
    throw new StartFault(
      `The database ${where} is encoded in ${seen?.encoding ?? 'nothing known'}; it must be UTF8.`,
    )
  }
}

/**
 * A pool of connections to a PostgreSQL server. Where the server does not answer, refuses the user, is older than 14
 * or not in UTF-8, a StartFault says so in one sentence. Later losses heal by themselves: calls reject with
 * Outage('db') until the server is back. Every connection acts as the role `linli_app` where there is one.
 */
export async function connectDatabase(options: ConnectOptions): Promise<DataSource> {
  const dataSource: DataSource = new DataSource(optionsFor(options, () => dataSource.isInitialized))
  if (options.sealing !== undefined) bindSealing(dataSource, options.sealing)
  try {
    await dataSource.initialize()
  } catch (error) {
    throw connectFault(options.connection, error)
  }
  try {
    await checkServer(dataSource, addressOf(options.connection))
  } catch (error) {
    await dataSource.destroy()
    throw error
  }
  return dataSource
}
