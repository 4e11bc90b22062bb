import { addSeconds, type Clock } from '../kernel/clock.ts'
import { Outage, reasonOf } from '../kernel/errors.ts'
import type { Log } from '../kernel/log.ts'
import type { DueTimer } from '../kernel/timers.ts'
import type { UnitOfWork } from '../kernel/unit-of-work.ts'
import type { Fire, JobStores, React } from './ports.ts'
import type { Sender } from './sender.ts'

export interface EngineDeps {
  unitOfWork: UnitOfWork<JobStores>
  stores: JobStores
  react: React
  fire: Fire
  sender: Sender
  clock: Clock
  log: Log
  /** False while the clock stands still: nothing is due before somebody moves it. */
  clockRuns(): boolean
}

export interface Engine {
  /** Something may be due: look now. Never waits, never throws. */
  poke(): void
  /** Resolves when nothing is being done and nothing is due at the present time of the clock. */
  rest(): Promise<void>
  /** When the next thing is due; only stitching and pacing holds when asked. */
  nextDue(only?: 'holds'): Promise<Date | null>
  stop(): Promise<void>
}

/** Longest time between two looks, should a wake-up get lost. */
const longestSleepMs = 60_000
const retryAfterSeconds = 30
const restPatienceMs = 30_000

/**
 * The clock's door: reactions to events, due timers and the outbox, one after the other until nothing is due.
 * A timer is set for the next due row, so that nothing waits for the minute tick; several instances may run at once.
 */
export function makeEngine(deps: EngineDeps): Engine {
  let working: Promise<void> | null = null
  let again = false
  let stopped = false
  let alarm: NodeJS.Timeout | null = null

  async function reactOnce(): Promise<boolean> {
    const claimed: { event?: string } = {}
    const now = deps.clock.now()
    try {
      return await deps.unitOfWork.run(async (stores) => {
        const event = await stores.reactions.claim(now)
        if (event === null) return false
        claimed.event = event.id
        await deps.react(event, stores, now)
        await stores.reactions.settle(event.id)
        return true
      })
    } catch (error) {
      if (claimed.event === undefined) throw error
      deps.log.error({ event: claimed.event, err: error }, 'a reaction failed and is put off')
      await deps.stores.reactions.putOff(claimed.event, addSeconds(now, retryAfterSeconds), reasonOf(error))
      return true
    }
  }

  async function fireOnce(): Promise<boolean> {
    let claimed: DueTimer | null = null
    let after: (() => Promise<void>) | undefined
    const now = deps.clock.now()
    try {
      const fired = await deps.unitOfWork.run(async (stores) => {
        const [timer] = await stores.timers.claim(now, 1)
        if (timer === undefined) return false
        claimed = timer
        after = await deps.fire(timer, stores, now)
        return true
      })
      await after?.()
      return fired
    } catch (error) {
      const timer = claimed as DueTimer | null
      if (timer === null) throw error
      deps.log.error({ timer: timer.key, err: error }, 'a timer failed and is set again')
      await deps.stores.timers.retry(timer.key, addSeconds(now, retryAfterSeconds))
      return true
    }
  }

  async function work(): Promise<void> {
    do {
      again = false
      while (!stopped && (await reactOnce()));
      while (!stopped && (await fireOnce())) again = true
      if (!stopped && (await deps.sender.sendDue())) again = true
    } while (again && !stopped)
  }

  async function nextDue(only?: 'holds'): Promise<Date | null> {
    const times = await Promise.all([deps.stores.timers.next(only), deps.stores.outbox.next(only)])
    const due = times.filter((time) => time !== null)
    return due.length === 0 ? null : due.reduce((a, b) => (a < b ? a : b))
  }

  async function setAlarm(): Promise<void> {
    if (alarm !== null) clearTimeout(alarm)
    alarm = null
    if (stopped || !deps.clockRuns()) return
    const next = await nextDue()
    const wait = next === null ? longestSleepMs : next.getTime() - deps.clock.now().getTime()
    alarm = setTimeout(poke, Math.min(Math.max(wait, 1), longestSleepMs))
    alarm.unref()
  }

  async function workAndSleep(): Promise<void> {
    try {
      await work()
      await setAlarm()
    } catch (error) {
      deps.log.error({ err: error }, error instanceof Outage ? 'the database is away' : 'the engine stumbled')
      if (alarm === null && !stopped) alarm = setTimeout(poke, 1_000)
    }
  }

  function poke(): void {
    if (stopped) return
    again = true
    if (working !== null) return
    working = workAndSleep().finally(() => {
      working = null
      if (again) poke()
    })
  }

  async function nothingDue(): Promise<boolean> {
    const now = deps.clock.now()
    const [next, reactions, sending] = await Promise.all([
      nextDue(),
      deps.stores.reactions.waiting(),
      deps.stores.outbox.inFlight(),
    ])
    return (next === null || next > now) && reactions === 0 && sending === 0
  }

  async function rest(): Promise<void> {
    for (let waited = 0; waited < restPatienceMs && !stopped; waited += 20) {
      poke()
      await working
      if (await nothingDue()) return
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    if (!stopped) throw new Outage('chat', 'the system did not come to rest')
  }

  return {
    poke,
    rest,
    nextDue,
    async stop() {
      stopped = true
      if (alarm !== null) clearTimeout(alarm)
      await working
    },
  }
}
