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
import { recusedOf } from './audience.ts'
import { wordsShown } from './shown.ts'
import { dutyNotices, tell } from './tasks.ts'
import { answerToFirst, toEachReporter } from './to-reporters.ts'

/** 8.3: asked once, in the room; in private where the matter is confidential. */
export const askPlaceNotice = (
  event: CaseEvent,
  record: CaseRecord,
  ground: Ground,
  now: Date,
): Notice | null => answerToFirst(event, record, { purpose: 'ask_place', text: askPlace() }, ground, now)

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
  const expects = { states: ['refused'] }
  return toEachReporter(event, record, { purpose: 'refused', text, expects }, ground, now)
}

/** The lead of the community in whose room it was said; null where there is none who may hear of it (3.5). */
function leadOfRoom(record: CaseRecord, { directory }: Ground) {
  const area = record.room === null ? null : (directory.room(record.room)?.areas[0] ?? null)
  const community = area === null ? null : directory.communityOf(area)
  const recused = recusedOf(record, directory)
  const leads = community === null ? [] : directory.holders('community_lead', community)
  return leads.find(({ person }) => !recused.has(person)) ?? null
}

/** 2.6: thanked where it was said, and passed on to the lead of the area, else to the duty officer. */
export function praiseNotices(
  event: CaseEvent,
  record: CaseRecord,
  ground: Ground,
  now: Date,
): readonly Notice[] {
  const thanks = answerToFirst(event, record, { purpose: 'praise_thanks', text: praiseThanks() }, ground, now)
  const lead = leadOfRoom(record, ground)
  const text = praisePassedOn({ words: wordsShown(record) })
  const passedOn =
    lead === null
      ? dutyNotices(event, record, 'praise', text, ground, now)
      : tell(event, record, 'praise', [{ ...lead }], text, ground, now)
  return [...(thanks === null ? [] : [thanks]), ...passedOn]
}
