import { z } from 'zod'
import { lineOf } from '../../../cases/lists.ts'
import { proposalFor } from '../../../cases/proposal.ts'
import { callerName } from '../../../rights/caller.ts'
import { cursorOf, placeOf } from '../cursor.ts'
import type { ApiParts } from '../ports.ts'
import { presentCaseLine } from '../presenters/case-line.ts'
import { type ApiRoute, route } from '../route.ts'
import { pageOf } from '../shapes/case-filters.ts'
import { caseLine } from '../shapes/case-line.ts'
import { sightAsking } from '../sights.ts'

/** What waits for the duty officer, the oldest first, with what the bot proposes (2.5); page after page. */
export const listTriageRoute = ({ stores, ground }: ApiParts): ApiRoute =>
  route({
    ...{
      name: 'listTriage',
      method: 'get',
      path: '/triage',
      chapter: '研判',
      says: '待研判，连同机器人的建议',
    },
    who: { posts: ['duty_officer', 'director'] },
    query: pageOf,
    answer: z.object({
      cases: z.array(caseLine.extend({ words: z.string(), proposal: z.string() })),
      next: z.string().nullable(),
    }),
    async look(asked) {
      const { cursor, limit } = asked.query
      const identity = ['triage', asked.caller === null ? '' : callerName(asked.caller)]
      const waiting = await stores.caseLists.page({
        ...{ sight: sightAsking(asked, ground()), states: ['triage'] },
        ...{ sort: 'received', descending: false, most: limit + 1 },
        after: cursor === undefined ? null : placeOf(cursor, identity),
      })
      const shown = waiting.slice(0, limit)
      const last = waiting.length > limit ? shown.at(-1) : undefined
      return {
        body: {
          cases: shown.map((record) => ({
            ...presentCaseLine(lineOf(record), ground(), asked),
            words: record.words,
            proposal: proposalFor(record, ground(), asked.now),
          })),
          next: last === undefined ? null : cursorOf({ at: last.receivedAt, id: last.id }, identity),
        },
      }
    },
  })
