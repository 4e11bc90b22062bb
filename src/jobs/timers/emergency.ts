import { z } from 'zod'
import type { CaseRecord } from '../../cases/case.ts'
import { isSomebodyThere } from '../../cases/told.ts'
import { unansweredNotices } from '../../feedback/staff-notices.ts'
import type { Ground } from '../../grid/ground.ts'
import type { Assignment } from '../../routing/decision.ts'
import { raiseAlarm } from './alarm.ts'
import { putAll, type CaseTimerWork } from './timer-work.ts'

const emergencyFacts = z.object({ step: z.enum(['deputies', 'outside']), minutes: z.number() })

/** Deputies of those who were told, in their order (3.8). */
function deputiesOf(record: CaseRecord, ground: Ground, now: Date): readonly Assignment[] {
  const told = [record.handler, ...record.informed].filter((one) => one !== null)
  const known = new Set(told.map((one) => one.person))
  return told
    .flatMap((one) => ground.directory.holders(one.post, one.area, one.dept).slice(1))
    .filter((one) => !known.has(one.person) && ground.directory.absence(one.person, now) === null)
    .map((one) => ({ ...one }))
}

/** 3.8: unless somebody has answered, after five minutes the deputies; after ten everybody told so far again, and the outside alarm. */
export const emergency: CaseTimerWork = async (scene) => {
  const { timer, record, ground, now } = scene
  if (record.state !== 'dispatched' || isSomebodyThere(await scene.stores.events.ofCase(record.id))) return
  const facts = emergencyFacts.parse(timer.facts)
  const deputies = deputiesOf(record, ground, now)
  const told =
    facts.step === 'deputies'
      ? deputies
      : [record.handler, ...record.informed, ...deputies].filter((one) => one !== null)
  if (facts.step === 'outside') await raiseAlarm(scene, facts.minutes)
  await putAll(scene, unansweredNotices({ id: timer.key }, record, told, facts.minutes, ground, now))
}
