import { askPlaceNotice } from '../feedback/answers.ts'
import { supplementNotices } from '../feedback/staff-notices.ts'
import { raiseHotSpots } from '../ledger/raise-hot-spots.ts'
import type { Reaction } from './scene.ts'

/** 8.3: asked once; what is asked is remembered, so that the answer is known whatever is said in between. */
export const askPlace: Reaction = async ({ event, record, stores, ground, now }) => {
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
export const lookForHotSpots: Reaction = ({ event, record, stores, ground, now }) => {
  const reporter = event.facts['reporter']
  return raiseHotSpots(stores, record, typeof reporter === 'string' ? reporter : null, ground, now)
}

/** What a further reporter of an emergency says reaches whoever works at it, where it is more than "+1" (3.8, 8.5). */
export const joinedLoudly: Reaction = async ({ event, record, stores, ground, now }) => {
  const words = (await stores.events.words(event.id)) ?? ''
  if (record.urgency !== 'emergency' || words.length <= ground.rulebook.hearing.bareJoinLetters) return
  for (const notice of supplementNotices(event, record, words, ground, now)) await stores.outbox.put(notice)
}
