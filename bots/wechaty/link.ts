import type { ChatLink, LinkHandlers } from '../../src/chat/link.ts'
import { Outage, reasonOf } from '../../src/kernel/errors.ts'
import { type Calls, makeCalls } from './calls.ts'
import { type Hearing, makeHearing } from './hearing.ts'
import { type Attempt, type Failure, logIn } from './login.ts'
import { makeNames, type Names } from './names.ts'
import { usualTimings, type WechatyLinkDeps } from './options.ts'
import { type LineKeeper, makeLineKeeper } from './reconnect.ts'
import { roomSeen, roomsSeen } from './rooms.ts'
import { openSeat, type Seat, type SeatListener } from './seat.ts'
import { makeSend } from './send.ts'
import { LinkStatus } from './status.ts'
import { within } from './within.ts'

/** All that belongs to one login of the account. */
interface Session {
  seat: Seat
  calls: Calls
  names: Names
  hearing: Hearing
  keeper: LineKeeper
  send: ChatLink['send']
}

const usualAttachmentBytes = 30 * 1_024 * 1_024
const loggedOutWhy = '账号已退出登录'
const scanWhy = '账号等待扫码登录'
const refused = /UNAUTHENTICATED|invalid wechaty token/iu
const refusedWhy = '聊天服务不接受这个令牌（token）'
const unreachable = /UNAVAILABLE|ECONNREFUSED|name resolution/iu
const unreachableWhy = '连不上聊天服务'
const notConnected = '与聊天服务没有连接'

/** Lets one promise be settled from outside. */
function signalled<T = undefined>(): { promise: Promise<T>; settle: (value: T) => void } {
  let settle: (value: T) => void = () => undefined
  const promise = new Promise<T>((resolve) => (settle = resolve))
  return { promise, settle }
}

/**
 * The chat through any Wechaty puppet. `start` rejects with an Outage when the account is not logged in within
 * `timings.start`, and with a StartFault when the puppet cannot be used at all; it may be called again after that,
 * and after `stop`. Decides nothing about what is heard; knows which puppet it is and tells nobody.
 */
