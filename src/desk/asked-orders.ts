import type { AskKind } from '../cases/ask.ts'
import type { CaseRecord, Outcome } from '../cases/case.ts'
import type { Move } from '../cases/event.ts'
import type { FiledAs } from '../cases/filing-as.ts'
import { classLateReason, confirmLateReason } from '../cases/loop-orders.ts'
import {
  acceptCase,
  askExtension,
  assistDone,
  closeCase,
  contactReporter,
  countyAnswer,
  countyProgress,
  designateTo,
  dismissCase,
  dispatchTo,
  escalateTo,
  extendCase,
  firstThere,
  handToCounty,
  keepLateReason,
  type MoveOrder,
  refuseCase,
  refuseExtension,
  rejectCase,
  resolveCase,
  resumeCase,
  returnCase,
  sendBackCase,
  shelveCase,
  supplementCase,
  verifyCase,
} from '../cases/orders.ts'
import { proposedRouting, verifierAfterCounty } from '../cases/proposal.ts'
import { recategorise } from '../cases/recategorising.ts'
import { answeredBefore } from '../cases/repeats.ts'
import { appealOfCase, previousOf } from '../cases/routing-of-case.ts'
import { redactText } from '../intake/redact.ts'
import { Refusal } from '../kernel/errors.ts'
import type { Decision, Routing } from '../routing/decision.ts'
import { designate, nextStep } from '../routing/rules.ts'
import { noAnswerBefore, thirdTime } from '../wording/conference.ts'
import { missing } from '../wording/desk.ts'
import { dueAt } from '../worktime/due.ts'
import { conferenceOrders } from './conferring.ts'
import { asMayBeKept, fileAsAsked } from './filed-as.ts'
import type { Asking } from './order-for.ts'
import type { Target } from './target.ts'

/** What came along with a move asked for; which of it the move needs, the lifecycle table says. */
export interface AskedFor extends FiledAs {
  text?: string | undefined
  outcome?: Outcome | undefined
  ground?: string | undefined
  handler?: string | undefined
  dept?: string | undefined
  days?: number | undefined
  until?: Date | undefined
  into?: string | undefined
  class?: 'objective' | 'responsible' | undefined
  /** 3.9: who helps, each with a task and a time of their own where they are set. */
  assistants?: readonly (Target & { task?: string | undefined; dueAt?: Date | undefined })[] | undefined
  /** 3.9: who leads and answers for the case. */
  lead?: Target | undefined
  what?: AskKind | undefined
  agreesTo?: 'file' | 'dismiss' | 'refuse' | 'close' | undefined
  /** Attachments of the case that show the result. */
  photos?: readonly string[] | undefined
  /** An approved answer to give (2.6). */
  answer?: string | undefined
}

type Maker = (asked: AskedFor, record: CaseRecord, asking: Asking) => readonly MoveOrder[]

const textOf = ({ text }: AskedFor): string => redactText((text ?? '').trim())

function need(asked: AskedFor, what: string): string {
  const text = textOf(asked)
  if (text === '') throw new Refusal('invalid', missing(what))
  return text
}

function decided(routing: Routing): Decision {
  if (routing.to === 'handler') return routing.decision
  throw new Refusal('wrong_state', routing.reason)
}

/** Who is named as the next handler; null where nobody is. */
function targetOf({ handler, dept }: AskedFor, { ground }: Asking): Target | null {
  if (handler !== undefined) {
    if (ground.directory.person(handler) === null)
      throw new Refusal('invalid', `没有代码为“${handler}”的工作人员。`)
    return { person: handler }
  }
  if (dept === undefined) return null
  if (!ground.directory.data.departments.some(({ code }) => code === dept))
    throw new Refusal('invalid', `没有代码为“${dept}”的部门。`)
  return { dept }
}

const toTarget = (target: Target, record: CaseRecord, { ground, now }: Asking): Decision =>
  decided(designate(appealOfCase(record), target, previousOf(record), { ...ground, now }))

/** To whom is named, else as the rules propose. */
function dispatching(asked: AskedFor, record: CaseRecord, asking: Asking): MoveOrder {
  const target = targetOf(asked, asking)
  if (target !== null) return dispatchTo(toTarget(target, record, asking))
  return dispatchTo(decided(proposedRouting(record, asking.ground, asking.now)))
}

/** Filing alone is enough, dispatch follows by rule; where somebody is named they get it at once. */
const filing: Maker = (asked, record, asking) => {
  const { kind, category, nature, place } = asked
  const filed = fileAsAsked(record, { kind, category, nature, place }, asking.ground)
  const standing = { ...record, ...filed.stands }
  return targetOf(asked, asking) === null ? [filed] : [filed, dispatching(asked, standing, asking)]
}

