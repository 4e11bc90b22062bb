import type { EntityManager, SelectQueryBuilder } from 'typeorm'
import type { CaseRecord, Reporter } from '../../cases/case.ts'
import type { CaseFilter, CaseStore } from '../../cases/ports.ts'
import { instant } from '../../kernel/clock.ts'
import { Refusal } from '../../kernel/errors.ts'
import { guarded } from '../faults.ts'
import type { CaseRow, ReporterRow } from '../schema/cases.ts'
import { cases } from '../schema/cases.ts'
import type { Sealing } from '../../kernel/sealing.ts'
import { sealingOf, sealText } from '../sealing.ts'
import { clean, cleanText } from './clean.ts'
import { reporterSpot } from './reporter-spot.ts'
import { keepPairs, likeCases } from './like-cases.ts'
import { preparedFirst, preparedRows } from './prepared.ts'
import { firstOf } from './rows.ts'

const reporterColumns = `case_id AS "caseId", key, contact_id AS "contactId", name, room, joined_at AS "joinedAt",
  withdrawn, rating`

function rowOf(record: CaseRecord): CaseRow {
  const { reporters: _reporters, ...row } = clean(record)
  return { ...row, handlerPerson: row.handler?.person ?? null, verifierPerson: row.verifier?.person ?? null }
}

function recordOf(row: CaseRow, reporters: readonly Reporter[]): CaseRecord {
  const { handlerPerson: _handler, verifierPerson: _verifier, wordPairs: _pairs, ...record } = row
  return { ...record, reporters }
}

const reporterNameColumns = 'case_id AS "caseId", key, name, withdrawn'

/** All reporters of these cases in one question, in the order in which they joined, as far as the columns tell of them. */
async function reportersBy<Row extends { caseId: string; key: string; name: string }>(
  manager: EntityManager,
  columns: string,
  caseIds: readonly string[],
): Promise<ReadonlyMap<string, readonly Omit<Row, 'caseId'>[]>> {
  const found = new Map<string, Omit<Row, 'caseId'>[]>()
  if (caseIds.length === 0) return found
  const rows = await preparedRows<Row>(
    manager,
    `SELECT ${columns} FROM case_reporters WHERE case_id = ANY($1::text[]) ORDER BY joined_at, id`,
    [[...caseIds]],
  )
  const sealing = sealingOf(manager)
  for (const { caseId, ...kept } of rows) {
    const reporter = { ...kept, name: sealing.open(kept.name, reporterSpot('name', caseId, kept.key)) }
    const sofar = found.get(caseId)
    if (sofar === undefined) found.set(caseId, [reporter])
    else sofar.push(reporter)
  }
  return found
}

const reportersOf = (
  manager: EntityManager,
  caseIds: readonly string[],
): Promise<ReadonlyMap<string, readonly Reporter[]>> =>
  reportersBy<Omit<ReporterRow, 'id'>>(manager, reporterColumns, caseIds)

/** Who reported these cases, and who of them withdrew. */
export const namesOfReporters = (
  manager: EntityManager,
  caseIds: readonly string[],
): Promise<ReadonlyMap<string, readonly Pick<Reporter, 'key' | 'name' | 'withdrawn'>[]>> =>
  reportersBy<Pick<ReporterRow, 'caseId' | 'key' | 'name' | 'withdrawn'>>(
    manager,
    reporterNameColumns,
    caseIds,
  )

