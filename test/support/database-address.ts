import type { DatabaseConnection } from '../../src/db/connection.ts'

/** The same server and user, another database. */
export function atDatabase(connection: DatabaseConnection, database: string): DatabaseConnection {
  if (!('url' in connection)) return { ...connection, database }
  const url = new URL(connection.url)
  url.pathname = `/${database}`
  return { url: url.href }
}
