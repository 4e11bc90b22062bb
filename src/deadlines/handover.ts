import { nextChange } from '../grid/duty.ts'
import type { Ground } from '../grid/ground.ts'
import { addMinutes } from '../kernel/clock.ts'
import type { TimerStore } from '../kernel/timers.ts'

export const handoverKind = 'handover'

/**
 * Set for the next shift of somebody other than `person`, some minutes after its start (1.6): one timer per change of
 * duty, so that the director is told once. Nothing where the roster names nobody else.
 */
export async function setHandoverTimer(
  timers: Pick<TimerStore, 'set'>,
  person: string | null,
  ground: Ground,
  after: Date,
): Promise<void> {
  const change = nextChange(ground.directory, person, after)
  if (change === null) return
  await timers.set({
    key: `${handoverKind}:${change.at.toISOString()}`,
    kind: handoverKind,
    runAt: addMinutes(change.at, ground.rulebook.handover.tellAfterMinutes),
    hold: false,
    caseId: null,
    facts: { at: change.at.toISOString() },
  })
}

/** A roster that was put in force since: the next handover is watched, once anybody has ever said 接班 (1.6). */
export async function watchHandover(
  timers: Pick<TimerStore, 'set'>,
  ground: Ground,
  now: Date,
): Promise<void> {
  if (ground.directory.takenOver(now) === null) return
  await setHandoverTimer(timers, ground.directory.dutyOfficers(now)[0]?.person ?? null, ground, now)
}
