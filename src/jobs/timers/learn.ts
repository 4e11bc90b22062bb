import { z } from 'zod'
import { learningFailedNotice } from '../../feedback/learning.ts'
import type { Ground } from '../../grid/ground.ts'
import { addMilliseconds, addMinutes } from '../../kernel/clock.ts'
import { nextAt } from '../../worktime/windows.ts'
import { dayOf } from '../../worktime/zone.ts'
import type { JobStores, Learner } from '../ports.ts'
import { putAll, type TimerScene, type TownTimerWork } from './timer-work.ts'

export const learnKind = 'learn'

/** The next night's attempt; each night is named by its day, so that it is made once however many instances run. */
export async function setLearning(
  stores: Pick<JobStores, 'timers'>,
  ground: Ground,
  from: Date,
): Promise<void> {
  const { zone } = ground.calendar
  const runAt = nextAt(from, ground.rulebook.learning.at, zone)
  const run = `night:${dayOf(runAt, zone)}`
  await setAttempt(stores, { run, attempt: 1, look: 1 }, runAt)
}

interface Attempt {
  run: string
  /** Of those that were begun. */
  attempt: number
  /** Of the timers: one that has fired stays fired. */
  look: number
}

const setAttempt = (
  stores: Pick<JobStores, 'timers'>,
  { run, attempt, look }: Attempt,
  runAt: Date,
): Promise<void> =>
  stores.timers.set({
    key: `town-learn:${run}:${String(look)}`,
    ...{ kind: learnKind, runAt, hold: false, caseId: null, facts: { run, attempt, look } },
  })

const attemptShape = z.object({ run: z.string(), attempt: z.int(), look: z.int() })

/**
 * Learning takes minutes and is done after the commit, in a process of its own. A timer for the next attempt is set in the
 * same transaction and does nothing where the night is decided by then: so a crash loses nothing, and since the history
 * knows each night by its name, a night has one decision however many learn in it.
 */
export const learn =
  (learner: Learner | null): TownTimerWork =>
  async (scene) => {
    const { timer, stores, ground, now } = scene
    if (learner === null) return undefined
    const { run, attempt, look } = attemptShape.parse(timer.facts)
    if (look === 1) await setLearning(stores, ground, addMilliseconds(now, 1))
    if (await stores.models.decided(run)) return undefined
    const { againMinutes, tries } = ground.rulebook.learning
    const isAt = learner.isAt(run)
    if (attempt > tries && !isAt) return giveUp(scene, run)
    const next = { run, attempt: isAt ? attempt : attempt + 1, look: look + 1 }
    await setAttempt(stores, next, addMinutes(now, againMinutes))
    if (isAt) return undefined
    return () => {
      learner.begin(run)
      return Promise.resolve()
    }
  }

async function giveUp({ stores, ground, now }: TimerScene, run: string): Promise<undefined> {
  const { model } = await stores.models.inUse()
  await stores.models.decide({
    ...{ run, at: now, who: 'clock', outcome: 'failed', model, whyNot: 'cut_off' },
    ...{ corrections: 0, learntFrom: '', figures: null },
  })
  return putAll({ stores }, [learningFailedNotice(run, ground, now)])
}
