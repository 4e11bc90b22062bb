import type { Notice } from '../chat/outbox.ts'
import type { CaseRecord } from '../cases/case.ts'
import type { CaseEvent } from '../cases/event.ts'
import type { Ground } from '../grid/ground.ts'
import {
  askPlace,
  mayObject,
  praiseThanks,
  refusalReplies,
  type RefusalGround,
} from '../wording/residents.ts'
import { praisePassedOn } from '../wording/staff.ts'
import { noticeOf, recusedOf } from './audience.ts'
import { answerPlace } from './receipts.ts'
import { wordsShown } from './shown.ts'
import { tell } from './tasks.ts'

/** 8.3: asked once, in the room; in private where the matter is confidential. */
export function askPlaceNotice(
  event: CaseEvent,
  record: CaseRecord,
  ground: Ground,
  now: Date,
): Notice | null {
  const reporter = record.reporters[0]
  if (reporter === undefined) return null
  const to = answerPlace(record, reporter)
  const mentions = 'room' in to ? [reporter.key] : []
  return noticeOf(
    event,
    record,
    { purpose: 'ask_place', to, text: askPlace(), mentions, answer: true },
    ground,
    now,
  )
}

const isGround = (said: unknown): said is RefusalGround => typeof said === 'string' && said in refusalReplies

/** 7.1: every reporter learns in private why, where to go, and that they may object once. */
export function refusalNotices(
  event: CaseEvent,
  record: CaseRecord,
  ground: Ground,
  now: Date,
): readonly Notice[] {
  const why = event.facts['ground']
  if (!isGround(why)) return []
  const text = `${refusalReplies[why](record.number, record.result ?? '')}\n${mayObject()}`
  return record.reporters
    .filter((reporter) => !reporter.withdrawn)
    .map((reporter) =>
      noticeOf(
        event,
        record,
        { purpose: 'refused', to: { private: reporter.key }, text, expects: { states: ['refused'] } },
        ground,
        now,
      ),
    )
}

/** 2.6: thanked where it was said, and passed on to the lead of the area. */
export function praiseNotices(
  event: CaseEvent,
  record: CaseRecord,
  ground: Ground,
  now: Date,
): readonly Notice[] {
  const reporter = record.reporters[0]
  const { directory } = ground
  const area = record.room === null ? null : (directory.room(record.room)?.areas[0] ?? null)
  const community = area === null ? null : directory.communityOf(area)
  const recused = recusedOf(record, directory)
  const leads = community === null ? [] : directory.holders('community_lead', community)
  const lead = leads.find(({ person }) => !recused.has(person))
  const passedOn =
    lead === undefined
      ? []
      : tell(
          event,
          record,
          'praise',
          [{ ...lead }],
          praisePassedOn({ words: wordsShown(record) }),
          ground,
          now,
        )
  if (reporter === undefined) return passedOn
  const to = answerPlace(record, reporter)
  const mentions = 'room' in to ? [reporter.key] : []
  return [
    noticeOf(
      event,
      record,
      { purpose: 'praise_thanks', to, text: praiseThanks(), mentions, answer: true },
      ground,
      now,
    ),
    ...passedOn,
  ]
}
