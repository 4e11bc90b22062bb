import { z } from 'zod'
import { firstMorning } from '../../deadlines/leave-morning.ts'
import { leaveNotices } from '../../feedback/leave-notices.ts'
import type { Ground } from '../../grid/ground.ts'
import type { JobStores } from '../ports.ts'
import { putAll, type TownTimerWork } from './timer-work.ts'

const leaveFacts = z.object({ person: z.string() })

/** The first morning of a leave (3.4): what lies there with a due time is named once more. Nothing where it was taken back. */
export const leaveBegins: TownTimerWork = async (scene) => {
  const { timer, ground, now, stores } = scene
  const { person } = leaveFacts.parse(timer.facts)
  const leave = ground.directory.leave(person).find(({ from, to }) => from <= now && now < to)
  if (leave === undefined) return
  const found = await stores.cases.find({ handler: person, states: ['dispatched', 'in_progress'], most: 200 })
  const open = found.filter((record) => record.handler?.person === person)
  // Named by the leave, not the timer: one that is in the town's file and was said as well is told of once.
  const cause = { id: `leave_begins:${person}:${leave.from.toISOString()}` }
  if (open.length > 0) await putAll(scene, leaveNotices(cause, leave, open, ground, now))
}

/**
 * 3.4: leave that stands in the town's file has its first morning like leave that was said. Of one that runs already when
 * it is put in force, at once; of one that is over, nothing.
 */
export async function setLeaveMornings(
  { timers }: Pick<JobStores, 'timers'>,
  ground: Ground,
  now: Date,
): Promise<void> {
  for (const { person, from, to } of ground.directory.data.absences) {
    const runAt = firstMorning({ from }, ground)
    if (to <= now || runAt >= to) continue
    await timers.set({
      ...{ key: `leave_begins:${person}:${from.toISOString()}`, kind: 'leave', runAt, hold: false },
      ...{ caseId: null, facts: { person } },
    })
  }
}
