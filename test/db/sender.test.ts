import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { SendOutcome } from '../../src/chat/link.ts'
import type { Notice, PendingNotice } from '../../src/chat/outbox.ts'
import { makeSender } from '../../src/jobs/sender.ts'
import { addSeconds, instant, VirtualClock } from '../../src/kernel/clock.ts'
import { newId } from '../../src/kernel/ids.ts'
import { silentLog } from '../../src/kernel/log.ts'
import { aCase } from '../support/a-case.ts'
import type { FreshDatabase } from '../support/database.ts'
import { databaseServers, freshDatabase } from '../support/database.ts'
import { exampleGround } from '../support/example-town.ts'
import { aNotice } from '../support/heard.ts'
import { noticesIn } from '../support/notices.ts'

const start = instant('2026-11-23T09:10:00+08:00')
const ground = await exampleGround()
const refused: SendOutcome = { outcome: 'failed', why: 'refused' }

describe.each(databaseServers)('what the chat refuses again and again on %s', (server) => {
  let db: FreshDatabase
  let clock: VirtualClock
  beforeAll(async () => {
    db = await freshDatabase(server)
    await db.stores.seats.bind('room-1', 'cuihu-a', 'test', start)
    await db.stores.seats.bind('room-2', 'jx-staff', 'test', start)
    for (const code of ['liayi', 'chenlan', 'luona']) await db.stores.seats.tie(`c-${code}`, code, start)
  })
  afterAll(() => db.drop())
  beforeEach(async () => {
    clock = new VirtualClock({ at: start, running: false })
    for (const table of ['outbox', 'timers', 'follow_ups']) await db.dataSource.query(`DELETE FROM ${table}`)
  })

  /** Sends until nothing is left to try, through a chat that answers like this. */
  async function sendAll(answer: (conversation: unknown) => SendOutcome): Promise<void> {
    const sender = makeSender({
      ...{ unitOfWork: db.unitOfWork, stores: db.stores, clock, log: silentLog },
      ground: () => ground,
      members: async () => ({
        ...{ roomId: 'room-2', topic: '', here: true, completeAt: start },
        members: [{ contactId: 'c-chenlan', name: '陈岚' }],
      }),
      link: {
        start: async () => undefined,
        send: async ({ conversation }) => answer(conversation),
        state: () => ({ state: 'up', since: start, why: null }),
        rooms: async () => [],
        room: async () => null,
        self: () => 'bot',
        acceptInvitation: async () => undefined,
        stop: async () => undefined,
      },
    })
    for (let turn = 0; turn < 12; turn += 1) {
      await sender.sendDue()
      clock.moveTo(addSeconds(clock.now(), 180))
    }
  }
  const put = (wanted: Partial<Notice>): Promise<void> =>
    db.stores.outbox.put(aNotice({ runAt: start, ...wanted }))
  const rows = (): Promise<readonly Pick<PendingNotice, 'to' | 'text' | 'mentions'>[]> =>
    noticesIn(db.dataSource, 'addressee AS "to", state, mentions, text', 'ORDER BY queued')

  it.each([
    ['a receipt', 'cuihu-a', 'liayi'],
    ['a task', 'jx-staff', 'chenlan'],
  ])(
    '%s of a room is said privately to whom it mentions, and counts as lost',
    async (_what, room, person) => {
      const conversations: unknown[] = []
      await put({ to: { room }, mentions: [person], text: '【新件】甲' })
      await sendAll((conversation) => {
        conversations.push(conversation)
        return JSON.stringify(conversation).includes('room-')
          ? refused
          : { outcome: 'sent', messageId: newId() }
      })
      expect(conversations).toHaveLength(6)
      expect(await rows()).toEqual([
        { to: { room }, state: 'failed', mentions: [person], text: '【新件】甲' },
        { to: { private: person }, state: 'sent', mentions: [], text: '【新件】甲' },
      ])
      expect(await db.stores.outbox.hasLosses()).toBe(true)
      expect(await db.stores.timers.next()).not.toBeNull()
    },
  )

  it('the end of a case becomes a telephone call that the duty officer answers for', async () => {
    const record = aCase({ id: newId(), number: `N-${newId()}`, state: 'closed', closedAt: start })
    await db.stores.cases.insert(record)
    await put({ to: { private: 'liayi' }, purpose: 'closure', caseId: record.id })
    await sendAll((conversation) =>
      JSON.stringify(conversation).includes('c-liayi') ? refused : { outcome: 'sent', messageId: newId() },
    )
    expect(await db.stores.followUps.openOf(record.id)).toMatchObject([
      { kind: 'telephone', reporter: 'liayi', assignee: { person: 'luona' } },
    ])
  })
})
