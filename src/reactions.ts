import type { Notice, OutboxStore } from './chat/outbox.ts'
import { asksFor } from './cases/asks.ts'
import type { CaseRecord } from './cases/case.ts'
import type { CaseEvent, Move } from './cases/event.ts'
import { moveCase } from './cases/moving.ts'
import { closeCase } from './cases/orders.ts'
import type { CaseStore, EventStore } from './cases/ports.ts'
import type { PlaceQuestionStore } from './cases/place-questions.ts'
import { routeFiled } from './cases/routing-filed.ts'
import { proposalFor } from './cases/proposal.ts'
import { startAssistClocks } from './deadlines/assist-clocks.ts'
import { clearClocks, startClocks } from './deadlines/clocks.ts'
import { awaitReason, type ClosingStores, tellClosure } from './feedback/closing.ts'
import { askWhyNotice } from './feedback/closure.ts'
import { lateClassNotices, lateReasonNotices } from './feedback/follow-up-notices.ts'
import { dropFollowUps } from './feedback/following-up.ts'
import { countyReceiptNotice, progressNotices, receiptNotice, waitingNotice } from './feedback/receipts.ts'
import * as asks from './feedback/ask-notices.ts'
import * as conference from './feedback/conference-notices.ts'
import { heldBack, heldUntil } from './feedback/holding.ts'
import * as moves from './feedback/move-notices.ts'
import { askPlace, joinedLoudly, lookForHotSpots } from './heard-reactions.ts'
import * as staff from './feedback/staff-notices.ts'
import * as tasks from './feedback/tasks.ts'
import { praiseNotices, refusalNotices } from './feedback/answers.ts'
import { sentShown } from './feedback/shown.ts'
import type { Ground } from './grid/ground.ts'
import type { TimerStore } from './kernel/timers.ts'
import type { HotSpotStore } from './ledger/hot-spots.ts'
import { designatedBy, escalatedBy, residentSaid } from './wording/staff.ts'
import { spokenTime } from './worktime/spoken.ts'

export interface ReactionStores extends ClosingStores {
  cases: CaseStore
  events: EventStore
  outbox: OutboxStore
  timers: TimerStore
  placeQuestions: PlaceQuestionStore
  hotSpots: HotSpotStore
}

/** An event, the case as it stands now, and everything a reaction may use; all in one transaction. */
interface Scene {
  event: CaseEvent
  record: CaseRecord
  stores: ReactionStores
  ground: Ground
  now: Date
}

type Reaction = (scene: Scene) => Promise<void>

const byRule = { actor: { by: 'bot', post: 'bot' }, door: 'rule' } as const

async function say(scene: Scene, notices: readonly (Notice | null)[]): Promise<void> {
  const { event, record, stores, ground } = scene
  const until = notices.length === 0 ? null : await heldUntil(event, record, stores.events, ground)
  for (const notice of notices) if (notice !== null) await stores.outbox.put(heldBack(notice, until, ground))
}

const telling =
  (
    notices: (event: CaseEvent, record: CaseRecord, ground: Ground, now: Date) => readonly (Notice | null)[],
  ): Reaction =>
  (scene) =>
    say(scene, notices(scene.event, scene.record, scene.ground, scene.now))

const stopClocks: Reaction = ({ record, stores }) => clearClocks(stores.timers, record)
const startAllClocks: Reaction = ({ event, record, stores, ground, now }) =>
  startClocks(stores.timers, record, event, ground, now)

/** Taken up again: what was planned for the closed case is needed no more (6.6). */
const endFollowUps: Reaction = async ({ record, stores, now }) => {
  if (record.state !== 'closed') await dropFollowUps(stores, record.id, now)
}

const waitForDutyOfficer: Reaction = async (scene) => {
  const { event, record, ground, now } = scene
  if (record.state !== 'triage') return
  // Whether it is another's double is asked first (8.6).
  if (asksFor('merge', record).length === 0)
    await say(scene, tasks.triageNotices(record, proposalFor(record, ground, now), ground, now))
  if (event.facts['addressed'] === true || record.confidential || record.urgency === 'emergency')
    await say(scene, [waitingNotice(event, record, ground, now)])
}

