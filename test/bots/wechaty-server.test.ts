import { Buffer } from 'node:buffer'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { setTimeout as delay } from 'node:timers/promises'
import { FileBox } from 'file-box'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { log as wechatyLog } from 'wechaty-puppet'
import { PuppetServer } from 'wechaty-puppet-service'
import { arrange } from '../../bots/sandbox/arranging.ts'
import { makeAttachmentShelf } from '../../bots/sandbox/attachments.ts'
import { makeSendFaults } from '../../bots/sandbox/faults.ts'
import { contactIdOf, roomIdOf } from '../../bots/sandbox/people-of-world.ts'
import { SandboxPuppet } from '../../bots/sandbox/puppet.ts'
import { draftOf, sayIn } from '../../bots/sandbox/saying.ts'
import { WorldStore } from '../../bots/sandbox/world-store.ts'
import { instant, systemClock } from '../../src/kernel/clock.ts'
import { silentLog } from '../../src/kernel/log.ts'
import { smallWorld } from '../support/sandbox.ts'
import { linkTo, listenTo, type Listening, until } from './wechaty-listening.ts'

/*
 * The real gRPC server in this process, so that the account behind it can be made to do what a gateway may do and
 * the sandbox never does.
 */

const at = instant('2026-11-23T09:10:00+08:00')
const token = 'insecure_inside'

let folder: string
let endpoint: string
let puppet: SandboxPuppet
let server: PuppetServer
let store: WorldStore
let heard: Listening | null

async function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => {
        resolve(typeof address === 'object' && address !== null ? address.port : 0)
      })
    })
  })
}

beforeEach(async () => {
  heard = null
  folder = mkdtempSync(join(tmpdir(), 'linli-server-'))
  endpoint = `127.0.0.1:${String(await freePort())}`
  store = new WorldStore({ folder, machine: systemClock, log: silentLog })
  arrange(store, smallWorld)
  puppet = new SandboxPuppet({
    store,
    shelf: makeAttachmentShelf(join(folder, 'files')),
    faults: makeSendFaults(),
    machine: systemClock,
    replay: true,
  })
  puppet.on('error', () => undefined)
  server = new PuppetServer({ endpoint, token, puppet, tls: { disable: true } })
  wechatyLog.level('silent')
  await puppet.start()
  await server.start()
})

afterEach(async () => {
  await heard?.close()
  await server.stop()
  await puppet.stop()
  store.close()
  rmSync(folder, { recursive: true, force: true })
})

async function listen(): Promise<Listening> {
  heard = await listenTo({ endpoint, token })
  return heard
}

const say = (text: string): string =>
  sayIn(
    { store, shelf: makeAttachmentShelf(join(folder, 'files')) },
    { room: 'cuihu-a', as: 'liayi', text },
    at,
  ).id

const textsOf = (listening: Listening): string[] => listening.messages.map(({ text }) => text)

describe('a burst that arrives all at once', () => {
  it('is heard in its order, conversation by conversation', async () => {
    const rooms = ['cuihu-a', 'cuihu-b', 'jx-staff']
    for (let n = 0; n < 600; n += 1) {
      store.say({ ...draftOf('liayi', rooms[(n * 5) % 3] ?? '', at), text: String(n) })
    }
    const listening = await listen()
    await until('600 messages', () => listening.messages.length === 600, 15_000)
    const lines = Map.groupBy(listening.messages, ({ conversation }) => JSON.stringify(conversation))
    expect(lines.size).toBe(3)
    for (const line of lines.values()) {
      const numbers = line.map(({ text }) => Number(text))
      expect(numbers).toEqual(numbers.toSorted((a, b) => a - b))
      expect(numbers).toHaveLength(200)
    }
  })
})

