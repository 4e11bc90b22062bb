import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { conversationKey } from '../../src/chat/conversation.ts'
import type { InboundMessage } from '../../src/chat/inbound.ts'
import { instant } from '../../src/kernel/clock.ts'
import { startTestSandbox, type TestSandbox } from '../support/sandbox.ts'
import { listenTo, type Listening, type ListeningOptions, until } from './wechaty-listening.ts'

const at = instant('2026-11-23T09:10:00+08:00')
const roomCodes = ['a', 'b', 'c', 'd', 'e']

let sandbox: TestSandbox
let heard: Listening

beforeEach(async () => {
  sandbox = await startTestSandbox({
    world: {
      bot: { name: '网格小助手', aliases: ['小助手'] },
      people: [{ code: 'liayi', name: '李阿姨', role: '居民' }],
      rooms: roomCodes.map((code) => ({ code, name: `群${code}`, kind: 'residents', members: ['liayi'] })),
    },
  })
})

afterEach(async () => {
  await heard.close()
  await sandbox.stop()
})

async function listen(options: ListeningOptions = {}): Promise<void> {
  heard = await listenTo(sandbox, options)
}

/** Says so many numbered texts as fast as the sandbox takes them, the next before the last is answered. */
async function burst(count: number, roomOf: (n: number) => string): Promise<void> {
  const numbers = Array.from({ length: count }, (_, n) => n)
  await Promise.all(
    numbers.map((n) => sandbox.control.say({ room: roomOf(n), as: 'liayi', text: String(n) }, at)),
  )
}

/** What the sandbox kept of a room, in its order. */
async function saidIn(room: string): Promise<string[]> {
  const texts: string[] = []
  let after: string | undefined
  for (;;) {
    const page = await sandbox.control.messages(room, after)
    texts.push(...page.messages.filter(({ kind }) => kind === 'text').map(({ text }) => text))
    if (page.next === null) return texts
    after = page.next
  }
}

function byConversation(messages: readonly InboundMessage[]): string[][] {
  const lines = Map.groupBy(messages, ({ conversation }) => conversationKey(conversation))
  return [...lines.values()].map((line) => line.map(({ text }) => text))
}

describe('a burst of messages', () => {
  it('in one room is heard without an inversion', async () => {
    await listen()
    await burst(300, () => 'a')
    await until('300 messages', () => heard.messages.length === 300, 15_000)
    expect(byConversation(heard.messages)).toEqual([await saidIn('a')])
  })

  it('in five rooms is heard without an inversion in any, one at a time per room, rooms side by side', async () => {
    const inHand = new Map<string, number>()
    const messages: InboundMessage[] = []
    let mostInRoom = 0
    let mostAtOnce = 0
    await listen({
      handlers: {
        async message(message) {
          const key = conversationKey(message.conversation)
          const now = (inHand.get(key) ?? 0) + 1
          inHand.set(key, now)
          mostInRoom = Math.max(mostInRoom, now)
          mostAtOnce = Math.max(
            mostAtOnce,
            [...inHand.values()].reduce((a, b) => a + b),
          )
          await delay(Number(message.text) % 4)
          messages.push(message)
          inHand.set(key, now - 1)
        },
      },
    })
    await burst(300, (n) => roomCodes[(n * 7) % 5] ?? 'a')
    await until('300 messages', () => messages.length === 300, 15_000)
    const said = await Promise.all(roomCodes.map(saidIn))
    expect(byConversation(messages).toSorted()).toEqual(said.toSorted())
    expect(mostInRoom).toBe(1)
    expect(mostAtOnce).toBeGreaterThan(1)
  })
})

describe('a handler that fails', () => {
  it('by throwing, by rejecting, or for every kind of news neither ends the process nor stops the next message', async () => {
    const texts: string[] = []
    const faults: unknown[] = []
    const fault = (reason: unknown): void => void faults.push(reason)
    process.on('unhandledRejection', fault)
    process.on('uncaughtException', fault)
    await listen({
      handlers: {
        message(message) {
          if (message.text === 'throw') throw new Error('thrown on purpose')
          if (message.text === 'reject') return Promise.reject(new Error('rejected on purpose'))
          texts.push(message.text)
          return Promise.resolve()
        },
        roomChanged: () => Promise.reject(new Error('rejected on purpose')),
        stateChanged() {
          throw new Error('thrown on purpose')
        },
      },
    })
    for (const text of ['1', 'throw', '2', 'reject', '3']) {
      await sandbox.control.say({ room: 'a', as: 'liayi', text }, at)
    }
    await sandbox.control.change({ kind: 'rename', room: 'a', as: 'liayi', name: '新名字' }, at)
    await sandbox.control.say({ room: 'a', as: 'liayi', text: '4' }, at)
    await until('the last message', () => texts.includes('4'))
    await delay(20)
    process.off('unhandledRejection', fault)
    process.off('uncaughtException', fault)
    expect(texts).toEqual(['1', '2', '3', '4'])
    expect(faults).toEqual([])
    const errors = heard.log.filter(({ level }) => level === 'error')
    expect(errors.map(({ facts }) => 'why' in facts && facts.why)).toEqual([
      'thrown on purpose',
      'thrown on purpose',
      'thrown on purpose',
      'rejected on purpose',
      'rejected on purpose',
    ])
    expect(JSON.stringify(errors)).not.toContain('"1"')
  })
})
