import { ratings } from '../intake/reading.ts'
import { instant } from '../kernel/clock.ts'
import { dayOf } from '../worktime/zone.ts'
import { askFits, isAskKind } from './asks.ts'
import { type CaseRecord, outcomes } from './case.ts'
import { extensionTerms } from './extension.ts'
import type { Asked, Carried, Carry } from './lifecycle-row.ts'

/** The grounds for not taking a matter in (7.1). */
export const refusalGrounds = ['statutory', 'repeat', 'secret', 'outside', 'unlawful'] as const

/** The moves that one person alone may not always make (2.3, 3.8). */
const agreedTogether = ['file', 'dismiss', 'refuse', 'close'] as const

const fact = (asked: Asked, name: string): unknown => asked.carried.facts[name]

const text = (asked: Asked, name: string): string => {
  const said = fact(asked, name)
  return typeof said === 'string' ? said.trim() : ''
}

/** The leaf under which it will stand: what is filed may be corrected in the same breath. */
export const categoryFiled = (record: Pick<CaseRecord, 'category'>, { move, facts }: Carried): string => {
  const said = move === 'file' || move === 'recategorise' ? facts['category'] : undefined
  return typeof said === 'string' ? said : record.category
}

const hasWords = ({ carried }: Asked): boolean => (carried.words ?? '').trim() !== ''

const hasRule = (asked: Asked): boolean => {
  const rules = fact(asked, 'rules')
  return Array.isArray(rules) && rules.length > 0
}

function time(asked: Asked, name: string): Date | null {
  try {
    return text(asked, name) === '' ? null : instant(text(asked, name))
  } catch {
    return null
  }
}

const oneOf = (said: string, allowed: readonly string[]): boolean => allowed.includes(said)

const today = (at: Date | null, { ground, now }: Asked): boolean =>
  at !== null && dayOf(at, ground.calendar.zone) === dayOf(now, ground.calendar.zone)

function daysAllowed(asked: Asked): boolean {
  const days = fact(asked, 'days')
  return typeof days === 'number' && extensionTerms(asked.record, asked.ground).allows(days)
}

/** Something that can be asked of a case as it stands; a reporter asks for nobody else, and only the bot whether two are one. */
function asksRightly(asked: Asked): boolean {
  const [what, by] = [fact(asked, 'what'), text(asked, 'by')]
  if (asked.record === null || !isAskKind(what) || !askFits(what, asked.record.state)) return false
  if (what === 'merge')
    return asked.actor.post === 'bot' && !['', asked.record.number].includes(text(asked, 'into'))
  return asked.actor.post === 'bot' ? by !== '' : by === asked.actor.by
}

/** What is missing or wrong, as a Chinese sentence; null where it came along as 2.1 asks. */
type CarryCheck = (asked: Asked) => string | null

const sentence =
  (holds: (asked: Asked) => boolean, says: string | ((asked: Asked) => string)): CarryCheck =>
  (asked) =>
    holds(asked) ? null : typeof says === 'string' ? says : says(asked)

/** 2.1, column "must carry". The clock needs no words: its reason is the rule. */
export const carryChecks: Readonly<Record<Carry, CarryCheck>> = {
  source: sentence((asked) => text(asked, 'source') !== '', '请写明来源。'),
  words: sentence(hasWords, '请写明内容。'),
  reason: sentence((asked) => hasWords(asked) || asked.actor.post === 'clock', '请写明理由。'),
  rule: sentence(hasRule, '请写明依据的规则。'),
  reason_or_rule: sentence((asked) => hasWords(asked) || hasRule(asked), '请写明理由。'),
  handler: sentence(
    (asked) => asked.ground.directory.person(text(asked, 'handler')) !== null,
    '请写明由谁办理。',
  ),
  due: sentence((asked) => time(asked, 'due') !== null, '请写明办理时限。'),
  due_today: sentence((asked) => today(time(asked, 'due'), asked), '转县要在当天办完。'),
  known_category: sentence(
    ({ record, carried, ground }) =>
      record !== null && ground.directory.leaf(categoryFiled(record, carried)) !== null,
    '请先定好类别。',
  ),
  ground: sentence((asked) => oneOf(text(asked, 'ground'), refusalGrounds), '请写明不予受理的理由。'),
  correction: sentence(
    ({ carried }) => Array.isArray(carried.facts['corrected']),
    '已经是这样登记的，没有要改的。',
  ),
  into: sentence(
    (asked) => ![asked.record?.id, asked.record?.number, ''].includes(text(asked, 'into')),
    '请写明并入哪一件（不能并入自己）。',
  ),
  days: sentence(daysAllowed, ({ record, ground }) => `延期${extensionTerms(record, ground).allowed}。`),
  next_date: sentence((asked) => {
    const until = time(asked, 'until')
    return until !== null && until.getTime() > asked.now.getTime()
  }, '请写明下次办理的日期（今天以后）。'),
  outcome: sentence(
    (asked) => oneOf(text(asked, 'outcome'), outcomes),
    '请写明是实际解决、部分解决还是解释说明。',
  ),
  photos: sentence(
    ({ record, ground, evidence }) =>
      ground.directory.leaf(record?.category ?? '')?.photos !== true || (evidence.photos ?? 0) > 0,
    '这类事项办结要附照片，请发一张现场照片。',
  ),
  rating: sentence((asked) => oneOf(text(asked, 'rating'), ratings), '请回满意、基本满意或不满意。'),
  agrees_to: sentence((asked) => oneOf(text(asked, 'agreesTo'), agreedTogether), '请写明同意什么。'),
  ask: sentence(asksRightly, '请写明要中心定什么。'),
  reason_to_reporter: sentence(
    (asked) => hasWords(asked) || text(asked, 'what') === 'merge',
    '请写明理由，要告诉居民。',
  ),
  assistants: sentence((asked) => {
    const called = fact(asked, 'assistants')
    return Array.isArray(called) && called.length > 0
  }, '请写明由谁协办。'),
  late_class: sentence(
    (asked) => oneOf(text(asked, 'class'), ['objective', 'responsible']),
    '请写明是客观原因还是责任问题。',
  ),
  reporter: sentence((asked) => text(asked, 'reporter') !== '', '请写明是哪位居民。'),
}
