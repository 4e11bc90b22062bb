import { z } from 'zod'
import type { CaseLine, CaseLists, CaseQuery, CaseSort, Place } from '../../../cases/lists.ts'
import { colourAt } from '../../../deadlines/colour.ts'
import type { Colour } from '../../../deadlines/ladder.ts'
import type { Ground } from '../../../grid/ground.ts'
import { callerName } from '../../../rights/caller.ts'
import { filtersAsked } from '../asked-cases.ts'
import { cursorOf, placeOf } from '../cursor.ts'
import type { ApiParts } from '../ports.ts'
import { presentCaseLine } from '../presenters/case-line.ts'
import { type ApiRoute, route } from '../route.ts'
import { caseFilters, caseOrder, pageOf } from '../shapes/case-filters.ts'
import { caseLine } from '../shapes/case-line.ts'
import { sightAsking } from '../sights.ts'

const query = caseFilters.extend(caseOrder.shape).extend(pageOf.shape)

const placeAt = (record: CaseLine, sort: CaseSort): Place => ({
  at: { received: record.receivedAt, due: record.dueAt, closed: record.closedAt }[sort],
  id: record.id,
})

/** Of which at most so many are looked at for one page of a colour. */
const batch = 500
const batchesAtMost = 12

/**
 * The colours between green and red follow the calendar, which the database does not know: what may have the colour is
 * looked through in order, so far and no further, and the cursor stands where the look ended. A page may so be short.
 */
async function pageOfColour(
  lists: CaseLists,
  wanted: CaseQuery,
  colour: Colour,
  ground: Ground,
  now: Date,
): Promise<{ shown: readonly CaseLine[]; next: Place | null }> {
  const shown: CaseLine[] = []
  let { after } = wanted
  for (let round = 0; round < batchesAtMost; round += 1) {
    const found = await lists.lines({ ...wanted, after, most: batch })
    for (const record of found) {
      if (shown.length === wanted.most) return { shown, next: after }
      after = placeAt(record, wanted.sort)
      if (colourAt(record, ground, now) === colour) shown.push(record)
    }
    if (found.length < batch) return { shown, next: null }
  }
  return { shown, next: after }
}

async function plainPage(
  lists: CaseLists,
  wanted: CaseQuery,
): Promise<{ shown: readonly CaseLine[]; next: Place | null }> {
  const found = await lists.lines({ ...wanted, most: wanted.most + 1 })
  const shown = found.slice(0, wanted.most)
  const last = found.length > wanted.most ? shown.at(-1) : undefined
  return { shown, next: last === undefined ? null : placeAt(last, wanted.sort) }
}

/** Cases in the caller's sight, by filters, page after page. */
export const listCasesRoute = ({ stores, ground }: ApiParts): ApiRoute =>
  route({
    ...{ name: 'listCases', method: 'get', path: '/cases', chapter: '案件', says: '案件列表' },
    who: { posts: 'staff', scope: 'cases:read' },
    query,
    answer: z.object({ cases: z.array(caseLine), next: z.string().nullable() }),
    async look(asked) {
      const { cursor, limit, sort, order, ...said } = asked.query
      const identity = [asked.caller === null ? '' : callerName(asked.caller), { ...said, sort, order }]
      const wanted: CaseQuery = {
        ...filtersAsked(said, asked, ground()),
        ...{ sort, descending: order === 'desc', most: limit },
        after: cursor === undefined ? null : placeOf(cursor, identity),
      }
      const { colour } = said
      const { shown, next } =
        colour === undefined || colour === 'red'
          ? await plainPage(stores.caseLists, wanted)
          : await pageOfColour(stores.caseLists, wanted, colour, ground(), asked.now)
      return {
        body: {
          cases: shown.map((line) => presentCaseLine(line, ground(), asked)),
          next: next === null ? null : cursorOf(next, identity),
        },
      }
    },
  })

/** Counted this far; what is more is said to be more. */
const countedAtMost = 1_000

/** How many cases stand in each state, by the same filters: what the tabs above a list show. */
export const countCasesRoute = ({ stores, ground }: ApiParts): ApiRoute =>
  route({
    ...{
      name: 'countCases',
      method: 'get',
      path: '/case-counts',
      chapter: '案件',
      says: '各状态件数（页签）',
    },
    who: { posts: 'staff', scope: 'cases:read' },
    query: caseFilters.omit({ overdue: true, colour: true }),
    answer: z.object({
      states: z.record(z.string(), z.int()),
      overdue: z.int(),
      mine: z.int(),
      countedAtMost: z.int().describe('数到这里为止；等于它就是“不少于”'),
    }),
    async look(asked) {
      const filters = filtersAsked(asked.query, asked, ground())
      const { states, overdue } = await stores.caseLists.counts(filters, asked.now, countedAtMost)
      const person = asked.caller?.kind === 'person' ? asked.caller.person : null
      const own = { ...filters, handler: person ?? '', sight: sightAsking(asked, ground()) }
      const mine =
        person === null
          ? { states: new Map<string, number>() }
          : await stores.caseLists.counts(
              { ...own, states: ['dispatched', 'in_progress'] },
              asked.now,
              countedAtMost,
            )
      return {
        body: {
          states: Object.fromEntries(states),
          overdue,
          mine: [...mine.states.values()].reduce((sum, count) => sum + count, 0),
          countedAtMost,
        },
      }
    },
  })
