import { conversationKey, inPrivate } from '../chat/conversation.ts'
import type { CaseRecord } from '../cases/case.ts'
import { rateEnds } from '../cases/lifecycle-limits.ts'
import type { Ground } from '../grid/ground.ts'
import type { KeptMessage } from '../intake/ports.ts'
import { isBareRating, readRating } from '../intake/rating.ts'
import { addHours } from '../kernel/clock.ts'
import { dissatisfiedLate, ratedLate } from '../wording/residents.ts'
import type { DeskDeps, DeskStores } from './ports.ts'
import { replyTo } from './replies.ts'
import { tellDirector } from './reopening.ts'
import type { Setting } from './speaker.ts'
import type { Settled, Spoken } from './spoken.ts'

/** Asked in private: why not satisfied, where no rating can be counted any more. */
export const lateReasonQuestion = 'late_reason'

/** Closed, not rated by this speaker, and over for no longer than the rules say; the newest first. */
const lateOnes = (closed: readonly CaseRecord[], setting: Setting, ground: Ground, now: Date) =>
  closed.filter(({ closedAt, reporters }) => {
    if (closedAt === null) return false
    const own = reporters.find(({ key, withdrawn }) => key === setting.speaker.key && !withdrawn)
    return (
      own?.rating === null && now < addHours(rateEnds(closedAt, ground), 24 * ground.rulebook.lateVoiceDays)
    )
  })

const privateKey = (setting: Setting): string => conversationKey(inPrivate(setting.speaker.contactId))

/**
 * 6.4: a rating after its time is thanked for in private and not counted. Whoever is not satisfied is asked why, and a
 * reason still reaches the director (6.5).
 */
export async function ratedTooLate(
  deps: DeskDeps,
  stores: DeskStores,
  { message, setting, said }: { message: KeptMessage; setting: Setting; said: string },
  closed: readonly CaseRecord[],
  now: Date,
): Promise<Settled | null> {
  const rating = readRating(said)
  if (rating === null) return null
  const ground = deps.ground()
  const [record] = lateOnes(closed, setting, ground, now)
  const reason = said.replace(/^.*?不(?:太|是很)?满意/u, '')
  const withReason = rating === 'dissatisfied' && reason !== said && /[\p{Script=Han}]{4}/u.test(reason)
  if (record === undefined || (!isBareRating(said) && !withReason)) return null
  if (withReason) return tellDirector(deps, stores, record, message, setting, reason, now)
  const unhappy = rating === 'dissatisfied'
  const text = unhappy ? dissatisfiedLate(record) : ratedLate(record)
  const more = { caseId: record.id, privately: true }
  await stores.outbox.put(replyTo(message, setting, text, now, more))
  if (unhappy)
    await stores.questions.ask({
      conversationKey: privateKey(setting),
      contactId: setting.speaker.contactId,
      kind: lateReasonQuestion,
      facts: { number: record.number },
      until: addHours(now, 24 * ground.rulebook.stages.rateNaturalDays),
    })
  return { end: `rated_late:${rating}`, caseId: record.id }
}

/** The reason that was asked for after the time of the rating: to the director. Any other matter is none. */
export async function reasonTooLate(
  deps: DeskDeps,
  stores: DeskStores,
  { message, setting, said, reading }: Spoken,
  now: Date,
): Promise<Settled | null> {
  if (!setting.private) return null
  const question = await stores.questions.open(privateKey(setting), setting.speaker.contactId, now)
  const number = question?.kind === lateReasonQuestion ? question.facts['number'] : null
  const record = typeof number === 'string' ? await stores.cases.byNumber(number) : null
  if (record?.state !== 'closed') return null
  const other = reading.matters.some(
    ({ urgency, category }) => urgency === 'emergency' || category !== record.category,
  )
  if (other || said.replaceAll(/[\p{P}\s]/gu, '').length < 4) return null
  await stores.questions.drop(privateKey(setting), setting.speaker.contactId, lateReasonQuestion)
  return tellDirector(deps, stores, record, message, setting, said, now)
}
