import { QueryFailedError } from 'typeorm'
import { Outage, reasonOf, Refusal } from '../kernel/errors.ts'

/** TypeORM wraps what the driver said. */
function causeOf(error: unknown): unknown {
  return error instanceof Error && 'driverError' in error ? error.driverError : error
}

/** PostgreSQL's five-letter state or the system's error name; '' where there is none. */
export function codeOf(error: unknown): string {
  const cause = causeOf(error)
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : ''
}

const lostCodes: ReadonlySet<string> = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENOTFOUND', 'EAI_AGAIN'],
  // The server ends, starts, or has no room: admin_shutdown, crash_shutdown, cannot_connect_now, too_many_connections.
  ...['57P01', '57P02', '57P03', '53300'],
  // It cannot write: disk_full, out_of_memory.
  ...['53100', '53200'],
])

/** What pg, its pool and TypeORM say, without any code, of a connection that is gone. */
const lostWords =
  /Connection terminated|timeout exceeded when trying to connect|not queryable|Client was closed|pool after calling end|Driver not Connected|already released/iu

/** Whether the database is away, so that the same call may work later. */
export function isOutage(error: unknown): boolean {
  const code = codeOf(error)
  return (
    lostCodes.has(code) || code.startsWith('08') || (code === '' && lostWords.test(reasonOf(causeOf(error))))
  )
}

/** serialization_failure and deadlock_detected: the same work may succeed when it is done again. */
export const isClash = (error: unknown): boolean => ['40001', '40P01'].includes(codeOf(error))

/** The values of a failed statement may be somebody's words; an error travels into logs. */
function withoutWords(error: unknown): unknown {
  if (error instanceof QueryFailedError) {
    Object.assign(error, { parameters: [], detail: undefined })
    Object.assign(error.driverError, { detail: undefined })
  }
  return error
}

/** What a caller gets instead: Outage('db') while the database is away; anything else as it is. */
export function translated(error: unknown): unknown {
  if (error instanceof Outage || error instanceof Refusal || !isOutage(error)) return withoutWords(error)
  return new Outage('db', `the database is away: ${reasonOf(causeOf(error))}`, { cause: error })
}

/** Runs a call to the database; an outage rejects as Outage('db'). */
export async function guarded<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call()
  } catch (error) {
    throw translated(error)
  }
}
