import { addSeconds, type Clock } from '../kernel/clock.ts'
import { Outage, reasonOf, Refusal } from '../kernel/errors.ts'
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
const retryAtMostSeconds = 3_600
/** What has failed this often is left for somebody to look at: about four hours after its first failure. */
const attemptsAtMost = 10
const restPatienceMs = 30_000
/** How long `rest` waits between two looks at most, and the engine after it stumbled. */
const lookAgainMs = 200
const stumbledMs = 1_000

/** Twice as long after each failure, up to an hour. */
const retryAt = (now: Date, failedBefore: number): Date =>
  addSeconds(now, Math.min(retryAfterSeconds * 2 ** failedBefore, retryAtMostSeconds))

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
      await reactionFailed(claimed.event, error, now)
      return true
    }
  }

  async function reactionFailed(event: string, error: unknown, now: Date): Promise<void> {
    const { reactions } = deps.stores
    const before = await reactions.attempts(event)
    if (before + 1 >= attemptsAtMost) {
      await reactions.park(event, reasonOf(error))
      deps.log.error({ event, err: error }, 'a reaction failed too often and is parked')
      return
    }
    await reactions.putOff(event, retryAt(now, before), reasonOf(error))
    deps.log.error({ event, attempts: before + 1, err: error }, 'a reaction failed and is put off')
  }

  async function timerFailed(timer: DueTimer, error: unknown, now: Date): Promise<void> {
    const { timers } = deps.stores
    if (error instanceof Refusal) {
      await timers.cancel(timer.key)
      deps.log.info({ timer: timer.key, code: error.code }, 'a timer was overtaken by events')
    } else if (timer.attempts + 1 >= attemptsAtMost) {
      await timers.park(timer.key)
      deps.log.error({ timer: timer.key, err: error }, 'a timer failed too often and is parked')
    } else {
      await timers.retry(timer.key, retryAt(now, timer.attempts))
      deps.log.error({ timer: timer.key, err: error }, 'a timer failed and is set again')
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
        after = await deps.fire(timer, stores, now, deps.log)
        return true
      })
      await after?.()
      return fired
    } catch (error) {
      const timer = claimed as DueTimer | null
      if (timer === null) throw error
      await timerFailed(timer, error, now)
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
    const { timers, outbox, reactions } = deps.stores
    const owed = only === undefined ? reactions.next() : null
    const times = await Promise.all([timers.next(only), outbox.next(only), owed])
    const due = times.filter((time) => time !== null)
    return due.length === 0 ? null : due.reduce((a, b) => (a < b ? a : b))
  }

  function wakeAfter(ms: number): void {
    if (alarm !== null) clearTimeout(alarm)
    alarm = setTimeout(() => {
      alarm = null
      poke()
    }, ms)
    alarm.unref()
  }

  async function setAlarm(): Promise<void> {
    if (alarm !== null) clearTimeout(alarm)
    alarm = null
    if (stopped || !deps.clockRuns()) return
    const next = await nextDue()
    const wait = next === null ? longestSleepMs : next.getTime() - deps.clock.now().getTime()
    wakeAfter(Math.min(Math.max(wait, 1), longestSleepMs))
  }

  async function workAndSleep(): Promise<void> {
    try {
      await work()
      await setAlarm()
    } catch (error) {
      deps.log.error({ err: error }, error instanceof Outage ? 'the database is away' : 'the engine stumbled')
      // Looking again at once would only fail again.
      again = false
      if (!stopped) wakeAfter(stumbledMs)
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
      deps.stores.reactions.waiting(now),
      deps.stores.outbox.inFlight(),
    ])
    return (next === null || next > now) && reactions === 0 && sending === 0
  }

  async function rest(): Promise<void> {
    let pause = 20
    for (let waited = 0; waited < restPatienceMs && !stopped; waited += pause) {
      poke()
      await working
      if (await nothingDue()) return
      await new Promise((resolve) => setTimeout(resolve, pause))
      pause = Math.min(pause * 2, lookAgainMs)
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
