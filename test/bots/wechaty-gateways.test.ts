import { describe, expect, it } from 'vitest'
import { types } from 'wechaty-puppet'
import { TooLarge } from '../../bots/wechaty/bytes.ts'
import type { Calls } from '../../bots/wechaty/calls.ts'
import { makeHearing } from '../../bots/wechaty/hearing.ts'
import type { MessagePayload } from '../../bots/wechaty/library.ts'
import { dirtyType, imageInFull, messageType } from '../../bots/wechaty/message-type.ts'
import { makeNames } from '../../bots/wechaty/names.ts'
import { LinkStatus } from '../../bots/wechaty/status.ts'
import { makeTranslate } from '../../bots/wechaty/translate.ts'
import type { InboundMessage } from '../../src/chat/inbound.ts'
import { instant, VirtualClock } from '../../src/kernel/clock.ts'
import { silentLog } from '../../src/kernel/log.ts'
import { keptLog, type LogLine } from './wechaty-listening.ts'

const noon = instant('2026-11-23T12:00:00+08:00')
const frozen = new VirtualClock({ at: noon, running: false })
const notAsked = (): Promise<never> => Promise.reject(new Error('not asked in this test'))

/** A chat server that knows only what a test says it knows. */
const knowing = (some: Partial<Calls>): Calls => ({
  self: () => 'bot',
  message: notAsked,
  location: notAsked,
  attachment: notAsked,
  card: notAsked,
  member: (_, contactId) => Promise.resolve({ roomAlias: '', name: `名${contactId}` }),
  contact: (contactId) => Promise.resolve({ name: `名${contactId}` }),
  roomIds: notAsked,
  room: notAsked,
  memberIds: notAsked,
  invitation: notAsked,
  accept: notAsked,
  ...some,
})

describe('the numbers of the wire', () => {
  it('are those of the library', () => {
    const named = Object.entries(types.Message).filter(([, value]) => typeof value === 'number')
    expect(Object.fromEntries(named)).toEqual(messageType)
    expect(types.Dirty).toMatchObject(dirtyType)
    expect(imageInFull).toBe(types.Image.HD)
  })
})

