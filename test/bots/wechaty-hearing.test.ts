import { Buffer } from 'node:buffer'
import { existsSync, readdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { InboundMessage } from '../../src/chat/inbound.ts'
import type { SandboxSay } from '../../src/chat/sandbox.ts'
import { instant } from '../../src/kernel/clock.ts'
import { startTestSandbox, type TestSandbox } from '../support/sandbox.ts'
import { listenTo, type Listening, until } from './wechaty-listening.ts'

let sandbox: TestSandbox
let heard: Listening
let ids: Awaited<ReturnType<TestSandbox['control']['identities']>>
const at = instant('2026-11-23T09:10:00+08:00')
const mostBytes = 2_000_000

beforeAll(async () => {
  sandbox = await startTestSandbox()
  ids = await sandbox.control.identities()
  heard = await listenTo(sandbox, { deps: { maxAttachmentBytes: mostBytes } })
})

afterAll(async () => {
  await heard.close()
  await sandbox.stop()
})

beforeEach(() => {
  heard.messages.length = 0
  heard.changes.length = 0
})

async function heardAs(id: string): Promise<InboundMessage> {
  const found = (): InboundMessage | undefined => heard.messages.find((message) => message.id === id)
  await until(`message ${id}`, () => found() !== undefined)
  return found()!
}

async function hear(say: SandboxSay): Promise<InboundMessage> {
  const { id } = await sandbox.control.say(say, at)
  return heardAs(id)
}

const inA = (text: string): Promise<InboundMessage> => hear({ room: 'cuihu-a', as: 'liayi', text })

describe('a message heard in the chat', () => {
  it('has its room, its speaker and its time', async () => {
    const message = await inA('三号楼路灯坏了')
    expect(message).toEqual({
      id: message.id,
      conversation: { kind: 'room', roomId: ids.rooms['cuihu-a'] },
      senderId: ids.people['liayi'],
      senderName: '李阿姨',
      self: false,
      sentAt: at,
      kind: 'text',
      text: '三号楼路灯坏了',
      mentions: [],
      addressed: false,
      quote: null,
      location: null,
      attachment: null,
      recalledId: null,
    })
  })

  it('in private belongs to the talk with its speaker', async () => {
    const message = await hear({ private: true, as: 'zhangwei', text: '接 12' })
    expect(message.conversation).toEqual({ kind: 'private', contactId: ids.people['zhangwei'] })
    expect(message).toMatchObject({ senderName: '张伟', text: '接 12', self: false })
  })

  it.each([
    ['of 10,000 characters', '漏水'.repeat(5_000)],
    ['of blanks only', '   '],
    ['of nothing', ''],
    ['of emoji only', '🙏🙏👨‍👩‍👧'],
    ['with line breaks and odd marks', '一\n二\t三 <b>&amp;</b> "引号" \\ \u2005 末'],
  ])('%s comes through as it is', async (_, text) => {
    expect(await inA(text)).toMatchObject({ kind: 'text', text, addressed: false })
  })

  it('that we said ourselves comes back marked as our own', async () => {
    const conversation = { kind: 'room', roomId: ids.rooms['cuihu-a'] ?? '' } as const
    const sent = await heard.link.send({ conversation, text: '收到', mentions: [] })
    expect(sent).toEqual({ outcome: 'sent', messageId: expect.any(String) as string })
    const echo = await heardAs(sent.outcome === 'sent' ? (sent.messageId ?? '') : '')
    expect(echo).toMatchObject({
      self: true,
      senderId: ids.bot,
      text: '收到',
      conversation,
      addressed: false,
    })
  })

  it('that we said in private belongs to the talk with the other one', async () => {
    const conversation = { kind: 'private', contactId: ids.people['zhangwei'] ?? '' } as const
    const sent = await heard.link.send({ conversation, text: '有一件新事', mentions: [] })
    const echo = await heardAs(sent.outcome === 'sent' ? (sent.messageId ?? '') : '')
    expect(echo).toMatchObject({ self: true, conversation, text: '有一件新事' })
  })
})

describe('the bot is addressed', () => {
  it.each([
    ['by its name', '@网格小助手\u2005路灯坏了', true],
    ['by an alias that no mention id stands for', '@小助手 路灯坏了', true],
    ['by an alias behind a full-width @', '＠小助手，路灯坏了', true],
    ['not by @所有人', '@所有人 今晚停水', false],
    ['not by its bare name', '小助手路灯坏了', false],
    ['not by a mention of somebody else', '@小周\u2005路灯坏了', false],
  ])('%s: %j', async (_, text, addressed) => {
    expect(await inA(text)).toMatchObject({ addressed, text })
  })

  it('by the nickname it has in the room', async () => {
    await sandbox.control.change({ kind: 'nickname', room: 'cuihu-b', as: 'bot', name: '后区管家' }, at)
    const message = await hear({ room: 'cuihu-b', as: 'liayi', text: '@后区管家 路灯坏了' })
    expect(message.addressed).toBe(true)
  })

  it('reports whom the platform says was mentioned', async () => {
    const message = await inA('@小周\u2005你看看')
    expect(message.mentions).toEqual([ids.people['xiaozhou']])
  })
})

describe('a quote', () => {
  it('is taken off the reply, with several lines and brackets inside', async () => {
    const first = await hear({
      room: 'cuihu-a',
      as: 'xiaozhou',
      text: '一楼漏水\n二楼「也」漏\n牌子上写着」',
    })
    const message = await hear({ room: 'cuihu-a', as: 'liayi', text: '我家也是', quote: first.id })
    expect(message).toMatchObject({
      text: '我家也是',
      quote: { name: '小周', text: '一楼漏水\n二楼「也」漏\n牌子上写着」' },
    })
  })

  it('that mentions the bot does not make its reply address the bot', async () => {
    const first = await hear({ room: 'cuihu-a', as: 'xiaozhou', text: '@小助手 在吗' })
    const message = await hear({ room: 'cuihu-a', as: 'liayi', text: '它不在', quote: first.id })
    expect(message).toMatchObject({ addressed: false, quote: { name: '小周', text: '@小助手 在吗' } })
  })
})

describe('what is no text', () => {
  it('is a place with its coordinates and names', async () => {
    const location = {
      latitude: 39.995121,
      longitude: 116.334154,
      name: '翠湖花园东门',
      address: '翠湖路 8 号',
    }
    expect(await hear({ room: 'cuihu-a', as: 'liayi', location })).toMatchObject({
      kind: 'location',
      location,
      text: '',
    })
  })

  it.each([
    ['image', '路灯.jpg', 'image/jpeg', 3_000],
    ['image', '大图.png', 'image/png', 900_000],
    ['voice', '留言.sil', 'audio/silk', 20_000],
    ['file', '通知 1.pdf', 'application/pdf', 200_000],
  ] as const)('is a %s with its bytes (%s)', async (kind, name, mediaType, size) => {
    const bytes = Buffer.from(Uint8Array.from({ length: size }, (_, n) => (n * 31) % 251))
    const message = await hear({
      room: 'cuihu-a',
      as: 'liayi',
      [kind]: name,
      bytes: bytes.toString('base64'),
    })
    expect(message).toMatchObject({ kind, text: '' })
    expect(message.attachment).toMatchObject({ name, mediaType })
    expect(Buffer.compare(message.attachment?.bytes ?? Buffer.alloc(0), bytes)).toBe(0)
  })

  it('is heard without its bytes when it is too large, and the log says so', async () => {
    const bytes = Buffer.alloc(mostBytes + 1).toString('base64')
    const message = await hear({ room: 'cuihu-a', as: 'liayi', file: '太大.zip', bytes })
    expect(message).toMatchObject({ kind: 'file', attachment: null })
    expect(heard.log).toContainEqual(
      expect.objectContaining({
        level: 'warn',
        facts: { messageId: message.id, why: expect.stringContaining('bytes') as string },
      }),
    )
  })

  it('is a message taken back, by its id', async () => {
    const first = await inA('说错了')
    expect(await hear({ room: 'cuihu-a', as: 'liayi', recall: first.id })).toMatchObject({
      kind: 'recall',
      recalledId: first.id,
      text: '',
    })
  })

  it('is a word of the platform itself', async () => {
    await sandbox.control.change({ kind: 'system', room: 'cuihu-a', text: '消息过于频繁，请稍后再试' }, at)
    await until('the system text', () => heard.messages.length > 0)
    expect(heard.messages).toMatchObject([
      { kind: 'system', text: '消息过于频繁，请稍后再试', senderName: '' },
    ])
    expect(await inA('你们发的消息过于频繁了，吵')).toMatchObject({ kind: 'text' })
  })
})

describe('names', () => {
  it('are seen anew as soon as the platform says that they have changed', async () => {
    await inA('早')
    await sandbox.control.change({ kind: 'nickname', room: 'cuihu-a', as: 'liayi', name: '三号楼李姐' }, at)
    expect(await inA('晚')).toMatchObject({ senderName: '三号楼李姐' })
    await sandbox.control.change({ kind: 'nickname', room: 'cuihu-a', as: 'liayi', name: '' }, at)
    expect(await inA('安')).toMatchObject({ senderName: '李阿姨' })
  })

  it('leave nothing behind in the home folder', () => {
    expect(existsSync(join(homedir(), '.wechaty', 'wechaty-puppet-service', sandbox.token))).toBe(false)
    expect(readdirSync(join(heard.folder, 'cache'))).toEqual([])
  })
})

describe('the life of a room', () => {
  it('is told in the order in which it happens, between the messages', async () => {
    await sandbox.control.change({ kind: 'join', room: 'cuihu-b', as: 'xiaozhou', inviter: 'liayi' }, at)
    await hear({ room: 'cuihu-b', as: 'xiaozhou', text: '大家好' })
    await sandbox.control.change({ kind: 'rename', room: 'cuihu-b', as: 'liayi', name: '后区新群' }, at)
    await sandbox.control.change({ kind: 'leave', room: 'cuihu-b', as: 'xiaozhou' }, at)
    await until('three changes', () => heard.changes.length === 3)
    const roomId = ids.rooms['cuihu-b']
    const who = ids.people['xiaozhou']
    expect(heard.changes).toEqual([
      { kind: 'joined', roomId, contactIds: [who], inviterId: ids.people['liayi'], at },
      { kind: 'renamed', roomId, topic: '后区新群', at },
      { kind: 'left', roomId, contactIds: [who], at },
    ])
    expect(heard.log.filter(({ level }) => level === 'error')).toEqual([])
  })

  it('is seen as it is now: topics and members, also right after a change', async () => {
    const before = await heard.link.rooms()
    expect(before.map(({ topic }) => topic)).toContain('翠湖花园邻里群')
    await sandbox.control.change({ kind: 'rename', room: 'cuihu-a', as: 'liayi', name: '翠湖一家人' }, at)
    await sandbox.control.change({ kind: 'leave', room: 'cuihu-a', as: 'xiaozhouzhou' }, at)
    const room = (await heard.link.rooms()).find(({ roomId }) => roomId === ids.rooms['cuihu-a'])
    expect(room?.topic).toBe('翠湖一家人')
    expect(room?.members.map(({ name }) => name).toSorted()).toEqual(
      ['小周', '李阿姨', '网格小助手'].toSorted(),
    )
  })

  it('opens to the bot when it accepts an invitation', async () => {
    await sandbox.control.change({ kind: 'leave', room: 'cuihu-b', as: 'bot' }, at)
    await sandbox.control.change({ kind: 'invite', room: 'cuihu-b', as: 'liayi' }, at)
    await until('the invitation', () => heard.changes.some(({ kind }) => kind === 'invited'))
    const invitation = heard.changes.find((change) => change.kind === 'invited')
    expect(invitation).toMatchObject({ inviterId: ids.people['liayi'], at })
    await heard.link.acceptInvitation(invitation?.invitationId ?? '')
    await until('the seat', () => heard.changes.some(({ kind }) => kind === 'joined'))
    expect((await heard.link.rooms()).map(({ roomId }) => roomId)).toContain(ids.rooms['cuihu-b'])
  })

  it('refuses an unknown invitation with an outage of the chat', async () => {
    await expect(heard.link.acceptInvitation('nobody')).rejects.toMatchObject({
      name: 'Outage',
      part: 'chat',
    })
  })
})