function narrow(query: SelectQueryBuilder<CaseRow>, filter: CaseFilter): SelectQueryBuilder<CaseRow> {
  const wanted = clean(filter)
  if (wanted.states !== undefined) query.andWhere('c.state = ANY(:states)', { states: [...wanted.states] })
  if (wanted.category !== undefined) query.andWhere('c.category = :category', { category: wanted.category })
  if (wanted.grid !== undefined) query.andWhere('c.grid = :grid', { grid: wanted.grid })
  if (wanted.area !== undefined) query.andWhere('c.area = :area', { area: wanted.area })
  if (wanted.handler !== undefined) query.andWhere('c.handlerPerson = :handler', { handler: wanted.handler })
  if (wanted.verifier !== undefined)
    query.andWhere('c.verifierPerson = :verifier', { verifier: wanted.verifier })
  if (wanted.assistant !== undefined)
    query.andWhere('c.assistants @> :assisting::jsonb AND c.sightKeys @> :assistantKeys::text[]', {
      assisting: JSON.stringify([{ person: wanted.assistant }]),
      assistantKeys: [`person:${wanted.assistant}`],
    })
  if (wanted.extensionAsked === true) query.andWhere('c.extensionAsked IS NOT NULL')
  if (wanted.asked === true) query.andWhere(`c.asks <> '[]'::jsonb`)
  if (wanted.room !== undefined) query.andWhere('c.room = :room', { room: wanted.room })
  if (wanted.receivedSince !== undefined) {
    query.andWhere('c.receivedAt >= :since', { since: wanted.receivedSince })
  }
  if (wanted.closedSince !== undefined)
    query.andWhere('c.closedAt >= :closedSince', { closedSince: wanted.closedSince })
  if (wanted.reporter !== undefined) {
    query.andWhere('c.id IN (SELECT case_id FROM case_reporters WHERE key = :reporter)', {
      reporter: wanted.reporter,
    })
  }
  return query
}

/** One that has joined already stays as first known, and is no longer withdrawn. */
const joinSql = `
  INSERT INTO case_reporters (case_id, key, contact_id, name, room, joined_at, withdrawn, rating)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
  ON CONFLICT (case_id, key) DO UPDATE SET withdrawn = excluded.withdrawn`

const writeSql = `
  INSERT INTO case_reporters (case_id, key, contact_id, name, room, joined_at, withdrawn, rating)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
  ON CONFLICT (case_id, key) DO UPDATE SET contact_id = excluded.contact_id, name = excluded.name,
    room = excluded.room, joined_at = excluded.joined_at, withdrawn = excluded.withdrawn, rating = excluded.rating`

const reporterValues = (caseId: string, reporter: Reporter, sealing: Sealing): readonly unknown[] => [
  caseId,
  reporter.key,
  reporter.contactId,
  sealText(sealing, cleanText(reporter.name), reporterSpot('name', caseId, cleanText(reporter.key))),
  reporter.room,
  reporter.joinedAt,
  reporter.withdrawn,
  reporter.rating,
]

const selections = new WeakMap<EntityManager['dataSource'], string>()

/** What of a case is loaded, each column under the program's name for it; put together once for a pool. */
function selectionOf({ dataSource }: EntityManager): string {
  const known = selections.get(dataSource)
  if (known !== undefined) return known
  const columns = dataSource.getMetadata(cases).columns.filter((one) => one.isSelect)
  const made = columns.map((one) => `c."${one.databaseName}" AS "${one.propertyName}"`).join(', ')
  selections.set(dataSource, made)
  return made
}

/** Straight from the columns: making TypeORM's entities of them costs more than the database's answer. */
const loadRows = async (
  manager: EntityManager,
  query: SelectQueryBuilder<CaseRow>,
): Promise<readonly CaseRow[]> =>
  await guarded(() => query.select(selectionOf(manager)).getRawMany<CaseRow>())

/** A reporter in the database's JSON, under the program's names. */
const reporterJson = `json_build_object('key', key, 'contactId', contact_id, 'name', name, 'room', room,
  'joinedAt', joined_at, 'withdrawn', withdrawn, 'rating', rating)`
const reportersJson = `(SELECT coalesce(json_agg(${reporterJson} ORDER BY joined_at, id), '[]')
  FROM case_reporters WHERE case_id = c.id) AS "reportersSaid"`

type ReporterSaid = Omit<Reporter, 'joinedAt'> & { joinedAt: string }

/** One case by a column that no two have in common: asked with every look at a case, so planned once and in one question. */
async function oneBy(
  manager: EntityManager,
  column: 'id' | 'number',
  value: string,
): Promise<CaseRecord | null> {
  const sql = `SELECT ${selectionOf(manager)}, ${reportersJson} FROM cases c WHERE c.${column} = $1`
  const found = await preparedFirst<CaseRow & { reportersSaid: ReporterSaid[] }>(manager, sql, [value])
  if (found === null) return null
  const { reportersSaid, ...row } = found
  const sealing = sealingOf(manager)
  const reporters = reportersSaid.map((said) => ({
    ...said,
    name: sealing.open(said.name, reporterSpot('name', row.id, said.key)),
    joinedAt: instant(said.joinedAt),
  }))
  return recordOf(row, reporters)
}

