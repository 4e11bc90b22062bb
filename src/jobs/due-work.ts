import { z } from 'zod'
import type { Notice } from '../chat/outbox.ts'
import type { CaseRecord } from '../cases/case.ts'
import { moveCase } from '../cases/moving.ts'
import { escalateTo, resumeCase, takeVerification } from '../cases/orders.ts'
import { appealOfCase, previousOf } from '../cases/routing-of-case.ts'
import { routeFiled } from '../cases/routing-filed.ts'
import { ratingReminders } from '../feedback/closure.ts'
import { resumedNotices, rungNotices, stageNotices, unansweredNotices } from '../feedback/staff-notices.ts'
import { countyReceiptNotice } from '../feedback/receipts.ts'
import { countyNotices, noWayNotices, verifyNotices } from '../feedback/tasks.ts'
import { remindLater } from '../deadlines/clocks.ts'
import type { Ground } from '../grid/ground.ts'
import type { Log } from '../kernel/log.ts'
import type { DueTimer } from '../kernel/timers.ts'
import type { Assignment } from '../routing/decision.ts'
import { nextStep } from '../routing/rules.ts'
import { postsByLevel } from '../grid/town.ts'
import { dueAt } from '../worktime/due.ts'
import { spokenTime } from '../worktime/spoken.ts'
import { announceCalendar, calendarKind } from './calendar-watch.ts'
import type { Fire, JobStores } from './ports.ts'
import { filedNotices, standingNotices } from './reminders.ts'

export interface DueWorkDeps {
  ground(): Ground
  /** Takes up messages whose wait for more words is over. */
  takeUp(): Promise<void>
}

const rungFacts = z.object({ rung: z.enum(['soon', 'due', 'over1', 'over2']) })
const stageFacts = z.object({
  stage: z.enum(['triage', 'filed', 'accept', 'verify', 'close', 'rate_reminder', 'rate_end']),
  takesOver: z.boolean().default(false),
  to: z.array(
    z.object({
      person: z.string(),
      post: z.enum(Object.values(postsByLevel).flat()),
      area: z.string(),
      dept: z.string().nullable(),
    }),
  ),
})
const emergencyFacts = z.object({ step: z.enum(['deputies', 'outside']), minutes: z.number() })
const stitchFacts = z.object({ conversationKey: z.string(), contactId: z.string() })

type CaseWork = (
  timer: DueTimer,
  record: CaseRecord,
  stores: JobStores,
  ground: Ground,
  now: Date,
  log: Log,
) => Promise<void>

const byClock = { actor: { by: 'clock', post: 'clock' }, door: 'clock' } as const

const put = async (stores: JobStores, notices: readonly Notice[]): Promise<void> => {
  for (const notice of notices) await stores.outbox.put(notice)
}

/** A rung of the ladder (5.1). The last takes the case to the next step by the clock. */
const rung: CaseWork = async (timer, record, stores, ground, now) => {
  if (record.state !== 'dispatched' && record.state !== 'in_progress') return
  const facts = rungFacts.parse(timer.facts)
  const cause = { id: timer.key }
  if (facts.rung !== 'over2') return put(stores, rungNotices(cause, facts.rung, record, ground, now))
  const routing = nextStep(appealOfCase(record), previousOf(record), { ...ground, now }, 'clock')
  if (routing.to !== 'handler' || routing.decision.handler.person === record.handler?.person)
    return put(stores, rungNotices(cause, 'over1', record, ground, now))
  const order = escalateTo(routing.decision, 'clock', null)
  const moved = await moveCase(stores, record.id, order, byClock, ground, now)
  await put(stores, rungNotices(cause, 'over2', moved.record, ground, now, record.handler?.person ?? null))
}

/** A stage clock (4.4): said only while the case still stands in that stage. */
const stage: CaseWork = async (timer, record, stores, ground, now) => {
  const facts = stageFacts.parse(timer.facts)
  const standsIn: Readonly<Record<typeof facts.stage, CaseRecord['state']>> = {
    triage: 'triage',
    filed: 'filed',
    accept: 'dispatched',
    verify: 'resolved',
    close: 'verified',
    rate_reminder: 'closed',
    rate_end: 'closed',
  }
  if (record.state !== standsIn[facts.stage]) return
  const cause = { id: timer.key }
  if (facts.stage === 'rate_end') return
  if (facts.stage === 'rate_reminder') return put(stores, ratingReminders(cause, record, ground, now))
  if (facts.stage === 'filed') return put(stores, filedNotices(cause, record, facts.to, ground, now))
  const [next] = facts.to
  if (facts.takesOver && next !== undefined && next.person !== record.verifier?.person) {
    const moved = await moveCase(stores, record.id, takeVerification(next), byClock, ground, now)
    return put(stores, verifyNotices(cause, moved.record, ground, now))
  }
  await put(stores, stageNotices(cause, facts.stage, record, facts.to, ground, now))
}

