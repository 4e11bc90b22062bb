import { z } from 'zod'
import { askWhyAgain } from '../../feedback/closure.ts'
import { dissatisfiedSilentNotices } from '../../feedback/follow-up-notices.ts'
import { followUpDue } from '../../feedback/following-up.ts'
import { asksFor } from '../../cases/asks.ts'
import { putAll, type CaseTimerWork } from './timer-work.ts'

const followUpFacts = z.object({ key: z.string(), step: z.enum(['due', 'late', 'director']) })

/** A call, a visit or a telephone task is due, or was not reported (6.6, 6.8). */
export const followUp: CaseTimerWork = async ({ timer, record, stores, ground, now }) => {
  const facts = followUpFacts.parse(timer.facts)
  await followUpDue(stores, { key: timer.key, facts }, record, ground, now)
}

const unhappyFacts = z.object({ reporter: z.string(), step: z.enum(['remind', 'stands']), cycle: z.int() })

/** A bare 不满意: asked once more why, then it stands and the supervisor and the director see it (6.5). */
export const unhappy: CaseTimerWork = async (scene) => {
  const { timer, record, ground, now } = scene
  const { reporter, step, cycle } = unhappyFacts.parse(timer.facts)
  const rating = record.reporters.find(({ key, withdrawn }) => key === reporter && !withdrawn)?.rating
  if (record.state !== 'closed' || record.cycle !== cycle || rating !== 'dissatisfied') return
  if (asksFor('reopening', record).some(({ by }) => by === reporter)) return
  const cause = { id: timer.key }
  return putAll(
    scene,
    step === 'remind'
      ? [askWhyAgain(cause, record, reporter, ground, now)]
      : dissatisfiedSilentNotices(cause, record, ground, now),
  )
}
