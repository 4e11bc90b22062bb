import { Refusal } from '../kernel/errors.ts'
import type { CaseRecord, Outcome } from '../cases/case.ts'
import {
  acceptCase,
  askExtension,
  assistDone,
  closeCase,
  countyAnswer,
  countyProgress,
  contactReporter,
  designateTo,
  dismissCase,
  dispatchTo,
  escalateTo,
  extendCase,
  fileCase,
  handToCounty,
  keepLateReason,
  type MoveOrder,
  refuseCase,
  refuseExtension,
  rejectCase,
  resolveCase,
  returnCase,
  sendBackCase,
  shelveCase,
  verifyCase,
} from '../cases/orders.ts'
import { classLateReason, confirmLateReason } from '../cases/loop-orders.ts'
import type { Move } from '../cases/event.ts'
import { proposedRouting, verifierAfterCounty } from '../cases/proposal.ts'
import { appealOfCase, previousOf } from '../cases/routing-of-case.ts'
import type { Ground } from '../grid/ground.ts'
import { redactText } from '../intake/redact.ts'
import type { Routing } from '../routing/decision.ts'
import { designate, nextStep } from '../routing/rules.ts'
import { missing } from '../wording/desk.ts'
import { type RefusalGround, refusalReplies } from '../wording/residents.ts'
import { dueAt } from '../worktime/due.ts'
import type { CommandName } from './command-words.ts'
import { type Command, readExtension } from './command.ts'
import { recategorise } from '../cases/recategorising.ts'
import { answeredBefore } from '../cases/repeats.ts'
import { noAnswerBefore, thirdTime } from '../wording/conference.ts'
import { conferenceBegins, conferring } from './conferring.ts'
import { type Decision, decisionOf } from './decisions.ts'
import { asMayBeKept, fileAsAsked, filedAsSaid } from './filed-as.ts'
import { readPlan } from './plan.ts'
import { targetOf } from './target.ts'

export interface Asking {
  /** The person who gave the command. */
  code: string
  ground: Ground
  now: Date
  /** What the same reporter has brought up before under this leaf (7.1 repeat). */
  earlier?: readonly CaseRecord[]
}

type Maker = (command: Command, record: CaseRecord, asking: Asking) => readonly MoveOrder[]

/** What must be carried (2.1): without it one line says what is missing, and nothing changes. */
function need(command: Command, what: string): string {
  const words = redactText(command.rest.trim())
  if (words === '') throw new Refusal('invalid', missing(what))
  return words
}

const resolving =
  (outcome: 'solved' | 'partly' | 'explained'): Maker =>
  (command) => [resolveCase(outcome, need(command, '办理结果'))]

/** 办结 from an assistant is their part alone; the case stays the lead's (3.9). */
export const isPart = ({ name }: Command): boolean =>
  name === 'resolve' || name === 'partly' || name === 'explained'

export const partDone = (command: Command, code: string): MoveOrder =>
  assistDone(code, need(command, '办理结果'))

function decided(routing: Routing) {
  if (routing.to === 'handler') return routing.decision
  throw new Refusal('wrong_state', routing.reason)
}

const escalating: Maker = (command, record, { ground, now }) => {
  const reason = need(command, '原因')
  const routing = nextStep(appealOfCase(record), previousOf(record), { ...ground, now }, 'escalate')
  return [escalateTo(decided(routing), 'handler', reason)]
}

const designating: Maker = (command, record, { code, ground, now }) => {
  const { target, reason } = targetOf(need(command, '姓名或部门'), ground.directory)
  const routing = designate(appealOfCase(record), target, previousOf(record), { ...ground, now })
  const decision = decided(routing)
  const byDirector = ground.directory.holdings(code).some((holding) => holding.post === 'director')
  if (record.state === 'triage') return [fileCase(), dispatchTo(decision)]
  if (record.state === 'filed') return [dispatchTo(decision)]
  return [designateTo(decision, byDirector, reason)]
}