/** Nothing has moved since the last clock: said again, and set again (3.6, 4.4). */
const standing: CaseWork = async (timer, record, stores, ground, now) => {
  await put(stores, standingNotices({ id: timer.key }, record, ground, now))
  await remindLater(stores.timers, record, ground, now)
}

/** Deputies of those who were told, in their order (3.8). */
function deputiesOf(record: CaseRecord, ground: Ground, now: Date): readonly Assignment[] {
  const told = [record.handler, ...record.informed].filter((one) => one !== null)
  const known = new Set(told.map((one) => one.person))
  return told
    .flatMap((one) => ground.directory.holders(one.post, one.area, one.dept).slice(1))
    .filter((one) => !known.has(one.person) && ground.directory.absence(one.person, now) === null)
    .map((one) => ({ ...one }))
}

/**
 * 3.8: after five minutes the deputies, after ten everybody told so far again; and the outside alarm, which is a line
 * of the log at error level that whoever watches the log is woken by.
 */
const emergency: CaseWork = async (timer, record, stores, ground, now, log) => {
  if (record.state !== 'dispatched') return
  const facts = emergencyFacts.parse(timer.facts)
  const deputies = deputiesOf(record, ground, now)
  const told =
    facts.step === 'deputies'
      ? deputies
      : [record.handler, ...record.informed, ...deputies].filter((one) => one !== null)
  if (facts.step === 'outside')
    log.error({ case: record.number, minutes: facts.minutes }, 'outside alarm: an emergency is not answered')
  await put(stores, unansweredNotices({ id: timer.key }, record, told, facts.minutes, ground, now))
}

/** Ten minutes without an answer: the case goes on with what is known (8.3). */
const askPlace: CaseWork = async (timer, record, stores, ground, now) => {
  if (record.state !== 'filed' || record.returns > 0) return
  const cause = { id: timer.key }
  const found = await routeFiled(stores, record, ground, now, false)
  if (found.to === 'triage') await put(stores, noWayNotices(cause, record, found.reason, ground, now))
  if (found.to !== 'county') return
  const due = spokenTime(found.dueAt, now, ground.calendar)
  const received = (await stores.events.ofCase(record.id))[0]
  const receipt = received === undefined ? null : countyReceiptNotice(received, record, ground, now)
  const notices = [...countyNotices(cause, record, due, ground, now), receipt]
  await put(
    stores,
    notices.filter((notice) => notice !== null),
  )
}

/** 挂账 ends at its next date: the handler goes on, with the limit the case had (2.1 resume). */
const resume: CaseWork = async (timer, record, stores, ground, now) => {
  if (record.state !== 'long_term') return
  const due = dueAt(record.limit ?? { n: 1, unit: 'work_day' }, now, ground.calendar)
  const moved = await moveCase(stores, record.id, resumeCase(due), byClock, ground, now)
  await put(stores, resumedNotices({ id: timer.key }, moved.record, ground, now))
}

const caseWork: Readonly<Record<string, CaseWork>> = {
  rung,
  stage,
  emergency,
  resume,
  ask_place: askPlace,
  standing,
}

/** What each kind of timer does when it is due. A timer overtaken by events does nothing (5.3). */
export function makeDueWork(deps: DueWorkDeps): Fire {
  return async (timer, stores, now, log) => {
    if (timer.kind === 'stitch') {
      const { conversationKey, contactId } = stitchFacts.parse(timer.facts)
      await stores.messages.release(conversationKey, contactId)
      return deps.takeUp
    }
    if (timer.kind === calendarKind) {
      await announceCalendar(stores, deps.ground(), now)
      return undefined
    }
    const work = caseWork[timer.kind]
    const record = timer.caseId === null ? null : await stores.cases.lock(timer.caseId)
    if (work !== undefined && record !== null) await work(timer, record, stores, deps.ground(), now, log)
    return undefined
  }
}
