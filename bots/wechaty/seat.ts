import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { payloads } from 'wechaty-puppet'
import { StartFault, reasonOf } from '../../src/kernel/errors.ts'
import { type LineListener, type Puppet, serviceLine, type ServiceLine } from './line.ts'
import type { WechatyLinkDeps } from './options.ts'

/** What the puppet tells, raw: the library's own events come later, out of order, or as errors (traps 1 and 12). */
export interface SeatListener extends LineListener {
  message(messageId: string): void
  joined(event: payloads.EventRoomJoin): void
  left(event: payloads.EventRoomLeave): void
  renamed(event: payloads.EventRoomTopic): void
  invited(event: payloads.EventRoomInvite): void
  dirty(event: payloads.EventDirty): void
  /** The account waits for a person who scans this code with the phone. */
  scan(code: string): void
  error(why: string): void
}

/** One Wechaty bot with its puppet. */
export interface Seat {
  puppet: Puppet
  line: ServiceLine | null
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

async function library(deps: WechatyLinkDeps) {
  // Loaded only when a link starts: the library takes most of a second to import. One after the other: imported at
  // the same time, the message classes of wechaty-grpc were made twice, and every call failed as "not of type".
  const { WechatyBuilder } = await import('wechaty')
  const { log } = await import('wechaty-puppet')
  const { puppet: grpc } = await import('wechaty-grpc')
  log.level(deps.libraryLogLevel ?? 'silent')
  return { WechatyBuilder, grpc }
}

function refuseUnusable(deps: WechatyLinkDeps): void {
  if (deps.puppet !== service) return
  if (!deps.puppetOptions.token) {
    throw new StartFault('WECHATY_PUPPET_SERVICE_TOKEN is missing: the puppet service asks for a token.')
  }
}

async function build(deps: WechatyLinkDeps) {
  refuseUnusable(deps)
  await mkdir(deps.cacheFolder, { recursive: true })
  const { WechatyBuilder, grpc } = await library(deps)
  const isService = deps.puppet === service
  const options = {
    // A path: the login that a puppet keeps for itself is put there, not where the program happens to be called.
    name: join(deps.cacheFolder, 'account'),
    puppet: deps.puppet,
    puppetOptions: { ...deps.puppetOptions, ...(isService ? { timeoutSeconds: watchdogSeconds } : {}) },
  }
  const bot = WechatyBuilder.build(options as Parameters<typeof WechatyBuilder.build>[0])
  try {
    await bot.init()
  } catch (error) {
    throw new StartFault(`The chat account "${deps.puppet}" cannot be used: ${reasonOf(error)}`, {
      cause: error,
    })
  }
  return { bot, grpc }
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
  const { bot, grpc } = await build(deps)
  const { puppet } = bot
  const line = serviceLine(puppet, grpc, listener, deps.log)
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