/** Filed: routed, and on the way to somebody in the same breath (3, 2.5). */
const findHandler: Reaction = async (scene) => {
  const { event, record, stores, ground, now } = scene
  if (record.state !== 'filed') return
  if (record.kind === 'praise')
    return void (await moveCase(stores, record.id, closeCase(), byRule, ground, now))
  const found = await routeFiled(stores, record, ground, now)
  if (found.to === 'asking') return askPlace(scene)
  if (found.to === 'triage') {
    if (record.urgency === 'emergency') await say(scene, [waitingNotice(event, record, ground, now)])
    return say(scene, tasks.noWayNotices(event, record, found.reason, ground, now))
  }
  if (found.to !== 'county') return
  const due = spokenTime(found.dueAt, now, ground.calendar)
  await say(scene, [
    ...tasks.countyNotices(event, record, due, ground, now),
    countyReceiptNotice(event, record, ground, now),
  ])
}

const dispatched = telling((event, record, ground, now) => [
  ...tasks.dispatchNotices(event, record, ground, now),
  receiptNotice(event, record, ground, now),
])

/**
 * Handed on to somebody else: the new handler reads why in the words of whoever handed it on, the old one that it went
 * on, the reporters what is next. A receipt that still waits to be said says the new name instead of the old.
 */
const handedOn =
  (how: 'escalate' | 'designate', progress: 'moved_up' | 'handed_on'): Reaction =>
  async (scene) => {
    const { event, record, ground, now } = scene
    const said = event.actor.post === 'clock' ? '' : await whyHandedOn(scene, how)
    await say(scene, [
      ...tasks.dispatchNotices(event, record, ground, now, { how, said }),
      receiptNotice(event, record, ground, now),
      ...progressNotices(event, record, progress, ground, now),
      ...staff.takenOverNotices(event, record, ground, now),
    ])
  }

const whyHandedOn = async (scene: Scene, how: 'escalate' | 'designate'): Promise<string> => {
  const name = scene.ground.directory.nameOf(scene.event.actor.by)
  const reason = await wordsOf(scene)
  return how === 'escalate' ? escalatedBy(name, reason) : designatedBy(name, reason)
}

const reopened: Reaction = async (scene) => {
  const { event, record, ground, now } = scene
  const said = residentSaid(sentShown(await wordsOf(scene)))
  await say(scene, [
    ...tasks.dispatchNotices(event, record, ground, now, { how: 'reopen', said }),
    ...progressNotices(event, record, 'reopened', ground, now),
    ...staff.supervisorNotices(event, record, ground, now),
  ])
}

const closed: Reaction = async (scene) => {
  const { event, record, ground, now } = scene
  if (record.kind === 'praise') return say(scene, praiseNotices(event, record, ground, now))
  await tellClosure(scene.stores, event, record, ground, now)
}

/** An enquiry needs no verification: answered, then rated (2.6). */
const resolved: Reaction = async (scene) => {
  const { event, record, stores, ground, now } = scene
  if (record.state !== 'resolved') return
  const direct = record.kind === 'enquiry' && record.urgency !== 'emergency'
  if (direct) return void (await moveCase(stores, record.id, closeCase(), byRule, ground, now))
  await say(scene, tasks.verifyNotices(event, record, ground, now))
}

const rated: Reaction = async (scene) => {
  const { event, record, ground, now } = scene
  if (event.facts['rating'] !== 'dissatisfied' || record.state !== 'closed') return
  await say(scene, [askWhyNotice(event, record, event.actor.by, ground, now)])
  await awaitReason(scene.stores, record, event.actor.by, ground, now)
}

/** A place that was asked for has been named: the waiting case goes on (8.3). */
const supplemented: Reaction = async (scene) => {
  const { event, record, stores, ground, now } = scene
  const placed = record.place.building !== null || record.place.spot !== null
  if (record.state === 'filed' && record.returns === 0) {
    if (placed) {
      const found = await routeFiled(stores, record, ground, now, false)
      if (found.to === 'handler') return
    }
  }
  await say(scene, staff.supplementNotices(event, record, await wordsOf(scene), ground, now))
  if (record.state === 'triage')
    await say(scene, tasks.triageNotices(record, proposalFor(record, ground, now), ground, now))
}

