import { z } from 'zod'
import { addSeconds } from '../../kernel/clock.ts'
import { webhookKind, webhookTimerKey } from '../../rights/webhooks.ts'
import type { WebhookCaller } from '../webhook-caller.ts'
import { isUnanswered } from './alarm.ts'
import type { TimerScene, TownTimerWork } from './timer-work.ts'

const webhookFacts = z.object({ delivery: z.string(), tries: z.number() })

/** Why it is not told any more; null where it is. */
async function overtaken(
  { stores, now }: TimerScene,
  told: { event: string; caseId: string | null },
  webhook: { endedAt: Date | null; endsAt: Date } | null,
): Promise<string | null> {
  if (webhook?.endedAt !== null || webhook.endsAt <= now) return 'the webhook has ended'
  if (told.event !== 'emergency.unanswered' || told.caseId === null) return null
  const record = await stores.cases.byId(told.caseId)
  return record !== null && isUnanswered(record) ? null : 'the emergency has been answered'
}

/**
 * One try of a delivery. The next try is set in the same transaction, and taken back once this one was heard: were the
 * process to end in between, it is told twice rather than not at all, and the id of the delivery says so.
 */
export const webhook =
  (caller: WebhookCaller | null): TownTimerWork =>
  async (scene) => {
    const { timer, stores, ground, now } = scene
    const facts = webhookFacts.parse(timer.facts)
    const delivery = await stores.webhooks.delivery(facts.delivery)
    if (delivery?.state !== 'waiting') return
    const to = await stores.webhooks.byId(delivery.webhook)
    const why = await overtaken(scene, delivery, to)
    if (why !== null || to === null) {
      const dropped = { state: 'dropped', status: null, answer: null, why, at: now } as const
      return stores.webhooks.tried(delivery.id, dropped).then(() => undefined)
    }
    const wait = ground.rulebook.webhooks.retrySeconds[facts.tries]
    const tries = facts.tries + 1
    const next = wait === undefined ? null : { key: webhookTimerKey(delivery.id, tries) }
    if (next !== null && wait !== undefined)
      await stores.timers.set({
        ...{ key: next.key, kind: webhookKind, runAt: addSeconds(now, wait), hold: false, caseId: null },
        facts: { delivery: delivery.id, tries },
      })
    return () => {
      caller?.tell(to, delivery, next)
      return Promise.resolve()
    }
  }
