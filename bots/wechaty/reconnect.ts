import type { Clock } from '../../src/kernel/clock.ts'
import { reasonOf } from '../../src/kernel/errors.ts'
import type { Log } from '../../src/kernel/log.ts'
import type { Timings } from './options.ts'
import type { LinkStatus } from './status.ts'
import { pause } from './within.ts'

export interface KeeperDeps {
  status: LinkStatus
  /** Asks the server for a sign of life; the answer comes in as something heard. May throw. */
  ding(): void
  /** One attempt at a new line. Null for puppets that look after their connection themselves. */
  reconnect: (() => Promise<void>) | null
  /** Called when the line stands again: what was known of people and rooms may be old. */
  lineBack(): void
  clock: Clock
  log: Log
  timings: Timings
}

/** Watches over the line from the login on, and brings it back when it breaks (trap 3). */
export interface LineKeeper {
  /** Something came from the server. */
  heard(): void
  /** The line broke off under us. */
  lost(why: string): void
  /** From now on a line that breaks or falls silent is brought back; before, it is the login's concern. */
  watch(): void
  stop(): void
}

const noAnswer = '聊天服务没有回应'
const brokenOff = '与聊天服务的连接断开了'

export function makeLineKeeper(deps: KeeperDeps): LineKeeper {
  const { status, timings, clock, log } = deps
  const over = new AbortController()
  const stopped = (): boolean => over.signal.aborted
  let signs = 0
  let lastHeard = clock.now()
  let watching = false
  let recovering = false
  /** A sign of life is being waited for: the silence began earlier than the moment the line breaks. */
  let doubtful = false

  async function recover(why: string, heardUntil: Date): Promise<void> {
    recovering = true
    doubtful = false
    status.lineLost(why, heardUntil)
    for (let attempt = 0; !stopped(); attempt += 1) {
      await pause(timings.pauses[attempt] ?? timings.pauses.at(-1) ?? 0, over.signal)
      if (stopped() || (await attemptWorked(attempt))) break
    }
    recovering = false
    if (stopped()) return
    deps.lineBack()
    status.lineStands()
    await assumeLogin()
  }

  async function attemptWorked(attempt: number): Promise<boolean> {
    try {
      await deps.reconnect?.()
      return true
    } catch (error) {
      log.debug({ attempt, why: reasonOf(error) }, 'the chat server cannot be reached yet')
      return false
    }
  }

  /**
   * Most servers say at once who is logged in. For one that does not, an account that was in before and says
   * nothing of a logout or a code to scan counts as still in.
   */
  async function assumeLogin(): Promise<void> {
    await pause(timings.loginSilence, over.signal)
    const { state, why } = status.state
    const onlyTheLine = why === noAnswer || why === brokenOff
    if (stopped() || recovering || state !== 'down' || !onlyTheLine) return
    log.warn({}, 'the chat server does not say who is logged in; the account counts as still in')
    status.accountIn()
  }

  async function probe(): Promise<void> {
    const before = signs
    doubtful = true
    try {
      deps.ding()
    } catch (error) {
      log.debug({ why: reasonOf(error) }, 'the chat server could not be asked')
    }
    await pause(timings.probeAnswer, over.signal)
    if (stopped() || signs !== before || recovering) return
    await silence()
  }

  async function silence(): Promise<void> {
    if (deps.reconnect !== null) {
      await recover(noAnswer, lastHeard)
      return
    }
    doubtful = false
    status.lineQuiet(noAnswer, lastHeard)
  }

  async function watchForSilence(): Promise<void> {
    while (!stopped()) {
      const before = signs
      await pause(timings.probeEvery, over.signal)
      if (stopped()) return
      if (signs === before && !recovering) await probe()
    }
  }

  return {
    heard() {
      signs += 1
      doubtful = false
      lastHeard = clock.now()
      // A puppet that connects by itself is back when it speaks again.
      if (deps.reconnect === null && !status.up) status.lineStands()
    },
    lost(why) {
      if (!watching || recovering || stopped() || deps.reconnect === null) return
      log.warn({ why }, 'the line to the chat server broke off')
      void recover(brokenOff, doubtful ? lastHeard : clock.now())
    },
    watch() {
      watching = true
      void watchForSilence()
    },
    stop() {
      over.abort()
    },
  }
}
