import type pg from 'pg'
import { reasonOf, StartFault } from '../../kernel/errors.ts'
import type { Log } from '../../kernel/log.ts'
import type { Launch } from './launch.ts'
import { connectionTo, ensureDatabase, makeClient } from './probe.ts'
import { endServer, raiseServer } from './raise.ts'

const longestPauseMilliseconds = 10_000
const mostTries = 5

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/**
 * Keeps a server running on a folder for as long as we need one, ours or another process's. An idle connection is
 * the watch: it breaks the moment the server goes, and then everybody who watches tries to start it again.
 */
export class Keeper {
  readonly #plan: Launch
  readonly #log: Log
  /** The process id of the server that is ours to end. */
  #ours: number | null = null
  #watch: pg.Client | null = null
  #reviving: Promise<void> | null = null
  #stopping = false

  constructor(plan: Launch, log: Log) {
    this.#plan = plan
    this.#log = log
  }

  get owner(): boolean {
    return this.#ours !== null
  }

  /** Resolves once the server takes connections; a StartFault says why it cannot. */
  async start(): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      try {
        await this.#settleIn()
        return
      } catch (error) {
        if (error instanceof StartFault) throw error
        // A server that was shared may end in just this moment, when its owner stops.
        if (tries === mostTries) {
          const { folder } = this.#plan.site
          throw new StartFault(`The embedded database in ${folder} cannot be reached: ${reasonOf(error)}`)
        }
        await pause(100)
      }
    }
  }

  async stop(): Promise<void> {
    this.#stopping = true
    await this.#reviving
    await this.#watch?.end().catch(() => undefined)
    if (this.#ours !== null) await endServer(this.#ours)
    this.#ours = null
  }

  async #settleIn(): Promise<void> {
    const { site } = this.#plan
    this.#ours = await raiseServer(this.#plan, this.#ours)
    await ensureDatabase(site)
    const client = makeClient(connectionTo(site, 'postgres'))
    await client.connect()
    this.#watch = client
    client.once('end', () => {
      if (!this.#stopping) this.#reviving ??= this.#revive()
    })
  }

  async #revive(): Promise<void> {
    this.#log.warn({ owner: this.owner }, 'the embedded database is gone, starting it again')
    for (let wait = 100; !this.#stopping; wait = Math.min(wait * 2, longestPauseMilliseconds)) {
      try {
        await this.#settleIn()
        this.#log.info({ owner: this.owner }, 'the embedded database is back')
        break
      } catch (error) {
        this.#log.error({ reason: reasonOf(error) }, 'the embedded database could not be started again')
        await pause(wait)
      }
    }
    this.#reviving = null
  }
}
