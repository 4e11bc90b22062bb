import { Buffer } from 'node:buffer'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Conversation } from '../../src/chat/conversation.ts'
import { instant } from '../../src/kernel/clock.ts'
import { startTestSandbox, type TestSandbox } from '../support/sandbox.ts'
import { listenTo, type Listening, until } from './wechaty-listening.ts'

const at = instant('2026-11-23T09:10:00+08:00')
const quick = { probeEvery: 300, probeAnswer: 1_000 }

let sandbox: TestSandbox
let heard: Listening
let room: Conversation
const faults: unknown[] = []
const fault = (reason: unknown): void => void faults.push(reason)

beforeAll(async () => {
  sandbox = await startTestSandbox()
  heard = await listenTo(sandbox, { timings: quick })
  const { rooms } = await sandbox.control.identities()
  room = { kind: 'room', roomId: rooms['cuihu-a'] ?? '' }
  process.on('unhandledRejection', fault)
  process.on('uncaughtException', fault)
})

beforeEach(() => {
  for (const list of [heard.messages, heard.states, heard.gaps, faults]) list.length = 0
})

afterEach(() => {
  expect(faults).toEqual([])
})

afterAll(async () => {
  process.off('unhandledRejection', fault)
  process.off('uncaughtException', fault)
  await heard.close()
  await sandbox.stop()
})

function signal(name: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT'): void {
  const pid = sandbox.launched.pid()
  if (pid === null) throw new Error('the sandbox is away')
  process.kill(pid, name)
}

const isUp = (): boolean => heard.link.state().state === 'up'
const states = (): string[] => heard.states.map(({ state }) => state)
const texts = (): string[] => heard.messages.filter(({ self }) => !self).map(({ text }) => text)
const say = (text: string): Promise<unknown> =>
  sandbox.control.say({ room: 'cuihu-a', as: 'liayi', text }, at)
const send = (text: string) => heard.link.send({ conversation: room, text, mentions: [] })

/** Waits until the sandbox chat, killed before, answers again. */
async function sandboxBack(): Promise<void> {
  for (;;) {
    const back = await sandbox.control.ping().catch(() => null)
    if (back !== null) return
    await delay(10)
  }
}

describe('a chat server that dies and comes back', () => {
  it('is seen at once, and heard again within four seconds of its return, with the gap told', async () => {
    await say('before')
    await until('the first message', () => texts().includes('before'))
    const killedAt = performance.now()
    signal('SIGKILL')
    await until('the link to be down', () => !isUp())
    expect(performance.now() - killedAt).toBeLessThan(1_000)
    expect(heard.link.state()).toMatchObject({
      state: 'down',
      why: expect.stringContaining('断开') as string,
    })

    await sandboxBack()
    const backAt = performance.now()
    await until('the link to be up', isUp, 8_000)
    expect(performance.now() - backAt).toBeLessThan(4_000)
    expect(states()).toEqual(['down', 'up'])
    expect(heard.gaps).toHaveLength(1)
    expect(heard.gaps[0]?.from.getTime()).toBeCloseTo(heard.states[0]?.since.getTime() ?? 0, -2)
    expect(heard.gaps[0]?.to).toEqual(heard.states[1]?.since)

    await say('after')
    await until('the message after', () => texts().includes('after'))
    expect(texts().filter((text) => text === 'after')).toEqual(['after'])
    expect(await send('still here')).toMatchObject({ outcome: 'sent' })
  })
})

describe('a chat server that freezes', () => {
  it('is noticed though the connection stands, and the gap begins where it was last heard', async () => {
    await say('before')
    await until('the first message', () => texts().includes('before'))
    const frozenAt = instant(Date.now())
    signal('SIGSTOP')
    await until('the link to be down', () => !isUp())
    const noticedAt = instant(Date.now())
    expect(heard.link.state().why).toContain('没有回应')
    expect(await send('to nobody')).toMatchObject({ outcome: 'failed' })
    await delay(500)
    signal('SIGCONT')
    await until('the link to be up', isUp, 12_000)
    expect(heard.gaps).toHaveLength(1)
    expect(heard.gaps[0]?.from.getTime()).toBeLessThanOrEqual(frozenAt.getTime())
    expect(heard.gaps[0]?.to.getTime()).toBeGreaterThanOrEqual(noticedAt.getTime())
    await say('after')
    await until('the message after', () => texts().includes('after'))
    expect(texts().filter((text) => text === 'after')).toEqual(['after'])
  })
})

describe('a server that dies while a file is fetched', () => {
  it('costs neither the process nor the file: it is asked for again when the server is back', async () => {
    const bytes = Buffer.alloc(4_000_000, 'file')
    await sandbox.control.say(
      { room: 'cuihu-a', as: 'liayi', file: '图纸.zip', bytes: bytes.toString('base64') },
      at,
    )
    signal('SIGSTOP')
    await delay(20)
    signal('SIGKILL')
    await until('the file', () => heard.messages.some(({ kind }) => kind === 'file'), 12_000)
    const message = heard.messages.find(({ kind }) => kind === 'file')
    expect(message?.attachment?.bytes.length).toBe(bytes.length)
  })
})