export function makeWechatyLink(deps: WechatyLinkDeps): ChatLink {
  const { clock, log } = deps
  const timings = { ...usualTimings, ...deps.timings }
  const status = new LinkStatus({ clock, log })
  let session: Session | null = null
  let over = new AbortController()

  async function openSession(handlers: LinkHandlers): Promise<Attempt & { session: Session }> {
    const loggedIn = signalled()
    const failed = signalled<Failure>()
    const parts: { session: Session | null } = { session: null }
    const seat = await openSeat(deps, listenerOf(parts, loggedIn.settle, failed.settle))
    const calls = makeCalls({
      puppet: seat.puppet,
      line: seat.line,
      callMs: timings.call,
      downloadMs: timings.download,
      maxAttachmentBytes: deps.maxAttachmentBytes ?? usualAttachmentBytes,
    })
    const names = makeNames({ ...calls, log })
    const keeper = keeperOf(seat, names)
    const hearing = makeHearing({ calls, names, status, handlers, botNames: deps.botNames, clock, log })
    const send = makeSend({
      names,
      log,
      sendMs: timings.send,
      isUp: () => status.up,
      put: async (id, text, mentionIds) => (await seat.puppet.messageSendText(id, text, mentionIds)) ?? null,
      forward: async (id, messageId) => (await seat.puppet.messageForward(id, messageId)) ?? null,
    })
    parts.session = { seat, calls, names, keeper, hearing, send }
    return { seat, loggedIn: loggedIn.promise, failed: failed.promise, session: parts.session }
  }

  function keeperOf(seat: Seat, names: Names): LineKeeper {
    const { line } = seat
    return makeLineKeeper({
      status,
      clock,
      log,
      timings,
      ding() {
        seat.puppet.ding('linli')
      },
      lineBack() {
        names.forgetAll()
      },
      reconnect:
        line === null
          ? null
          : () => line.reconnect({ reconnect: timings.reconnect, answer: timings.probeAnswer }),
    })
  }

  function listenerOf(
    parts: { readonly session: Session | null },
    loggedIn: (nothing: undefined) => void,
    failed: (failure: Failure) => void,
  ): SeatListener {
    const hearing = (): Hearing | undefined => parts.session?.hearing
    return {
      heard: () => parts.session?.keeper.heard(),
      loggedIn() {
        if (session === parts.session) status.accountIn()
        loggedIn(undefined)
      },
      loggedOut() {
        if (session === parts.session) status.accountOut(loggedOutWhy)
      },
      scan(code) {
        log.warn({ code }, 'the chat account waits for this code to be scanned with the phone')
        if (session === parts.session) status.accountOut(scanWhy, code === '' ? null : code)
      },
      lost(why) {
        parts.session?.keeper.lost(why)
        failed({ why, forGood: false })
      },
      error(why) {
        log.debug({ why }, 'the chat library reports an error')
        if (refused.test(why)) failed({ why: refusedWhy, forGood: true })
        // The library needs five seconds more to find out that its start has failed (trap 6).
        if (unreachable.test(why)) failed({ why: unreachableWhy, forGood: false })
      },
      message: (id) => hearing()?.message(id),
      joined: (event) => hearing()?.joined(event),
      left: (event) => hearing()?.left(event),
      renamed: (event) => hearing()?.renamed(event),
      invited: (event) => hearing()?.invited(event),
      dirty: (event) => hearing()?.dirty(event),
    }
  }

  function sessionNow(): Session {
    if (session === null) throw new Outage('chat', notConnected)
    return session
  }

  async function asOutage<T>(ask: (session: Session) => Promise<T>): Promise<T> {
    try {
      return await ask(sessionNow())
    } catch (error) {
      if (error instanceof Outage) throw error
      throw new Outage('chat', `聊天服务没有办到：${reasonOf(error)}`, { cause: error })
    }
  }

  return {
    state: () => status.state,
    async start(handlers) {
      if (status.state.state !== 'stopped') throw new Error('the link has been started already')
      over = new AbortController()
      status.start(handlers)
      const sessions = new Map<Seat, Session>()
      const open = async (): Promise<Attempt> => {
        const opened = await openSession(handlers)
        sessions.set(opened.seat, opened.session)
        return opened
      }
      try {
        const { seat } = await logIn({ open, timings, log, signal: over.signal })
        session = sessions.get(seat) ?? null
      } catch (error) {
        status.stop(reasonOf(error))
        throw error
      }
      status.lineStands()
      status.accountIn()
      session?.keeper.watch()
    },
    send: (outbound) =>
      session === null ? Promise.resolve({ outcome: 'failed', why: notConnected }) : session.send(outbound),
    rooms: () => asOutage(({ calls, names }) => roomsSeen(calls, names)),
    room: (roomId) => asOutage(({ calls, names }) => roomSeen(roomId, calls, names)),
    self: () => session?.calls.self() ?? '',
    acceptInvitation: (invitationId) => asOutage(({ calls }) => calls.accept(invitationId)),
    async stop() {
      over.abort()
      const ending = session
      session = null
      if (ending !== null) await letGo(ending)
      status.stop(null)
    },
  }

  /** What was heard is passed on first: nothing is replayed, and nobody would hear it again (trap 4). */
  async function letGo({ seat, keeper, hearing }: Session): Promise<void> {
    keeper.stop()
    seat.line?.hangUp()
    try {
      await within(timings.drain, 'passing on what was heard', hearing.settled())
      await within(timings.call, 'closing', seat.close())
    } catch (error) {
      log.warn({ why: reasonOf(error) }, 'the link stopped without finishing')
      seat.line?.letGo()
    }
  }
}
