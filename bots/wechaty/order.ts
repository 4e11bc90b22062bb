import { reasonOf } from '../../src/kernel/errors.ts'
import type { Log } from '../../src/kernel/log.ts'

/** One thing heard: its name in the log, whose turn it takes, and how it is passed on. */
export interface Arrival {
  conversation: string
  passOn(): Promise<void>
}

export interface Arrivals {
  /** Takes a place in the line at once; `load` then finds out what it is. */
  arrive(name: object, load: () => Promise<Arrival | null>): void
  /** Resolves when all that has arrived so far is passed on. */
  settled(): Promise<void>
}

export interface ArrivalsDeps {
  log: Log
  /** How many are loaded at the same time. */
  loading: number
}

/**
 * Keeps the order of the platform (trap 1). Payloads are loaded side by side, since a burst would otherwise wait
 * for one round trip each; but they step forward in the order in which they were announced, each into the line of
 * its own conversation. Within a conversation one is passed on after the other; conversations do not wait for
 * each other. Nothing that throws stops a line (trap 2).
 */
export function makeArrivals(deps: ArrivalsDeps): Arrivals {
  const lines = new Map<string, Promise<void>>()
  const waiting: (() => void)[] = []
  let free = deps.loading
  let announced: Promise<void> = Promise.resolve()

  async function inTurn<T>(load: () => Promise<T>): Promise<T> {
    if (free > 0) free -= 1
    else await new Promise<void>((go) => waiting.push(go))
    try {
      return await load()
    } finally {
      const next = waiting.shift()
      if (next === undefined) free += 1
      else next()
    }
  }

  async function attempt(name: object, arrival: Arrival): Promise<void> {
    try {
      await arrival.passOn()
    } catch (error) {
      deps.log.error({ ...name, why: reasonOf(error) }, 'what was heard could not be passed on')
    }
  }

  function joinLine(name: object, arrival: Arrival): void {
    const before = lines.get(arrival.conversation) ?? Promise.resolve()
    const after = before.then(() => attempt(name, arrival))
    lines.set(arrival.conversation, after)
    void after.then(() => {
      if (lines.get(arrival.conversation) === after) lines.delete(arrival.conversation)
    })
  }

  async function stepForward(name: object, loaded: Promise<Arrival | null>): Promise<void> {
    try {
      const arrival = await loaded
      if (arrival !== null) joinLine(name, arrival)
    } catch (error) {
      deps.log.error({ ...name, why: reasonOf(error) }, 'what was heard could not be loaded and is skipped')
    }
  }

  return {
    arrive(name, load) {
      const loaded = inTurn(load)
      loaded.catch(() => undefined)
      announced = announced.then(() => stepForward(name, loaded))
    },
    async settled() {
      await announced
      await Promise.all(lines.values())
    },
  }
}
