import { isCaller } from '../cases/case.ts'
import { askPlaceNotice } from '../feedback/answers.ts'
import { asksWhereToGo } from '../feedback/receipts.ts'
import { supplementNotices } from '../feedback/staff-notices.ts'
import { isSecluded } from '../feedback/to-reporters.ts'
import { addMinutes } from '../kernel/clock.ts'
import { raiseHotSpots } from '../ledger/raise-hot-spots.ts'
import type { Reaction, Scene } from './scene.ts'

/** What is asked is remembered, so that the answer is known whatever is said in between (8.3). False: asked already, or nobody is there. */
async function rememberAsking({ record, stores, ground, now }: Scene): Promise<boolean> {
  const [reporter] = record.reporters
  if (reporter === undefined || isCaller(reporter.key)) return false
  const room = isSecluded(record) ? null : reporter.room
  const since = addMinutes(now, -ground.rulebook.hearing.joinMinutes)
  const open = await stores.placeQuestions.openFor(reporter.key, room, since)
  if (open?.caseId === record.id) return false
  await stores.placeQuestions.ask({
    ...{ caseId: record.id, reporter: reporter.key, what: 'place', askedAt: now, room },
  })
  return true
}

/** 3.8: where an emergency is; true where the answer to the cry is to ask. */
export const asksWhere = async (scene: Scene): Promise<boolean> =>
  asksWhereToGo(scene.record) && (await rememberAsking(scene))

/** 8.3: asked once. */
export const askPlace: Reaction = async (scene) => {
  const { event, record, stores, ground, now } = scene
  if (record.reporters.length === 0) return
  await rememberAsking(scene)
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
  const bare = words.length <= ground.rulebook.hearing.bareJoinLetters && event.facts['placed'] !== true
  if (record.urgency !== 'emergency' || bare) return
  for (const notice of supplementNotices(event, record, words, ground, now)) await stores.outbox.put(notice)
}
