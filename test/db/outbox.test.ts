import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Notice } from '../../src/chat/outbox.ts'
import { addMinutes, addSeconds, instant } from '../../src/kernel/clock.ts'
import type { FreshDatabase } from '../support/database.ts'
import { databaseServers, freshDatabase } from '../support/database.ts'
import { aNotice } from '../support/heard.ts'

const now = instant('2026-11-23T09:10:00+08:00')
const later = (seconds: number): Date => addSeconds(now, seconds)

describe.each(databaseServers)('the outbox on %s', (server) => {
  let db: FreshDatabase

  beforeAll(async () => {
    db = await freshDatabase(server)
    await db.stores.seats.bind('room-1', 'cuihu-a', 'test', now)
    await db.stores.seats.tie('c-li', 'liayi', now)
  })
  afterAll(() => db.drop())
  beforeEach(() => db.dataSource.query('DELETE FROM outbox'))

  const put = (wanted: Partial<Notice> = {}): Promise<void> => db.stores.outbox.put(aNotice(wanted))
  const claimOne = async (wanted: Partial<Notice> = {}): Promise<{ id: string; attempts: number }> => {
    await put(wanted)
    return (await db.stores.outbox.claim(now, 1))[0]!
  }
  const sent = { state: 'sent', messageId: 'm-1', why: null, at: now } as const
  const unknown = { state: 'uncertain', messageId: null, why: 'no answer', at: now } as const
  const stateOf = async (id: string): Promise<string | undefined> =>
    (await db.dataSource.query<{ state: string }[]>('SELECT state FROM outbox WHERE id = $1', [id]))[0]?.state

  it('gives back a notice as it was put', async () => {
    const notice = aNotice({
      to: { private: 'liayi' },
      mentions: ['a', 'b'],
      caseId: 'case-1',
      rung: 'soon:case-1',
      held: 'quiet_hours',
    })
    await db.stores.outbox.put(notice)
    const [claimed] = await db.stores.outbox.claim(now, 5)
    expect(claimed).toEqual({ ...notice, id: claimed?.id, attempts: 1 })
  })

  it('says a thing once for ever: a known key changes nothing, sent or not', async () => {
    await put({ dedupeKey: 'once', text: '第一' })
    await put({ dedupeKey: 'once', text: '第二' })
    const [claimed] = await db.stores.outbox.claim(now, 5)
    expect(claimed?.text).toBe('第一')
    await db.stores.outbox.settle(claimed!.id, 1, sent)
    await put({ dedupeKey: 'once', text: '第三' })
    expect(await db.stores.outbox.claim(now, 5)).toEqual([])
  })

  it('gives what is due by priority, then time, then order of putting', async () => {
    await put({ text: 'c', priority: 2 })
    await put({ text: 'd', priority: 2 })
    await put({ text: 'e', priority: 3, runAt: later(-60) })
    await put({ text: 'b', priority: 2, runAt: later(-60) })
    await put({ text: 'a', priority: 0 })
    await put({ text: 'not yet', priority: 0, runAt: later(1) })
    const texts = async (most: number): Promise<readonly string[]> =>
      (await db.stores.outbox.claim(now, most)).map((notice) => notice.text)
    expect(await texts(2)).toEqual(['a', 'b'])
    expect(await texts(9)).toEqual(['c', 'd', 'e'])
    expect(await db.stores.outbox.inFlight()).toBe(5)
  })

  it('never gives a notice to two senders', async () => {
    await Promise.all(Array.from({ length: 40 }, () => put()))
    const taken = await Promise.all(Array.from({ length: 5 }, () => db.stores.outbox.claim(now, 12)))
    const ids = taken.flat().map((notice) => notice.id)
    expect(new Set(ids).size).toBe(ids.length)
    const rest = await db.stores.outbox.claim(now, 40)
    expect(ids.length + rest.length).toBe(40)
  })

  it('is settled once, by the sender who holds it', async () => {
    const { id } = await claimOne()
    await db.stores.outbox.postpone(id, 1, now, false, 'link down')
    const [again] = await db.stores.outbox.claim(now, 1)
    expect(again).toMatchObject({ id, attempts: 2 })
    expect(await db.stores.outbox.settle(id, 1, sent)).toBe(false)
    expect(await db.stores.outbox.settle(id, 2, sent)).toBe(true)
    expect(await db.stores.outbox.settle(id, 2, { ...sent, state: 'failed' })).toBe(false)
    expect(await stateOf(id)).toBe('sent')
  })

  it('tells the next time, of all and of holds, and forgets a hold once it is taken', async () => {
    expect(await db.stores.outbox.next()).toBeNull()
    await put({ runAt: later(60) })
    const { id } = await claimOne()
    await db.stores.outbox.postpone(id, 1, later(3), true, 'pace')
    expect(await db.stores.outbox.next()).toEqual(later(3))
    expect(await db.stores.outbox.next('holds')).toEqual(later(3))
    await db.stores.outbox.claim(later(3), 1)
    expect(await db.stores.outbox.next('holds')).toBeNull()
    expect(await db.stores.outbox.next()).toEqual(later(60))
  })

  it('does not take up a postponed notice by somebody who no longer holds it', async () => {
    const { id } = await claimOne()
    await db.stores.outbox.settle(id, 1, sent)
    await db.stores.outbox.postpone(id, 1, now, false, 'too late')
    expect(await stateOf(id)).toBe('sent')
  })

  it('parks as uncertain what a dead sender left, and refuses that sender’s late answer', async () => {
    const dead = await claimOne()
    await put({ runAt: later(10) })
    const [alive] = await db.stores.outbox.claim(later(10), 1)
    expect(await db.stores.outbox.parkExpired(later(5), later(20))).toBe(1)
    expect(await stateOf(dead.id)).toBe('uncertain')
    expect(await stateOf(alive!.id)).toBe('sending')
    expect(await db.stores.outbox.settle(dead.id, 1, sent)).toBe(false)
  })

  it('learns from the echo in the room that an uncertain notice has gone out', async () => {
    const other = await claimOne({ to: { room: 'unbound' }, text: '陈岚 已派遣' })
    const { id } = await claimOne({ text: '已受理 QH20261123-0001' })
    for (const one of [other, { id }]) await db.stores.outbox.settle(one.id, 1, unknown)
    const confirm = (key: string, text: string): Promise<string | null> =>
      db.stores.outbox.confirm(key, text, 'm-7', later(9))
    expect(await confirm('room:room-2', '已受理 QH20261123-0001')).toBeNull()
    expect(await confirm('room:room-1', '已受理 QH20261123-0002')).toBeNull()
    expect(await confirm('room:room-1', '@李阿姨\u2005已受理 QH20261123-0001\n')).toBe(id)
    expect(await stateOf(id)).toBe('sent')
    expect(await confirm('room:room-1', '已受理 QH20261123-0001')).toBeNull()
    expect(await stateOf(other.id)).toBe('uncertain')
  })

  it('counts an echo heard before its sender died', async () => {
    const { id } = await claimOne({ text: '已受理' })
    expect(await db.stores.outbox.confirm('room:room-1', '已受理', 'm-8', now)).toBeNull()
    expect(await stateOf(id)).toBe('sending')
    expect(await db.stores.outbox.parkExpired(later(1), later(1))).toBe(0)
    expect(await stateOf(id)).toBe('sent')
    const second = await claimOne({ text: '已派遣' })
    await db.stores.outbox.confirm('room:room-1', '已派遣', 'm-9', now)
    await db.stores.outbox.settle(second.id, 1, unknown)
    expect(await stateOf(second.id)).toBe('sent')
  })

  it('does not take the echo of a sent notice for that of its like', async () => {
    const first = await claimOne({ text: '已受理' })
    await db.stores.outbox.settle(first.id, 1, { ...sent, messageId: 'm-5' })
    const second = await claimOne({ text: '已受理' })
    await db.stores.outbox.confirm('room:room-1', '已受理', 'm-5', now)
    expect(await db.stores.outbox.parkExpired(later(1), later(1))).toBe(1)
    expect(await stateOf(second.id)).toBe('uncertain')
  })

  it('knows when we spoke in a conversation and in all, by the seats of then', async () => {
    const ends: Partial<Notice>[] = [
      { to: { room: 'cuihu-a' } },
      { to: { private: 'liayi' } },
      { to: { private: 'c-x' } },
      { to: { conversation: 'room:room-1' } },
    ]
    for (const [n, wanted] of ends.entries()) {
      const { id } = await claimOne(wanted)
      await db.stores.outbox.settle(id, 1, { ...(n === 1 ? unknown : sent), at: addMinutes(now, n) })
    }
    const failed = await claimOne()
    await db.stores.outbox.settle(failed.id, 1, { ...sent, state: 'failed' })
    const times = async (key: string | null, since: Date): Promise<readonly number[]> =>
      (await db.stores.outbox.spokenSince(key, since)).map((at) => (at.getTime() - now.getTime()) / 60_000)
    expect(await times('room:room-1', now)).toEqual([0, 3])
    expect(await times('private:c-li', now)).toEqual([1])
    expect(await times('private:c-x', now)).toEqual([2])
    expect(await times(null, now)).toEqual([0, 1, 2, 3])
    expect(await times(null, addMinutes(now, 2))).toEqual([2, 3])
  })

  it('keeps how the case must still stand, and replaces only what was not said yet and expects something else', async () => {
    const key = 'receipt-of-a-case'
    const expects = { states: ['dispatched'], handler: 'chenlan' }
    await put({ dedupeKey: key, text: '交给陈岚', expects })
    await put({ dedupeKey: key, text: '又一次', expects })
    await put({ dedupeKey: key, text: '交给王强', expects: { ...expects, handler: 'wangqiang' } })
    const [first] = await db.stores.outbox.claim(now, 5)
    expect(first).toMatchObject({
      text: '交给王强',
      expects: { states: ['dispatched'], handler: 'wangqiang' },
    })
    await db.stores.outbox.settle(first!.id, 1, { ...sent, state: 'dropped', messageId: null })
    await put({ dedupeKey: key, text: '交给张伟', expects: { ...expects, handler: 'zhangwei' } })
    const [second] = await db.stores.outbox.claim(now, 5)
    expect(second).toMatchObject({ dedupeKey: key, text: '交给张伟' })
    await db.stores.outbox.settle(second!.id, second!.attempts, sent)
    await put({ dedupeKey: key, text: '交给陈岚', expects })
    expect(await db.stores.outbox.claim(now, 5)).toEqual([])
  })

  it('takes up a lost emergency once more, and nothing else: neither echoed nor plain nor too young ones', async () => {
    const lost = await claimOne({ text: '燃气', priority: 0 })
    const failed = await claimOne({ text: '火', priority: 0 })
    const heard = await claimOne({ text: '电梯', priority: 0 })
    const plain = await claimOne({ text: '路灯' })
    for (const one of [lost, heard, plain]) await db.stores.outbox.settle(one.id, 1, unknown)
    await db.stores.outbox.settle(failed.id, 1, { ...unknown, state: 'failed' })
    await db.stores.outbox.confirm('room:room-1', '电梯', 'm-10', now)
    expect(await db.stores.outbox.next()).toEqual(later(30))
    expect(await db.stores.outbox.next('holds')).toBeNull()
    expect(await db.stores.outbox.resendUncertain(later(-1), later(29), 0)).toBe(0)
    expect(await db.stores.outbox.resendUncertain(now, later(30), 0)).toBe(2)
    const again = await db.stores.outbox.claim(later(30), 9)
    expect(again.map((notice) => notice.text).toSorted()).toEqual(['火', '燃气'].toSorted())
    for (const one of again) await db.stores.outbox.settle(one.id, one.attempts, unknown)
    expect(await db.stores.outbox.resendUncertain(later(90), later(90), 0)).toBe(0)
    expect(await db.stores.outbox.next()).toBeNull()
  })

  it('is put with what it belongs to, or not at all', async () => {
    const broken = db.unitOfWork.run(async (stores) => {
      await stores.outbox.put(aNotice())
      throw new Error('no')
    })
    await expect(broken).rejects.toThrow('no')
    expect(await db.stores.outbox.next()).toBeNull()
  })
})
