import { Refusal } from '../kernel/errors.ts'
import { newId } from '../kernel/ids.ts'
import { isCallablePort, type OutwardReach, saidPorts } from '../kernel/outward-reach.ts'
import { leadsInside } from '../kernel/public-address.ts'
import { newSecret } from './secrets.ts'

/**
 * What another system may be told of. `case.moved` is every other move of 2.1; `emergency.unanswered` the outside alarm of
 * 3.8. `ping` is told to one webhook alone, when somebody tries it.
 */
export const webhookEvents = ['case.received', 'case.moved', 'case.closed', 'emergency.unanswered'] as const
export type WebhookEvent = (typeof webhookEvents)[number]

/** Another system that wants to be told, as the director has approved (9.7). Its secret lies apart, sealed. */
export interface Webhook {
  id: string
  name: string
  url: string
  events: readonly WebhookEvent[]
  approval: string
  madeBy: string
  madeAt: Date
  endsAt: Date
  endedAt: Date | null
}

/** `dropped`: overtaken by events, or the webhook has ended. */
export const deliveryStates = ['waiting', 'delivered', 'failed', 'dropped'] as const
export type DeliveryState = (typeof deliveryStates)[number]

/** One event told to one webhook, and what came of it. */
export interface Delivery {
  id: string
  webhook: string
  event: WebhookEvent | 'ping'
  /** As it is sent: what is signed is these very letters. */
  body: string
  caseId: string | null
  madeAt: Date
  state: DeliveryState
  tries: number
  /** Of the last try: the status and the first letters of the answer, or why there was none. */
  status: number | null
  answer: string | null
  why: string | null
  triedAt: Date | null
  /** The delivery that this one says again, where somebody asked for it. */
  replays: string | null
}

/** What came of one try. */
export interface Tried {
  state: DeliveryState
  status: number | null
  answer: string | null
  why: string | null
  at: Date
}

export interface WebhookStore {
  add(webhook: Webhook, secret: string): Promise<void>
  byId(id: string): Promise<Webhook | null>
  /** What signs its deliveries; null where it is unknown. */
  secret(id: string): Promise<string | null>
  /** The newest first. */
  list(): Promise<readonly Webhook[]>
  /** Those that want this event and have not ended. */
  listening(event: WebhookEvent, now: Date): Promise<readonly Webhook[]>
  /** False where it is unknown or has ended already. */
  end(id: string, at: Date): Promise<boolean>
  put(delivery: Delivery): Promise<void>
  delivery(id: string): Promise<Delivery | null>
  /** Of one webhook, the newest first. */
  deliveries(webhook: string, most: number): Promise<readonly Delivery[]>
  tried(id: string, tried: Tried): Promise<void>
}

const longestUrl = 500

/**
 * An address to which events may be sent: https, no log-in in it, a port within the reach, and no private machine by its
 * very address. What a name leads to is looked at again with every call (jobs/outward-call.ts), since it may change. Where
 * private addresses are allowed, the government's own network say, http is too.
 */
export function requireUrl(said: string, { privateAllowed, ports }: OutwardReach): string {
  const url = said.length <= longestUrl && URL.canParse(said) ? new URL(said) : null
  const schemes = privateAllowed ? ['https:', 'http:'] : ['https:']
  if (url === null || !schemes.includes(url.protocol))
    throw new Refusal('invalid', `地址要以 ${schemes.join('// 或 ')}// 开头，最长${String(longestUrl)}字。`)
  if (url.username !== '' || url.password !== '') throw new Refusal('invalid', '地址里不要写账号和密码。')
  if (!isCallablePort(url, ports)) throw new Refusal('invalid', `地址的端口只能是 ${saidPorts(ports)}。`)
  if (leadsInside(url.hostname) && !privateAllowed) throw new Refusal('invalid', '不能推送到内网地址。')
  url.hash = ''
  return url.href
}

/** Makes a webhook; `secret` is said once, so that the other side can prove what it hears. */
export async function createWebhook(
  webhooks: Pick<WebhookStore, 'add'>,
  wish: Pick<Webhook, 'name' | 'url' | 'events' | 'approval' | 'madeBy' | 'endsAt'>,
  now: Date,
): Promise<{ webhook: Webhook; secret: string }> {
  const secret = `whsec_${newSecret()}`
  const webhook: Webhook = { ...wish, id: newId(), madeAt: now, endedAt: null }
  await webhooks.add(webhook, secret)
  return { webhook, secret }
}

/** A delivery that has not been tried; `again` is the one it repeats. */
export const newDelivery = (
  webhook: string,
  told: Pick<Delivery, 'id' | 'event' | 'body' | 'caseId'>,
  now: Date,
  again: string | null = null,
): Delivery => ({
  ...{ ...told, webhook, madeAt: now, state: 'waiting', tries: 0, replays: again },
  ...{ status: null, answer: null, why: null, triedAt: null },
})

/** The kind of timer that sends a delivery; its key names delivery and try. */
export const webhookKind = 'webhook'
export const webhookTimerKey = (delivery: string, tries: number): string =>
  `${webhookKind}:${delivery}:${String(tries)}`
