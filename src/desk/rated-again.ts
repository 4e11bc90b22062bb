import { conversationKey, inPrivate } from '../chat/conversation.ts'
import type { CaseRecord } from '../cases/case.ts'
import { matterShown, sentShown } from '../feedback/shown.ts'
import { caseFacts, dutyNotices } from '../feedback/tasks.ts'
import type { KeptMessage } from '../intake/ports.ts'
import { isBareRating, readRating } from '../intake/rating.ts'
import type { Rating } from '../intake/reading.ts'
import { redactText } from '../intake/redact.ts'
import { addHours } from '../kernel/clock.ts'
import { ratedAlready, ratedOnce, stillWondering } from '../wording/residents.ts'
import { ratedThenOtherwise } from '../wording/follow-up.ts'
import { lateReasonQuestion } from './rated-late.ts'
import type { DeskDeps, DeskStores } from './ports.ts'
import { replyTo } from './replies.ts'
import { tellDirector } from './reopening.ts'
import type { Setting } from './speaker.ts'
import type { Settled } from './spoken.ts'
import { numberedIn, ratingInFront } from './which-closed.ts'

interface Heard {
  message: KeptMessage
  setting: Setting
  said: string
}

const ownRating = (record: CaseRecord, { speaker }: Setting): Rating | null =>
  record.reporters.find(({ key, withdrawn }) => key === speaker.key && !withdrawn)?.rating ?? null

/** What stands behind 不满意; '' where nothing does. */
const reasonIn = (said: string): string => {
  const reason = said.replace(/^.*?不(?:太|是很)?满意/u, '')
  return reason !== said && /[\p{Script=Han}]{4}/u.test(reason) ? reason : ''
}

/**
 * A second rating of what the speaker has rated already. 2.1 counts one a cycle, so the figure stays: whoever could change it
 * later could be talked into it. What is said is not lost, though: 不满意 after 满意 is told to the duty officer at once,
 * and a reason goes to the director, who alone may reopen without a dissatisfied rating. `closed` are the speaker's
 * closed cases that may still be rated, newest first, all rated. Null: it is no rating.
 */
export async function ratedAgain(
  deps: DeskDeps,
  stores: DeskStores,
  heard: Heard,
  closed: readonly CaseRecord[],
  now: Date,
): Promise<Settled | null> {
  const { message, setting, said } = heard
  const rating = readRating(said)
  if (rating === null || !(isBareRating(said) || ratingInFront.test(said.trim()))) return null
  const rated = closed.filter((one) => ownRating(one, setting) !== null)
  const quoted = message.quote?.text ?? ''
  const record = rated.find(({ number }) => quoted.includes(number)) ?? numberedIn(said, rated) ?? rated[0]
  if (record === undefined) return null
  const before = ownRating(record, setting)
  const answer = (text: string) =>
    stores.outbox.put(replyTo(message, setting, text, now, { caseId: record.id, privately: true }))
  const facts = { number: record.number, matter: matterShown(record, deps.ground()) }
  const end = { end: 'rated_again', caseId: record.id }
  if ((before === 'dissatisfied') === (rating === 'dissatisfied')) {
    if (rating === 'dissatisfied') await answer(stillWondering(facts))
    else if (setting.private || message.addressed) await answer(ratedAlready(facts))
    return end
  }
  await tellDuty(deps, stores, record, heard, now)
  if (rating !== 'dissatisfied') {
    await answer(ratedOnce({ ...facts, unhappy: false }))
    return end
  }
  const reason = reasonIn(said)
  if (reason !== '') return tellDirector(deps, stores, record, message, setting, reason, now)
  await answer(ratedOnce({ ...facts, unhappy: true }))
  await stores.questions.ask({
    conversationKey: conversationKey(inPrivate(setting.speaker.contactId)),
    contactId: setting.speaker.contactId,
    kind: lateReasonQuestion,
    facts: { number: record.number },
    until: addHours(now, 24 * deps.ground().rulebook.stages.rateNaturalDays),
  })
  return end
}

/** Once a case, cycle and reporter; nobody is named (6.4). */
async function tellDuty(
  deps: DeskDeps,
  stores: DeskStores,
  record: CaseRecord,
  { setting, said }: Heard,
  now: Date,
): Promise<void> {
  const ground = deps.ground()
  const sent = sentShown(redactText(said))
  const text = ratedThenOtherwise({ ...caseFacts(record, ground, now), sent })
  const cause = { id: `rated_again:${record.id}:${String(record.cycle)}:${setting.speaker.key}` }
  const notices = dutyNotices(cause, record, 'rated_again', text, ground, now, { states: ['closed'] })
  for (const notice of notices) await stores.outbox.put(notice)
}
