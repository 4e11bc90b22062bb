import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inPrivate, inRoom } from '../../src/chat/conversation.ts'
import type { InboundMessage } from '../../src/chat/inbound.ts'
import type { KeptMessage } from '../../src/intake/ports.ts'
import type { Reading } from '../../src/intake/reading.ts'
import { addMinutes, instant } from '../../src/kernel/clock.ts'
import { newId } from '../../src/kernel/ids.ts'
import type { FreshDatabase } from '../support/database.ts'
import { databaseServers, freshDatabase } from '../support/database.ts'
import { aMessage } from '../support/heard.ts'

const at = instant('2026-11-23T09:10:01.234+08:00')

const aReading: Reading = {
  act: 'new',
  score: 0.91,
  zone: 'file',
  matters: [],
  pii: ['13800000000'],
  expectsMore: true,
  rating: null,
}

describe.each(databaseServers)('the message store on %s', (server) => {
  let db: FreshDatabase
  let rooms = 0

  beforeAll(async () => {
    db = await freshDatabase(server)
  })
  afterAll(() => db.drop())

  const aRoom = (): string => {
    rooms += 1
    return `room-of-test-${String(rooms)}`
  }
  const kept = async (wanted: Partial<InboundMessage> = {}, heardAt: Date = at): Promise<KeptMessage> => {
    const message = await db.stores.messages.keep(aMessage(wanted), heardAt)
    return message!
  }
  const again = (message: KeptMessage): Promise<KeptMessage | null> =>
    db.stores.messages.byPlatformId(message.platformId)

  it('keeps everything that a later reading needs', async () => {
    const heard = aMessage({
      addressed: true,
      self: true,
      mentions: ['c-a', 'c-b'],
      quote: { name: '王', text: '灯' },
      conversation: inPrivate('c-liayi'),
    })
    const message = await db.stores.messages.keep(heard, at)
    expect(message).toEqual({
      seq: message?.seq,
      platformId: heard.id,
      conversationKey: 'private:c-liayi',
      contactId: 'c-liayi',
      senderName: '李阿姨',
      self: true,
      kind: 'text',
      text: '楼道灯坏了',
      addressed: true,
      quote: { name: '王', text: '灯' },
      mentions: ['c-a', 'c-b'],
      sentAt: heard.sentAt,
      heardAt: at,
      state: 'new',
      reading: null,
      caseId: null,
      end: null,
    })
    expect(await db.stores.messages.byPlatformId(heard.id)).toEqual(message)
    expect(await db.stores.messages.byPlatformId('never heard')).toBeNull()
  })

  it('keeps the words heard in a voice, and none of one that was taken back meanwhile', async () => {
    const [voice, recalled] = [
      await kept({ kind: 'voice', text: '' }),
      await kept({ kind: 'voice', text: '' }),
    ]
    const heard = await db.stores.messages.putWords(voice.seq, '三号楼的灯坏了', true)
    expect(heard).toEqual({ ...voice, text: '三号楼的灯坏了', addressed: true })
    expect(await again(voice)).toEqual(heard)
    await db.stores.messages.settle([recalled.seq], 'recalled', null, null)
    await db.stores.messages.erase(recalled.platformId)
    expect(await db.stores.messages.putWords(recalled.seq, '不该留下', false)).toBeNull()
    expect((await again(recalled))?.text).toBe('')
  })

  it('hears a message once, whoever brings it and however often at once', async () => {
    const heard = aMessage()
    const kept = await Promise.all([1, 2, 3, 4].map(() => db.stores.messages.keep(heard, at)))
    expect(kept.filter((message) => message !== null)).toHaveLength(1)
    expect(await db.stores.messages.keep({ ...heard, text: '别的' }, at)).toBeNull()
  })

  it('keeps a message with NUL, half characters and ten thousand characters', async () => {
    const odd = await kept({ text: 'a\0b\uD83D😀', quote: { name: '\0', text: '\uDC00' }, mentions: ['c\0'] })
    expect(odd).toMatchObject({ text: 'ab\uFFFD😀', quote: { name: '', text: '\uFFFD' }, mentions: ['c'] })
    const long = await kept({ text: '灯'.repeat(10_000) })
    expect(long.text).toHaveLength(10_000)
    const nameless = aMessage({ id: 'x\0y' })
    expect(await db.stores.messages.keep(nameless, at)).not.toBeNull()
    expect(await db.stores.messages.keep(nameless, at)).toBeNull()
  })

  it('gives what is not looked at yet in the order of hearing, and counts it', async () => {
    const before = await db.stores.messages.open()
    const [one, two] = [await kept(), await kept()]
    await db.stores.messages.hold((await kept()).seq, aReading)
    const unsettled = (await db.stores.messages.unsettled()).map((message) => message.platformId)
    expect(unsettled.slice(-2)).toEqual([one.platformId, two.platformId])
    expect(await db.stores.messages.open()).toEqual({ fresh: before.fresh + 2, held: before.held + 1 })
    await db.stores.messages.settle([one.seq, two.seq], 'chatter', null, null)
    expect((await db.stores.messages.open()).fresh).toBe(before.fresh)
  })

  it('holds one speaker’s parts in one conversation, and only those', async () => {
    const conversation = inRoom(aRoom())
    const first = await kept({ conversation })
    const second = await kept({ conversation, text: '3号楼' })
    const other = await kept({ conversation, senderId: 'c-other' })
    const elsewhere = await kept({ conversation: inRoom(aRoom()) })
    for (const { seq } of [second, first, other, elsewhere]) await db.stores.messages.hold(seq, aReading)
    const held = await db.stores.messages.held(first.conversationKey, 'c-liayi')
    expect(held.map((message) => message.seq)).toEqual([first.seq, second.seq])
    expect(held[0]).toMatchObject({ state: 'held', reading: aReading })
  })

  it('makes held parts new again after the wait, and still gives them with the next part', async () => {
    const conversation = inRoom(aRoom())
    const part = await kept({ conversation })
    await db.stores.messages.hold(part.seq, aReading)
    await db.stores.messages.release(part.conversationKey, 'c-liayi')
    expect(await again(part)).toMatchObject({ state: 'new', end: 'waited', reading: aReading })
    const fresh = await kept({ conversation })
    const held = await db.stores.messages.held(part.conversationKey, 'c-liayi')
    expect(held.map((message) => message.seq)).toEqual([part.seq])
    await db.stores.messages.settle([part.seq], 'filed', null, 'case-9')
    expect(await db.stores.messages.held(part.conversationKey, 'c-liayi')).toEqual([])
    expect((await again(fresh))?.state).toBe('new')
  })

  it('settles several as one, and keeps the reading they were held with', async () => {
    const [one, two] = [await kept(), await kept()]
    await db.stores.messages.hold(one.seq, aReading)
    await db.stores.messages.settle([one.seq, two.seq], 'filed', null, 'case-1')
    expect(await again(one)).toMatchObject({
      state: 'done',
      end: 'filed',
      caseId: 'case-1',
      reading: aReading,
    })
    expect(await again(two)).toMatchObject({ state: 'done', end: 'filed', caseId: 'case-1', reading: null })
    await db.stores.messages.settle([two.seq], 'chatter', { ...aReading, score: 0 }, null)
    expect(await again(two)).toMatchObject({ end: 'chatter', reading: { score: 0 } })
  })

  it('gives the lines above a message: the latest of its conversation, oldest first, none too old', async () => {
    const conversation = inRoom(aRoom())
    const lines: KeptMessage[] = []
    for (const [n, text] of ['一', '二', '三', '四'].entries()) {
      lines.push(await kept({ conversation, text }, addMinutes(at, n)))
      await kept({ conversation: inRoom('elsewhere'), text: '别处' }, addMinutes(at, n))
    }
    const { conversationKey, seq } = lines[3]!
    const above = async (since: Date, most: number): Promise<readonly string[]> =>
      (await db.stores.messages.above(conversationKey, seq, since, most)).map((line) => line.text)
    expect(await above(at, 10)).toEqual(['一', '二', '三'])
    expect(await above(at, 2)).toEqual(['二', '三'])
    expect(await above(addMinutes(at, 2), 10)).toEqual(['三'])
  })

  it('takes up again what was settled with one end in one conversation since then, and nothing else', async () => {
    const early = await kept({}, instant('2026-11-20T00:00:00Z'))
    const [wanted, chatter] = [await kept({}), await kept({})]
    for (const one of [early, wanted])
      await db.stores.messages.settle([one.seq], 'room_not_bound', null, null)
    await db.stores.messages.settle([chatter.seq], 'chatter', null, null)
    const since = instant('2026-11-20T00:00:00.001Z')
    expect(await db.stores.messages.reopen('room:elsewhere', 'room_not_bound', since)).toBe(0)
    expect(await db.stores.messages.reopen(wanted.conversationKey, 'room_not_bound', since)).toBe(1)
    expect(await again(wanted)).toMatchObject({ state: 'new', end: null })
    expect(await again(early)).toMatchObject({ state: 'done' })
    expect(await again(chatter)).toMatchObject({ state: 'done', end: 'chatter' })
    await db.stores.messages.settle([wanted.seq], 'chatter', null, null)
  })

  it('takes every word out of a recalled message and leaves that it was there', async () => {
    const message = await kept({
      text: '我的电话13800000000',
      quote: { name: '王', text: '灯' },
      location: { latitude: 1, longitude: 2, name: '家', address: '翠湖苑' },
    })
    await db.stores.messages.hold(message.seq, aReading)
    await db.stores.messages.erase(message.platformId)
    const [row] = await db.dataSource.query<object[]>('SELECT * FROM messages WHERE seq = $1', [message.seq])
    expect(JSON.stringify(row)).not.toMatch(/13800000000|灯|翠湖苑/u)
    expect(await again(message)).toMatchObject({ text: '', quote: null, reading: null, state: 'held' })
  })

  it('forgets old words that belong to no case, and nothing else', async () => {
    const old = instant('2026-11-01T00:00:00Z')
    const [gone, tied, young] = [await kept({}, old), await kept({}, old), await kept({})]
    await db.stores.messages.settle([tied.seq], 'filed', null, newId())
    expect(await db.stores.traces.forget('chatter', instant('2026-11-01T00:00:00.001Z'), 10)).toEqual({
      ...{ gone: 1, files: [] },
    })
    expect(await again(gone)).toBeNull()
    expect(await again(tied)).not.toBeNull()
    expect(await again(young)).not.toBeNull()
  })
})
