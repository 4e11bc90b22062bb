import { z } from 'zod'
import { taskDueNotices } from '../../ledger/task-notices.ts'
import { putAll, type TownTimerWork } from './timer-work.ts'

const taskFacts = z.object({ task: z.string() })

/** A decision or an instruction is due (9.4): who must do it and who gave it hear so, unless it is done. */
export const ledgerTaskDue: TownTimerWork = async (scene) => {
  const { timer, ground, now, stores } = scene
  const task = await stores.ledgerTasks.byId(taskFacts.parse(timer.facts).task)
  if (task?.doneAt !== null) return
  await putAll(scene, taskDueNotices(task, ground, now))
}
