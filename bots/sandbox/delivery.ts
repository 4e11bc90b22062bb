import type { Clock } from '../../src/kernel/clock.ts'
import { addSeconds, instant } from '../../src/kernel/clock.ts'
import type { StoredMessage } from './world-entry.ts'
import type { WorldStore } from './world-store.ts'

/** Told again although the last stream may have carried it: what was in flight when it broke. */
const overlapSeconds = 60
/** How long a client that never asks us to start is waited for. */
const graceMilliseconds = 500

export interface DeliveryDeps {
  store: WorldStore
  machine: Clock
  /** False: like the common gateways, what is said while nobody listens is lost. */
  replay: boolean
  /** Tells the client of one message. */
  emit(message: StoredMessage): void
  /** Called when a stream is told what it missed: `since` is the start of the stretch, null for the first stream ever. */
  caughtUp(since: Date | null): void
}

/**
 * Which messages the bot's event stream has been told of.
 *
 * Plain wechaty-puppet-service repeats nothing: what is emitted while no stream is open is gone. This chat behaves
 * like a phone protocol that syncs on connecting: messages no stream was ever told of, and those of the last minute
 * before the last stream ended, are told (again) in order before anything new. Real gateways mostly do not do this,
 * so nothing may rely on it: whoever listens must take every message twice without harm.
 */
export class Delivery {
  readonly #deps: DeliveryDeps
  #open = false
  #up = false
  #grace: NodeJS.Timeout | null = null

  constructor(deps: DeliveryDeps) {
    this.#deps = deps
    // A stream without an end died with the process that carried it: at the last line, as far as anybody knows.
    const { stream, latest } = deps.store.state
    if (stream?.up === true) this.#note(false, latest)
    deps.store.onLine((line) => {
      if (line.is === 'message' && this.#up && line.heard) deps.emit(line)
    })
  }

  get open(): boolean {
    return this.#open
  }

  /** A stream has begun; it is told what it missed once its client is ready, or after a moment of grace. */
  streamOpened(): void {
    this.#open = true
    this.#grace = setTimeout(() => {
      this.clientReady()
    }, graceMilliseconds)
  }

  clientReady(): void {
    if (!this.#open || this.#up) return
    this.#stopGrace()
    const { store, replay, emit, caughtUp } = this.#deps
    const stretch = this.#missed()
    caughtUp(stretch.since)
    if (replay) {
      for (const message of store.state.messages.slice(stretch.from)) if (message.heard) emit(message)
    }
    this.#up = true
    this.#note(true)
  }

  streamEnded(): void {
    this.#stopGrace()
    this.#open = false
    if (!this.#up) return
    this.#up = false
    this.#note(false)
  }

  #note(up: boolean, since?: number): void {
    const { store, machine } = this.#deps
    const told = store.state.messages.length
    try {
      store.record({ is: 'stream', up, told, since: since ?? machine.now().getTime() })
    } catch {
      // A disk that takes no more: the next stream is then told more than it needs, and nothing less.
    }
  }

  #missed(): { from: number; since: Date | null } {
    const { state } = this.#deps.store
    const { stream, messages } = state
    if (!stream) return { from: 0, since: null }
    const since = addSeconds(instant(stream.since), -overlapSeconds)
    const firstRecent = messages.findIndex(({ t }) => t >= since.getTime())
    return { from: firstRecent === -1 ? stream.told : Math.min(stream.told, firstRecent), since }
  }

  #stopGrace(): void {
    if (this.#grace) clearTimeout(this.#grace)
    this.#grace = null
  }
}
