import { moveCase } from '../../cases/moving.ts'
import { resumeCase } from '../../cases/orders.ts'
import { resumedNotices } from '../../feedback/staff-notices.ts'
import { dueAt } from '../../worktime/due.ts'
import { byClock, putAll, type CaseTimerWork } from './timer-work.ts'

/** 挂账 ends at its next date: the handler goes on, with the limit the case had (2.1 resume). */
export const resume: CaseTimerWork = async (scene) => {
  const { timer, record, stores, ground, now } = scene
  if (record.state !== 'long_term') return
  const due = dueAt(record.limit ?? { n: 1, unit: 'work_day' }, now, ground.calendar)
  const moved = await moveCase(stores, record.id, resumeCase(due), byClock, ground, now)
  await putAll(scene, resumedNotices({ id: timer.key }, moved.record, ground, now))
}
