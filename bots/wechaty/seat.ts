import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { StartFault, reasonOf } from '../../src/kernel/errors.ts'
import type { Bot, Puppet, PuppetEvents, Wire } from './library.ts'
import { type LineListener, puppetLine, type PuppetLine } from './line.ts'
import type { WechatyLinkDeps } from './options.ts'

/** What the puppet tells, raw: the library's own events come later, out of order, or as errors (traps 1 and 12). */
export interface SeatListener extends LineListener {
  message(messageId: string): void
  joined(event: PuppetEvents['room-join']): void
  left(event: PuppetEvents['room-leave']): void
  renamed(event: PuppetEvents['room-topic']): void
  invited(event: PuppetEvents['room-invite']): void
  dirty(event: PuppetEvents['dirty']): void
  /** The account waits for a person who scans this code with the phone. */
  scan(code: string): void
  error(why: string): void
}

/** One Wechaty bot with its puppet. */
export interface Seat {
  puppet: Puppet
  line: PuppetLine | null
  /** Resolves when the library is through with starting, well or not (trap 6): wait for the login, not for this. */
  start(): Promise<void>
  /** True while the puppet runs or is on its way; false once a start has failed. */
  running(): boolean
  close(): Promise<void>
}

/** The usual puppet: its line is kept by us. */
const service = 'wechaty-puppet-service'
/**
 * The library's watchdog resets a service puppet after a minute without a sign of life, and one reset that fails
 * leaves the client dead for good (trap 3). It is put off for as long as a timer can wait; we watch ourselves.
 */
const watchdogSeconds = 2_000_000

/** Events for which the library loads rooms with all their members, although nobody listens to what it makes of them. */
const unneeded = [
  'message',
  'room-join',
  'room-leave',
  'room-topic',
  'room-invite',
  'dirty',
  'friendship',
  'post',
] as const

interface Library {
  build(options: object): Bot
  wire: Wire
}

async function library(deps: WechatyLinkDeps): Promise<Library> {
  // Loaded only when a link starts: the library takes most of a second to import. One after the other: imported at
  // the same time, the message classes of wechaty-grpc were made twice, and every call failed as "not of type".
  const { WechatyBuilder } = (await import('wechaty')) as unknown as {
    WechatyBuilder: Pick<Library, 'build'>
  }
  const { log } = await import('wechaty-puppet')
  const { puppet: wire } = (await import('wechaty-grpc')) as unknown as { puppet: Wire }
  log.level(deps.libraryLogLevel ?? 'silent')
  return { build: (options) => WechatyBuilder.build(options), wire }
}

function refuseUnusable(deps: WechatyLinkDeps): void {
  if (deps.puppet !== service) return
  if (!deps.puppetOptions.token) {
    throw new StartFault('WECHATY_PUPPET_SERVICE_TOKEN is missing: the puppet service asks for a token.')
  }
}

async function botOf(deps: WechatyLinkDeps): Promise<{ bot: Bot; wire: Wire }> {
  refuseUnusable(deps)
  await mkdir(deps.cacheFolder, { recursive: true })
  const { build, wire } = await library(deps)
  const ownLine = deps.puppet === service ? { timeoutSeconds: watchdogSeconds } : {}
  const bot = build({
    // A path: the login that a puppet keeps for itself is put there, not where the program happens to be called.
    name: join(deps.cacheFolder, 'account'),
    puppet: deps.puppet,
    puppetOptions: { ...deps.puppetOptions, ...ownLine },
  })
  try {
    await bot.init()
  } catch (error) {
    throw new StartFault(`The chat account "${deps.puppet}" cannot be used: ${reasonOf(error)}`, {
      cause: error,
    })
  }
  return { bot, wire }
}

function listen(puppet: Puppet, listener: SeatListener, hasLine: boolean): void {
  for (const name of unneeded) puppet.removeAllListeners(name)
  puppet.on('message', ({ messageId }) => {
    listener.message(messageId)
  })
  puppet.on('room-join', (event) => {
    listener.joined(event)
  })
  puppet.on('room-leave', (event) => {
    listener.left(event)
  })
  puppet.on('room-topic', (event) => {
    listener.renamed(event)
  })
  puppet.on('room-invite', (event) => {
    listener.invited(event)
  })
  puppet.on('dirty', (event) => {
    listener.dirty(event)
  })
  puppet.on('scan', ({ qrcode }) => {
    listener.scan(qrcode ?? '')
  })
  if (hasLine) return
  for (const name of ['heartbeat', 'dong', 'message'] as const) {
    puppet.on(name, () => {
      listener.heard()
    })
  }
  puppet.on('login', ({ contactId }) => {
    listener.loggedIn(contactId)
  })
  puppet.on('logout', () => {
    listener.loggedOut()
  })
}

/**
 * Builds the bot without starting it, and hangs our listeners on it. Rejects with a StartFault where the puppet
 * cannot be used at all: not installed, no token.
 */
export async function openSeat(deps: WechatyLinkDeps, listener: SeatListener): Promise<Seat> {
  const { bot, wire } = await botOf(deps)
  const { puppet } = bot
  const line = puppetLine(puppet, wire, listener, deps.log)
  listen(puppet, listener, line !== null)
  // Without a listener an 'error' event ends the process (trap 2).
  bot.on('error', (error) => {
    listener.error(reasonOf(error))
  })
  return {
    puppet,
    line,
    start: () => bot.start(),
    running: () => Boolean(puppet.state.active()),
    /**
     * For a service puppet this only lets go of the line (see line.ts): the account stays logged in on its server,
     * as it must when the program is merely started anew. A puppet in this process cannot live on without it.
     */
    close: () => bot.stop(),
  }
}
