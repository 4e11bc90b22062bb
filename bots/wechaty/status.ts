import type { LinkGap, LinkState } from '../../src/chat/link.ts'
import type { Clock } from '../../src/kernel/clock.ts'
import { reasonOf } from '../../src/kernel/errors.ts'
import type { Log } from '../../src/kernel/log.ts'

export interface StatusDeps {
  clock: Clock
  log: Log
}

export interface StatusListener {
  stateChanged(state: LinkState): void
  gap(gap: LinkGap): void
}

/**
 * What may be said of the link: it is up where the line to the chat server stands *and* the account is logged in.
 * The library's own `isLoggedIn` says nothing of an outage (trap 3). Whatever lies between two times of being up
 * is a gap, since nothing is replayed (trap 4).
 */
export class LinkStatus {
  readonly #deps: StatusDeps
  #listener: StatusListener | null = null
  #state: LinkState
  #line = false
  #account = false
  #silentSince: Date | null = null
  #scan: string | null = null
  readonly #waiting: (() => void)[] = []

  constructor(deps: StatusDeps) {
    this.#deps = deps
    this.#state = { state: 'stopped', since: deps.clock.now(), why: null }
  }

  get state(): LinkState {
    return this.#scan === null ? this.#state : { ...this.#state, scan: this.#scan }
  }

  get up(): boolean {
    return this.#state.state === 'up'
  }

  start(listener: StatusListener): void {
    this.#listener = listener
    this.#line = false
    this.#account = false
    this.#silentSince = null
    this.#scan = null
    this.#change('starting', null)
  }

  lineStands(): void {
    this.#line = true
    this.#settle()
  }

  /** `heardUntil`: the last moment at which the line certainly stood. */
  lineLost(why: string, heardUntil: Date): void {
    this.#line = false
    // Whether the account is still logged in is learnt anew from the server that answers next.
    this.#account = false
    this.#fall(why, heardUntil)
  }

  /** Nothing is heard, but nobody says that the account is out: it counts again when the line speaks. */
  lineQuiet(why: string, heardUntil: Date): void {
    this.#line = false
    this.#fall(why, heardUntil)
  }

  accountIn(): void {
    this.#account = true
    this.#scan = null
    this.#settle()
  }

  /** `scan`: the code with which a person can log it in again. */
  accountOut(why: string, scan: string | null = null): void {
    this.#account = false
    this.#scan = scan
    this.#fall(why, this.#deps.clock.now())
  }

  /** Resolves as soon as the link is up; never, if it never is. */
  whenUp(): Promise<void> {
    if (this.up) return Promise.resolve()
    return new Promise((go) => this.#waiting.push(go))
  }

  stop(why: string | null): void {
    if (this.#state.state !== 'stopped') this.#change('stopped', why)
  }

  #fall(why: string, from: Date): void {
    const { state } = this.#state
    if (state === 'stopped' || state === 'starting') return
    this.#silentSince ??= from
    if (state !== 'down' || this.#state.why !== why) this.#change('down', why)
  }

  #settle(): void {
    const { state } = this.#state
    if (!this.#line || !this.#account || state === 'stopped' || state === 'up') return
    const from = this.#silentSince
    this.#silentSince = null
    this.#change('up', null)
    for (const go of this.#waiting.splice(0)) go()
    if (from === null) return
    const to = this.#state.since
    this.#tell((listener) => listener.gap({ from, to }))
  }

  #change(state: LinkState['state'], why: string | null): void {
    const since = this.#state.state === state ? this.#state.since : this.#deps.clock.now()
    this.#state = { state, since, why }
    this.#deps.log.info({ state, why }, 'chat link')
    const told = this.#state
    this.#tell((listener) => listener.stateChanged(told))
  }

  #tell(what: (listener: StatusListener) => void): void {
    if (this.#listener === null) return
    try {
      what(this.#listener)
    } catch (error) {
      this.#deps.log.error({ why: reasonOf(error) }, 'the state of the link could not be passed on')
    }
  }
}
