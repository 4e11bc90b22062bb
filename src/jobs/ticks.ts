import cron from 'node-cron'
import { addSeconds, type Clock } from '../kernel/clock.ts'
import type { Log } from '../kernel/log.ts'
import { watchHandover } from '../deadlines/handover.ts'
import type { Ground } from '../grid/ground.ts'
import { watchCalendar } from './calendar-watch.ts'
import type { JobStores } from './ports.ts'
import { setLearning } from './timers/learn.ts'
import { setTownTimers } from './town-timers.ts'

export interface TicksDeps {
  stores: JobStores
  ground(): Ground
  clock: Clock
  log: Log
  poke(): void
  takeUp(): Promise<void>
  /** Whether a model is to be learnt at night. */
  learns: boolean
  /** Looks whether another process has put a new town, or another model of the reader, in force. */
  refreshTown(): Promise<void>
}

/** A send that has not ended after this long belonged to a sender that died. */
const sendingAtMostSeconds = 120

/**
 * node-cron only says "look": every minute at what is due, what was left unsettled and what hangs,
 * at the timers of the town, every night at what failed too often; at the start
 * and every night at the calendar (4.3) and the roster (1.6).
 */
export async function startTicks(deps: TicksDeps): Promise<{ stop(): Promise<void> }> {
  const guarded = (what: string, work: () => Promise<void>) => async () => {
    try {
      await work()
    } catch (error) {
      deps.log.error({ err: error }, `${what} failed`)
    }
  }
  async function setTimers(now: Date): Promise<void> {
    await setTownTimers(deps.stores, deps.ground(), now)
    if (deps.learns) await setLearning(deps.stores, deps.ground(), now)
  }
  const everyMinute = guarded('the minute tick', async () => {
    const now = deps.clock.now()
    await deps.refreshTown()
    await deps.takeUp()
    await setTimers(now)
    const parked = await deps.stores.outbox.parkExpired(addSeconds(now, -sendingAtMostSeconds), now)
    if (parked > 0) deps.log.warn({ parked }, 'notices became uncertain: their sender died')
    deps.poke()
  })
  const everyNight = guarded('the nightly look', async () => {
    for (const parked of await deps.stores.reactions.parked())
      deps.log.error(parked, 'a reaction lies parked')
  })
  const calendar = guarded('the look at the calendar', () =>
    watchCalendar(deps.stores, deps.ground(), deps.clock.now(), deps.log),
  )
  const handover = guarded('the look at the next handover', () =>
    watchHandover(deps.stores.timers, deps.ground(), deps.clock.now()),
  )
  await guarded('the setting of the daily timers', () => setTimers(deps.clock.now()))()
  const looking = Promise.all([calendar(), handover()])
  const zone = deps.ground().calendar.zone
  const tasks = [
    cron.schedule('* * * * *', everyMinute, { noOverlap: true }),
    cron.schedule('7 0 * * *', calendar, { timezone: zone, noOverlap: true }),
    cron.schedule('11 0 * * *', handover, { timezone: zone, noOverlap: true }),
    cron.schedule('17 3 * * *', everyNight, { timezone: zone, noOverlap: true }),
  ]
  return {
    async stop() {
      for (const task of tasks) await task.destroy()
      await looking
    },
  }
}
