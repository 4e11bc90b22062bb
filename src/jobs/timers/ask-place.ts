import { routeFiled } from '../../cases/routing-filed.ts'
import { countyReceiptNotice } from '../../feedback/receipts.ts'
import { countyNotices, noWayNotices } from '../../feedback/tasks.ts'
import { spokenTime } from '../../worktime/spoken.ts'
import { putAll, type CaseTimerWork } from './timer-work.ts'

/** Ten minutes without an answer: the case goes on with what is known (8.3). */
export const askPlace: CaseTimerWork = async (scene) => {
  const { timer, record, stores, ground, now } = scene
  if (record.state !== 'filed' || record.returns > 0) return
  const cause = { id: timer.key }
  const found = await routeFiled(stores, record, ground, now, false)
  if (found.to === 'triage') await putAll(scene, noWayNotices(cause, record, found.reason, ground, now))
  if (found.to !== 'county') return
  const due = spokenTime(found.dueAt, now, ground.calendar)
  const received = (await stores.events.ofCase(record.id))[0]
  const receipt = received === undefined ? null : countyReceiptNotice(received, record, ground, now)
  await putAll(scene, [...countyNotices(cause, record, due, ground, now), receipt])
}
