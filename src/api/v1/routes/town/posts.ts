import { z } from 'zod'
import type { CaseStore } from '../../../../cases/ports.ts'
import type { Directory } from '../../../../grid/directory.ts'
import { levelNames } from '../../../../grid/checks/areas.ts'
import { isSeat, type Seat, setPost } from '../../../../grid/town-edits.ts'
import { type Post, postsByLevel, type TownData } from '../../../../grid/town.ts'
import { Refusal } from '../../../../kernel/errors.ts'
import { arrangers } from '../../../../rights/town-policy.ts'
import { contentVersion } from '../../content-version.ts'
import type { ApiParts } from '../../ports.ts'
import { claimsOf, presentPost } from '../../presenters/town.ts'
import { type ApiRoute, route } from '../../route.ts'
import { code, words } from '../../shapes/people.ts'
import { areaParams, postName, postShape, townChanged } from '../../shapes/town.ts'
import { carryOut, requireArea, requireSeen } from './changing.ts'

const params = areaParams.extend({ post: postName })
const query = z.strictObject({ dept: code.optional().describe('部门负责人：哪个部门') })

type Asked = { params: z.output<typeof params>; query: z.output<typeof query> }

function seatOf({ params: { code: area, post }, query: { dept } }: Asked, directory: Directory): Seat {
  const level = directory.area(area)?.level
  if (level === undefined) throw new Refusal('not_found', `没有区域“${area}”。`)
  if (!postsByLevel[level].some((one) => one === post))
    throw new Refusal('not_found', `${levelNames[level]}没有这个岗位。`)
  return { area, post, dept: dept ?? null }
}

const entriesOf = (town: TownData, seat: Seat): readonly Post[] =>
  town.posts.filter((post) => isSeat(post, seat))

export const readPostRoute = ({ stores, ground }: ApiParts): ApiRoute =>
  route({
    ...{ name: 'readPost', method: 'get', path: '/areas/{code}/posts/{post}', chapter: '人员' },
    says: '一个岗位由谁担任，按先后',
    who: { posts: 'staff', scope: 'admin' },
    ...{ params, query, answer: z.object({ entries: z.array(postShape) }) },
    async look(asked) {
      const { directory } = ground()
      const entries = entriesOf(directory.data, seatOf(asked, directory))
      const claims = await claimsOf(stores)
      return {
        body: { entries: entries.map((one) => presentPost(one, directory, claims, asked.now)) },
        version: contentVersion(entries),
      }
    },
  })

const holders = z.array(code).max(50)
const body = z.union([
  z.strictObject({ holders: holders.describe('第一位是主要责任人，后面依次是副职；空表示暂缺') }),
  z.strictObject({
    helpers: z
      .array(
        z.strictObject({
          holders,
          buildings: z
            .strictObject({ estate: words(80).nullable().default(null), buildings: words(500) })
            .nullable()
            .default(null),
        }),
      )
      .max(100)
      .describe('协管员：各管哪些楼栋'),
  }),
])

/** How many open cases stay with those who no longer hold the post: they are not moved by themselves (3.4). */
async function leftBehind(
  people: readonly string[],
  cases: Pick<CaseStore, 'find'>,
): Promise<readonly { person: string; cases: number }[]> {
  const left: { person: string; cases: number }[] = []
  for (const handler of people) {
    const found = await cases.find({ handler, states: ['dispatched', 'in_progress', 'long_term'], most: 500 })
    const own = found.filter((record) => record.handler?.person === handler)
    if (own.length > 0) left.push({ person: handler, cases: own.length })
  }
  return left
}

/** Who holds a post: the primary and the deputies in order (1.2). */
export const setPostRoute = (parts: ApiParts): ApiRoute =>
  route({
    ...{ name: 'setPost', method: 'put', path: '/areas/{code}/posts/{post}', chapter: '人员' },
    says: '岗位换人：主要责任人和副职',
    who: { posts: arrangers },
    ...{ params, query, body, needsVersion: true },
    answer: townChanged.extend({
      /** Who no longer holds the post and still has cases in hand: they stay until somebody moves them. */
      inHand: z.array(z.object({ person: z.string(), name: z.string(), cases: z.int() })),
    }),
    async change(asked, stores) {
      const { directory } = parts.ground()
      const seat = seatOf(asked, directory)
      requireArea(asked, seat.area, parts)
      const wanted =
        'helpers' in asked.body ? asked.body.helpers : [{ holders: asked.body.holders, buildings: null }]
      if (wanted.length > 1 && seat.post !== 'grid_helper')
        throw new Refusal('invalid', '只有协管员分楼栋，别的岗位写在一处。')
      const named = wanted.flatMap((one) => one.holders)
      if (seat.post === 'director' && named.length === 0)
        throw new Refusal('invalid', '中心主任不能空缺，请写明由谁担任。')
      const before = entriesOf(directory.data, seat).flatMap((one) => one.holders)
      const answer = await carryOut(parts, asked, stores, {
        ...{
          action: 'town.post_changed',
          subject: `${seat.post} ${seat.area}${seat.dept === null ? '' : ` ${seat.dept}`}`,
        },
        ...{ before: { holders: [...before] }, after: { holders: named } },
        edit: ({ town }) => {
          requireSeen(entriesOf(town, seat), asked)
          return { town: setPost(town, seat, wanted) }
        },
      })
      const gone = await leftBehind(
        before.filter((one) => !named.includes(one)),
        stores.cases,
      )
      const inHand = gone.map((one) => ({ ...one, name: directory.nameOf(one.person) }))
      return { ...answer, body: { ...answer.body, inHand } }
    },
  })
