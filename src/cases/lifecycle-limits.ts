import type { Ground } from '../grid/ground.ts'
import type { PostName } from '../grid/town.ts'
import { addHours, addMinutes } from '../kernel/clock.ts'
import type { RefusalCode } from '../kernel/errors.ts'
import { recusedFrom } from '../routing/recusal.ts'
import { violenceLeaf } from '../routing/rows.ts'
import { dueAt } from '../worktime/due.ts'
import { dayOf } from '../worktime/zone.ts'
import { asksFor, isAsked, isAskKind } from './asks.ts'
import type { CaseRecord } from './case.ts'
import { extensionTerms } from './extension.ts'
import { categoryFiled } from './lifecycle-carries.ts'
import { lastActed } from './undoing.ts'
import type { Asked, Condition, MoveLimit, Who } from './lifecycle-row.ts'

/** A move on a case that exists, by somebody whom the row names as `as`. */
export interface Standing extends Asked {
  record: CaseRecord
  as: Who
}

interface Objection {
  code: RefusalCode
  says: string
}

const no = (code: RefusalCode, says: string): Objection => ({ code, says })

const lastEvent = ({ evidence }: Asked) => evidence.history?.at(-1)

/** The last move that somebody made (2.4). */
export const lastMove = ({ evidence }: Asked) => lastActed(evidence.history)

const holdsOneOf = (person: string, posts: readonly PostName[], { ground }: Asked): boolean =>
  ground.directory.holdings(person).some(({ post }) => posts.includes(post))

/** 2.3: whether the director's standing authority of that day covers the move for the case's category. */
function underAuthority({ record, carried, ground, now }: Standing): boolean {
  const today = dayOf(now, ground.calendar.zone)
  const category = categoryFiled(record, carried)
  const leaf = ground.directory.leaf(category)
  const covers = ['*', category, ...(leaf === null ? [] : [leaf.group])]
  return ground.rulebook.standingAuthority.some(
    ({ categories, moves, signedOn, until }) =>
      moves.some((move) => move === carried.move) &&
      categories.some((category) => covers.includes(category)) &&
      (signedOn === undefined || signedOn <= today) &&
      (until === undefined || today <= until),
  )
}

/** A second person with a word at the centre, other than the one who moves (3.8). */
function secondAgrees(asked: Standing): boolean {
  const { evidence, actor, record, ground } = asked
  const second = evidence.second
  return (
    second !== undefined &&
    second !== actor.by &&
    holdsOneOf(second, ['director', 'duty_officer', 'township_lead', 'supervisor'], asked) &&
    !recusedFrom(record.about, ground.directory).has(second)
  )
}

const isDangerous = ({ urgency, category }: CaseRecord): boolean =>
  urgency === 'emergency' || category === violenceLeaf

function returnEnds({ record, ground }: Standing): Date | null {
  if (record.dispatchedAt === null) return null
  const limit = { n: ground.rulebook.stages.returnWorkDays, unit: 'work_day' } as const
  return dueAt(limit, record.dispatchedAt, ground.calendar)
}

/** 3.5; only the director may be left with a case that is about the director (3.6). */
function handlerFits(asked: Standing): boolean {
  const handler = String(asked.carried.facts['handler'])
  return (
    !recusedFrom(asked.record.about, asked.ground.directory).has(handler) ||
    holdsOneOf(handler, ['director'], asked)
  )
}

function undoObjection(asked: Standing): Objection | null {
  const last = lastMove(asked)
  if (last === undefined || last.from === null || last.move === 'undo')
    return no('wrong_state', '没有可以撤销的操作。')
  const ends = addMinutes(last.at, asked.ground.rulebook.undoMinutes)
  if (asked.now.getTime() <= ends.getTime()) return null
  return no('wrong_state', `超过${String(asked.ground.rulebook.undoMinutes)}分钟，不能撤销了。`)
}

/** When a closed case can no longer be rated (6.4): so many natural days after the closing. */
export const rateEnds = (closedAt: Date, { rulebook, calendar }: Ground): Date =>
  dueAt({ n: rulebook.stages.rateNaturalDays, unit: 'natural_day' }, closedAt, calendar)

