import { z } from 'zod'
import { moveCase } from '../../cases/moving.ts'
import { escalateTo } from '../../cases/orders.ts'
import { appealOfCase, previousOf } from '../../cases/routing-of-case.ts'
import { rungNotices } from '../../feedback/staff-notices.ts'
import { countyNotices } from '../../feedback/tasks.ts'
import { nextStep } from '../../routing/rules.ts'
import { spokenTime } from '../../worktime/spoken.ts'
import { byClock, putAll, type CaseTimerWork } from './timer-work.ts'

const rungFacts = z.object({
  rung: z.enum(['soon', 'due', 'over1', 'over2']),
  /** The due time it was set for; absent in timers set before it was kept. */
  due: z.iso.datetime().optional(),
})

/** A rung of the ladder (5.1). The last takes the case to the next step by the clock; the county's, through the duty officer. */
export const rung: CaseTimerWork = async (scene) => {
  const { timer, record, stores, ground, now } = scene
  if (record.state !== 'dispatched' && record.state !== 'in_progress') return
  const facts = rungFacts.parse(timer.facts)
  // 5.3: the due time has moved; its own rungs are set, or will be by the reaction that is still owed.
  if (facts.due !== undefined && facts.due !== record.dueAt?.toISOString()) return
  // After a long stop: nothing is left any more, and the next rung says so.
  if (facts.rung === 'soon' && record.dueAt !== null && record.dueAt <= now) return
  const cause = { id: timer.key }
  if (facts.rung !== 'over2') return putAll(scene, rungNotices(cause, facts.rung, record, ground, now))
  const routing = nextStep(appealOfCase(record), previousOf(record), { ...ground, now }, 'clock')
  if (routing.to === 'county') {
    const due = spokenTime(routing.dueAt, now, ground.calendar)
    return putAll(scene, countyNotices(cause, record, due, ground, now))
  }
  if (routing.to !== 'handler' || routing.decision.handler.person === record.handler?.person)
    return putAll(scene, rungNotices(cause, 'over1', record, ground, now))
  const order = escalateTo(routing.decision, 'clock', null)
  const moved = await moveCase(stores, record.id, order, byClock, ground, now)
  await putAll(scene, rungNotices(cause, 'over2', moved.record, ground, now, record.handler?.person ?? null))
}