/** 8.6: of two that may be one both are shown. */
const asked: Reaction = async (scene) => {
  const { event, record, stores, ground, now } = scene
  const { into } = event.facts
  const other = typeof into === 'string' ? await stores.cases.byNumber(into) : null
  await say(scene, asks.askNotices(event, record, await wordsOf(scene), ground, now, other))
}

/** Whoever asked hears why not; a case that is no other's double goes on to the duty officer's filing (8.6). */
const declined: Reaction = async (scene) => {
  const { event, record, ground, now } = scene
  await say(scene, asks.declinedNotices(event, record, await wordsOf(scene), ground, now))
  if (event.facts['what'] === 'merge' && record.state === 'triage')
    await say(scene, tasks.triageNotices(record, proposalFor(record, ground, now), ground, now))
}

const wordsOf = async ({ stores, event }: Scene): Promise<string> =>
  (await stores.events.words(event.id)) ?? ''

/** As `telling`, with the words that came with the move. */
const tellingWhy =
  (
    notices: (
      event: CaseEvent,
      record: CaseRecord,
      words: string,
      ground: Ground,
      now: Date,
    ) => readonly Notice[],
  ): Reaction =>
  async (scene) =>
    say(scene, notices(scene.event, scene.record, await wordsOf(scene), scene.ground, scene.now))

/** Event → action: the whole of what follows from a move. Every move has its line, even where nothing follows. */
const reactions: Readonly<Record<Move, readonly Reaction[]>> = {
  receive: [waitForDutyOfficer, findHandler, startAllClocks, lookForHotSpots],
  file: [stopClocks, findHandler, startAllClocks],
  dismiss: [stopClocks],
  refuse: [stopClocks, telling(refusalNotices)],
  merge: [stopClocks, telling(moves.mergedNotices)],
  unmerge: [startAllClocks, telling(moves.unmergedNotices)],
  withdraw: [
    async (scene) => (scene.record.state === 'withdrawn' ? stopClocks(scene) : undefined),
    telling(staff.withdrawnNotices),
    telling(asks.withdrawalAgreedNotices),
  ],
  dispatch: [stopClocks, startAllClocks, dispatched],
  accept: [startAllClocks],
  contact: [],
  designate: [stopClocks, startAllClocks, handedOn('designate', 'handed_on')],
  return: [stopClocks, startAllClocks, async (scene) => say(scene, await returnedTo(scene))],
  escalate: [stopClocks, startAllClocks, handedOn('escalate', 'moved_up')],
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
  reopen: [endFollowUps, stopClocks, startAllClocks, reopened],
  join: [joinedLoudly, lookForHotSpots],
  supplement: [supplemented],
  late_reason: [telling(lateReasonNotices)],
  agree: [],
  take_verification: [],
  ask: [asked],
  decline: [declined],
  uphold: [telling(moves.upheldNotices)],
  leave: [],
  at_scene: [],
  confer: [
    ({ event, record, stores }) => startAssistClocks(stores.timers, record, event),
    telling(conference.conferredNotices),
  ],
  assist_done: [tellingWhy(conference.assistDoneNotices)],
  undo: [endFollowUps, stopClocks, startAllClocks],
  rate_end: [],
  late_class: [telling(lateClassNotices)],
  late_confirm: [],
  follow_up: [],
  phone_call: [],
}

async function returnedTo(scene: Scene): Promise<readonly Notice[]> {
  const { event, record, ground, now } = scene
  const facts = {
    by: ground.directory.nameOf(event.actor.by),
    reason: await wordsOf(scene),
    proposal: proposalFor(record, ground, now),
  }
  return tasks.returnNotices(event, record, facts, ground, now)
}

/** Runs what follows from one event, in the transaction that settles it. The case is read as it stands now. */
export async function react(
  event: CaseEvent,
  stores: ReactionStores,
  ground: Ground,
  now: Date,
): Promise<void> {
  const record = await stores.cases.lock(event.caseId)
  if (record === null) return
  for (const reaction of reactions[event.move]) await reaction({ event, record, stores, ground, now })
}