/** What each of the queries finds, every case with its reporters, which are asked for once. */
async function loadEach(
  manager: EntityManager,
  queries: readonly SelectQueryBuilder<CaseRow>[],
): Promise<readonly (readonly CaseRecord[])[]> {
  const found: (readonly CaseRow[])[] = []
  for (const query of queries) found.push(await loadRows(manager, query))
  const ids = new Set(found.flat().map((row) => row.id))
  const reporters = await reportersOf(manager, [...ids])
  return found.map((rows) => rows.map((row) => recordOf(row, reporters.get(row.id) ?? [])))
}

/** The cases that a query finds, each with its reporters. */
export const loadCases = async (
  manager: EntityManager,
  query: SelectQueryBuilder<CaseRow>,
): Promise<readonly CaseRecord[]> => (await loadEach(manager, [query]))[0] ?? []

/** `reporter` in a filter counts withdrawn ones too; `area` and `grid` mean exactly that area. */
export function makeCaseStore(manager: EntityManager): CaseStore {
  const start = (): SelectQueryBuilder<CaseRow> => manager.createQueryBuilder(cases, 'c')

  const load = (query: SelectQueryBuilder<CaseRow>): Promise<readonly CaseRecord[]> =>
    loadCases(manager, query)
  const one = async (query: SelectQueryBuilder<CaseRow>): Promise<CaseRecord | null> =>
    (await load(query))[0] ?? null
  const asked = (filter: CaseFilter): SelectQueryBuilder<CaseRow> => {
    const way = filter.oldestFirst === true ? 'ASC' : 'DESC'
    const query = narrow(start(), filter).orderBy('c.receivedAt', way).addOrderBy('c.number', way)
    return filter.most === undefined ? query : query.limit(filter.most)
  }
  const writeReporters = async (record: CaseRecord): Promise<void> => {
    for (const reporter of record.reporters)
      await firstOf(manager, writeSql, reporterValues(record.id, reporter, sealingOf(manager)))
  }

  return {
    lock: (id) =>
      one(
        start()
          .where('c.id = :id', { id: clean(id) })
          .setLock('pessimistic_write'),
      ),
    byId: (id) => oneBy(manager, 'id', id),
    byNumber: (number) => oneBy(manager, 'number', number),

    find: (filter) => load(asked(filter)),
    findEach: (filters) => loadEach(manager, filters.map(asked)),
    async like(search) {
      const ids = await likeCases(manager, search)
      const found = ids.length === 0 ? [] : await load(start().where('c.id = ANY(:ids)', { ids: [...ids] }))
      return found.toSorted((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id))
    },
    count: (filter) => guarded(() => narrow(start(), filter).getCount()),

    async insert(record) {
      await guarded(() => manager.insert(cases, rowOf(record)))
      await keepPairs(manager, record.id, record.words)
      await writeReporters(record)
    },

    async update(record) {
      const { id, ...row } = rowOf(record)
      const done = await guarded(() => manager.update(cases, { id, version: record.version - 1 }, row))
      if (done.affected !== 1)
        throw new Refusal('conflict', '这件事刚刚有变动，请看过最新情况再操作。', { case: id })
      await writeReporters(record)
    },

    async addReporter(caseId, reporter) {
      await firstOf(manager, joinSql, reporterValues(caseId, reporter, sealingOf(manager)))
    },

    // The row stays locked to the end of the transaction: a number that is rolled back is given to the next.
    async nextNumber(prefix, day) {
      const row = await firstOf<{ last: number }>(
        manager,
        `INSERT INTO case_numbers (prefix, day, last) VALUES ($1, $2, 1)
         ON CONFLICT (prefix, day) DO UPDATE SET last = case_numbers.last + 1 RETURNING last`,
        [prefix, day],
      )
      return `${prefix}${day}-${String(row?.last ?? 0).padStart(4, '0')}`
    },
  }
}
