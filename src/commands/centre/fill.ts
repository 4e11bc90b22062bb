import { setImmediate } from 'node:timers/promises'
import type { Pool } from '../../db/connect.ts'
import type { NewEvent } from '../../cases/event.ts'
import { newId } from '../../kernel/ids.ts'
import type { CaseRecord } from '../../cases/case.ts'
import { sealText } from '../../db/sealing.ts'
import { digestOf, hashOf } from '../../db/stores/chain.ts'
import { wordsSpot } from '../../db/stores/event-rows.ts'
import { reporterSpot } from '../../db/stores/reporter-spot.ts'
import type { Sealing } from '../../kernel/sealing.ts'
import { belongingOf, factsOf } from '../../ledger/facts.ts'
import { measureNames } from '../../ledger/measures.ts'
import { type Frame, type Life, lifeOf } from './life.ts'

type Runner = ReturnType<Pool['createQueryRunner']>

const batch = 1_000

/** A table that is filled: its columns by the names that the program has for them. */
const tables = {
  cases:
    'id number state version kind category nature urgency confidential place occurred title words area grid room homeEstate about source step handler handlerPerson verifier verifierPerson informed assistants limit dueAt reason receivedAt filedAt dispatchedAt acceptedAt contactedAt resolvedAt verifiedAt closedAt outcome result rating cycle rework extensions extensionAsked returns returners designatedByDirector lateReason lateClass lateSince asks searchPairs sightKeys',
  case_reporters: 'caseId key contactId name room joinedAt withdrawn rating',
  case_events: 'id caseId seq move from to by post door at facts wordsDigest previousHash hash',
  event_words: 'eventId salt words',
  chain_heads: 'caseId seq hash',
  ledger_facts: `caseId n day person post dept area grid community category nature kind rounds confidential about ${measureNames.join(' ')}`,
  ledger_kept: 'caseId seq',
} as const
type Table = keyof typeof tables
type Rows = Record<Table, Record<string, unknown>[]>

/** The events of one life as links of its chain, in the spelling that the product's own check expects. */
function linked(
  events: readonly NewEvent[],
  rows: Rows,
  sealing: Sealing,
): readonly (NewEvent & { id: string })[] {
  let previousHash: string | null = null
  const salt = 'large'
  return events.map((given, index) => {
    const { words, ...event } = given
    const wordsDigest: string | null = words === null ? null : digestOf(salt, words)
    const link = { ...event, id: newId(), seq: index + 1, wordsDigest, previousHash }
    const hash = hashOf(link)
    const { actor, ...rest } = link
    rows.case_events.push({ ...rest, ...actor, hash })
    if (words !== null)
      rows.event_words.push({ eventId: link.id, salt, words: sealText(sealing, words, wordsSpot(link.id)) })
    previousHash = hash
    return { ...given, id: link.id }
  })
}

/** As the trigger would keep them, which would take longer than all else; `compareKept` holds some against it. */
function findable({ number, title, words, place, area, room, handler, verifier }: CaseRecord) {
  const texts = [title, words, `${place.estate ?? ''}${place.building ?? ''}号楼`, place.spot ?? '']
  const pairs = texts.flatMap((text) => {
    const letters = [...text.toLowerCase().replaceAll(/[，-]/gu, '')]
    return letters.map((letter, at) => letter + (letters[at + 1] ?? ''))
  })
  const numbers = [number.replaceAll('-', ''), number.slice(2), number.split('-')[1] ?? '']
  const all = new Set([...pairs, ...numbers.map((text) => `#${text.toLowerCase()}`)])
  const keys = [
    area === null ? `room:${room ?? ''}` : `area:${area}`,
    ...(verifier === null ? [] : [`person:${verifier.person}`]),
    ...(handler === null ? [] : [`person:${handler.person}`, `post:${handler.post}`]),
  ]
  return {
    searchPairs: [...all].map((pair) => `'${pair}'`).join(' '),
    sightKeys: [...new Set(keys)].toSorted(),
  }
}

