import { busyAssistants } from '../../cases/conference.ts'
import { assistLateNotices } from '../../feedback/conference-notices.ts'
import { putAll, type CaseTimerWork } from './timer-work.ts'

/** An assistant who has not done their part in time is reminded once, and the lead told (3.9). */
export const assist: CaseTimerWork = async (scene) => {
  const { timer, record, ground, now } = scene
  if (record.state !== 'dispatched' && record.state !== 'in_progress') return
  const { person, dueAt } = timer.facts
  const late = busyAssistants(record).find((one) => one.person === person && one.dueAt === dueAt)
  if (late === undefined) return
  await putAll(scene, assistLateNotices({ id: timer.key }, record, late, ground, now))
}
