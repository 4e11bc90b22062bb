import { z } from 'zod'
import { lineOf } from '../../../cases/lists.ts'
import { proposalFor } from '../../../cases/proposal.ts'
import type { ApiParts } from '../ports.ts'
import { presentCaseLine } from '../presenters/case-line.ts'
import { type ApiRoute, route } from '../route.ts'
import { caseLine } from '../shapes/case-line.ts'
import { sightAsking } from '../sights.ts'

const most = 200

/** What waits for the duty officer, the oldest first, with what the bot proposes (2.5). */
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
    answer: z.object({ cases: z.array(caseLine.extend({ words: z.string(), proposal: z.string() })) }),
    async look(asked) {
      const waiting = await stores.caseLists.page({
        ...{ sight: sightAsking(asked, ground()), states: ['triage'] },
        ...{ sort: 'received', descending: false, after: null, most },
      })
      return {
        body: {
          cases: waiting.map((record) => ({
            ...presentCaseLine(lineOf(record), ground(), asked.now),
            words: record.words,
            proposal: proposalFor(record, ground(), asked.now),
          })),
        },
      }
    },
  })
