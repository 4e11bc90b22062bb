import { mkdtempSync, rmSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as nap } from 'node:timers/promises'
import { promisify } from 'node:util'
import { type Wechaty, WechatyBuilder, log as wechatyLog } from 'wechaty'
import { puppet as wire } from 'wechaty-grpc'
import type { payloads } from 'wechaty-puppet'
import { PuppetService } from 'wechaty-puppet-service'
import type { SandboxHands } from '../../bots/sandbox/control.ts'
import type { LaunchedSandbox } from '../../bots/sandbox/launch.ts'
import { launchSandbox } from '../../bots/sandbox/launch.ts'
import type { SandboxWorld } from '../../src/chat/sandbox.ts'
import { silentLog } from '../../src/kernel/log.ts'

/** Two residents' rooms and a staff room with five people; every name is invented. */
export const smallWorld: SandboxWorld = {
  bot: { name: '网格小助手', aliases: ['小助手'] },
  people: [
    { code: 'liayi', name: '李阿姨', role: '居民' },
    { code: 'xiaozhou', name: '小周', role: '居民' },
    { code: 'xiaozhouzhou', name: '小周周', role: '居民' },
    { code: 'zhangwei', name: '张伟', role: '网格长' },
    { code: 'chenlan', name: '陈岚', role: '社区书记' },
  ],
  rooms: [
    {
      code: 'cuihu-a',
      name: '翠湖花园邻里群',
      kind: 'residents',
      members: ['liayi', 'xiaozhou', 'xiaozhouzhou'],
    },
    { code: 'cuihu-b', name: '翠湖花园后区群', kind: 'residents', members: ['liayi'] },
    { code: 'jx-staff', name: '锦绣社区工作群', kind: 'staff', members: ['zhangwei', 'chenlan'] },
  ],
}

export interface TestSandbox {
  endpoint: string
  token: string
  folder: string
  control: SandboxHands
  launched: LaunchedSandbox
  /** Ends the server and takes away its folder, and what Wechaty's client kept in the home folder for this token. */
  stop(): Promise<void>
}

export interface TestSandboxOptions {
  world?: SandboxWorld
  supervise?: boolean
  replay?: boolean
}

/** A real sandbox chat server in a fresh folder, with a token of its own, and a world laid out. */
export async function startTestSandbox(options: TestSandboxOptions = {}): Promise<TestSandbox> {
  const folder = mkdtempSync(join(tmpdir(), 'linli-sandbox-'))
  const { supervise = true, replay = true, world = smallWorld } = options
  const launched = await launchSandbox({ folder, supervise, replay, log: silentLog })
  await launched.control.arrange(world)
  const { endpoint, token, control } = launched
  return {
    endpoint,
    token,
    folder,
    control,
    launched,
    async stop() {
      await launched.stop()
      rmSync(folder, { recursive: true, force: true })
      rmSync(join(homedir(), '.wechaty', 'wechaty-puppet-service', token), { recursive: true, force: true })
    },
  }
}

export interface TestBot {
  bot: Wechaty
  puppet: PuppetService
  /** Message ids in the order in which the event stream told of them, echoes of the bot's own words included. */
  heard: string[]
  /** Waits until the stream has told of the message, and asks for what it says. */
  payload(id: string): Promise<payloads.Message>
  /** The place of a location message, by the raw call: the library's own way is broken. */
  place(id: string): Promise<payloads.Location>
  /** Breaks the line without a word to the server, as a killed process would. */
  drop(): void
  stop(): Promise<void>
}

const patienceMilliseconds = 5_000

/** Resolves once the look gives something; rejects after five seconds. */
export async function eventually<Seen>(
  what: string,
  look: () => Promise<Seen> | Seen,
): Promise<NonNullable<Seen>> {
  const giveUpAt = Date.now() + patienceMilliseconds
  for (;;) {
    const seen = await look()
    if (seen !== undefined && seen !== null && seen !== false) return seen
    if (Date.now() > giveUpAt) throw new Error(`waited in vain for: ${what}`)
    await nap(10)
  }
}

/** The part of the generated gRPC code that is called past the library; its own types cannot be had. */
interface RawRequest {
  setId(id: string): void
}
interface RawPlace {
  getLocation(): { toObject(): payloads.Location } | undefined
}
interface RawClient {
  messageLocation(request: RawRequest, done: (error: Error | null, answer: RawPlace) => void): void
  close(): void
}
const rawWire = wire as unknown as { MessageLocationRequest: new () => RawRequest }

interface Client {
  bot: Wechaty
  puppet: PuppetService
  heard: string[]
}

const loginMilliseconds = 2_000

/** One attempt; null where the line did not come up in time. */
async function tryToConnect(
  { endpoint, token }: Pick<TestSandbox, 'endpoint' | 'token'>,
  prepare: (bot: Wechaty) => void,
): Promise<Client | null> {
  const tls = { disable: true } as const
  const puppet = new PuppetService({ endpoint, token, tls, timeoutSeconds: 86_400 })
  // Wechaty keeps names and seats in the home folder across runs; where nothing is opened nothing is kept.
  Object.assign(puppet, { _payloadStore: { start: () => Promise.resolve(), stop: () => Promise.resolve() } })
  const bot = WechatyBuilder.build({ puppet })
  const heard: string[] = []
  puppet.on('message', ({ messageId }) => {
    heard.push(messageId)
  })
  bot.on('error', () => undefined)
  prepare(bot)
  const login = new Promise<true>((resolve) => {
    bot.once('login', () => {
      resolve(true)
    })
  })
  await bot.start().catch(() => undefined)
  const loggedIn = await Promise.race([login, nap(loginMilliseconds, false)])
  return loggedIn ? { bot, puppet, heard } : null
}

/**
 * A real Wechaty client on the sandbox's gRPC service, logged in; `prepare` may listen from the start. Tries a few
 * times: in one process a line to a server that has just been away rests before it is tried again.
 */
export async function connectTestBot(
  sandbox: Pick<TestSandbox, 'endpoint' | 'token'>,
  prepare: (bot: Wechaty) => void = () => undefined,
): Promise<TestBot> {
  wechatyLog.level('silent')
  for (let attempt = 1; attempt <= 4; attempt++) {
    const client = await tryToConnect(sandbox, prepare)
    if (client) return testBotOn(client)
  }
  throw new Error('the test client did not log in')
}

function testBotOn({ bot, puppet, heard }: Client): TestBot {
  let ended = false
  return {
    bot,
    puppet,
    heard,
    async payload(id) {
      await eventually(`message ${id}`, () => heard.includes(id))
      return puppet.messagePayload(id)
    },
    async place(id) {
      const request = new rawWire.MessageLocationRequest()
      request.setId(id)
      const { client } = puppet.grpcManager as unknown as { client: RawClient }
      const place = (await promisify(client.messageLocation.bind(client))(request)).getLocation()
      if (!place) throw new Error(`message ${id} has no place`)
      return place.toObject()
    },
    drop() {
      if (ended) return
      ended = true
      // Closing the client alone would leave the stream standing, and the server takes one at a time.
      puppet.grpcManager.eventStream?.cancel()
      ;(puppet.grpcManager as unknown as { client: RawClient }).client.close()
    },
    async stop() {
      if (ended) return
      ended = true
      await bot.stop()
    },
  }
}