describe('what a gateway may send and should not', () => {
  it('an id that leads nowhere, an error, an event of no form: nothing ends, and the next message is heard', async () => {
    const listening = await listen()
    puppet.emit('message', { messageId: 'nowhere' })
    puppet.emit('error', { data: 'something odd' })
    puppet.emit('error', {})
    Reflect.apply(puppet.emit, puppet, ['room-topic', undefined])
    say('after all that')
    await until('the message', () => textsOf(listening).includes('after all that'))
    const [skipped] = listening.log.filter(({ level }) => level === 'error')
    expect(skipped?.facts).toMatchObject({ messageId: 'nowhere' })
    expect(listening.log.some(({ message }) => message.includes('could not be read'))).toBe(true)
    expect(listening.link.state().state).toBe('up')
  })

  it('a join by nobody known is told all the same', async () => {
    const listening = await listen()
    const event = { roomId: roomIdOf('cuihu-a'), inviteeIdList: ['stranger'], inviterId: '', timestamp: 0 }
    puppet.emit('room-join', event)
    await until('the change', () => listening.changes.length === 1)
    expect(listening.changes[0]).toMatchObject({ kind: 'joined', contactIds: ['stranger'], inviterId: null })
  })

  it('costs no more than is needed: people who have said nothing are not asked for', async () => {
    const asked: string[] = []
    const ask = puppet.contactRawPayload.bind(puppet)
    puppet.contactRawPayload = (id) => {
      asked.push(id)
      return ask(id)
    }
    const listening = await listen()
    say('hello')
    await until('the message', () => textsOf(listening).includes('hello'))
    await delay(50)
    expect(asked.filter((id) => id !== contactIdOf('bot'))).toEqual([])
  })
})

describe('a server that ends in the middle of a file', () => {
  it('does not end us too, and is asked for the file again when it is back', async () => {
    const listening = await listen()
    const whole = puppet.messageFile.bind(puppet)
    let asked = 0
    puppet.messageFile = (id) => {
      asked += 1
      if (asked > 1) return whole(id)
      const halfway = new Readable({ read: () => undefined })
      halfway.push(Buffer.alloc(500_000))
      return Promise.resolve(FileBox.fromStream(halfway, '图纸.zip'))
    }
    const shelf = makeAttachmentShelf(join(folder, 'files'))
    const bytes = Buffer.alloc(700_000, 'plan').toString('base64')
    sayIn({ store, shelf }, { room: 'cuihu-a', as: 'liayi', file: '图纸.zip', bytes }, at)
    await until('the question for the file', () => asked === 1)
    await delay(100)
    await server.stop()
    await until('the link to be down', () => listening.link.state().state === 'down')
    server = new PuppetServer({ endpoint, token, puppet, tls: { disable: true } })
    await server.start()
    await until('the file', () => listening.messages.some(({ kind }) => kind === 'file'), 10_000)
    expect(listening.messages.map(({ attachment }) => attachment?.bytes.length)[0]).toBe(700_000)
  })
})

describe('the account behind the server', () => {
  it('that is logged out takes the link down until it is in again, and is not logged out once more by us', async () => {
    const listening = await listen()
    await puppet.logout('kicked')
    let askedToLogOut = 0
    puppet.logout = () => {
      askedToLogOut += 1
      return Promise.resolve()
    }
    await until('the link to be down', () => listening.link.state().state === 'down')
    expect(listening.link.state().why).toBe('账号已退出登录')
    puppet.emit('scan', { status: 2, qrcode: 'https://scan.example/code' })
    await until('the code', () => listening.link.state().why === '账号等待扫码登录')
    expect(listening.log).toContainEqual(
      expect.objectContaining({ level: 'warn', facts: { code: 'https://scan.example/code' } }),
    )
    puppet.login(contactIdOf('bot'))
    await until('the link to be up', () => listening.link.state().state === 'up')
    await delay(50)
    expect(askedToLogOut).toBe(0)
    expect(listening.gaps).toHaveLength(1)
    say('back')
    await until('the message', () => textsOf(listening).includes('back'))
  })

  it('stays logged in when the link stops, and when it never came up', async () => {
    const ends: string[] = []
    puppet.on('logout', () => void ends.push('logout'))
    puppet.on('stop', () => void ends.push('stop'))
    const listening = await listen()
    await listening.close()
    heard = null
    const late = linkTo({ endpoint, token: 'insecure_wrong' }, { timings: { start: 300 } })
    await expect(late.start()).rejects.toMatchObject({ name: 'Outage' })
    await late.close()
    await delay(50)
    expect(ends).toEqual([])
    expect(puppet.isLoggedIn).toBe(true)
  })
})
