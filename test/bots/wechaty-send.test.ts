import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Conversation } from '../../src/chat/conversation.ts'
import { instant } from '../../src/kernel/clock.ts'
import { startTestSandbox, type TestSandbox } from '../support/sandbox.ts'
import { listenTo, type Listening, until } from './wechaty-listening.ts'

const at = instant('2026-11-23T09:10:00+08:00')

let sandbox: TestSandbox
let heard: Listening
let room: Conversation
let before: number

beforeAll(async () => {
  sandbox = await startTestSandbox({ supervise: false })
  heard = await listenTo(sandbox, { timings: { send: 1_200 } })
  const { rooms } = await sandbox.control.identities()
  room = { kind: 'room', roomId: rooms['cuihu-a'] ?? '' }
})

afterAll(async () => {
  await heard.close()
  await sandbox.stop()
})

beforeEach(async () => {
  before = (await allByBot()).length
})

const send = (text: string) => heard.link.send({ conversation: room, text, mentions: [] })

async function allByBot(): Promise<string[]> {
  const { messages } = await sandbox.control.messages('cuihu-a')
  return messages.filter(({ from }) => from === 'bot').map(({ text }) => text)
}

const saidByBot = async (): Promise<string[]> => (await allByBot()).slice(before)

describe('a send', () => {
  it('that goes out tells its id, with the names of those mentioned in front and their ids beside', async () => {
    await sandbox.control.change({ kind: 'nickname', room: 'cuihu-a', as: 'liayi', name: '三号楼李姐' }, at)
    const { people } = await sandbox.control.identities()
    const mentions = [people['liayi'] ?? '', people['xiaozhou'] ?? '']
    const end = await heard.link.send({ conversation: room, text: '已受理', mentions })
    const { messages } = await sandbox.control.messages('cuihu-a')
    const said = messages.find(({ from }) => from === 'bot')
    expect(end).toEqual({ outcome: 'sent', messageId: said?.id })
    expect(said).toMatchObject({
      text: '@三号楼李姐\u2005@小周\u2005已受理',
      mentions: ['liayi', 'xiaozhou'],
    })
  })

  it('to somebody who has not befriended the account fails as such, and goes out once they have spoken', async () => {
    const world = { bot: { name: '小助手', aliases: [] }, rooms: [] }
    const stranger = { code: 'shy', name: '新邻居', role: '', friend: false }
    await sandbox.control.arrange({ ...world, people: [stranger] })
    const { people } = await sandbox.control.identities()
    const privately = () =>
      heard.link.send({
        conversation: { kind: 'private', contactId: people['shy'] ?? '' },
        text: '您好',
        mentions: [],
      })
    expect(await privately()).toMatchObject({ outcome: 'failed', code: 'not_a_contact' })
    await sandbox.control.say({ private: true, as: 'shy', text: '在吗' }, at)
    expect(await privately()).toMatchObject({ outcome: 'sent' })
  })

  it('of 10,000 characters goes out whole', async () => {
    const text = '请留意停水通知。'.repeat(1_250)
    expect(await send(text)).toMatchObject({ outcome: 'sent' })
    expect(await saidByBot()).toEqual([text])
  })

  it('that the server refuses has failed, and is not tried again', async () => {
    await sandbox.control.failSends(1)
    expect(await send('refused')).toMatchObject({ outcome: 'failed' })
    expect(await send('taken')).toMatchObject({ outcome: 'sent' })
    expect(await saidByBot()).toEqual(['taken'])
  })

  it('to a room the account does not sit in has failed', async () => {
    const { rooms } = await sandbox.control.identities()
    await sandbox.control.change({ kind: 'leave', room: 'cuihu-b', as: 'bot' }, at)
    const conversation = { kind: 'room', roomId: rooms['cuihu-b'] ?? '' } as const
    expect(await heard.link.send({ conversation, text: '在吗', mentions: [] })).toMatchObject({
      outcome: 'failed',
    })
  })

  it('without an answer in time is unknown; its late end is logged, and it went out once', async () => {
    await sandbox.control.freezeSends(true)
    const started = performance.now()
    expect(await send('late')).toMatchObject({ outcome: 'unknown' })
    expect(performance.now() - started).toBeGreaterThan(1_100)
    expect(await saidByBot()).toEqual([])
    await sandbox.control.freezeSends(false)
    const after = 'a send of unknown end went out after all'
    await until('the late end', () => heard.log.some(({ message }) => message === after))
    expect(await saidByBot()).toEqual(['late'])
  })

  it('under which the connection breaks is unknown; the next one, while the link is down, has failed at once', async () => {
    await sandbox.control.freezeSends(true)
    const sending = send('broken')
    await delay(50)
    process.kill(sandbox.launched.pid() ?? 0, 'SIGKILL')
    expect(await sending).toMatchObject({ outcome: 'unknown' })
    await until('the link to be down', () => heard.link.state().state === 'down')
    const started = performance.now()
    expect(await send('nobody')).toEqual({ outcome: 'failed', why: '与聊天服务没有连接' })
    expect(performance.now() - started).toBeLessThan(50)
  })
})
