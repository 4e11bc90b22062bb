import type { Ground } from '../grid/ground.ts'
import type { Rating } from '../intake/reading.ts'
import type { Assignment, Decision } from '../routing/decision.ts'
import type { Ask, AskKind } from './ask.ts'
import { withoutAsks } from './asks.ts'
import type { Assistant } from './assistant.ts'
import { assistantsAfter } from './conference.ts'
import type { CaseRecord, Outcome, Reporter } from './case.ts'
import type { CaseEvent, EventFacts, Move } from './event.ts'
import { extensionTerms } from './extension.ts'
import { restored } from './undoing.ts'

/**
 * What a move carries and what it changes in the case beside its state (grid-rules 2.1, "must carry").
 * Pure: whether the move is allowed is the lifecycle table's business, not told here.
 */
export interface MoveOrder {
  move: Move
  facts: EventFacts
  /** Private words that go with the move; erasable, kept apart from the event. */
  words: string | null
  change(record: CaseRecord, now: Date): Partial<CaseRecord>
  /** What of it holds already where another must agree first (2.3). */
  stands?: Partial<CaseRecord>
}

const order = (
  move: Move,
  facts: EventFacts = {},
  words: string | null = null,
  change: MoveOrder['change'] = () => ({}),
): MoveOrder => ({ move, facts, words, change })

export const fileCase = (): MoveOrder =>
  order('file', {}, null, (record, now) => ({ filedAt: now, asks: withoutAsks(record.asks, ['merge']) }))
export const dismissCase = (): MoveOrder => order('dismiss')
/** `earlier`: of a repeat, the case that was answered; its answer goes with the reply (7.1). */
export const refuseCase = (ground: string, earlier: CaseRecord | null = null): MoveOrder =>
  earlier === null
    ? order('refuse', { ground })
    : order('refuse', { ground, earlier: earlier.number }, null, () => ({ result: earlier.result }))

function assignmentOf(decision: Decision, record: CaseRecord, now: Date): Partial<CaseRecord> {
  const { area, grid, step, handler, verifier, informed, limit, dueAt, reason } = decision
  const assistants = assistantsAfter(handler.person, decision.assistants, record)
  return {
    ...{ area, grid, step, handler, verifier, informed, assistants, limit, dueAt, reason },
    dispatchedAt: now,
    acceptedAt: null,
    contactedAt: null,
    resolvedAt: null,
    verifiedAt: null,
    extensionAsked: null,
  }
}

export const dispatchFacts = (decision: Decision): EventFacts => ({
  handler: decision.handler.person,
  post: decision.handler.post,
  ...(decision.handler.dept === null ? {} : { dept: decision.handler.dept }),
  area: decision.area,
  step: decision.step,
  rules: decision.rules,
  due: decision.dueAt.toISOString(),
})

/** The decision taken over by a case on its way; `stays`: whoever works at it goes on, with another limit. */
export const withDecision = (
  decision: Decision,
  record: CaseRecord,
  now: Date,
  stays: boolean,
): Partial<CaseRecord> => {
  const { dispatchedAt, acceptedAt, contactedAt } = record
  return {
    ...assignmentOf(decision, record, now),
    ...(stays ? { dispatchedAt, acceptedAt, contactedAt } : {}),
  }
}

export const dispatchTo = (decision: Decision): MoveOrder =>
  order('dispatch', dispatchFacts(decision), null, (record, now) => assignmentOf(decision, record, now))

/** 转: the duty officer or the director names the handler; after the director's word nobody returns it. */
export const designateTo = (decision: Decision, byDirector: boolean, reason: string | null): MoveOrder =>
  order('designate', { ...dispatchFacts(decision), byDirector }, reason, (record, now) => ({
    ...assignmentOf(decision, record, now),
    designatedByDirector: record.designatedByDirector || byDirector,
  }))

/** 上报, or the clock: the next step takes it. */
export const escalateTo = (
  decision: Decision,
  why: 'handler' | 'clock' | 'duty_officer',
  reason: string | null,
): MoveOrder =>
  order('escalate', { ...dispatchFacts(decision), why }, reason, (record, now) =>
    assignmentOf(decision, record, now),
  )

export const acceptCase = (): MoveOrder => order('accept', {}, null, (_, now) => ({ acceptedAt: now }))
export const contactReporter = (): MoveOrder => order('contact', {}, null, (_, now) => ({ contactedAt: now }))

export const returnCase = (reason: string): MoveOrder =>
  order('return', {}, reason, (record) => ({
    returns: record.returns + 1,
    returners: record.handler === null ? record.returners : [...record.returners, record.handler.person],
    handler: null,
  }))

