import type { EntityManager, SelectQueryBuilder } from 'typeorm'
import { ended } from '../../cases/case.ts'
import type { CaseAttachment, CaseLists, CaseQuery } from '../../cases/lists.ts'
import type { Sight } from '../../rights/policy.ts'
import type { CaseRow } from '../schema/cases.ts'
import { cases } from '../schema/cases.ts'
import { loadCases } from './cases.ts'
import { clean, jsonText } from './clean.ts'
import { rowsOf } from './rows.ts'

type Query = SelectQueryBuilder<CaseRow>

/** Somebody with business there; the same as `hasBusiness` of the policy. */
const business = `(c.handlerPerson = :viewer OR c.verifierPerson = :viewer
  OR c.informed @> :viewerSeat::jsonb OR c.assistants @> :viewerSeat::jsonb)`

const inArea = `CASE WHEN COALESCE(c.area, c.grid) IS NULL THEN c.room = ANY(:rooms)
  ELSE COALESCE(c.area, c.grid) = ANY(:areas) END`

const withSeat = `EXISTS (SELECT 1 FROM jsonb_array_elements(c.informed || c.assistants || jsonb_build_array(c.handler)) seat
  WHERE seat->>'dept' = ANY(:departments) OR seat->>'post' = ANY(:posts))`

/** `inSight` of the policy, said in SQL; a test holds the two together. */
function narrowToSight(query: Query, sight: Sight): void {
  query.andWhere('NOT (c.about && :keepsOutOf::text[])', { keepsOutOf: [...sight.keepsOutOf] })
  if (sight.everywhere && sight.confidential) return
  const open = sight.everywhere ? 'TRUE' : `(${inArea} OR ${withSeat})`
  const secret = sight.confidential ? 'TRUE' : 'FALSE'
  const byLying = `CASE WHEN c.confidential THEN ${secret} ELSE ${open} END`
  query.andWhere(sight.person === null ? byLying : `(${business} OR ${byLying})`, {
    viewer: sight.person,
    viewerSeat: jsonText([{ person: sight.person }]),
    rooms: [...sight.rooms],
    areas: [...sight.areas],
    departments: [...sight.departments],
    posts: [...sight.posts],
  })
}

const likePattern = (words: string): string => `%${words.replaceAll(/[\\%_]/gu, (sign) => `\\${sign}`)}%`

function narrow(query: Query, wanted: CaseQuery): void {
  const { states, category, grid, areas, handler, kind, urgency, overdueAt, from, to, words } = wanted
  if (states !== undefined) query.andWhere('c.state = ANY(:states)', { states: [...states] })
  if (category !== undefined)
    query.andWhere(category.length <= 2 ? 'c.category LIKE :category' : 'c.category = :category', {
      category: category.length <= 2 ? `${category}%` : category,
    })
  if (grid !== undefined) query.andWhere('c.grid = :grid', { grid })
  if (areas !== undefined) query.andWhere('COALESCE(c.area, c.grid) = ANY(:inAreas)', { inAreas: [...areas] })
  if (handler !== undefined) query.andWhere('c.handlerPerson = :handler', { handler })
  if (kind !== undefined) query.andWhere('c.kind = :kind', { kind })
  if (urgency !== undefined) query.andWhere('c.urgency = :urgency', { urgency })
  if (overdueAt !== undefined)
    query.andWhere('c.dueAt < :overdueAt AND NOT c.state = ANY(:overStates)', {
      overdueAt,
      overStates: [...ended],
    })
  if (from !== undefined) query.andWhere('c.receivedAt >= :from', { from })
  if (to !== undefined) query.andWhere('c.receivedAt < :to', { to })
  if (words !== undefined)
    query.andWhere('(c.number ILIKE :like OR c.title ILIKE :like OR c.words ILIKE :like)', {
      like: likePattern(words),
    })
}

/** The page behind a place; equal times are told apart by the id. */
function inOrder(query: Query, { sort, descending, after, most }: CaseQuery): Query {
  const column = sort === 'received' ? 'c.receivedAt' : 'c.dueAt'
  const [way, sign] = descending ? (['DESC', '<'] as const) : (['ASC', '>'] as const)
  if (after !== null && after.at !== null)
    query.andWhere(`((${column}, c.id) ${sign} (:afterAt, :afterId) OR ${column} IS NULL)`, {
      afterAt: after.at,
      afterId: after.id,
    })
  if (after !== null && after.at === null)
    query.andWhere(`${column} IS NULL AND c.id ${sign} :afterId`, { afterId: after.id })
  const nulls = sort === 'due' ? 'NULLS LAST' : undefined
  return query.orderBy(column, way, nulls).addOrderBy('c.id', way).limit(most)
}

export const makeCaseLists = (manager: EntityManager): CaseLists => ({
  page(asked) {
    const wanted = clean(asked)
    const query = manager.createQueryBuilder(cases, 'c')
    narrowToSight(query, wanted.sight)
    narrow(query, wanted)
    return loadCases(manager, inOrder(query, wanted))
  },

  attachments: (caseId) =>
    rowsOf<CaseAttachment>(
      manager,
      `SELECT platform_id AS id, kind, contact_id AS "contactId", sent_at AS at FROM messages
       WHERE case_id = $1 AND kind = ANY($2::text[]) ORDER BY seq`,
      [caseId, ['image', 'voice', 'file']],
    ),

  async words(caseId) {
    const rows = await rowsOf<{ id: string; words: string }>(
      manager,
      `SELECT w.event_id AS id, w.words FROM event_words w JOIN case_events e ON e.id = w.event_id
       WHERE e.case_id = $1`,
      [caseId],
    )
    return new Map(rows.map(({ id, words }) => [id, words]))
  },
})
