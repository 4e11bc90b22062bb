import type { OutboxStore } from './chat/outbox.ts'
import type { CaseRecord } from './cases/case.ts'
import type { CaseEvent } from './cases/event.ts'
import type { PlaceQuestionStore } from './cases/place-questions.ts'
import type { CaseStore, EventStore } from './cases/ports.ts'
import { askPlaceNotice } from './feedback/answers.ts'
import { supplementNotices } from './feedback/staff-notices.ts'
import type { Ground } from './grid/ground.ts'
import type { HotSpotStore } from './ledger/hot-spots.ts'
import { raiseHotSpots } from './ledger/raise-hot-spots.ts'

interface Heard {
  event: CaseEvent
  record: CaseRecord
  stores: {
    cases: CaseStore
    events: EventStore
    outbox: OutboxStore
    placeQuestions: PlaceQuestionStore
    hotSpots: HotSpotStore
  }
  ground: Ground
  now: Date
}

type HeardReaction = (heard: Heard) => Promise<void>

/** 8.3: asked once; what is asked is remembered, so that the answer is known whatever is said in between. */
export const askPlace: HeardReaction = async ({ event, record, stores, ground, now }) => {
  const [reporter] = record.reporters
  if (reporter === undefined) return
  await stores.placeQuestions.ask({
    ...{ caseId: record.id, reporter: reporter.key, what: 'place', askedAt: now },
    room: record.confidential ? null : reporter.room,
  })
  const notice = askPlaceNotice(event, record, ground, now)
  if (notice !== null) await stores.outbox.put(notice)
}

/** 8.7, counted for the reporter whose words these are. */
export const lookForHotSpots: HeardReaction = ({ event, record, stores, ground, now }) => {
  const reporter = event.facts['reporter']
  return raiseHotSpots(stores, record, typeof reporter === 'string' ? reporter : null, ground, now)
}

/** What a further reporter of an emergency says reaches whoever works at it, where it is more than "+1" (3.8, 8.5). */
export const joinedLoudly: HeardReaction = async ({ event, record, stores, ground, now }) => {
  const words = (await stores.events.words(event.id)) ?? ''
  if (record.urgency !== 'emergency' || words.length <= ground.rulebook.hearing.bareJoinLetters) return
  for (const notice of supplementNotices(event, record, words, ground, now)) await stores.outbox.put(notice)
}
