import { z } from 'zod'
import { leaveNotices } from '../../feedback/leave-notices.ts'
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
  if (open.length > 0) await putAll(scene, leaveNotices({ id: timer.key }, leave, open, ground, now))
}
