import type { EntityManager } from 'typeorm'
import { ended, states as allStates, type State } from '../../cases/case.ts'
import {
  type CaseAttachment,
  type CaseFilters,
  type CaseLine,
  type CaseLists,
  type CaseQuery,
  ledgerFields,
  type LedgerCase,
  lineFields,
  type Place,
} from '../../cases/lists.ts'
import { guarded } from '../faults.ts'
import { sealingOf } from '../sealing.ts'
import { cases } from '../schema/cases.ts'
import { type CaseRows, isNarrow, narrow, narrowToSight } from './case-filters.ts'
import { loadCases, namesOfReporters } from './cases.ts'
import { clean } from './clean.ts'
import { wordsSpot } from './event-rows.ts'
import { preparedRows } from './prepared.ts'
import { rowsOf } from './rows.ts'
import { attachmentsSql, historyOf } from './case-history.ts'

const columns = { received: 'c.receivedAt', due: 'c.dueAt', closed: 'c.closedAt' } as const

/** Those that have the time by which the list is ordered, behind a place; equal times are told apart by the id. */
function timed(query: CaseRows, { sort, descending, after, most, sight }: CaseQuery): CaseRows {
  const column = columns[sort]
  // No index is in the order of a sum: what is in sight is found first, then sorted.
  const order = isNarrow(sight) ? `${column} + interval '0'` : column
  const [way, sign] = descending ? (['DESC', '<'] as const) : (['ASC', '>'] as const)
  query.andWhere(`${column} IS NOT NULL`)
  if (after !== null)
    query.andWhere(`(${column}, c.id) ${sign} (:afterAt, :afterId)`, { afterAt: after.at, afterId: after.id })
  return query.orderBy(order, way).addOrderBy('c.id', way).limit(most)
}

/** Those without such a time, which stand behind all others, by their id. */
function untimed(query: CaseRows, { sort, descending, after, most }: CaseQuery): CaseRows {
  query.andWhere(`${columns[sort]} IS NULL`)
  if (after !== null && after.at === null)
    query.andWhere(`c.id ${descending ? '<' : '>'} :afterId`, { afterId: after.id })
  return query.orderBy('c.id', descending ? 'DESC' : 'ASC').limit(most)
}

const reporters = `(SELECT count(*)::int FROM case_reporters r WHERE r.case_id = c.id AND NOT r.withdrawn)`

/** Straight from the columns that a line needs: TypeORM's entities cost more than the database's answer. */
async function linesOf(query: CaseRows): Promise<readonly CaseLine[]> {
  const fields = lineFields.map((field) => `c.${field} AS "${field}"`)
  query.select([`${reporters} AS reporters`, ...fields].join(', '))
  return await guarded(() => query.getRawMany<CaseLine>())
}

/** As `linesOf`; of the reporters no more than who they are. */
async function ledgerOf(manager: EntityManager, query: CaseRows): Promise<readonly LedgerCase[]> {
  query.select(ledgerFields.map((field) => `c.${field} AS "${field}"`).join(', '))
  const rows = await guarded(() => query.getRawMany<Omit<LedgerCase, 'reporters'>>())
  const reporters = await namesOfReporters(
    manager,
    rows.map(({ id }) => id),
  )
  return rows.map((row) => ({ ...row, reporters: reporters.get(row.id) ?? [] }))
}

/** The query's answer, first of those with the time by which the list is ordered, then of those without. */
async function inOrder<One>(
  wanted: CaseQuery,
  start: (wanted: CaseFilters) => CaseRows,
  load: (query: CaseRows) => Promise<readonly One[]>,
): Promise<readonly One[]> {
  const found: One[] = []
  if (wanted.after?.at !== null) found.push(...(await load(timed(start(wanted), wanted))))
  const left = wanted.most - found.length
  if (left > 0 && wanted.sort !== 'received')
    found.push(...(await load(untimed(start(wanted), { ...wanted, most: left }))))
  return found
}

export const makeCaseLists = (manager: EntityManager): CaseLists => {
  const start = (wanted: CaseFilters): CaseRows => {
    const query = manager.createQueryBuilder(cases, 'c')
    narrowToSight(query, wanted.sight)
    narrow(query, wanted)
    return query
  }
  /** Counts no further than `most`: nobody waits for the last of a million. */
  const count = async (wanted: CaseFilters, most: number): Promise<number> => {
    const inner = start(wanted).select('1', 'one').limit(most)
    const outer = manager
      .createQueryBuilder()
      .select('count(*)::int', 'count')
      .from(`(${inner.getQuery()})`, 'found')
      .setParameters(inner.getParameters())
    return (await guarded(() => outer.getRawOne<{ count: number }>()))?.count ?? 0
  }

  return {
    // Two questions rather than one with NULLS LAST, so that each walks its index.
    page: (asked) => inOrder(clean(asked), start, (query) => loadCases(manager, query)),
    lines: (asked) => inOrder(clean(asked), start, linesOf),
    ledger: (asked) => inOrder(clean(asked), start, (query) => ledgerOf(manager, query)),

    async cuts(asked, every) {
      const order = 'row_number() OVER (ORDER BY c.receivedAt DESC, c.id DESC)'
      const inner = start(clean(asked)).select(`c.receivedAt AS at, c.id AS id, ${order} AS nth`)
      const outer = manager
        .createQueryBuilder()
        .select('at, id')
        .from(`(${inner.getQuery()})`, 'found')
        .where('nth % :every = 0')
        .orderBy('nth')
        .setParameters({ ...inner.getParameters(), every })
      return await guarded(() => outer.getRawMany<Place>())
    },

    async counts(asked, at, most) {
      const wanted = clean(asked)
      const { states: only = allStates } = wanted
      const states = new Map<State, number>()
      for (const state of only) states.set(state, await count({ ...wanted, states: [state] }, most))
      const open = only.filter((state) => !ended.has(state))
      const overdue = await count({ ...wanted, states: open, overdueAt: at }, most)
      return { states, overdue }
    },

    attachments: (caseId) => preparedRows<CaseAttachment>(manager, attachmentsSql, [caseId]),

    history: (caseId) => historyOf(manager, caseId),

    async words(caseId) {
      const rows = await rowsOf<{ id: string; words: string }>(
        manager,
        `SELECT w.event_id AS id, w.words FROM event_words w JOIN case_events e ON e.id = w.event_id
         WHERE e.case_id = $1`,
        [caseId],
      )
      const sealing = sealingOf(manager)
      return new Map(rows.map(({ id, words }) => [id, sealing.open(words, wordsSpot(id))]))
    },
  }
}