describe('what other gateways report', () => {
  const base = { id: 'm1', talkerId: 'li', roomId: 'r@chatroom', timestamp: noon.getTime(), text: '' }
  const translated = (
    payload: Partial<MessagePayload>,
    calls: Partial<Calls> = {},
  ): Promise<InboundMessage> => {
    const all = knowing(calls)
    const names = makeNames({ ...all, log: silentLog })
    const translate = makeTranslate({
      calls: all,
      names,
      botNames: () => ['小助手'],
      clock: frozen,
      log: silentLog,
    })
    return translate({ ...base, type: messageType.Text, ...payload })
  }
  const text = messageType.Text

  it.each([
    ['seconds', noon.getTime() / 1_000, noon],
    ['milliseconds', noon.getTime() - 1_000, instant(noon.getTime() - 1_000)],
    ['nothing', 0, noon],
    ['nonsense', Number.NaN, noon],
    ['more nonsense', 1e300, noon],
  ])('a time in %s is read', async (_, timestamp, sentAt) => {
    expect((await translated({ type: text, timestamp })).sentAt).toEqual(sentAt)
  })

  it.each([
    [
      'a system text in the room’s own name',
      { type: text, talkerId: 'r@chatroom', text: '群公告' },
      'system',
    ],
    ['a system text of nobody', { type: messageType.Unknown, talkerId: '', text: '群公告' }, 'system'],
    ['a system text under somebody’s name', { type: text, text: '"王叔"邀请"李阿姨"加入了群聊' }, 'system'],
    [
      'a word of the platform’s team',
      { type: text, roomId: '', listenerId: 'bot', talkerId: 'weixin' },
      'system',
    ],
    ['a recall in nobody’s name', { type: messageType.Recalled, talkerId: '', text: '123' }, 'recall'],
    ['a sticker', { type: messageType.Emoticon, text: '<msg><emoji/></msg>' }, 'other'],
    ['a red packet', { type: messageType.RedEnvelope, text: '恭喜发财' }, 'other'],
    ['something unheard of', { type: 99, text: '' }, 'other'],
  ])('%s is told apart', async (_, payload, kind) => {
    expect((await translated(payload)).kind).toBe(kind)
  })

  it('a video is a file with its bytes', async () => {
    const attachment = { name: '楼道.mp4', mediaType: 'video/mp4', bytes: new Uint8Array([1]) }
    const heard = await translated(
      { type: messageType.Video },
      { attachment: () => Promise.resolve(attachment) },
    )
    expect(heard).toMatchObject({ kind: 'file', attachment })
  })

  it.each([
    ['123456', '123456'],
    [
      '<sysmsg type="revokemsg"><revokemsg><msgid>1</msgid><newmsgid>987</newmsgid></revokemsg></sysmsg>',
      '1',
    ],
    ['<newmsgid> 987 </newmsgid>', '987'],
    ['"王叔" 撤回了一条消息', null],
    ['', null],
  ])('a recall that says %j takes back %j', async (words, recalledId) => {
    expect(await translated({ type: messageType.Recalled, text: words })).toMatchObject({
      recalledId,
      text: '',
    })
  })

  it('a link, a card and a mini-program speak by their title, from the server or from the markup', async () => {
    const card = (): Promise<string> => Promise.resolve('停水通知\nhttps://news.example/1')
    const link = { type: messageType.Url, text: '<msg><appmsg><title>停水</title></appmsg></msg>' } as const
    expect(await translated(link, { card })).toMatchObject({
      kind: 'other',
      text: '停水通知\nhttps://news.example/1',
    })
    expect(await translated(link)).toMatchObject({ kind: 'other', text: '停水' })
    expect(await translated({ type: messageType.Emoticon, text: '[呲牙]' })).toMatchObject({ text: '[呲牙]' })
    expect(
      await translated({ type: messageType.ChatHistory, text: '<?xml version="1.0"?><msg/>' }),
    ).toMatchObject({
      text: '',
    })
  })

  it('a place or file that cannot be had is heard without it', async () => {
    expect(await translated({ type: messageType.Location })).toMatchObject({
      kind: 'location',
      location: null,
    })
    expect(await translated({ type: messageType.Image })).toMatchObject({ kind: 'image', attachment: null })
  })

  it('a list of mentions that holds the bot only because of @所有人 does not address it', async () => {
    const mentionIdList = ['li', 'bot']
    expect(await translated({ type: text, text: '@所有人 停水', mentionIdList })).toMatchObject({
      addressed: false,
    })
    expect(await translated({ type: text, text: '停水吗', mentionIdList })).toMatchObject({ addressed: true })
    const both = await translated({ type: text, text: '@所有人 @小助手 停水', mentionIdList })
    expect(both.addressed).toBe(true)
  })

  it('a mention by the nickname that the bot has in the room addresses it, without any list of mentions', async () => {
    const member: Calls['member'] = (_, id) =>
      Promise.resolve({ roomAlias: id === 'bot' ? '后区管家' : '', name: id })
    const called = await translated({ text: '@后区管家 在吗' }, { member })
    expect(called.addressed).toBe(true)
    expect(await translated({ text: '@前区管家 在吗' }, { member })).toMatchObject({ addressed: false })
  })

  it('a quote in private is taken off too, and an unknown name stays empty', async () => {
    const rule = '- - - - - - - - - - - - - - -'
    const quoting = { type: text, roomId: '', listenerId: 'bot', text: `「王叔：早」\n${rule}\n好` }
    const heard = await translated(quoting, { contact: notAsked })
    expect(heard).toMatchObject({ text: '好', quote: { name: '王叔', text: '早' }, senderName: '' })
    expect(heard.conversation).toEqual({ kind: 'private', contactId: 'li' })
  })
})

