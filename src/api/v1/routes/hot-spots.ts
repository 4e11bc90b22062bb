import { z } from 'zod'
import { instant } from '../../../kernel/clock.ts'
import { areaTitle } from '../../../grid/naming.ts'
import { redactText } from '../../../intake/redact.ts'
import { Refusal } from '../../../kernel/errors.ts'
import { hotSpotKinds, type RaisedHotSpot } from '../../../ledger/hot-spots.ts'
import { inSight } from '../../../rights/policy.ts'
import { audited } from '../audited.ts'
import type { ApiParts } from '../ports.ts'
import { said } from '../presenters/case-line.ts'
import { type ApiRoute, personAsking, type Request, route } from '../route.ts'
import { timeOrNull } from '../shapes/case-line.ts'
import { time, words } from '../shapes/people.ts'
import { sightAsking } from '../sights.ts'

const shown = z.object({
  key: z.string(),
  kind: z.enum(hotSpotKinds),
  community: z.string(),
  communityName: z.string(),
  category: z.string(),
  categoryName: z.string(),
  numbers: z.array(z.string()),
  raisedAt: time,
  settledAt: timeOrNull,
  settledBy: z.string().nullable(),
  settlement: z.string().nullable(),
})

const moment = z.iso.datetime({ offset: true }).transform((one) => instant(one))

/** With the numbers of those of its cases that the caller may see. */
async function present(
  spot: RaisedHotSpot,
  asked: Request,
  { stores, ground }: ApiParts,
): Promise<z.input<typeof shown>> {
  const { directory } = ground()
  const sight = sightAsking(asked, ground())
  const records = await Promise.all(spot.caseIds.map((id) => stores.cases.byId(id)))
  const { key, kind, community, category, settledBy, settlement } = spot
  return {
    ...{ key, kind, community, category, settledBy, settlement },
    communityName: directory.area(community) === null ? community : areaTitle(directory, community),
    categoryName: directory.leaf(category)?.name ?? category,
    numbers: records.flatMap((one) => (one !== null && inSight(sight, one) ? [one.number] : [])),
    raisedAt: spot.raisedAt.toISOString(),
    settledAt: said(spot.settledAt),
  }
}

/** Hot spots (8.7), the newest first. */
export const listHotSpotsRoute = (parts: ApiParts): ApiRoute =>
  route({
    ...{ name: 'listHotSpots', method: 'get', path: '/hot-spots', chapter: '预警', says: '热点预警' },
    who: { posts: ['director', 'duty_officer', 'supervisor', 'township_lead'] },
    query: z.strictObject({
      settled: z.enum(['true', 'false']).optional(),
      before: moment.optional().describe('这个时间以前报出的；翻页用上一页最后一条的 raisedAt'),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    answer: z.object({ hotSpots: z.array(shown) }),
    async look(asked) {
      const { settled, before, limit } = asked.query
      const found = await parts.stores.hotSpots.list({
        settled: settled === undefined ? null : settled === 'true',
        ...{ before: before ?? null, most: limit },
      })
      return { body: { hotSpots: await Promise.all(found.map((spot) => present(spot, asked, parts))) } }
    },
  })

/** The director says what was done about it; said once. */
export const settleHotSpotRoute = (parts: ApiParts): ApiRoute =>
  route({
    ...{ name: 'settleHotSpot', method: 'post', path: '/hot-spots/{key}/settle', chapter: '预警' },
    says: '了结一个热点，写明怎么处理的',
    who: { posts: ['director'] },
    params: z.strictObject({ key: words(300) }),
    ...{ body: z.strictObject({ words: words(1_000) }), answer: shown },
    async change(asked, stores) {
      const { key } = asked.params
      const told = redactText(asked.body.words)
      const known = await stores.hotSpots.byKey(key)
      if (known === null) throw new Refusal('not_found', '没有这个热点。')
      if (!(await stores.hotSpots.settle(key, personAsking(asked), told, asked.now)))
        throw new Refusal('wrong_state', '这个热点已经了结了。')
      await audited(stores.audit, asked, 'hot_spot.settled', { subject: key })
      const settled = { ...known, settledAt: asked.now, settledBy: personAsking(asked), settlement: told }
      return { body: await present(settled, asked, { ...parts, stores }) }
    },
  })
