import type { SelectQueryBuilder } from 'typeorm'
import { ended, timeRuns } from '../../cases/case.ts'
import type { CaseFilters, Span } from '../../cases/lists.ts'
import type { Sight } from '../../rights/policy.ts'
import type { CaseRow } from '../schema/cases.ts'

export type CaseRows = SelectQueryBuilder<CaseRow>

/** The keys by which the cases of a sight are found: what is one's own, and what lies where one looks. */
export const keysOf = (sight: Sight): { person: readonly string[]; lying: readonly string[] } => ({
  person: sight.person === null ? [] : [`person:${sight.person}`],
  lying: [
    ...sight.areas.map((code) => `area:${code}`),
    ...sight.rooms.map((code) => `room:${code}`),
    ...sight.departments.map((code) => `dept:${code}`),
    ...sight.posts.map((name) => `post:${name}`),
  ],
})

/**
 * `inSight` of the policy, said in SQL by the keys that a trigger keeps (where a case lies, and with whom); a test holds
 * the two together. The narrow ones are one look into an index.
 */
export function narrowToSight(query: CaseRows, sight: Sight): void {
  query.andWhere('NOT (c.about && :keepsOutOf::text[])', { keepsOutOf: [...sight.keepsOutOf] })
  if (sight.everywhere && sight.confidential) return
  const { person, lying } = keysOf(sight)
  const all = sight.everywhere ? null : 'c.sightKeys && :sightKeys::text[]'
  const secret = sight.confidential ? 'c.confidential' : 'c.sightKeys && :personKeys::text[]'
  const parts = sight.confidential
    ? [[secret, all].filter((one) => one !== null).join(' OR ')]
    : [all, `(NOT c.confidential OR ${secret})`].filter((one) => one !== null)
  for (const part of parts)
    query.andWhere(`(${part})`, { sightKeys: [...person, ...lying], personKeys: [...person] })
}

/**
 * Whether what is in sight is so little (a grid of a few thousand cases) that it is looked through from end to end, and
 * never the order of all cases walked until a page of it is found.
 */
export const isNarrow = ({ everywhere, areas, departments, posts }: Sight): boolean =>
  !everywhere && areas.length <= 3 && departments.length === 0 && posts.length === 0

/**
 * What is kept back from somebody does not find a case either, or asking again and again would read it: of a confidential
 * one its words and its room, but for whoever may read them (`mayReadMatter`, in SQL).
 */
function narrowToReadable(query: CaseRows, { sight }: CaseFilters): void {
  if (sight.matters) return
  query.andWhere('(NOT c.confidential OR c.handlerPerson = :reader OR c.verifierPerson = :reader)', {
    reader: sight.person ?? '',
  })
}

const asBeginning = (words: string): string => `${words.replaceAll(/[\\%_]/gu, (sign) => `\\${sign}`)}%`

function within(query: CaseRows, column: string, name: string, { from, to }: Span = {}): void {
  if (from !== undefined) query.andWhere(`${column} >= :${name}From`, { [`${name}From`]: from })
  if (to !== undefined) query.andWhere(`${column} < :${name}To`, { [`${name}To`]: to })
}

/** Columns that are asked for one value. */
function narrowToValues(query: CaseRows, wanted: CaseFilters): void {
  const { grid, handler, verifier, kind, nature, urgency, source, room, outcome, rating } = wanted
  const values = {
    grid,
    handlerPerson: handler,
    verifierPerson: verifier,
    ...{ kind, nature, urgency, source, room, outcome, rating, confidential: wanted.confidential },
  }
  for (const [column, value] of Object.entries(values))
    if (value !== undefined) query.andWhere(`c.${column} = :is_${column}`, { [`is_${column}`]: value })
  // Of all that somebody holds, only what is in a narrower sight: one look into the index of both.
  const held = [handler, verifier].filter((one) => one !== undefined)
  if (held.length > 0 && !wanted.sight.everywhere)
    query.andWhere('c.sightKeys @> :heldKeys::text[]', { heldKeys: held.map((one) => `person:${one}`) })
  if (wanted.dept !== undefined)
    query.andWhere(`c.handler->>'dept' = :dept AND c.sightKeys @> :deptKeys::text[]`, {
      dept: wanted.dept,
      deptKeys: [`dept:${wanted.dept}`],
    })
  if (wanted.assistant !== undefined)
    query.andWhere('c.assistants @> :assisting::jsonb AND c.sightKeys @> :assistantKeys::text[]', {
      assisting: JSON.stringify([{ person: wanted.assistant }]),
      assistantKeys: [`person:${wanted.assistant}`],
    })
  if (wanted.outsideNumber !== undefined)
    query.andWhere(`c.outside->>'number' = :outsideNumber`, { outsideNumber: wanted.outsideNumber })
  if (wanted.reworked !== undefined) query.andWhere(wanted.reworked ? 'c.rework > 0' : 'c.rework = 0')
}

function narrowToCategories(query: CaseRows, categories: readonly string[] | undefined): void {
  if (categories === undefined) return
  const [groups, leaves] = [
    categories.filter((one) => one.length <= 2),
    categories.filter((one) => one.length > 2),
  ]
  query.andWhere(
    `(c.category = ANY(:leaves)${groups.map((_, at) => ` OR c.category LIKE :group${String(at)}`).join('')})`,
    {
      leaves,
      ...Object.fromEntries(groups.map((group, at) => [`group${String(at)}`, asBeginning(group)])),
    },
  )
}

/** In the words of the index `cases_open_due`, which serves only where they are the same. */
const underWay = `c.state NOT IN (${[...ended].map((state) => `'${state}'`).join(', ')})`

/**
 * As a CASE, whose share the planner does not reckon: nearly all that are under way run, and it would take one share of the
 * other, expect five cases of thousands, and look through all of them for the first page.
 */
const runs = 'CASE WHEN c.state = ANY(:runningStates) THEN TRUE ELSE FALSE END'

/** Everything that somebody asks for beside their sight. */
export function narrow(query: CaseRows, wanted: CaseFilters): void {
  const { states, areas, overdueAt, red, number, words } = wanted
  if (states !== undefined) query.andWhere('c.state = ANY(:states)', { states: [...states] })
  narrowToCategories(query, wanted.categories)
  narrowToValues(query, wanted)
  if (areas !== undefined)
    query.andWhere('c.sightKeys && :areaKeys::text[]', { areaKeys: areas.map((code) => `area:${code}`) })
  if (overdueAt !== undefined)
    query.andWhere(`c.dueAt < :overdueAt AND ${underWay} AND ${runs}`, {
      overdueAt,
      runningStates: [...timeRuns],
    })
  within(query, 'c.receivedAt', 'received', wanted.received)
  within(query, 'c.dueAt', 'due', wanted.due)
  within(query, 'c.closedAt', 'closed', wanted.closed)
  if (red !== undefined)
    query.andWhere(
      `c.dispatchedAt IS NOT NULL AND c.limit IS NOT NULL
       AND c.dueAt ${red.is ? '<=' : '>'} LEAST(COALESCE(c.resolvedAt, :redAt), :redAt::timestamptz)`,
      { redAt: red.at },
    )
  if (number !== undefined) query.andWhere('c.number LIKE :number', { number: asBeginning(number) })
  if (words !== undefined || wanted.room !== undefined) narrowToReadable(query, wanted)
  if (words !== undefined) query.andWhere('c.searchPairs @@ case_search_query(:words)', { words })
}
