import { createHash } from 'node:crypto'
import type { DataSource, QueryRunner } from 'typeorm'
import type { NewEvent } from '../../cases/event.ts'
import { newId } from '../../kernel/ids.ts'
import { canonicalJson } from '../../db/stores/chain.ts'
import { type Frame, type Life, lifeOf } from './life.ts'

const batch = 1_000

/** A table that is filled: its columns by the names that the program has for them. */
const tables = {
  cases:
    'id number state version kind category nature urgency confidential place occurred title words area grid room homeEstate about source step handler handlerPerson verifier verifierPerson informed assistants limit dueAt reason receivedAt filedAt dispatchedAt acceptedAt contactedAt resolvedAt verifiedAt closedAt outcome result rating cycle rework extensions extensionAsked returns returners designatedByDirector lateReason lateClass asks',
  case_reporters: 'caseId key contactId name room joinedAt withdrawn rating',
  case_events: 'id caseId seq move from to by post door at facts wordsDigest previousHash hash',
  event_words: 'eventId salt words',
  chain_heads: 'caseId seq hash',
} as const
type Table = keyof typeof tables
type Rows = Record<Table, Record<string, unknown>[]>

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** The events of one life as links of its chain, in the spelling that the product's own check expects. */
function linked(events: readonly NewEvent[], rows: Rows): void {
  let previousHash: string | null = null
  for (const [index, { words, ...event }] of events.entries()) {
    const salt = 'large'
    const wordsDigest: string | null = words === null ? null : sha256(salt + words)
    const link = { ...event, id: newId(), seq: index + 1, wordsDigest, previousHash }
    const hash = sha256(canonicalJson(link))
    const { actor, ...rest } = link
    rows.case_events.push({ ...rest, ...actor, hash })
    if (words !== null) rows.event_words.push({ eventId: link.id, salt, words })
    previousHash = hash
  }
}

function addLife({ record, events }: Life, rows: Rows): void {
  const { reporters, ...plain } = record
  const persons = { handlerPerson: record.handler?.person, verifierPerson: record.verifier?.person }
  rows.cases.push({ ...plain, ...persons })
  for (const reporter of reporters) rows.case_reporters.push({ ...reporter, caseId: record.id })
  linked(events, rows)
  const last = rows.case_events.at(-1)
  rows.chain_heads.push({ caseId: record.id, seq: events.length, hash: last?.['hash'] })
}

function columnsOf(dataSource: DataSource, table: Table): readonly (readonly [string, string])[] {
  const meta = dataSource.getMetadata(table)
  return tables[table].split(' ').map((name) => {
    const column = meta.findColumnWithPropertyName(name)
    if (column === undefined) throw new RangeError(`${table} has no ${name}`)
    return [name, column.databaseName] as const
  })
}

async function write(dataSource: DataSource, runner: QueryRunner, table: Table, rows: Rows): Promise<void> {
  const columns = columnsOf(dataSource, table)
  const names = columns.map(([, column]) => `"${column}"`).join(', ')
  const values = rows[table].map((row) =>
    Object.fromEntries(columns.map(([name, column]) => [column, row[name] ?? null])),
  )
  await runner.query(
    `INSERT INTO ${table} (${names}) SELECT ${names} FROM jsonb_populate_recordset(NULL::${table}, $1::jsonb)`,
    [JSON.stringify(values)],
  )
}

/**
 * Writes the cases of a frame with their events, words, reporters and chains, and has the planner look at them. Rights
 * and foreign keys are not asked meanwhile (what the database keeps beside a case it does keep): it is for an empty
 * database that nobody else uses.
 */
export async function fill(
  dataSource: DataSource,
  frame: Frame,
  say: (text: string) => void,
): Promise<number> {
  const runner = dataSource.createQueryRunner()
  let events = 0
  try {
    await runner.query('RESET ROLE')
    await runner.query('SET synchronous_commit = off')
    for (let from = 0; from < frame.count; from += batch) {
      const rows: Rows = { cases: [], case_reporters: [], case_events: [], event_words: [], chain_heads: [] }
      for (let n = from + 1; n <= Math.min(from + batch, frame.count); n += 1) addLife(lifeOf(n, frame), rows)
      await runner.query('BEGIN')
      for (const table of Object.keys(tables) as Table[]) {
        await runner.query(`SET LOCAL session_replication_role = ${table === 'cases' ? 'origin' : 'replica'}`)
        await write(dataSource, runner, table, rows)
      }
      await runner.query('COMMIT')
      events += rows.case_events.length
      if ((from / batch) % 50 === 0) say(`${String(from)} cases, ${String(events)} events`)
    }
    for (const table of Object.keys(tables)) await runner.query(`VACUUM (ANALYZE) ${table}`)
    return events
  } finally {
    await runner.release()
  }
}