export const askExtension = (days: number, reason: string): MoveOrder =>
  order('ask_extension', { days }, reason, () => ({ extensionAsked: { days, reason } }))

/** 4.2: to 17:30 of the n-th working day after the old due day; where a statute sets the deadline by 4.7. */
export const extendCase = (days: number, ground: Ground): MoveOrder => ({
  ...order('extend', { days }),
  change: (record) => ({
    dueAt: record.dueAt === null ? null : extensionTerms(record, ground).dueAfter(record.dueAt, days),
    extensions: record.extensions + 1,
    extensionAsked: null,
  }),
})

export const refuseExtension = (reason: string | null): MoveOrder =>
  order('refuse_extension', {}, reason, () => ({ extensionAsked: null }))

export const resolveCase = (outcome: Outcome, result: string): MoveOrder =>
  order('resolve', { outcome }, result, (record, now) => ({
    outcome,
    result,
    resolvedAt: now,
    acceptedAt: record.acceptedAt ?? now,
    extensionAsked: null,
  }))

/** 4.4: who should have verified has let the time go by twice; the next in the line of 3.7 takes it. */
export const takeVerification = (verifier: Assignment): MoveOrder =>
  order('take_verification', { verifier: verifier.person, post: verifier.post }, null, () => ({ verifier }))

export const verifyCase = (): MoveOrder => order('verify', {}, null, (_, now) => ({ verifiedAt: now }))

const backToWork = (record: CaseRecord): Partial<CaseRecord> => ({
  rework: record.rework + 1,
  resolvedAt: null,
  verifiedAt: null,
})

export const rejectCase = (reason: string): MoveOrder => order('reject', {}, reason, backToWork)
export const sendBackCase = (reason: string): MoveOrder => order('send_back', {}, reason, backToWork)
export const closeCase = (): MoveOrder => order('close', {}, null, (_, now) => ({ closedAt: now }))

const worse: Readonly<Record<Rating, number>> = { satisfied: 0, basic: 1, dissatisfied: 2 }

/** 2.1 rate: the case's rating is the worst of its cycle. */
export const rateCase = (reporterKey: string, rating: Rating, words: string | null): MoveOrder =>
  order('rate', { rating }, words, (record) => ({
    rating: record.rating === null || worse[rating] > worse[record.rating] ? rating : record.rating,
    reporters: record.reporters.map((one) => (one.key === reporterKey ? { ...one, rating } : one)),
  }))

/** 不满意 with a reason: next cycle, one level up. */
export const reopenTo = (decision: Decision, reason: string | null): MoveOrder =>
  order('reopen', dispatchFacts(decision), reason, (record, now) => ({
    ...assignmentOf(decision, record, now),
    cycle: record.cycle + 1,
    lateSince: null,
    outcome: null,
    result: null,
    closedAt: null,
    rating: null,
    asks: withoutAsks(record.asks, ['reopening']),
    extensions: 0,
    returns: 0,
    reporters: record.reporters.map((one) => ({ ...one, rating: null })),
  }))

export const joinCase = (reporter: Reporter, words: string | null): MoveOrder =>
  order('join', { reporter: reporter.key }, words, (record) => ({
    reporters: [...record.reporters.filter((one) => one.key !== reporter.key), reporter],
  }))

/** 并入: the case it joins, by number. */
export const mergeInto = (into: string): MoveOrder =>
  order('merge', { into }, null, (record) => ({ asks: withoutAsks(record.asks, ['merge']) }))

export const unmergeCase = (): MoveOrder => order('unmerge')

/** A reporter of a merged case goes over with the room they spoke in; `mergedFrom` is the number of that case. */
export const joinMerged = (reporter: Reporter, mergedFrom: string, now: Date): MoveOrder => {
  const joined = { ...reporter, joinedAt: now, rating: null }
  return { ...joinCase(joined, null), facts: { reporter: reporter.key, mergedFrom } }
}

/** What a merge brought goes again; the row stays, so that who was heard is known. */
export const leaveCase = (reporterKey: string): MoveOrder =>
  order('leave', { reporter: reporterKey }, null, (record) => ({
    reporters: record.reporters.map((one) => (one.key === reporterKey ? { ...one, withdrawn: true } : one)),
  }))

export const supplementCase = (words: string, change: Partial<CaseRecord>): MoveOrder =>
  order('supplement', {}, words, () => change)

/** Of several reporters one takes back only their own share (2.1); `agreedBy` is the duty officer who spoke with them. */
export const withdrawShare = (reporterKey: string, agreedBy: string | null = null): MoveOrder =>
  order(
    'withdraw',
    { reporter: reporterKey, ...(agreedBy === null ? {} : { agreedBy }) },
    null,
    (record) => ({
      reporters: record.reporters.map((one) => (one.key === reporterKey ? { ...one, withdrawn: true } : one)),
      asks: record.asks.filter(({ by }) => by !== reporterKey),
    }),
  )

