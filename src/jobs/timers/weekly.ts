import { weeklyBefore, weeklyFrom } from '../../deadlines/digest.ts'
import { weeklyNotice } from '../../feedback/weekly.ts'
import type { Ground } from '../../grid/ground.ts'
import { addMilliseconds } from '../../kernel/clock.ts'
import { dayOf } from '../../worktime/zone.ts'
import type { JobStores } from '../ports.ts'
import { putAll, type TownTimerWork } from './timer-work.ts'

export const weeklyKind = 'weekly'

export async function setWeekly(
  stores: Pick<JobStores, 'timers'>,
  ground: Ground,
  from: Date,
): Promise<void> {
  const runAt = weeklyFrom(from, ground)
  const key = `town-weekly:${dayOf(runAt, ground.calendar.zone)}`
  await stores.timers.set({ key, kind: weeklyKind, runAt, hold: false, caseId: null, facts: {} })
}

/** 6.7: each residents' room hears its week; one that comes late after a long stop still ends where it should have. */
export const weekly: TownTimerWork = async (scene) => {
  const { timer, stores, ground, now } = scene
  await setWeekly(stores, ground, addMilliseconds(now, 1))
  const span = { from: weeklyBefore(timer.runAt, ground), to: timer.runAt }
  for (const { code, kind, shadow } of ground.directory.data.rooms) {
    if (kind !== 'residents' || shadow) continue
    const week = await stores.figures.weekOf(code, span.from, span.to)
    await putAll(scene, [weeklyNotice(code, week, span, ground, now)])
  }
}
