import { z } from 'zod'
import { Refusal } from '../../../kernel/errors.ts'
import { newId } from '../../../kernel/ids.ts'
import {
  createWebhook,
  type Delivery,
  deliveryStates,
  newDelivery,
  requireUrl,
  type Webhook,
  webhookEvents,
  webhookKind,
  webhookTimerKey,
} from '../../../rights/webhooks.ts'
import { approvalFor, approvedBy } from '../approved.ts'
import { audited } from '../audited.ts'
import type { ApiParts, ApiStores } from '../ports.ts'
import { said } from '../presenters/case-line.ts'
import { type ApiRoute, personAsking, route } from '../route.ts'
import { time, words } from '../shapes/people.ts'

const chapter = '对外'
const who = { posts: ['director', 'duty_officer'] } as const
const mostDeliveries = 200

const webhook = z.object({
  id: z.string(),
  name: z.string(),
  url: z.string(),
  events: z.array(z.enum(webhookEvents)),
  approval: z.string(),
  madeBy: z.string(),
  madeAt: time,
  endsAt: time,
  endedAt: time.nullable(),
})

const delivery = z.object({
  id: z.string(),
  event: z.enum([...webhookEvents, 'ping']),
  body: z.string(),
  madeAt: time,
  state: z.enum(deliveryStates),
  tries: z.int(),
  status: z.int().nullable(),
  answer: z.string().nullable(),
  why: z.string().nullable(),
  triedAt: time.nullable(),
  replays: z.string().nullable(),
})

const present = ({ id, name, url, events, approval, madeBy, ...one }: Webhook): z.input<typeof webhook> => ({
  ...{ id, name, url, events: [...events], approval, madeBy },
  ...{ madeAt: one.madeAt.toISOString(), endsAt: one.endsAt.toISOString(), endedAt: said(one.endedAt) },
})

const presentDelivery = (one: Delivery): z.input<typeof delivery> => {
  const { webhook: _webhook, caseId: _case, madeAt, triedAt, ...rest } = one
  return { ...rest, madeAt: madeAt.toISOString(), triedAt: said(triedAt) }
}

const params = z.strictObject({ id: words(64) })

async function webhookOf(id: string, { webhooks }: Pick<ApiStores, 'webhooks'>): Promise<Webhook> {
  const found = await webhooks.byId(id)
  if (found === null) throw new Refusal('not_found', '没有这个推送。')
  return found
}

/** Puts a delivery in the way of the engine. */
async function send(stores: ApiStores, one: Delivery, now: Date): Promise<void> {
  await stores.webhooks.put(one)
  await stores.timers.set({
    key: webhookTimerKey(one.id, 0),
    ...{ kind: webhookKind, runAt: now, hold: false, caseId: null, facts: { delivery: one.id, tries: 0 } },
  })
}

const requireLasting = ({ endedAt, endsAt }: Webhook, now: Date): void => {
  if (endedAt !== null || endsAt <= now) throw new Refusal('wrong_state', '这个推送已经停了。')
}

const listRoute = ({ stores }: ApiParts): ApiRoute =>
  route({
    ...{ name: 'listWebhooks', method: 'get', path: '/webhooks', chapter, says: '向外部系统的推送', who },
    answer: z.object({ webhooks: z.array(webhook) }),
    async look() {
      return { body: { webhooks: (await stores.webhooks.list()).map(present) } }
    },
  })

/** Another system to be told, as the director has approved: this address, these events, until then. */
const createRoute = ({ ground, webhookReach }: ApiParts): ApiRoute =>
  route({
    ...{ name: 'createWebhook', method: 'post', path: '/webhooks', chapter, who },
    says: '新建推送；签名用的密钥只显示这一次',
    body: z.strictObject({
      name: words(100),
      url: words(500),
      events: z
        .array(z.enum(webhookEvents))
        .min(1)
        .max(webhookEvents.length)
        .transform((wanted) => webhookEvents.filter((event) => wanted.includes(event))),
      ...approvedBy,
    }),
    ...{ answer: webhook.extend({ secret: z.string() }), status: 201, saidOnce: true, needsProof: true },
    async change(asked, stores) {
      const { name, events } = asked.body
      const url = requireUrl(asked.body.url, webhookReach)
      const facts = { url: asked.body.url, events }
      const approval = await approvalFor(asked, { kind: 'webhook', facts }, stores, ground())
      const wish = { name, url, events, approval: approval.id, madeBy: personAsking(asked) }
      const made = await createWebhook(stores.webhooks, { ...wish, endsAt: approval.until }, asked.now)
      // The path of the address may hold a secret of the other side: only the host is written down.
      const after = { host: new URL(url).host, events, approval: approval.id }
      await audited(stores.audit, asked, 'webhook.created', { subject: made.webhook.id, after })
      return { body: { ...present(made.webhook), secret: made.secret } }
    },
  })

