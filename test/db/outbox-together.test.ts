import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Notice } from '../../src/chat/outbox.ts'
import { sayTogether } from '../../src/jobs/say-together.ts'
import { setTownTimers } from '../../src/jobs/town-timers.ts'
import { addSeconds, instant } from '../../src/kernel/clock.ts'
import { newId } from '../../src/kernel/ids.ts'
import { aCase } from '../support/a-case.ts'
import type { FreshDatabase } from '../support/database.ts'
import { databaseServers, freshDatabase } from '../support/database.ts'
import { exampleGround } from '../support/example-town.ts'
import { aNotice } from '../support/heard.ts'
import { noticesIn } from '../support/notices.ts'

const morning = instant('2026-11-24T08:30:00+08:00')
const ground = await exampleGround()

interface Row {
  text: string
  state: string
  said_in: string | null
  purpose: string
}

describe.each(databaseServers)('notices that are said together on %s', (server) => {
  let db: FreshDatabase

  beforeAll(async () => {
    db = await freshDatabase(server)
    await db.stores.seats.bind('room-1', 'cuihu-a', 'test', morning)
  })
  afterAll(() => db.drop())
  beforeEach(() => db.dataSource.query('DELETE FROM outbox'))

  const put = (wanted: Partial<Notice> = {}): Promise<void> =>
    db.stores.outbox.put(
      aNotice({
        ...{ to: { room: 'jx-staff' }, mentions: ['chenlan'], gather: 'morning', held: 'quiet_hours' },
        runAt: morning,
        ...wanted,
      }),
    )
  const rows = (): Promise<readonly Row[]> =>
    noticesIn(db.dataSource, 'text, state, said_in, purpose', 'ORDER BY queued')
  const together = (now = morning): Promise<boolean> =>
    db.unitOfWork.run((stores) => sayTogether(stores, ground, now))

  it('are passed over by those who send one by one, and still tell when they are due', async () => {
    await put()
    expect(await db.stores.outbox.claim(morning, 5)).toEqual([])
    expect(await db.stores.outbox.next()).toEqual(morning)
  })

  it('become one, each settled by it, and are never said again by a second look', async () => {
    await put({ text: '【新件】甲' })
    await put({ text: '【新件】乙' })
    expect(await together()).toBe(true)
    expect(await together()).toBe(false)
    const [first, second, message] = await rows()
    expect([first?.state, second?.state, message?.state]).toEqual(['replaced', 'replaced', 'pending'])
    expect(message?.text).toContain('【新件】甲')
    expect(first?.said_in).toBe(second?.said_in)
    expect(await db.stores.outbox.claim(morning, 5)).toHaveLength(1)
  })

  it('are said once where two instances look at the same moment', async () => {
    for (let n = 0; n < 12; n += 1) await put({ text: `【新件】${String(n)}件。` })
    await Promise.all([together(), together(), together()])
    const said = (await rows()).filter(({ state }) => state === 'pending').map(({ text }) => text)
    for (let n = 0; n < 12; n += 1)
      expect(said.filter((text) => text.includes(`】${String(n)}件。`))).toHaveLength(1)
  })

  it('lose nothing where the process ends half-way', async () => {
    await put({ text: '【新件】甲' })
    await put({ text: '【新件】乙' })
    const cut = db.unitOfWork.run(async (stores) => {
      await sayTogether(stores, ground, morning)
      throw new Error('cut off')
    })
    await expect(cut).rejects.toThrow('cut off')
    expect((await rows()).map(({ state }) => state)).toEqual(['pending', 'pending'])
    await together()
    expect(await db.stores.outbox.claim(morning, 5)).toHaveLength(1)
  })

  it('leave out what events have overtaken', async () => {
    const id = newId()
    await db.stores.cases.insert(aCase({ id, number: `N-${id}`, state: 'closed' }))
    await put({ text: '过时', caseId: id, expects: { states: ['dispatched'] } })
    await put({ text: '还在' })
    await together()
    expect((await rows()).map(({ text, state }) => `${text} ${state}`)).toEqual([
      '过时 dropped',
      '还在 pending',
    ])
    expect((await db.stores.outbox.claim(morning, 5)).map(({ text }) => text)).toEqual(['还在'])
  })

  it('wait for the next morning where the night has begun meanwhile', async () => {
    await put()
    await together(instant('2026-11-24T22:00:00+08:00'))
    expect(await db.stores.outbox.next()).toEqual(instant('2026-11-25T08:30:00+08:00'))
  })

  it('are the evening’s summary of a room, answers by the chat’s own id among them', async () => {
    await put({ to: { room: 'cuihu-a' }, gather: 'summary', text: '甲' })
    await put({ to: { conversation: 'room:room-1' }, gather: 'summary', text: '乙' })
    await together()
    const said = (await rows()).filter(({ state }) => state === 'pending')
    expect(said.map(({ purpose }) => purpose)).toEqual(['summary'])
    expect(said[0]?.text).toMatch(/甲\n乙/u)
  })

  it('count among the six of a room what was said, not an alarm, not the summary', async () => {
    for (const wanted of [{}, {}, { priority: 0 }, { purpose: 'summary' }, { purpose: 'weekly' }] as const) {
      await put({ to: { room: 'cuihu-a' }, gather: null, runAt: addSeconds(morning, -60), ...wanted })
      const [one] = await db.stores.outbox.claim(morning, 1)
      const end = { state: 'sent', messageId: newId(), why: null, at: morning } as const
      await db.stores.outbox.settle(one!.id, one!.attempts, end)
    }
    expect(await db.stores.outbox.countedSince('room:room-1', addSeconds(morning, -3_600), 'x')).toBe(2)
    expect(await db.stores.outbox.countedSince('room:room-2', addSeconds(morning, -3_600), 'x')).toBe(0)
  })

  it('tell of each loss once, with the cases of what was said together', async () => {
    const [one, two] = [newId(), newId()]
    await put({ text: '甲', caseId: one })
    await put({ text: '乙', caseId: two })
    await together()
    const [message] = await db.stores.outbox.claim(morning, 1)
    const lost = { state: 'uncertain', messageId: null, why: 'no answer', at: morning } as const
    await db.stores.outbox.settle(message!.id, message!.attempts, lost)
    expect(await db.stores.outbox.hasLosses()).toBe(true)
    const [loss] = await db.stores.outbox.takeLosses()
    expect(loss?.caseIds.toSorted()).toEqual([one, two].toSorted())
    expect(await db.stores.outbox.takeLosses()).toEqual([])
    expect(await db.stores.outbox.hasLosses()).toBe(false)
  })
})