function addLife({ record, events }: Life, rows: Rows, { ground }: Frame, sealing: Sealing): void {
  const { reporters, ...plain } = record
  const { id: caseId } = record
  const persons = { handlerPerson: record.handler?.person, verifierPerson: record.verifier?.person }
  rows.cases.push({ ...plain, ...persons, ...findable(record) })
  for (const reporter of reporters) {
    const name = sealText(sealing, reporter.name, reporterSpot('name', caseId, reporter.key))
    rows.case_reporters.push({ ...reporter, name, caseId })
  }
  const links = linked(events, rows, sealing)
  const seq = events.length
  rows.chain_heads.push({ caseId, seq, hash: rows.case_events.at(-1)?.['hash'] })
  const belonging = belongingOf(record, ground)
  for (const [index, { measures, ...fact }] of factsOf(record, links, ground).entries())
    rows.ledger_facts.push({ ...belonging, ...fact, ...measures, caseId, n: index + 1 })
  rows.ledger_kept.push({ caseId, seq })
}

function columnsOf(dataSource: Pool, table: Table): readonly (readonly [string, string])[] {
  const meta = dataSource.getMetadata(table)
  return tables[table].split(' ').map((name) => {
    const column = meta.findColumnWithPropertyName(name)
    if (column === undefined) throw new RangeError(`${table} has no ${name}`)
    return [name, column.databaseName] as const
  })
}

async function write(dataSource: Pool, runner: Runner, table: Table, rows: Rows): Promise<void> {
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

async function rowsFrom(from: number, frame: Frame, sealing: Sealing): Promise<Rows> {
  const rows = Object.fromEntries(Object.keys(tables).map((table) => [table, []])) as unknown as Rows
  for (let n = from + 1; n <= Math.min(from + batch, frame.count); n += 1) {
    addLife(lifeOf(n, frame), rows, frame, sealing)
    // The batch before this one is being written meanwhile: its answers are heard in between.
    if (n % 20 === 0) await setImmediate()
  }
  return rows
}

async function writeAll(dataSource: Pool, runner: Runner, rows: Rows): Promise<void> {
  await runner.query('BEGIN')
  for (const table of Object.keys(tables) as Table[]) await write(dataSource, runner, table, rows)
  await runner.query('COMMIT')
}

/** A generator that keeps other columns than the product would is measured for nothing. */
async function compareKept(runner: Runner): Promise<void> {
  const other = (await runner.query(
    `SELECT number FROM (SELECT * FROM cases LIMIT 200) AS c
     WHERE search_pairs IS DISTINCT FROM case_search_pairs(number, title, words, place)
       OR sight_keys IS DISTINCT FROM case_sight_keys(coalesce(area, grid), room, handler, verifier, informed, assistants)
     LIMIT 1`,
  )) as unknown[]
  if (other.length > 0) throw new RangeError(`not as the product keeps it: ${JSON.stringify(other[0])}`)
}

/**
 * Writes the cases of a frame with their events, words, reporters, chains and facts, and has the planner look at them.
 * Triggers and foreign keys are not asked meanwhile: it is for an empty database that nobody else uses.
 */
export async function fill(
  dataSource: Pool,
  frame: Frame,
  sealing: Sealing,
  say: (text: string) => void,
): Promise<number> {
  const runners = [dataSource.createQueryRunner(), dataSource.createQueryRunner()] as const
  let events = 0
  try {
    for (const runner of runners) {
      await runner.query('RESET ROLE')
      await runner.query('SET session_replication_role = replica')
      await runner.query('SET synchronous_commit = off')
    }
    // Two at a time: one is written while the next is made.
    let [before, last]: Promise<void>[] = [Promise.resolve(), Promise.resolve()]
    for (let from = 0; from < frame.count; from += batch) {
      const rows = await rowsFrom(from, frame, sealing)
      await before
      before = last
      last = writeAll(dataSource, runners[(from / batch) % 2 === 0 ? 0 : 1], rows)
      events += rows.case_events.length
      if ((from / batch) % 50 === 0) say(`${String(from)} cases, ${String(events)} events`)
    }
    await Promise.all([before, last])
    await compareKept(runners[0])
    for (const table of Object.keys(tables)) await runners[0].query(`VACUUM (ANALYZE) ${table}`)
    return events
  } finally {
    for (const runner of runners) await runner.release()
  }
}