describe('a message that cannot be loaded', () => {
  const hearingOf = (calls: Partial<Calls>, lines: LogLine[], heard: InboundMessage[]) => {
    const all = knowing(calls)
    const log = keptLog(lines)
    const status = new LinkStatus({ clock: frozen, log: silentLog })
    status.start({ stateChanged: () => undefined, gap: () => undefined })
    status.lineStands()
    status.accountIn()
    const message = (one: InboundMessage): Promise<void> => Promise.resolve(void heard.push(one))
    const handlers = { message, roomChanged: notAsked, stateChanged: () => undefined, gap: () => undefined }
    const names = makeNames({ ...all, log })
    return makeHearing({ calls: all, names, status, handlers, botNames: () => [], clock: frozen, log })
  }
  const payload = (id: string, type: number = messageType.Text): MessagePayload => ({
    id,
    talkerId: 'li',
    roomId: 'r@chatroom',
    timestamp: 1,
    text: id,
    type,
  })

  it('is asked for once more, then logged under its id and skipped; the next is heard', async () => {
    const asked: string[] = []
    const lines: LogLine[] = []
    const heard: InboundMessage[] = []
    const message = (id: string): Promise<MessagePayload> => {
      asked.push(id)
      const times = asked.filter((one) => one === id).length
      if (id === 'lost' || (id === 'shy' && times === 1)) return Promise.reject(new Error('no such message'))
      return Promise.resolve(payload(id))
    }
    const hearing = hearingOf({ message }, lines, heard)
    for (const id of ['first', 'lost', 'shy', 'last']) hearing.message(id)
    await hearing.settled()
    expect(heard.map(({ id }) => id)).toEqual(['first', 'shy', 'last'])
    expect(asked.filter((id) => id === 'lost')).toHaveLength(2)
    expect(lines.filter(({ level }) => level === 'error')).toMatchObject([
      { facts: { messageId: 'lost', why: 'no such message' } },
    ])
  })

  it('for its file alone is heard after a second try; one that is too large is not fetched twice', async () => {
    const heard: InboundMessage[] = []
    const asked: string[] = []
    const hearing = hearingOf(
      {
        message: (id) => Promise.resolve(payload(id, messageType.Image)),
        attachment(id) {
          asked.push(id)
          if (id === 'large') return Promise.reject(new TooLarge('9 bytes'))
          if (asked.filter((one) => one === id).length === 1) return Promise.reject(new Error('broken off'))
          return Promise.resolve({ name: 'a.png', mediaType: 'image/png', bytes: new Uint8Array([1]) })
        },
      },
      [],
      heard,
    )
    hearing.message('shy')
    hearing.message('large')
    await hearing.settled()
    expect(heard.map(({ id, attachment }) => [id, attachment?.name ?? null])).toEqual([
      ['shy', 'a.png'],
      ['large', null],
    ])
    expect(asked).toEqual(['shy', 'shy', 'large'])
  })
})

describe('names', () => {
  it('are asked for once, and again after a change; an answer under way does not bring the old one back', async () => {
    let name = '李阿姨'
    let asked = 0
    let answer = (): void => undefined
    const names = makeNames({
      log: silentLog,
      contact: notAsked,
      async member() {
        asked += 1
        const now = name
        if (asked === 2) await new Promise<void>((go) => (answer = go))
        return { roomAlias: now, name: '' }
      },
    })
    expect(await names.inRoom('r', 'li')).toBe('李阿姨')
    expect(await names.inRoom('r', 'li')).toBe('李阿姨')
    expect(asked).toBe(1)
    names.changed(dirtyType.RoomMember, 'r')
    const underWay = names.inRoom('r', 'li')
    name = '李姐'
    names.changed(dirtyType.Contact, 'li')
    answer()
    await underWay
    expect(await names.inRoom('r', 'li')).toBe('李姐')
    names.changed(dirtyType.RoomMember, 'elsewhere')
    names.changed(dirtyType.Room, 'r')
    await names.inRoom('r', 'li')
    expect(asked).toBe(3)
  })
})
