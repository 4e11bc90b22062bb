import { z } from 'zod'
import type { Ground } from '../../grid/ground.ts'
import { keptSince, type TraceKind, traceKinds } from '../../intake/kept-until.ts'
import { addMilliseconds, addSeconds } from '../../kernel/clock.ts'
import { nextAt } from '../../worktime/windows.ts'
import { dayOf } from '../../worktime/zone.ts'
import type { JobStores } from '../ports.ts'
import type { TownTimerWork } from './timer-work.ts'

export const forgetKind = 'forget'

/** So few at once that what is due meanwhile is never long in waiting. */
const atOnce = 1_000
const pauseSeconds = 1

const facts = z.object({ what: z.enum(traceKinds).optional(), batch: z.int().optional() })

/** What has gone is counted; the bytes of attachments go with their messages. */
export interface Forgetting {
  dropAttachment(messageId: string): Promise<void>
  counted(kind: TraceKind, gone: number): void
}

export async function setForget(
  stores: Pick<JobStores, 'timers'>,
  { rulebook, calendar }: Ground,
  from: Date,
): Promise<void> {
  const runAt = nextAt(from, rulebook.keep.forgetAt, calendar.zone)
  const key = `town-forget:${dayOf(runAt, calendar.zone)}`
  await stores.timers.set({ key, kind: forgetKind, runAt, hold: false, caseId: null, facts: {} })
}

/**
 * 8.1: every night raw chatter past its days, and every other trace past its time, a batch at a time: each is a timer of
 * its own, so that a process which dies goes on where it was, and whatever else is due comes in between.
 */
export const forget =
  (forgetting: Forgetting | null): TownTimerWork =>
  async ({ timer, stores, ground, now }) => {
    const { what = traceKinds[0], batch = 1 } = facts.parse(timer.facts)
    if (batch === 1 && what === traceKinds[0]) await setForget(stores, ground, addMilliseconds(now, 1))
    const { gone, files } = await stores.traces.forget(what, keptSince(what, ground.rulebook, now), atOnce)
    const next = gone < atOnce ? traceKinds[traceKinds.indexOf(what) + 1] : what
    if (next !== undefined) {
      const number = next === what ? batch + 1 : 1
      const day = timer.key.split(':')[1] ?? dayOf(now, ground.calendar.zone)
      await stores.timers.set({
        ...{
          key: `town-forget:${day}:${next}:${String(number)}`,
          kind: forgetKind,
          hold: false,
          caseId: null,
        },
        ...{ runAt: addSeconds(now, next === what ? pauseSeconds : 0), facts: { what: next, batch: number } },
      })
    }
    // Before the commit: where it does not come about, the message goes next time; bytes alone would stay for ever.
    for (const id of files) await forgetting?.dropAttachment(id)
    return () => {
      forgetting?.counted(what, gone)
      return Promise.resolve()
    }
  }
