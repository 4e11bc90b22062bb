import type { Ground } from '../../grid/ground.ts'
import { addMilliseconds } from '../../kernel/clock.ts'
import { nextAt } from '../../worktime/windows.ts'
import { dayOf, startOfDay } from '../../worktime/zone.ts'
import type { JobStores } from '../ports.ts'
import type { TownTimerWork } from './timer-work.ts'

export const anchorKind = 'anchor'

export async function setAnchor(
  stores: Pick<JobStores, 'timers'>,
  { rulebook, calendar }: Ground,
  from: Date,
): Promise<void> {
  const runAt = nextAt(from, rulebook.anchorAt, calendar.zone)
  const key = `town-anchor:${dayOf(runAt, calendar.zone)}`
  await stores.timers.set({ key, kind: anchorKind, runAt, hold: false, caseId: null, facts: {} })
}

/**
 * 2.2: what stood at the ends of the chains when the day was over is written down in the centre's own. Its hash is said in
 * the log as well, which is kept elsewhere.
 */
export const anchor: TownTimerWork = async ({ stores, ground, now, log }) => {
  await setAnchor(stores, ground, addMilliseconds(now, 1))
  const made = await stores.anchors.anchor(startOfDay(now, ground.calendar.zone))
  if (made === null) return undefined
  const { seq, heads, hash } = made
  return () => {
    log.info({ anchor: `${String(seq)}:${hash}`, heads }, 'the chains were anchored')
    return Promise.resolve()
  }
}