const refusing: Maker = ({ ground: why }, record, { ground: { rulebook }, earlier = [] }) => {
  if (why !== 'repeat') return [refuseCase(why ?? '')]
  const answered = answeredBefore(earlier)
  if (answered === null) throw new Refusal('wrong_state', noAnswerBefore())
  if (earlier.length + 1 >= rulebook.hotSpots.petitionsPerPerson)
    throw new Refusal('wrong_state', thirdTime(record.number))
  return [refuseCase(why, answered)]
}

const designating: Maker = (asked, record, asking) => {
  const target = targetOf(asked, asking)
  if (target === null) throw new Refusal('invalid', '请写明由谁办理。')
  const byDirector = asking.ground.directory.holdings(asking.code).some(({ post }) => post === 'director')
  const text = textOf(asked)
  return [designateTo(toTarget(target, record, asking), byDirector, text === '' ? null : text)]
}

const escalating: Maker = (asked, record, { code, ground, now }) => {
  const routing = nextStep(appealOfCase(record), previousOf(record), { ...ground, now }, 'escalate')
  const why = record.handler?.person === code ? 'handler' : 'duty_officer'
  return [escalateTo(decided(routing), why, need(asked, '原因'))]
}

const shelving: Maker = (asked) => {
  if (asked.until === undefined) throw new Refusal('invalid', '请写明下次办理的日期（今天以后）。')
  return [shelveCase(need(asked, '计划'), asked.until)]
}

const conferring: Maker = (asked, record, asking) => {
  const common = textOf(asked)
  const helpers = (asked.assistants ?? []).map(({ task, dueAt: due, ...target }) => ({
    target,
    task: task === undefined ? common : redactText(task.trim()),
    due,
  }))
  return conferenceOrders({ lead: asked.lead ?? null, helpers }, record, asking)
}

const makers: Readonly<Partial<Record<Move, Maker>>> = {
  file: filing,
  dismiss: () => [dismissCase()],
  refuse: refusing,
  dispatch: (asked, record, asking) => [dispatching(asked, record, asking)],
  accept: () => [acceptCase()],
  contact: () => [contactReporter()],
  designate: designating,
  recategorise: ({ kind, category, nature, place }, record, { ground, now }) => [
    recategorise(record, asMayBeKept({ kind, category, nature, place }, ground), ground, now),
  ],
  return: (asked) => [returnCase(need(asked, '退回原因'))],
  escalate: escalating,
  hand_to_county: (_asked, _record, { ground, now }) => [
    handToCounty(dueAt({ n: 1, unit: 'same_day' }, now, ground.calendar, { handToCounty: true })),
  ],
  county_progress: (asked) => [countyProgress(need(asked, '县里的进展'))],
  county_answer: (asked, record, { ground, now }) => [
    countyAnswer(
      asked.outcome ?? 'explained',
      need(asked, '县里的答复'),
      verifierAfterCounty(record, ground, now),
    ),
  ],
  ask_extension: (asked) => [askExtension(asked.days ?? 0, need(asked, '延期原因'))],
  extend: (_asked, record, { ground }) => [extendCase(record.extensionAsked?.days ?? 0, ground)],
  refuse_extension: (asked) => [refuseExtension(textOf(asked) === '' ? null : textOf(asked))],
  shelve: shelving,
  resume: (_asked, record, { ground, now }) => [
    resumeCase(dueAt(record.limit ?? { n: 1, unit: 'work_day' }, now, ground.calendar)),
  ],
  resolve: (asked) => {
    if (asked.outcome === undefined) throw new Refusal('invalid', '请写明是实际解决、部分解决还是解释说明。')
    return [resolveCase(asked.outcome, need(asked, '办理结果'))]
  },
  verify: () => [verifyCase()],
  reject: (asked) => [rejectCase(need(asked, '原因'))],
  close: () => [closeCase()],
  send_back: (asked) => [sendBackCase(need(asked, '原因'))],
  supplement: (asked) => [supplementCase(need(asked, '补充内容'), {})],
  late_reason: (asked) => [keepLateReason(need(asked, '原因'))],
  late_class: (asked, record) => {
    if (asked.class === undefined) throw new Refusal('invalid', '请写明是客观原因还是责任问题。')
    return [classLateReason(record, asked.class)]
  },
  late_confirm: (_asked, record) => [confirmLateReason(record)],
  at_scene: () => [firstThere()],
  confer: conferring,
  assist_done: (asked, _record, { code }) => [assistDone(code, need(asked, '办理结果'))],
}

/** The orders that a move asked for means on a case as it stands; empty where it is none of a desk's. */
export const ordersAsked = (
  move: Move,
  asked: AskedFor,
  record: CaseRecord,
  asking: Asking,
): readonly MoveOrder[] => makers[move]?.(asked, record, asking) ?? []