const endRoute = (_parts: ApiParts): ApiRoute =>
  route({
    ...{ name: 'endWebhook', method: 'delete', path: '/webhooks/{id}', chapter, says: '停掉推送', who },
    ...{ params, answer: null },
    async change(asked, stores) {
      if (!(await stores.webhooks.end(asked.params.id, asked.now)))
        throw new Refusal('not_found', '没有这个推送，或者已经停了。')
      await audited(stores.audit, asked, 'webhook.ended', { subject: asked.params.id })
      return { body: null }
    },
  })

/** What was told, and what came of it: the last 200. */
const deliveriesRoute = ({ stores }: ApiParts): ApiRoute =>
  route({
    ...{ name: 'listDeliveries', method: 'get', path: '/webhooks/{id}/deliveries', chapter, who },
    says: '推送记录：内容、结果、对方的回答',
    ...{ params, answer: z.object({ deliveries: z.array(delivery) }) },
    async look(asked) {
      const { id } = await webhookOf(asked.params.id, stores)
      const found = await stores.webhooks.deliveries(id, mostDeliveries)
      return { body: { deliveries: found.map(presentDelivery) } }
    },
  })

/** Tells the webhook something that means nothing, so that the other side can be tried. */
const pingRoute = ({ poke }: ApiParts): ApiRoute =>
  route({
    ...{ name: 'pingWebhook', method: 'post', path: '/webhooks/{id}/ping', chapter, says: '试推一次', who },
    ...{ params, answer: delivery, status: 201 },
    async change(asked, stores) {
      const { now } = asked
      const to = await webhookOf(asked.params.id, stores)
      requireLasting(to, now)
      const id = newId()
      const body = JSON.stringify({ id, event: 'ping', at: now.toISOString() })
      const one = newDelivery(to.id, { id, event: 'ping', body, caseId: null }, now)
      await send(stores, one, now)
      await audited(stores.audit, asked, 'webhook.tried', { subject: to.id })
      return { body: presentDelivery(one), after: poke }
    },
  })

/** Tells once more what was told before, to the letter; the id in the body says that it is the same. */
const replayRoute = ({ poke }: ApiParts): ApiRoute =>
  route({
    ...{ name: 'replayDelivery', method: 'post', path: '/webhooks/{id}/deliveries/{delivery}/replay' },
    ...{ chapter, says: '重推一次', who },
    ...{ params: params.extend({ delivery: words(64) }), answer: delivery, status: 201 },
    async change(asked, stores) {
      const { now } = asked
      const to = await webhookOf(asked.params.id, stores)
      const told = await stores.webhooks.delivery(asked.params.delivery)
      if (told?.webhook !== to.id) throw new Refusal('not_found', '没有这条推送记录。')
      requireLasting(to, now)
      if (told.event === 'emergency.unanswered') throw new Refusal('wrong_state', '急事的告警过后不再重推。')
      const one = newDelivery(to.id, { ...told, id: newId() }, now, told.id)
      await send(stores, one, now)
      await audited(stores.audit, asked, 'webhook.replayed', { subject: to.id, after: { delivery: told.id } })
      return { body: presentDelivery(one), after: poke }
    },
  })

/** Webhooks and what was told to them. */
export const webhookRoutes: readonly ((parts: ApiParts) => ApiRoute)[] = [
  ...[listRoute, createRoute, endRoute, deliveriesRoute, pingRoute, replayRoute],
]