/** 同意: what the case waits for. Filing alone is enough in triage: dispatch follows by rule, as proposed. */
const agreeing: Maker = (command, record, { ground, now }) => {
  const { what, rest } = decisionOf(command, record)
  if (what === 'extension' && record.extensionAsked !== null)
    return [extendCase(record.extensionAsked.days, ground)]
  if (what === 'filing') return [fileAsAsked(record, filedAsSaid(rest, ground), ground)]
  if (what !== 'dispatch') return record.state === 'resolved' ? [verifyCase(), closeCase()] : [closeCase()]
  const routing = proposedRouting(record, ground, now)
  return [routing.to === 'county' ? handToCounty(routing.dueAt) : dispatchTo(decided(routing))]
}

const disagreeing: Maker = (command, record) => {
  const { what, rest } = decisionOf(command, record)
  if (what === 'extension') return [refuseExtension(redactText(rest))]
  if (what === 'filing') return [dismissCase()]
  const reason = need({ ...command, rest }, '原因')
  return [record.state === 'resolved' ? rejectCase(reason) : sendBackCase(reason)]
}

/** The grounds of 7.1 as staff say them. */
const groundsSaid: readonly (readonly [RegExp, RefusalGround])[] = [
  [/诉讼|仲裁|复议|法院|法定/u, 'statutory'],
  [/重复/u, 'repeat'],
  [/秘密|隐私|涉密/u, 'secret'],
  [/职责|范围|无关/u, 'outside'],
  [/违法|不合法|不符合/u, 'unlawful'],
]

const refusing: Maker = (command, record, { ground: { rulebook }, earlier = [] }) => {
  const said = need(command, '理由（诉讼仲裁、重复、涉密、不属职责、不合法）')
  const ground = groundsSaid.find(([pattern]) => pattern.test(said))?.[1]
  if (ground === undefined || !(ground in refusalReplies))
    throw new Refusal('invalid', missing('理由（诉讼仲裁、重复、涉密、不属职责、不合法）'))
  if (ground !== 'repeat') return [refuseCase(ground)]
  const answered = answeredBefore(earlier)
  if (answered === null) throw new Refusal('wrong_state', noAnswerBefore())
  if (earlier.length + 1 >= rulebook.hotSpots.petitionsPerPerson)
    throw new Refusal('wrong_state', thirdTime(record.number))
  return [refuseCase(ground, answered)]
}

const extending: Maker = (command) => {
  const asked = readExtension(command.rest)
  if (asked === null) throw new Refusal('invalid', missing('天数，比如“延期 7 2天 等配件”'))
  if (asked.reason === '') throw new Refusal('invalid', missing('延期原因'))
  return [askExtension(asked.days, redactText(asked.reason))]
}

const shelving: Maker = (command, _record, { ground, now }) => {
  const plan = readPlan(command.rest, ground.calendar, now)
  if (plan === null) throw new Refusal('invalid', missing('日期和计划，比如“挂账 7 12月20日 等专项资金”'))
  return [shelveCase(redactText(plan.words), plan.until)]
}

/** How the county's answer begins says whether it is solved; anything else explains (2.1). */
const outcomeSaid = (text: string): Outcome => {
  if (text.startsWith('部分')) return 'partly'
  return /^(?:已经?|都)?(?:实际)?(?:解决|办结|办好|修好)/u.test(text) ? 'solved' : 'explained'
}

const answering: Maker = (command, record, { ground, now }) => {
  const text = need(command, '县里的答复')
  return [countyAnswer(outcomeSaid(text), text, verifierAfterCounty(record, ground, now))]
}

