import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { NewEvent } from '../../src/cases/event.ts'
import type { Notice } from '../../src/chat/outbox.ts'
import { addMinutes, instant } from '../../src/kernel/clock.ts'
import { newId } from '../../src/kernel/ids.ts'
import { aCase } from '../support/a-case.ts'
import type { FreshDatabase } from '../support/database.ts'
import { databaseServers, freshDatabase } from '../support/database.ts'

const now = instant('2026-11-23T09:10:00+08:00')

describe.each(databaseServers)('what can be taken back on %s', (server) => {
  let db: FreshDatabase
  let running = 0

  beforeAll(async () => {
    db = await freshDatabase(server)
  })
  afterAll(() => db.drop())

  const stored = async () => {
    running += 1
    const asks = [{ what: 'withdrawal', by: 'liayi', at: '2026-11-23T01:00:00.000Z' }] as const
    const record = aCase({ id: newId(), number: `U20261123-${String(running)}`, acceptedAt: now, asks })
    await db.stores.cases.insert(record)
    return record
  }
  const happened = (caseId: string, at: Date): NewEvent => ({
    ...{
      caseId,
      move: 'accept',
      from: 'dispatched',
      to: 'in_progress',
      door: 'chat',
      at,
      facts: {},
      words: null,
    },
    actor: { by: 'chenlan', post: 'community_lead' },
  })
  const noticeOf = (caseId: string, dedupeKey: string, room: string, runAt = now): Notice => ({
    ...{
      dedupeKey,
      to: { room },
      text: '…',
      mentions: ['chenlan'],
      purpose: 'task',
      held: 'never',
      priority: 1,
    },
    ...{ caseId, runAt, rung: null },
  })

  it('is the case as it stood, with its instants, until it is forgotten', async () => {
    const record = await stored()
    const kept = await db.stores.events.append(happened(record.id, now), record)
    const other = await db.stores.events.append(happened(record.id, now))
    expect(await db.stores.events.before(kept.id)).toEqual(record)
    expect(await db.stores.events.before(other.id)).toBeNull()
    expect((await db.stores.events.movedBy('chenlan', now)).map(({ id }) => id)).toEqual([kept.id])
    expect(await db.stores.events.movedBy('chenlan', addMinutes(now, 1))).toEqual([])
    expect(await db.stores.events.movedBy('luona', now)).toEqual([])
    expect((await db.stores.traces.forget('undo', now, 10)).gone).toBe(0)
    expect((await db.stores.traces.forget('undo', addMinutes(now, 1), 10)).gone).toBe(1)
    expect(await db.stores.events.before(kept.id)).toBeNull()
  })

  it('drops what is not said yet, names where it was said, and lets it be said anew', async () => {
    const [record, other] = [await stored(), await stored()]
    await db.stores.outbox.put(noticeOf(record.id, 'e1:task', 'jx-staff'))
    const [sent] = await db.stores.outbox.claim(now, 1)
    const end = { state: 'sent', messageId: 'm1', why: null, at: now } as const
    await db.stores.outbox.settle(sent?.id ?? '', sent?.attempts ?? 0, end)
    await db.stores.outbox.put(noticeOf(record.id, 'e1:information', 'df-staff'))
    await db.stores.outbox.put(noticeOf(record.id, 'e2:task', 'hd-staff'))
    await db.stores.outbox.put(noticeOf(other.id, 'e1:elsewhere', 'xfl'))
    const told = await db.stores.outbox.takeBack(record.id, ['e1:'], 'undo', now)
    expect(told).toEqual([{ to: { room: 'jx-staff' }, mentions: ['chenlan'] }])
    expect(await db.stores.outbox.takeBack(record.id, ['e1:'], 'again', now)).toEqual(told)
    await db.stores.outbox.put(noticeOf(record.id, 'e1:task', 'jx-staff'))
    const due = await db.stores.outbox.claim(now, 9)
    expect(due.map(({ dedupeKey }) => dedupeKey).toSorted()).toEqual(['e1:elsewhere', 'e1:task', 'e2:task'])
  })
})