/** What else binds a move; null where nothing stands against it. */
export const limitChecks: Readonly<Record<MoveLimit, (asked: Standing) => Objection | null>> = {
  standing_authority: (asked) =>
    asked.as === 'director' || underAuthority(asked) || directorAgrees(asked)
      ? null
      : no('forbidden', '这类事项没有主任的常设授权，要主任同意。'),
  emergency_second_person: (asked) =>
    asked.record.urgency !== 'emergency' || secondAgrees(asked)
      ? null
      : no('forbidden', '紧急事项要另一位值班人员或领导一起同意。'),
  emergency_never_refused: ({ record }) =>
    record.urgency === 'emergency' ? no('forbidden', '紧急事项要先处置，一律受理，不能退掉。') : null,
  spoken_with_reporter: ({ record, evidence }) =>
    isDangerous(record) && evidence.spokenWithReporter !== true
      ? no('wrong_state', '这件关系到安全，值班人员联系过您之后才能撤回。')
      : null,
  handler_fit: (asked) => (handlerFits(asked) ? null : no('forbidden', '被反映的人要回避，不能办理这件。')),
  after_return_by_a_person: ({ as, record }) => {
    if (record.returns >= 2 && as !== 'director') return no('forbidden', '第二次退回的要由主任定。')
    return record.returns === 1 && as === 'bot' ? no('forbidden', '退回的要等值班人员定。') : null
  },
  director_word_is_final: ({ as, record }) =>
    as !== 'director' && (record.designatedByDirector || record.returns >= 2)
      ? no('forbidden', '主任已经指定了办理人，只有主任能改。')
      : null,
  return_once: ({ record, actor }) =>
    record.returners.includes(actor.by) ? no('wrong_state', '您已经退回过一次，不能再退。') : null,
  return_in_time: (asked) => {
    const ends = returnEnds(asked)
    return ends !== null && asked.now.getTime() > ends.getTime()
      ? no('wrong_state', '派遣后一个工作日内才能退回，现在只能上报。')
      : null
  },
  extension_left: ({ record, ground }) =>
    record.extensions >= ground.rulebook.extensionsAllowed
      ? no('wrong_state', '已经延期过了，不能再延。')
      : null,
  extension_not_open: ({ record }) =>
    record.extensionAsked === null ? null : no('wrong_state', '延期申请已经在等中心同意。'),
  extension_asked: ({ record }) =>
    record.extensionAsked === null ? no('wrong_state', '没有等着同意的延期申请。') : null,
  head_extends_statute: ({ as, record, ground }) =>
    as !== 'director' && extensionTerms(record, ground).byDirectorAlone
      ? no('forbidden', '法定时限的延期要由主任同意。')
      : null,
  not_before_next_date: ({ as, record, now }) =>
    as === 'clock' && !(record.dueAt !== null && record.dueAt.getTime() <= now.getTime())
      ? no('wrong_state', '还没到挂账的下次办理日期。')
      : null,
  not_the_handler: ({ record, actor }) =>
    record.handler?.person === actor.by ? no('forbidden', '自己办的不能自己核实。') : null,
  rated_once: ({ record, actor }) =>
    (record.reporters.find(({ key }) => key === actor.by)?.rating ?? null) === null
      ? null
      : no('conflict', '您已经评价过了，谢谢。'),
  dissatisfied: ({ as, record }) =>
    record.rating === 'dissatisfied' || (as === 'director' && asksFor('reopening', record).length > 0)
      ? null
      : no('wrong_state', '有人评价不满意才能重新办理。'),
  bot_reopens_once: ({ as, record }) =>
    as === 'bot' && record.cycle > 1 ? no('forbidden', '再次重新办理要主任定。') : null,
  within_24_hours: (asked) => {
    const merged = lastEvent(asked)
    if (merged?.move !== 'merge' || merged.from === null) return no('wrong_state', '这件不是并案。')
    return asked.now.getTime() <= addHours(merged.at, 24).getTime()
      ? null
      : no('wrong_state', '并案超过24小时，不能取消了。')
  },
  within_undo_time: undoObjection,
  objection_once_in_time: objectionLimit,
  assistants_fit: ({ record, carried, ground }) => {
    const called = carried.facts['assistants']
    const recused = recusedFrom(record.about, ground.directory)
    return Array.isArray(called) && called.some((one: string) => recused.has(one))
      ? no('forbidden', '被反映的人要回避，不能协办这件。')
      : null
  },
  rate_in_time: ({ record, ground, now }) =>
    record.closedAt === null || now.getTime() < rateEnds(record.closedAt, ground).getTime()
      ? null
      : no('wrong_state', '评价的时间已经过了，您的意见我们记下了。'),
  late_reason_given: ({ record }) =>
    record.lateReason === null ? no('wrong_state', '经办人还没说明超期原因。') : null,
  late_responsible: ({ record }) =>
    record.lateClass === 'responsible' ? null : no('wrong_state', '值班人员没有判为责任问题。'),
  another_than_handler: ({ record, actor }) =>
    record.handler?.person === actor.by ? no('forbidden', '自己办的要由别人回访。') : null,
  ask_is_new: ({ record, carried }) => {
    const { what, by } = carried.facts
    return isAskKind(what) && isAsked(record, { what, by: String(by) })
      ? no('conflict', '这件已经在等中心答复了。')
      : null
  },
  ask_is_open: ({ record, carried }) => {
    const { what } = carried.facts
    return isAskKind(what) && asksFor(what, record).length > 0
      ? null
      : no('wrong_state', '这件没有等着答复的请求。')
  },
}

