import { EntitySchema } from 'typeorm'
import type { Delivery, Webhook } from '../../rights/webhooks.ts'
import { id, idOrNull, text, textOrNull, texts, time, timeOrNull, whole, wholeOrNull } from './columns.ts'

/** Other systems that are told of events; the secret lies sealed. */
export const webhooks = new EntitySchema<Webhook & { secret: string }>({
  name: 'webhooks',
  columns: {
    id: { ...id, primary: true },
    name: text,
    url: text,
    events: texts,
    approval: text,
    madeBy: text,
    madeAt: time,
    endsAt: time,
    endedAt: timeOrNull,
    secret: text,
  },
})

export const webhookDeliveries = new EntitySchema<Delivery>({
  name: 'webhook_deliveries',
  columns: {
    id: { ...id, primary: true },
    webhook: {
      ...id,
      name: 'webhook_id',
      foreignKey: { target: 'webhooks', name: 'webhook_deliveries_webhook' },
    },
    event: text,
    body: text,
    caseId: idOrNull,
    madeAt: time,
    state: text,
    tries: whole,
    status: wholeOrNull,
    answer: textOrNull,
    why: textOrNull,
    triedAt: timeOrNull,
    replays: idOrNull,
  },
  indices: [
    { name: 'webhook_deliveries_of', columns: ['webhook', 'madeAt'] },
    { name: 'webhook_deliveries_made', columns: ['madeAt'] },
  ],
})
