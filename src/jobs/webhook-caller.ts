import { createHmac } from 'node:crypto'
import type { Rulebook } from '../grid/rulebook.ts'
import type { Clock } from '../kernel/clock.ts'
import { reasonOf } from '../kernel/errors.ts'
import type { Log } from '../kernel/log.ts'
import type { OutwardReach } from '../kernel/outward-reach.ts'
import type { TimerStore } from '../kernel/timers.ts'
import type { Delivery, Tried, Webhook, WebhookStore } from '../rights/webhooks.ts'
import { callOutward, type OutwardAnswer } from './outward-call.ts'

/** Tells other systems, beside the engine's own work. */
export interface WebhookCaller {
  /** Begins a try and returns at once. What comes of it is kept; where it was heard, the next try is taken back. */
  tell(webhook: Webhook, delivery: Delivery, next: { key: string } | null): void
  /** Resolves when no call is open. */
  settled(): Promise<void>
}

export interface WebhookCallerDeps {
  /** Outside any transaction. */
  stores: { webhooks: Pick<WebhookStore, 'secret' | 'tried'>; timers: Pick<TimerStore, 'cancel'> }
  rules(): Rulebook['webhooks']
  reach: OutwardReach
  clock: Clock
  log: Log
}

/** What is signed: the second of the sending, a dot, and the body to the letter; so that an old one cannot be sent anew. */
export const signatureOf = (secret: string, timestamp: string, body: string): string =>
  `v1=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`

const headersOf = (
  secret: string,
  { id, event, body }: Delivery,
  at: Date,
): Readonly<Record<string, string>> => {
  const timestamp = String(Math.floor(at.getTime() / 1_000))
  return {
    'content-type': 'application/json; charset=utf-8',
    'user-agent': 'Linli-Webhooks/1',
    'linli-event': event,
    'linli-delivery': id,
    'linli-timestamp': timestamp,
    'linli-signature': signatureOf(secret, timestamp, body),
  }
}

/** Heard is a 2xx alone; a redirect is not followed, and so not heard. */
const triedOf = ({ status, text }: OutwardAnswer, last: boolean, at: Date): Tried => {
  const heard = status >= 200 && status < 300
  const why = heard ? null : `answered with ${String(status)}`
  return { state: heard ? 'delivered' : last ? 'failed' : 'waiting', status, answer: text, why, at }
}

export function makeWebhookCaller(deps: WebhookCallerDeps): WebhookCaller {
  const { webhooks, timers } = deps.stores
  const open = new Set<Promise<void>>()

  async function call(webhook: Webhook, delivery: Delivery, last: boolean): Promise<Tried> {
    const at = deps.clock.now()
    const { patienceSeconds, answerBytes } = deps.rules()
    try {
      const secret = await webhooks.secret(webhook.id)
      if (secret === null) throw new Error('the webhook is gone')
      const answer = await callOutward({
        ...{ url: webhook.url, headers: headersOf(secret, delivery, at), body: delivery.body },
        ...{ patienceMs: patienceSeconds * 1_000, answerBytes, reach: deps.reach },
      })
      return triedOf(answer, last, at)
    } catch (error) {
      const why = reasonOf(error).slice(0, 200)
      return { state: last ? 'failed' : 'waiting', status: null, answer: null, why, at }
    }
  }

  async function tell(webhook: Webhook, delivery: Delivery, next: { key: string } | null): Promise<void> {
    const said = { webhook: webhook.id, delivery: delivery.id, event: delivery.event }
    try {
      const tried = await call(webhook, delivery, next === null)
      await webhooks.tried(delivery.id, tried)
      if (tried.state === 'delivered' && next !== null) await timers.cancel(next.key)
      if (tried.state !== 'delivered') deps.log.warn({ ...said, why: tried.why }, 'a webhook did not hear')
    } catch (error) {
      deps.log.error({ ...said, reason: reasonOf(error) }, 'what came of a webhook could not be kept')
    }
  }

  return {
    tell(webhook, delivery, next) {
      const telling = tell(webhook, delivery, next).finally(() => open.delete(telling))
      open.add(telling)
    },
    async settled() {
      await Promise.all(open)
    },
  }
}
