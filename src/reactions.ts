import type { CaseEvent, Move } from './cases/event.ts'
import { tellMove } from './cases/outside-events.ts'
import { startAssistClocks } from './deadlines/assist-clocks.ts'
import { refusalNotices } from './feedback/answers.ts'
import * as asks from './feedback/ask-notices.ts'
import * as conference from './feedback/conference-notices.ts'
import { lateClassNotices, lateReasonNotices } from './feedback/follow-up-notices.ts'
import * as moves from './feedback/move-notices.ts'
import { progressNotices } from './feedback/receipts.ts'
import { secondNotices } from './feedback/second-notices.ts'
import * as staff from './feedback/staff-notices.ts'
import * as tasks from './feedback/tasks.ts'
import type { Ground } from './grid/ground.ts'
import { keepFacts } from './ledger/keep-facts.ts'
import { asked, declined } from './reactions/asking.ts'
import { answeredAtScene, endFollowUps, remindOfAsk, startAllClocks, stopClocks } from './reactions/clocks.ts'
import { closed, rated, resolved } from './reactions/closing.ts'
import { learnFrom, unlearn } from './reactions/corrections.ts'
import { joinedLoudly, lookForHotSpots } from './reactions/heard.ts'
import * as way from './reactions/on-the-way.ts'
import { recategorised } from './reactions/recategorised.ts'
import { type Reaction, type ReactionStores, telling, tellingWhy } from './reactions/scene.ts'

/** Event → action: the whole of what follows from a move. Every move has its line, even where nothing follows. */
const reactions: Readonly<Record<Move, readonly Reaction[]>> = {
  receive: [learnFrom, way.waitForDutyOfficer, way.findHandler, startAllClocks, lookForHotSpots],
  file: [learnFrom, stopClocks, way.findHandler, startAllClocks],
  dismiss: [learnFrom, stopClocks],
  refuse: [stopClocks, telling(refusalNotices)],
  merge: [stopClocks, telling(moves.mergedNotices)],
  unmerge: [startAllClocks, telling(moves.unmergedNotices)],
  withdraw: [
    async (scene) => (scene.record.state === 'withdrawn' ? stopClocks(scene) : undefined),
    telling(staff.withdrawnNotices),
    telling(asks.withdrawalAgreedNotices),
  ],
  dispatch: [learnFrom, stopClocks, startAllClocks, way.dispatched],
  accept: [startAllClocks],
  contact: [],
  designate: [learnFrom, stopClocks, startAllClocks, way.handedOn('designate', 'handed_on')],
  recategorise: [learnFrom, stopClocks, startAllClocks, recategorised],
  return: [stopClocks, startAllClocks, way.returned],
  escalate: [stopClocks, startAllClocks, way.handedOn('escalate', 'moved_up')],
  hand_to_county: [
    stopClocks,
    startAllClocks,
    telling((...scene) => progressNotices(scene[0], scene[1], 'county', scene[2], scene[3])),
  ],
  county_progress: [tellingWhy(moves.countySaid)],
  county_answer: [stopClocks, startAllClocks, tellingWhy(moves.countySaid), resolved],
  ask_extension: [telling(tasks.extensionNotices)],
  extend: [
    startAllClocks,
    telling(staff.extensionGrantedNotices),
    telling((...scene) => progressNotices(scene[0], scene[1], 'extended', scene[2], scene[3])),
  ],
  refuse_extension: [tellingWhy(staff.extensionRefusedNotices)],
  shelve: [stopClocks, startAllClocks],
  resume: [stopClocks, startAllClocks],
  resolve: [stopClocks, startAllClocks, resolved],
  verify: [stopClocks, startAllClocks, telling(tasks.closeNotices)],
  reject: [stopClocks, startAllClocks, tellingWhy(staff.rejectedNotices)],
  close: [stopClocks, startAllClocks, closed],
  send_back: [stopClocks, startAllClocks, tellingWhy(staff.rejectedNotices)],
  rate: [rated],
  reopen: [endFollowUps, stopClocks, startAllClocks, way.reopened],
  join: [joinedLoudly, lookForHotSpots],
  supplement: [way.supplemented],
  late_reason: [telling(lateReasonNotices)],
  agree: [telling(secondNotices)],
  take_verification: [],
  ask: [asked, remindOfAsk],
  decline: [declined],
  uphold: [telling(moves.upheldNotices)],
  leave: [],
  at_scene: [answeredAtScene],
  confer: [
    ({ event, record, stores }) => startAssistClocks(stores.timers, record, event),
    telling(conference.conferredNotices),
  ],
  assist_done: [tellingWhy(conference.assistDoneNotices)],
  undo: [unlearn, endFollowUps, stopClocks, startAllClocks],
  rate_end: [],
  late_class: [telling(lateClassNotices)],
  late_confirm: [],
  follow_up: [],
  phone_call: [],
}

/**
 * Runs what follows from one event, in the transaction that settles it: first its figures (9.2), the same for every move.
 * The case is read as it stands now.
 */
export async function react(
  event: CaseEvent,
  stores: ReactionStores,
  ground: Ground,
  now: Date,
): Promise<void> {
  const record = await stores.cases.lock(event.caseId)
  if (record === null) return
  await keepFacts(stores, record, ground)
  for (const reaction of reactions[event.move]) await reaction({ event, record, stores, ground, now })
  await tellMove(stores, event, record, ground, now)
}