describe.each(databaseServers)('the timers of the town on %s', (server) => {
  let db: FreshDatabase

  beforeAll(async () => {
    db = await freshDatabase(server)
  })
  afterAll(() => db.drop())

  const set = (at: string): Promise<void> => setTownTimers(db.stores, ground, instant(at))
  const fired = async (at: string): Promise<readonly string[]> =>
    (await db.stores.timers.claim(instant(at), 20))
      .map(({ key }) => key)
      .filter((key) => !/^town-(?:anchor|forget|learn):/u.test(key))

  it('are set once a day however often, and one that fell due while nothing ran comes once', async () => {
    await set('2026-11-23T09:00:00+08:00')
    await set('2026-11-23T09:01:00+08:00')
    expect(await fired('2026-11-24T08:29:00+08:00')).toEqual([])
    await set('2026-11-28T10:00:00+08:00')
    expect(await fired('2026-11-28T10:00:00+08:00')).toEqual([
      'town-digest:2026-11-24',
      'town-weekly:2026-11-27',
    ])
    await set('2026-11-23T09:02:00+08:00')
    expect(await fired('2026-11-28T10:01:00+08:00')).toEqual([])
    expect(await fired('2026-11-30T08:30:00+08:00')).toEqual(['town-digest:2026-11-30'])
  })
})
