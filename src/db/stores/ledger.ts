import type { EntityManager } from 'typeorm'
import type { Belonging, Fact } from '../../ledger/facts.ts'
import { type Measure, measureNames, type Measures } from '../../ledger/measures.ts'
import { ended, timeRuns } from '../../cases/case.ts'
import type { Sight } from '../../rights/policy.ts'
import { keysOf } from './case-filters.ts'
import type { Grouping, LedgerStore, OpenNow, Sum, SumsAsked } from '../../ledger/ports.ts'
import type { Closing } from '../../ledger/sample.ts'
import { jsonText } from './clean.ts'
import { firstOf, rowsOf, touched } from './rows.ts'

const columnOf = (name: string): string => name.replace(/[A-Z]/gu, (letter) => `_${letter.toLowerCase()}`)

const belongings = [
  ...(['area', 'grid', 'community', 'category', 'nature', 'kind', 'rounds', 'confidential'] as const),
] as const satisfies readonly (keyof Belonging)[]

/** All facts of a case in one statement, however many there are. */
const insertSql = `
  INSERT INTO ledger_facts (case_id, n, day, person, post, dept, ${belongings.join(', ')}, about,
    ${measureNames.map(columnOf).join(', ')})
  SELECT $1, f.n, f.day, f.person, f.post, f.dept, $3, $4, $5, $6, $7, $8, $9::boolean, $10::boolean, $11::text[],
    ${measureNames.map((name) => `(f.measures->>'${name}')::int`).join(', ')}
  FROM jsonb_to_recordset($2::jsonb) AS f(n int, day date, person text, post text, dept text, measures jsonb)`

const keySql: Readonly<Record<Grouping, string>> = {
  none: `'all'`,
  person: 'f.person',
  grid: 'f.grid',
  community: 'f.community',
  department: 'f.dept',
  category: 'f.category',
  leafGroup: 'left(f.category, 2)',
  nature: 'f.nature',
  day: `to_char(f.day, 'YYYY-MM-DD')`,
  month: `to_char(f.day, 'YYYY-MM')`,
}

/**
 * `inSight` of the policy for figures: what lies in the areas, and every case in sight; besides what was once one's own
 * work, or the department's. A confidential case counts in full, from the receiving to the end, or not at all, so that
 * what came, what was closed and what is open agree for everybody.
 */
const sightSql = `(NOT f.about && $4::text[]) AND (own.id IS NOT NULL OR ($5 OR NOT f.confidential)
  AND ($7 OR f.person = $6 OR f.area = ANY($8::text[]) OR f.dept = ANY($9::text[]) OR f.post = ANY($10::text[])))`

/** Cases in sight by whom they lie with: `person` keys open confidential ones too. */
const lyingWith = (persons: string, all: string): string =>
  `c.sight_keys && ${all}::text[] AND (NOT c.confidential OR c.sight_keys && ${persons}::text[])`

const sums = measureNames.map((name) => `sum(f.${columnOf(name)})::int AS "${name}"`).join(', ')

const sumsSql = (by: Grouping): string => `
  SELECT ${keySql[by]} AS key, f.rounds, ${sums} FROM ledger_facts f
  LEFT JOIN (SELECT c.id FROM cases c WHERE ${lyingWith('$14', '$15')}) own ON own.id = f.case_id
  WHERE f.day >= $1::date AND f.day < $2::date AND ${sightSql}
    AND ($3::text[] IS NULL OR f.area = ANY($3)) AND ($11::text IS NULL OR f.dept = $11)
    AND ($12::text IS NULL OR f.person = $12) AND ($13::text IS NULL OR f.category LIKE $13 || '%')
  GROUP BY 1, 2 ORDER BY 1 NULLS LAST, 2`

const openSql = `
  SELECT COALESCE(c.area, c.grid) AS area, c.grid, count(*)::int AS open,
    count(*) FILTER (WHERE c.due_at < $1 AND c.state = ANY($8::text[]))::int AS overdue,
    count(*) FILTER (WHERE c.urgency = 'emergency')::int AS emergencies
  FROM cases c
  WHERE NOT c.state = ANY($2::text[]) AND NOT c.about && $3::text[] AND c.kind <> 'praise'
    AND ($5 AND ($4 OR NOT c.confidential) OR ${lyingWith('$6', '$7')})
  GROUP BY 1, 2 ORDER BY 1 NULLS LAST, 2 NULLS LAST`

const closingsSql = `
  SELECT c.id AS "caseId", c.number, e.hash
  FROM (SELECT f.case_id, max(f.day) AS day FROM ledger_facts f
    WHERE f.day >= $1::date AND f.day < $2::date AND f.closed + f.shelved_closed > 0 GROUP BY 1) closed
  JOIN cases c ON c.id = closed.case_id
  CROSS JOIN LATERAL (SELECT hash FROM case_events e WHERE e.case_id = closed.case_id AND e.move = 'close'
    AND (e.moved_at AT TIME ZONE $3)::date = closed.day ORDER BY e.seq DESC LIMIT 1) e`

type Row = Record<Measure, number> & { key: string | null; rounds: boolean }

const sumOf = ({ key, rounds, ...measures }: Row): Sum => ({
  key,
  rounds,
  measures: measures satisfies Measures,
})

const sightValues = ({ sight }: SumsAsked): readonly unknown[] => [
  [...sight.keepsOutOf],
  sight.confidential,
  sight.person,
  sight.everywhere,
  [...sight.areas],
  [...sight.departments],
  [...sight.posts],
]

/** A person's own keys, and all of theirs. */
function withWhom(sight: Sight): readonly [readonly string[], readonly string[]] {
  const { person, lying } = keysOf(sight)
  return [[...person], [...person, ...lying]]
}

export const makeLedgerStore = (manager: EntityManager): LedgerStore => ({
  async keep(caseId, seq, belonging, facts: readonly Fact[]) {
    await touched(manager, 'DELETE FROM ledger_facts WHERE case_id = $1', [caseId])
    await firstOf(manager, insertSql, [
      caseId,
      jsonText(facts.map((fact, index) => ({ ...fact, n: index + 1 }))),
      ...belongings.map((name) => belonging[name]),
      [...belonging.about],
    ])
    await firstOf(
      manager,
      `INSERT INTO ledger_kept (case_id, seq) VALUES ($1, $2)
       ON CONFLICT (case_id) DO UPDATE SET seq = excluded.seq`,
      [caseId, seq],
    )
  },

  async behind(most) {
    const rows = await rowsOf<{ id: string }>(
      manager,
      `SELECT h.case_id AS id FROM chain_heads h LEFT JOIN ledger_kept k ON k.case_id = h.case_id
       WHERE k.seq IS NULL OR k.seq < h.seq LIMIT $1`,
      [most],
    )
    return rows.map(({ id }) => id)
  },

  async sums(asked) {
    const { from, to, areas, dept, person, category, by } = asked
    const rows = await rowsOf<Row>(manager, sumsSql(by), [
      ...[from, to, areas === undefined ? null : [...areas], ...sightValues(asked)],
      ...[dept ?? null, person ?? null, category ?? null],
      ...withWhom(asked.sight),
    ])
    return rows.map(sumOf)
  },

  closings: (from, to, zone) => rowsOf<Closing>(manager, closingsSql, [from, to, zone]),

  openNow: (sight, now) =>
    rowsOf<OpenNow>(manager, openSql, [
      ...[now, [...ended], [...sight.keepsOutOf], sight.confidential, sight.everywhere],
      ...withWhom(sight),
      [...timeRuns],
    ]),
})
