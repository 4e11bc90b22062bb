import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { keptSince, traceKinds } from '../../src/intake/kept-until.ts'
import { makeDueWork } from '../../src/jobs/due-work.ts'
import { defaultRulebook } from '../../src/grid/rulebook.ts'
import { addHours, addMinutes, instant } from '../../src/kernel/clock.ts'
import { newId } from '../../src/kernel/ids.ts'
import { silentLog } from '../../src/kernel/log.ts'
import { databaseServers, type FreshDatabase, freshDatabase } from '../support/database.ts'
import { aMessage } from '../support/heard.ts'
import { ground } from '../support/lifecycle-ask.ts'
import { noticesIn } from '../support/notices.ts'

const now = instant('2026-11-23T10:00:00+08:00')
const night = instant('2026-11-24T03:20:00+08:00')

describe('what is kept for a time', () => {
  it('is each kind by its own rule, and nothing without one', () => {
    const days = (kind: (typeof traceKinds)[number]): number =>
      (now.getTime() - keptSince(kind, defaultRulebook, now).getTime()) / 86_400_000
    expect(Object.fromEntries(traceKinds.map((kind) => [kind, Math.round(days(kind) * 1_440)]))).toEqual({
      ...{ chatter: 7 * 1_440, model_exchange: 7 * 1_440, undo: 10, kept_answer: 2 * 1_440 },
      ...{ notice_text: 90 * 1_440, session: 90 * 1_440, login_try: 1_440, question: 1_440 },
      left_room: 30 * 1_440,
      delivery: 30 * 1_440,
      delivery_try: 30 * 1_440,
    })
  })
})

describe.each(databaseServers)('the forgetting of the night on %s', (server) => {
  let db: FreshDatabase
  beforeAll(async () => {
    db = await freshDatabase(server)
  })
  afterAll(() => db.drop())

  const dropped: string[] = []
  const counted: string[] = []
  const work = makeDueWork({
    ...{ ground: () => ground, takeUp: () => Promise.resolve(), alarm: null, learner: null },
    webhooks: null,
    forgetting: {
      dropAttachment: (id) => Promise.resolve(void dropped.push(id)),
      counted: (kind, gone) => void (gone > 0 && counted.push(`${kind} ${String(gone)}`)),
    },
  })
  /** Every timer that is due until then, one transaction each, as the engine does it. */
  const run = async (until: Date): Promise<number> => {
    for (let fired = 0; ; fired += 1) {
      const after = await db.unitOfWork.run(async (stores) => {
        const [timer] = await stores.timers.claim(until, 1)
        if (timer === undefined) return null
        return (await work(timer, stores, timer.runAt, silentLog)) ?? (() => Promise.resolve())
      })
      if (after === null) return fired
      await after()
    }
  }
  const left = async (table: string): Promise<number> => {
    const [row] = await db.dataSource.query<{ count: number }[]>(
      `SELECT count(*)::int AS count FROM ${table}`,
    )
    return row?.count ?? -1
  }

  it('takes raw chatter after seven days, in batches, with its files, and sets itself for the next night', async () => {
    const old = addHours(now, -24 * 8)
    await db.dataSource.query(
      `INSERT INTO messages (platform_id, conversation_key, contact_id, sender_name, self, kind, text, addressed,
         mentions, sent_at, heard_at, state)
       SELECT 'old-' || n, 'room:r', 'c', '', false, CASE WHEN n = 7 THEN 'image' ELSE 'text' END, 'x', false, '{}',
         $1, $1, 'done' FROM generate_series(1, 2300) n`,
      [old],
    )
    await db.unitOfWork.run(async (stores) => {
      await stores.messages.keep(aMessage({ id: 'young' }), addHours(now, -24 * 6))
      const kept = await stores.messages.keep(aMessage({ id: 'of-a-case' }), old)
      await stores.messages.settle([kept!.seq], 'filed', null, newId())
      await stores.timers.set({
        ...{
          key: 'town-forget:2026-11-24',
          kind: 'forget',
          runAt: night,
          hold: false,
          caseId: null,
          facts: {},
        },
      })
    })
    // Three batches of chatter, then one look at each other kind.
    expect(await run(addMinutes(night, 1))).toBe(3 + traceKinds.length - 1)
    expect(await left('messages')).toBe(2)
    expect(dropped).toEqual(['old-7'])
    expect(counted).toEqual(['chatter 1000', 'chatter 1000', 'chatter 300'])
    expect(await db.stores.timers.next()).toEqual(addHours(night, 24))
    expect(await run(addMinutes(night, 2))).toBe(0)
  })

  it('takes the words out of notices that were said long ago, and leaves their keys', async () => {
    const notice = {
      ...{ to: { private: 'p' }, text: '李阿姨家', mentions: [], purpose: 'x', held: 'never', priority: 1 },
      ...{ caseId: null, rung: null, brief: '李阿姨' },
    } as unknown as Parameters<typeof db.stores.outbox.put>[0]
    await db.stores.outbox.put({ ...notice, dedupeKey: 'long-ago', runAt: addHours(now, -24 * 91) })
    await db.stores.outbox.put({ ...notice, dedupeKey: 'waiting', runAt: addHours(now, -24 * 91) })
    await db.dataSource.query(
      `UPDATE outbox SET state = 'sent', settled_at = run_at WHERE dedupe_key = 'long-ago'`,
    )
    const before = keptSince('notice_text', defaultRulebook, now)
    expect((await db.stores.traces.forget('notice_text', before, 10)).gone).toBe(1)
    const rows = await noticesIn(db.dataSource, 'dedupe_key AS key, text, brief', 'ORDER BY dedupe_key')
    expect(rows).toEqual([
      { key: 'long-ago', text: '', brief: null },
      { key: 'waiting', text: '李阿姨家', brief: '李阿姨' },
    ])
    expect((await db.stores.traces.forget('notice_text', before, 10)).gone).toBe(0)
  })

  it.each(traceKinds)('asks the database for %s in a question that it understands', async (kind) => {
    expect((await db.stores.traces.forget(kind, addHours(now, -24 * 400), 5)).gone).toBe(0)
  })
})
