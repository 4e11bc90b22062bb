import { z } from 'zod'
import type { CaseRecord } from '../../cases/case.ts'
import { moveCase } from '../../cases/moving.ts'
import { endRating } from '../../cases/loop-orders.ts'
import { takeVerification } from '../../cases/orders.ts'
import type { Stage } from '../../deadlines/stage-clocks.ts'
import { ratingReminders } from '../../feedback/closure.ts'
import { contactNotices } from '../../feedback/follow-up-notices.ts'
import { stageNotices } from '../../feedback/staff-notices.ts'
import { verifyNotices } from '../../feedback/tasks.ts'
import { postsByLevel } from '../../grid/town.ts'
import { filedNotices } from '../reminders.ts'
import { raiseAlarm } from './alarm.ts'
import { byClock, putAll, type CaseScene, type CaseTimerWork } from './timer-work.ts'

const stageFacts = z.object({
  key: z.string().default(''),
  stage: z.enum(['triage', 'filed', 'accept', 'contact', 'verify', 'close', 'rate_reminder', 'rate_end']),
  takesOver: z.boolean().default(false),
  to: z.array(
    z.object({
      person: z.string(),
      post: z.enum(Object.values(postsByLevel).flat()),
      area: z.string(),
      dept: z.string().nullable(),
    }),
  ),
})

const standsIn: Readonly<Record<Stage, CaseRecord['state']>> = {
  triage: 'triage',
  filed: 'filed',
  accept: 'dispatched',
  contact: 'in_progress',
  verify: 'resolved',
  close: 'verified',
  rate_reminder: 'closed',
  rate_end: 'closed',
}

/** An emergency that waits at the duty officer's desk is as unanswered as one at its handler's (3.8). */
const secondAtDesk: ReadonlySet<string> = new Set(['triage2', 'filed2'])

/** 6.4: who has not rated by now is "not rated", never satisfied; nobody is asked again. */
async function endOfRating({ record, stores, ground, now }: CaseScene): Promise<undefined> {
  if (record.reporters.every(({ withdrawn, rating }) => withdrawn || rating !== null)) return
  await moveCase(stores, record.id, endRating(record), byClock, ground, now)
}

/** A stage clock (4.4): said only while the case still stands in that stage. */
export const stage: CaseTimerWork = async (scene) => {
  const { timer, record, stores, ground, now } = scene
  const facts = stageFacts.parse(timer.facts)
  if (record.state !== standsIn[facts.stage]) return
  const cause = { id: timer.key }
  if (facts.stage === 'rate_end') return endOfRating(scene)
  if (facts.stage === 'contact')
    return record.contactedAt === null ? putAll(scene, contactNotices(cause, record, ground, now)) : undefined
  if (facts.stage === 'rate_reminder') return putAll(scene, ratingReminders(cause, record, ground, now))
  if (record.urgency === 'emergency' && secondAtDesk.has(facts.key))
    await raiseAlarm(scene, ground.rulebook.emergency.outsideAfterMinutes)
  if (facts.stage === 'filed') return putAll(scene, filedNotices(cause, record, facts.to, ground, now))
  const [next] = facts.to
  if (facts.takesOver && next !== undefined && next.person !== record.verifier?.person) {
    const moved = await moveCase(stores, record.id, takeVerification(next), byClock, ground, now)
    return putAll(scene, verifyNotices(cause, moved.record, ground, now))
  }
  await putAll(scene, stageNotices(cause, facts.stage, record, facts.to, ground, now))
}
