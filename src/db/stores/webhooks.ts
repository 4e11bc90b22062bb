import type { EntityManager } from 'typeorm'
import type { Delivery, Webhook, WebhookStore } from '../../rights/webhooks.ts'
import { sealingOf } from '../sealing.ts'
import { firstOf, rowsOf, touched } from './rows.ts'

const columns = `id, name, url, events, approval, made_by AS "madeBy", made_at AS "madeAt", ends_at AS "endsAt",
  ended_at AS "endedAt"`

const deliveryColumns = `id, webhook_id AS webhook, event, body, case_id AS "caseId", made_at AS "madeAt", state, tries,
  status, answer, why, tried_at AS "triedAt", replays`

const secretSpot = (id: string) => ({ place: 'webhooks.secret', row: id })

export const makeWebhookStore = (manager: EntityManager): WebhookStore => ({
  async add({ id, name, url, events, approval, madeBy, madeAt, endsAt }, secret) {
    await firstOf(
      manager,
      `INSERT INTO webhooks (id, name, url, events, approval, made_by, made_at, ends_at, secret)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        ...[id, name, url, [...events], approval, madeBy, madeAt, endsAt],
        sealingOf(manager).seal(secret, secretSpot(id)),
      ],
    )
  },

  byId: (id) => firstOf<Webhook>(manager, `SELECT ${columns} FROM webhooks WHERE id = $1`, [id]),

  async secret(id) {
    const row = await firstOf<{ secret: string }>(manager, 'SELECT secret FROM webhooks WHERE id = $1', [id])
    return row === null ? null : sealingOf(manager).open(row.secret, secretSpot(id))
  },

  list: () => rowsOf<Webhook>(manager, `SELECT ${columns} FROM webhooks ORDER BY made_at DESC, id`),

  listening: (event, now) =>
    rowsOf<Webhook>(
      manager,
      `SELECT ${columns} FROM webhooks WHERE $1 = ANY(events) AND ended_at IS NULL AND ends_at > $2 ORDER BY id`,
      [event, now],
    ),

  end: async (id, at) =>
    (await touched(manager, 'UPDATE webhooks SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL', [
      id,
      at,
    ])) === 1,

  async put(one) {
    await firstOf(
      manager,
      `INSERT INTO webhook_deliveries (id, webhook_id, event, body, case_id, made_at, state, tries, replays)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [one.id, one.webhook, one.event, one.body, one.caseId, one.madeAt, one.state, one.tries, one.replays],
    )
  },

  delivery: (id) =>
    firstOf<Delivery>(manager, `SELECT ${deliveryColumns} FROM webhook_deliveries WHERE id = $1`, [id]),

  deliveries: (webhook, most) =>
    rowsOf<Delivery>(
      manager,
      `SELECT ${deliveryColumns} FROM webhook_deliveries WHERE webhook_id = $1
       ORDER BY made_at DESC, id DESC LIMIT $2`,
      [webhook, most],
    ),

  // What was heard once stays heard: a late answer of an earlier try changes nothing.
  async tried(id, { state, status, answer, why, at }) {
    await touched(
      manager,
      `UPDATE webhook_deliveries SET state = $2, status = $3, answer = $4, why = $5, tried_at = $6, tries = tries + 1
       WHERE id = $1 AND state <> 'delivered'`,
      [id, state, status, answer, why, at],
    )
  },
})