const makers: Readonly<Partial<Record<CommandName, Maker>>> = {
  accept: () => [acceptCase()],
  contact: () => [contactReporter()],
  resolve: resolving('solved'),
  partly: resolving('partly'),
  explained: resolving('explained'),
  return: (command) => [returnCase(need(command, '退回原因'))],
  escalate: escalating,
  extend: extending,
  lateObjective: (_command, record) => [classLateReason(record, 'objective')],
  lateResponsible: (_command, record) => [classLateReason(record, 'responsible')],
  lateConfirm: (_command, record) => [confirmLateReason(record)],
  lateReason: (command) => [keepLateReason(need(command, '原因'))],
  verify: () => [verifyCase()],
  reject: (command) => [rejectCase(need(command, '原因'))],
  agree: agreeing,
  close: () => [closeCase()],
  disagree: disagreeing,
  refuse: refusing,
  designate: designating,
  recategorise: (command, record, { ground, now }) => [
    recategorise(record, asMayBeKept(filedAsSaid(command.rest, ground), ground), ground, now),
  ],
  county: (_command, _record, { ground, now }) => [
    handToCounty(dueAt({ n: 1, unit: 'same_day' }, now, ground.calendar, { handToCounty: true })),
  ],
  shelve: shelving,
  confer: conferring,
  countyProgress: (command) => [countyProgress(need(command, '县里的进展'))],
  countyAnswer: answering,
}

const agreedMoves: Readonly<Record<Decision, Move>> = {
  filing: 'file',
  dispatch: 'dispatch',
  closing: 'close',
  extension: 'extend',
  // The reporter's own move; whoever may say no to it may say yes.
  withdrawal: 'decline',
  objection: 'uphold',
  reopening: 'reopen',
  merge: 'merge',
}

const declinedMoves: Readonly<Record<Decision, Move>> = {
  filing: 'dismiss',
  dispatch: 'send_back',
  closing: 'send_back',
  extension: 'refuse_extension',
  withdrawal: 'decline',
  objection: 'decline',
  reopening: 'decline',
  merge: 'decline',
}

const bySituation: Readonly<Partial<Record<CommandName, (command: Command, record: CaseRecord) => Move>>> = {
  confer: (_command, record) => conferenceBegins(record),
  agree: (command, record) =>
    record.state === 'resolved' ? 'verify' : agreedMoves[decisionOf(command, record).what],
  disagree: (command, record) =>
    record.state === 'resolved' ? 'reject' : declinedMoves[decisionOf(command, record).what],
  designate: (_command, record) => {
    if (record.state === 'triage') return 'file'
    return record.state === 'filed' ? 'dispatch' : 'designate'
  },
}

const always: Readonly<Partial<Record<CommandName, Move>>> = {
  accept: 'accept',
  contact: 'contact',
  resolve: 'resolve',
  partly: 'resolve',
  explained: 'resolve',
  return: 'return',
  escalate: 'escalate',
  extend: 'ask_extension',
  lateReason: 'late_reason',
  lateObjective: 'late_class',
  lateResponsible: 'late_class',
  lateConfirm: 'late_confirm',
  verify: 'verify',
  reject: 'reject',
  close: 'close',
  refuse: 'refuse',
  county: 'hand_to_county',
  recategorise: 'recategorise',
  shelve: 'shelve',
  merge: 'merge',
  unmerge: 'unmerge',
  undo: 'undo',
  countyProgress: 'county_progress',
  countyAnswer: 'county_answer',
}

/** The first move that a command means for a case as it stands: for it the speaker needs the right. */
export function moveMeant(command: Command, record: CaseRecord): Move {
  const move = bySituation[command.name]?.(command, record) ?? always[command.name]
  if (move === undefined) throw new Refusal('invalid', missing('编号'))
  return move
}

/** The moves that a command means for a case in its present state; a Refusal says what is missing. */
export function orderFor(command: Command, record: CaseRecord, asking: Asking): readonly MoveOrder[] {
  const maker = makers[command.name]
  if (maker === undefined) throw new Refusal('invalid', missing('编号'))
  return maker(command, record, asking)
}