export const handToCounty = (dueAt: Date): MoveOrder =>
  order('hand_to_county', { due: dueAt.toISOString() }, null, () => ({ dueAt, handler: null }))

export const shelveCase = (plan: string, until: Date): MoveOrder =>
  order('shelve', { until: until.toISOString() }, plan, () => ({ dueAt: until }))

/** 2.1: what the county says meanwhile. */
export const countyProgress = (text: string): MoveOrder => order('county_progress', {}, text)

/** 2.1: the county has answered; the verifier of 3.7 looks whether it is so. */
export const countyAnswer = (outcome: Outcome, text: string, verifier: Assignment | null): MoveOrder =>
  order('county_answer', { outcome }, text, (_, now) => ({
    ...{ outcome, result: text, verifier, resolvedAt: now },
  }))

/** 2.1 resume: the work goes on with a due time of its own. */
export const resumeCase = (dueAt: Date): MoveOrder =>
  order('resume', { due: dueAt.toISOString() }, null, (_, now) => ({ dueAt, dispatchedAt: now }))

/** 2.3, 3.8: one of two has agreed to a move that one alone may not make; `waits` says for whose word it waits. */
export const agreeTo = (agreed: Pick<MoveOrder, 'move' | 'facts' | 'stands'>, waits: string): MoveOrder =>
  order('agree', { ...agreed.facts, agreesTo: agreed.move, waits }, null, () => agreed.stands ?? {})

export const keepLateReason = (reason: string): MoveOrder =>
  order('late_reason', {}, reason, () => ({ lateReason: reason, lateClass: null }))

/** Asks the centre (10.1): `by` is the reporter who wants it, or 'bot' where the bot is not sure; `words` are theirs. */
export const askCentre = (asked: Omit<Ask, 'at'>, words: string | null = null): MoveOrder =>
  order('ask', { ...asked }, words, (record, now) => ({
    asks: [...record.asks, { ...asked, at: now.toISOString() }],
  }))

/** 不同意: everybody who asks this of the case is answered, with the reason as told to them. */
export const declineAsk = (what: AskKind, asks: readonly Ask[], reason: string | null): MoveOrder =>
  order('decline', { what, askers: asks.map(({ by }) => by) }, reason, (record) => ({
    asks: withoutAsks(record.asks, [what]),
  }))

/** 7.1: the director has taken the objection up; `into` is the number of the new case. */
export const upholdObjection = (into: string, askers: readonly string[]): MoveOrder =>
  order('uphold', { what: 'objection', into, askers }, null, (record) => ({
    asks: withoutAsks(record.asks, ['objection']),
  }))

/** 撤销: what was done is taken back by a new event; nothing is deleted (2.4). */
export const undoAct = (
  undone: Pick<CaseEvent, 'id' | 'move'> & Partial<Pick<CaseEvent, 'facts'>>,
  before: CaseRecord,
): MoveOrder => {
  const corrected = undone.facts?.['corrected']
  const changed: readonly unknown[] = Array.isArray(corrected) ? corrected : []
  const wasPlaced = changed.includes('place')
  return order('undo', { undoes: undone.move, undoneEvent: undone.id }, null, (record) => ({
    ...restored(before, record),
    ...(wasPlaced ? { place: before.place } : {}),
    // The title goes by the leaf; where words were recalled meanwhile none of them comes back (6.9).
    ...(changed.includes('category') && record.words === before.words ? { title: before.title } : {}),
  }))
}

/** 3.8: acknowledged by somebody other than the handler, who stays the handler. */
export const firstThere = (): MoveOrder => order('at_scene')

/** 会商: these help, each with a task and a time; whoever has one already gets the new one (3.9). */
export const confer = (called: readonly Assistant[]): MoveOrder => {
  const persons = called.map(({ person }) => person)
  const dues = called.map(({ dueAt }) => dueAt ?? '')
  const tasks = [...new Set(called.map(({ task }) => task ?? ''))].filter((task) => task !== '')
  return order('confer', { assistants: persons, dues }, tasks.join('；') || null, (record) => ({
    assistants: [...record.assistants.filter(({ person }) => !persons.includes(person)), ...called],
  }))
}

/** 3.9: an assistant has done their part; the case is the lead's to resolve. */
export const assistDone = (person: string, result: string): MoveOrder =>
  order('assist_done', {}, result, (record, now) => ({
    assistants: record.assistants.map((one) =>
      one.person === person && one.task !== undefined ? { ...one, doneAt: now.toISOString() } : one,
    ),
  }))
