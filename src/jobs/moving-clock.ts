import { addMilliseconds, type VirtualClock } from '../kernel/clock.ts'
import type { Engine } from './engine.ts'

export interface MovingClock {
  now(): Date
  readonly running: boolean
  nextDue(): Promise<Date | null>
  /** Resolves when nothing is in flight and nothing is due; a frozen clock is moved over stitching and pacing holds. */
  rest(): Promise<void>
  advance(ms: number): Promise<Date>
  until(at: Date): Promise<Date>
}

export interface MovingClockDeps {
  clock: VirtualClock
  engine: Engine
  /** Resolves when every message that was said has been heard and settled. */
  heard(): Promise<void>
  /** Told each time the clock was moved: the chat server stamps what the bot says with it. */
  moved(at: Date, running: boolean): Promise<void>
}

/** Holds are a few seconds each; more of them in a row than this is a fault, not patience. */
const holdsAtMost = 500

/**
 * Moves a virtual clock through everything that falls due, in order: the clock stops at each due time until the work
 * of that time is done. Moves are done one after the other.
 */
export function makeMovingClock(deps: MovingClockDeps): MovingClock {
  const { clock, engine } = deps
  let turn: Promise<unknown> = Promise.resolve()

  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = turn.then(work)
    turn = mine.catch(() => undefined)
    return mine
  }

  async function quiet(): Promise<void> {
    await deps.heard()
    await engine.rest()
  }

  async function moveTo(at: Date): Promise<void> {
    if (at > clock.now()) {
      clock.moveTo(at)
      await deps.moved(clock.now(), clock.running)
    }
    await quiet()
  }

  async function stepOverHolds(): Promise<void> {
    await quiet()
    if (clock.running) return
    for (let steps = 0; steps < holdsAtMost; steps += 1) {
      const hold = await engine.nextDue('holds')
      if (hold === null) return
      await moveTo(hold)
    }
  }

  async function until(at: Date): Promise<Date> {
    await quiet()
    for (;;) {
      const next = await engine.nextDue()
      if (next === null || next > at) break
      await moveTo(next)
    }
    await moveTo(at)
    return clock.now()
  }

  return {
    now: () => clock.now(),
    get running() {
      return clock.running
    },
    nextDue: () => engine.nextDue(),
    rest: () => inTurn(stepOverHolds),
    advance: (ms) => inTurn(() => until(addMilliseconds(clock.now(), ms))),
    until: (at) => inTurn(() => until(at)),
  }
}