/** 7.1: each refused reporter may object once, in time; to the director, as the table says who answers. */
function objectionLimit({ record, carried, evidence, ground, now }: Standing): Objection | null {
  if (carried.facts['what'] !== 'objection') return null
  const refused = evidence.history?.findLast(({ move }) => move === 'refuse')
  const before = evidence.history?.some(
    ({ move, facts }) =>
      move === 'ask' && facts?.['what'] === 'objection' && facts['by'] === carried.facts['by'],
  )
  if (refused === undefined) return no('wrong_state', '这件没有不予受理的决定。')
  if (before === true) return no('conflict', `${record.number} 您已经提过一次，主任的决定是最终的。`)
  const days = ground.rulebook.objectionDays
  const ends = dueAt({ n: days, unit: 'natural_day' }, refused.at, ground.calendar)
  return now.getTime() <= ends.getTime()
    ? null
    : no('wrong_state', `${record.number} 过了${String(days)}天，不能再提异议了。有新情况请直接告诉我。`)
}

/** What is not done alone without standing authority is done with the director (2.3). */
function directorAgrees(asked: Standing): boolean {
  const second = asked.evidence.second
  return second !== undefined && second !== asked.actor.by && holdsOneOf(second, ['director'], asked)
}

function othersRemain({ record, actor }: Asked): boolean {
  return record?.reporters.some(({ key, withdrawn }) => key !== actor.by && !withdrawn) ?? false
}

/** For which cases a row stands. */
export const conditionChecks: Readonly<Record<Condition, (asked: Asked) => boolean>> = {
  to_triage: ({ carried }) => carried.facts['to'] !== 'filed',
  filed_at_once: ({ carried }) => carried.facts['to'] === 'filed',
  last_reporter: (asked) => !othersRemain(asked),
  other_reporters: othersRemain,
  enquiry: ({ record }) => record?.kind === 'enquiry',
  praise: ({ record }) => record?.kind === 'praise',
  objection_upheld: ({ carried }) => typeof carried.facts['refused'] === 'string',
  not_praise: ({ record }) => record?.kind !== 'praise',
  nobody_named: ({ carried }) => typeof carried.facts['handler'] !== 'string',
  handler_stays: ({ carried, record }) => carried.facts['handler'] === record?.handler?.person,
  to_another: ({ carried, record }) =>
    typeof carried.facts['handler'] === 'string' && carried.facts['handler'] !== record?.handler?.person,
}
