import { z } from 'zod'
import { states } from '../../../cases/case.ts'
import { caseSorts } from '../../../cases/lists.ts'
import { kinds, urgencies } from '../../../intake/reading.ts'
import { instant } from '../../../kernel/clock.ts'
import { Refusal } from '../../../kernel/errors.ts'
import { callerName } from '../../../rights/caller.ts'
import { cursorOf, placeOf } from '../cursor.ts'
import type { ApiParts } from '../ports.ts'
import { presentCaseLine } from '../presenters/case-line.ts'
import { type ApiRoute, route } from '../route.ts'
import { caseLine } from '../shapes/case-line.ts'
import { code, words } from '../shapes/people.ts'
import { sightAsking } from '../sights.ts'

const moment = z.iso.datetime({ offset: true })

const query = z.strictObject({
  state: words(200)
    .transform((said) => said.split(','))
    .pipe(z.array(z.enum(states)))
    .optional()
    .describe('一个或几个状态，用逗号隔开'),
  category: code.optional().describe('类别代码，或两位的大类'),
  grid: code.optional(),
  community: code.optional().describe('村(社区)代码，含其下网格'),
  handler: code.optional().describe('经办人代码，me 是自己'),
  kind: z.enum(kinds).optional(),
  urgency: z.enum(urgencies).optional(),
  overdue: z.enum(['true', 'false']).optional().describe('true：只看超期的'),
  from: moment.optional().describe('登记时间从'),
  to: moment.optional().describe('登记时间到（不含）'),
  q: words(100).optional().describe('编号、标题或内容里的字'),
  sort: z.enum(caseSorts).default('received'),
  order: z.enum(['asc', 'desc']).default('desc'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: words(400).optional().describe('上一页给出的 next'),
})

/** Cases in the caller's sight, by filters, page after page. */
export const listCasesRoute = ({ stores, ground, moves: _moves }: ApiParts): ApiRoute =>
  route({
    ...{ name: 'listCases', method: 'get', path: '/cases', chapter: '案件', says: '案件列表' },
    who: { posts: 'staff', scope: 'cases:read' },
    query,
    answer: z.object({ cases: z.array(caseLine), next: z.string().nullable() }),
    async look(asked) {
      const { cursor, limit, ...wanted } = asked.query
      const { directory } = ground()
      const identity = [asked.caller === null ? '' : callerName(asked.caller), wanted]
      if (wanted.community !== undefined && directory.area(wanted.community) === null)
        throw new Refusal('invalid', `没有“${wanted.community}”这个村(社区)。`)
      const { community } = wanted
      const areas =
        community === undefined
          ? undefined
          : directory.data.areas.map(({ code: one }) => one).filter((one) => directory.within(one, community))
      const own = asked.caller?.kind === 'person' ? asked.caller.person : ''
      const found = await stores.caseLists.page({
        sight: sightAsking(asked, ground()),
        ...given('states', wanted.state),
        ...given('category', wanted.category),
        ...given('grid', wanted.grid),
        ...given('areas', areas),
        ...given('handler', wanted.handler === 'me' ? own : wanted.handler),
        ...given('kind', wanted.kind),
        ...given('urgency', wanted.urgency),
        ...given('overdueAt', wanted.overdue === 'true' ? asked.now : undefined),
        ...given('from', wanted.from === undefined ? undefined : instant(wanted.from)),
        ...given('to', wanted.to === undefined ? undefined : instant(wanted.to)),
        ...given('words', wanted.q),
        ...{ sort: wanted.sort, descending: wanted.order === 'desc', most: limit + 1 },
        after: cursor === undefined ? null : placeOf(cursor, identity),
      })
      const shown = found.slice(0, limit)
      const last = found.length > limit ? shown.at(-1) : undefined
      const at = last === undefined ? null : wanted.sort === 'received' ? last.receivedAt : last.dueAt
      return {
        body: {
          cases: shown.map((record) => presentCaseLine(record, ground(), asked.now)),
          next: last === undefined ? null : cursorOf({ at, id: last.id }, identity),
        },
      }
    },
  })

/** A key that is left out where nothing was asked. */
const given = <Name extends string, Value>(
  name: Name,
  value: Value | undefined,
): Partial<Record<Name, Value>> =>
  value === undefined ? {} : ({ [name]: value } as Partial<Record<Name, Value>>)
