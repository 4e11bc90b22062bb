import type { LearningTask } from '../learning-task.ts'
import { learnFromCentre } from './train/from-centre.ts'

/*
 * The program of learning-process.ts, no command of its own: takes one task over the channel of whoever forked it, answers
 * with what was learnt, and ends. It ends with its parent too.
 */
process.once('disconnect', () => process.exit(1))
process.once('message', (task) => {
  learnFromCentre(task as LearningTask).then(
    (learnt) => {
      process.send?.(learnt, () => process.exit(0))
    },
    (error: unknown) => {
      console.error(error)
      process.exit(1)
    },
  )
})
