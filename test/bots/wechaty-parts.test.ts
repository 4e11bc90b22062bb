import { setTimeout as delay } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { types, type payloads } from 'wechaty-puppet'
import { TooLarge } from '../../bots/wechaty/bytes.ts'
import type { Calls } from '../../bots/wechaty/calls.ts'
import { makeHearing } from '../../bots/wechaty/hearing.ts'
import { dirtyType, imageInFull, messageType } from '../../bots/wechaty/message-type.ts'
import { makeNames } from '../../bots/wechaty/names.ts'
import { puppetOptionsFrom, usualTimings } from '../../bots/wechaty/options.ts'
import { makeLineKeeper } from '../../bots/wechaty/reconnect.ts'
import { makeSend } from '../../bots/wechaty/send.ts'
import { LinkStatus } from '../../bots/wechaty/status.ts'
import { makeTranslate } from '../../bots/wechaty/translate.ts'
import type { InboundMessage } from '../../src/chat/inbound.ts'
import type { LinkGap, LinkState } from '../../src/chat/link.ts'
import { instant, systemClock, VirtualClock } from '../../src/kernel/clock.ts'
import { silentLog } from '../../src/kernel/log.ts'
import { keptLog, type LogLine, until } from './wechaty-listening.ts'

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
    payload: Partial<payloads.Message>,
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
    return translate({ ...base, ...payload } as payloads.Message)
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
    expect((await translated(payload as Partial<payloads.Message>)).kind).toBe(kind)
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
  const payload = (id: string, type: number = messageType.Text): payloads.Message =>
    ({ id, talkerId: 'li', roomId: 'r@chatroom', timestamp: 1, text: id, type }) as payloads.Message

  it('is asked for once more, then logged under its id and skipped; the next is heard', async () => {
    const asked: string[] = []
    const lines: LogLine[] = []
    const heard: InboundMessage[] = []
    const message = (id: string): Promise<payloads.Message> => {
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

describe('the state of the link', () => {
  const watched = (): { status: LinkStatus; states: LinkState[]; gaps: LinkGap[]; clock: VirtualClock } => {
    const clock = new VirtualClock({ at: noon, running: false })
    const states: LinkState[] = []
    const gaps: LinkGap[] = []
    const status = new LinkStatus({ clock, log: silentLog })
    status.start({ stateChanged: (state) => states.push(state), gap: (gap) => gaps.push(gap) })
    return { status, states, gaps, clock }
  }
  const later = (minutes: number): Date => instant(noon.getTime() + minutes * 60_000)

  it('is up only where the line stands and the account is logged in; the gap spans both', () => {
    const { status, states, gaps, clock } = watched()
    status.lineStands()
    expect(status.state.state).toBe('starting')
    status.accountIn()
    expect(status.up).toBe(true)
    clock.moveTo(later(1))
    status.accountOut('账号已退出登录')
    clock.moveTo(later(2))
    status.lineLost('断开', later(2))
    clock.moveTo(later(3))
    status.lineStands()
    expect(status.up).toBe(false)
    clock.moveTo(later(4))
    status.accountIn()
    expect(states.map(({ state, why }) => [state, why])).toEqual([
      ['starting', null],
      ['up', null],
      ['down', '账号已退出登录'],
      ['down', '断开'],
      ['up', null],
    ])
    expect(status.state.since).toEqual(later(4))
    expect(gaps).toEqual([{ from: later(1), to: later(4) }])
  })

  it('wakes those who wait for it, and stays stopped once stopped', async () => {
    const { status, states } = watched()
    let woken = false
    void status.whenUp().then(() => (woken = true))
    status.lineStands()
    status.accountIn()
    await delay(0)
    expect(woken).toBe(true)
    status.stop(null)
    status.lineLost('断开', noon)
    status.lineStands()
    status.accountIn()
    expect(states.at(-1)?.state).toBe('stopped')
    expect(states).toHaveLength(3)
  })
})

describe('the keeper of the line', () => {
  const timings = { ...usualTimings, probeEvery: 20, probeAnswer: 20, pauses: [1], loginSilence: 30 }
  const kept = (reconnect: (() => Promise<void>) | null, ding: () => void = () => undefined) => {
    const status = new LinkStatus({ clock: systemClock, log: silentLog })
    status.start({ stateChanged: () => undefined, gap: () => undefined })
    status.lineStands()
    status.accountIn()
    const deps = { status, clock: systemClock, log: silentLog, timings, lineBack: () => undefined }
    const keeper = makeLineKeeper({ ...deps, reconnect, ding })
    return { status, keeper }
  }

  it('tries until it works, and counts an account that says nothing as still logged in after a while', async () => {
    let tries = 0
    const { status, keeper } = kept(() => {
      tries += 1
      return tries < 4 ? Promise.reject(new Error('refused')) : Promise.resolve()
    })
    keeper.watch()
    keeper.lost('broke')
    await until('four tries', () => tries === 4)
    expect(status.up).toBe(false)
    await until('the assumption', () => status.up)
    keeper.stop()
    expect(tries).toBe(4)
  })

  it('assumes nothing of an account that waits for its code to be scanned', async () => {
    const { status, keeper } = kept(() => {
      status.accountOut('账号等待扫码登录')
      return Promise.resolve()
    })
    keeper.watch()
    keeper.lost('broke')
    await delay(80)
    expect(status.state).toMatchObject({ state: 'down', why: '账号等待扫码登录' })
    keeper.stop()
  })

  it('takes silence for an outage only when nothing answers', async () => {
    let tries = 0
    const answering = kept(
      () => Promise.resolve(void (tries += 1)),
      () => {
        setTimeout(() => {
          answering.keeper.heard()
        }, 2)
      },
    )
    answering.keeper.watch()
    await delay(150)
    expect(tries).toBe(0)
    expect(answering.status.up).toBe(true)
    answering.keeper.stop()

    const silent = kept(() => Promise.resolve(void (tries += 1)))
    silent.keeper.watch()
    await until('an attempt', () => tries > 0)
    silent.keeper.stop()
  })

  it('leaves a puppet without a line alone, and believes it again when it speaks', async () => {
    const { status, keeper } = kept(null)
    keeper.watch()
    keeper.lost('not ours')
    expect(status.up).toBe(true)
    await until('the silence', () => !status.up)
    keeper.heard()
    expect(status.up).toBe(true)
    keeper.stop()
  })
})

describe('the end of a send', () => {
  const ended = (error: unknown) =>
    makeSend({
      isUp: () => true,
      names: makeNames({ ...knowing({}), log: silentLog }),
      put: () => Promise.reject(error as Error),
      sendMs: 1_000,
      log: silentLog,
    })({ conversation: { kind: 'private', contactId: 'li' }, text: 'x', mentions: ['li'] })
  const grpc = (code: number, details: string): Error =>
    Object.assign(new Error(`${String(code)} ${details}`), { code })

  it.each([
    [grpc(14, 'UNAVAILABLE: No connection established. Last error: connect ECONNREFUSED'), 'failed'],
    [grpc(14, 'UNAVAILABLE: read ECONNRESET'), 'unknown'],
    [grpc(14, 'UNAVAILABLE: Connection dropped'), 'unknown'],
    [grpc(1, 'CANCELLED: Cancelled on client'), 'unknown'],
    [grpc(4, 'DEADLINE_EXCEEDED'), 'unknown'],
    [grpc(13, 'INTERNAL: Received RST_STREAM with code 2'), 'unknown'],
    [grpc(13, 'INTERNAL: the room is gone'), 'failed'],
    [grpc(2, 'UNKNOWN: the sandbox was told to refuse this send'), 'failed'],
    [new Error('no grpc manager'), 'failed'],
    ['a bare word', 'failed'],
  ])('after %s is known for what it is', async (error, outcome) => {
    expect((await ended(error)).outcome).toBe(outcome)
  })
})

describe('the puppet’s options', () => {
  it('come from Wechaty’s own names in the environment', () => {
    expect(
      puppetOptionsFrom({
        WECHATY_PUPPET_SERVICE_TOKEN: 'insecure_x',
        WECHATY_PUPPET_SERVICE_ENDPOINT: '127.0.0.1:8788',
        WECHATY_PUPPET_SERVICE_NO_TLS_INSECURE_CLIENT: 'true',
        WECHATY_PUPPET_SERVICE_TLS_SERVER_NAME: 'gate',
      }),
    ).toEqual({ token: 'insecure_x', endpoint: '127.0.0.1:8788', tls: { disable: true, serverName: 'gate' } })
    expect(puppetOptionsFrom({ WECHATY_PUPPET_PADLOCAL_TOKEN: 'pad' })).toEqual({ token: 'pad', tls: {} })
  })
})
