import { remindLater } from '../../deadlines/clocks.ts'
import { standingNotices } from '../reminders.ts'
import { putAll, type CaseTimerWork } from './timer-work.ts'

/** Nothing has moved since the last clock: said again, and set again (3.6, 4.4). */
export const standing: CaseTimerWork = async (scene) => {
  const { timer, record, stores, ground, now } = scene
  await putAll(scene, standingNotices({ id: timer.key }, record, ground, now))
  await remindLater(stores.timers, record, ground, now)
}
