import type pg from 'pg'
import type { EntityMetadata, QueryRunner } from 'typeorm'
import { reasonOf } from '../kernel/errors.ts'
import type { Log } from '../kernel/log.ts'
import { codeOf } from './faults.ts'
import { appendOnly } from './schema/all.ts'

/** Whom the product acts as: may read and write rows, but of events only read and add (2.2). */
export const applicationRole = 'linli_app'
const role = applicationRole

/**
 * Makes a new connection act as the application's role, where there is one and the log-in may take it.
 * The schema is settled first: with "$user" in the search path it would change with the role.
 */
export async function prepareSession(client: pg.Client, log: Log): Promise<void> {
  try {
    await client.query(`SELECT set_config('search_path', quote_ident(current_schema()), false)`)
    await client.query(
      `SELECT set_config('role', rolname, false) FROM pg_roles
       WHERE rolname = '${role}' AND pg_has_role(session_user, oid, 'MEMBER')`,
    )
  } catch (error) {
    // 42501: a member that may not take the role. Everything else is a connection that does not work.
    if (codeOf(error) !== '42501') throw error
    log.warn(
      { reason: reasonOf(error) },
      `the database role ${role} cannot be taken; triggers alone guard the events`,
    )
  }
}

async function roleExists(runner: QueryRunner): Promise<boolean> {
  const found = (await runner.query(`SELECT 1 FROM pg_roles WHERE rolname = '${role}'`)) as readonly unknown[]
  return found.length > 0
}

/** Makes the role where it is absent and the log-in may; false where it may not. */
async function ensureRole(runner: QueryRunner, log: Log): Promise<boolean> {
  if (await roleExists(runner)) return true
  try {
    await runner.query(`CREATE ROLE ${role} NOLOGIN`)
    await runner.query(`GRANT ${role} TO CURRENT_USER`)
    return true
  } catch (error) {
    // 42710, 23505: another database of the same server made it in this moment.
    if (['42710', '23505'].includes(codeOf(error))) return true
    if (codeOf(error) !== '42501') throw error
    log.info({}, `the log-in may not make the database role ${role}; triggers alone guard the events`)
    return false
  }
}

const quoted = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(', ')

const sequencesOf = (tables: readonly EntityMetadata[]): readonly string[] =>
  tables.flatMap((table) =>
    table.columns
      .filter((column) => column.generationStrategy === 'increment')
      .map((column) => `${table.tableName}_${column.databaseName}_seq`),
  )

/**
 * Gives the role its rights on these tables; run after every migration, by the owner of the tables.
 * What is append-only keeps reading and adding alone.
 */
export async function grantApplication(
  runner: QueryRunner,
  tables: readonly EntityMetadata[],
  log: Log,
): Promise<void> {
  if (!(await ensureRole(runner, log))) return
  const [schema] = (await runner.query('SELECT quote_ident(current_schema()) AS name')) as { name: string }[]
  const names = tables.map((table) => table.tableName)
  await runner.startTransaction()
  try {
    await runner.query(`GRANT USAGE ON SCHEMA ${schema?.name ?? 'public'} TO ${role}`)
    await runner.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON ${quoted(names)} TO ${role}`)
    await runner.query(`REVOKE UPDATE, DELETE, TRUNCATE ON ${quoted(appendOnly)} FROM ${role}`)
    await runner.query(`GRANT SELECT ON migrations TO ${role}`)
    await runner.query(`GRANT USAGE ON SEQUENCE ${quoted(sequencesOf(tables))} TO ${role}`)
    await runner.commitTransaction()
  } catch (error) {
    await runner.rollbackTransaction()
    throw error
  }
}
