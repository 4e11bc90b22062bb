/** Where a PostgreSQL server is reached: an address as in DATABASE_URL, or its parts. */
export type DatabaseConnection =
  | { url: string }
  | {
      /** A host name, or the folder of a Unix socket. */
      host: string
      port: number
      user: string
      /** Null where the socket's folder is the lock. */
      password: string | null
      database: string
    }
