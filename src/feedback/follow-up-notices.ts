import type { Notice } from '../chat/outbox.ts'
import type { CaseRecord } from '../cases/case.ts'
import type { Ground } from '../grid/ground.ts'
import type { Assignment } from '../routing/decision.ts'
import * as words from '../wording/follow-up.ts'
import { maskName } from '../wording/mask.ts'
import { dutyOfficer, townshipPost } from './audience.ts'
import { sayOutcome } from './closure.ts'
import type { FollowUp } from './follow-up.ts'
import { nameOf } from './shown.ts'
import { caseFacts, stillTheirs, tell } from './tasks.ts'

interface Cause {
  id: string
}

/** What is asked of a closed case is asked as long as it stays closed (5.3). */
const stillClosed = { expects: { states: ['closed'] } } as const

function taskText(one: FollowUp, record: CaseRecord, ground: Ground, now: Date, phone: boolean): string {
  const facts = caseFacts(record, ground, now)
  const whose = record.reporters.find(({ key }) => key === one.reporter)
  switch (one.kind) {
    case 'call':
      return words.callTask({ ...facts, days: ground.rulebook.followUp.callDays })
    case 'visit':
      return words.visitTask(facts)
    case 'weekly':
      return words.weeklyTask(facts)
    case 'telephone':
      return words.telephoneTask({
        ...facts,
        phone,
        name: maskName(whose?.name ?? ''),
        outcome: sayOutcome(record.outcome),
        result: record.result ?? '',
      })
  }
}

/** 6.6, 6.8: the task, to whom it is given; `phone`: the reporter has left a telephone number. */
export const followUpNotices = (
  one: FollowUp,
  assignee: Assignment,
  record: CaseRecord,
  ground: Ground,
  now: Date,
  phone = false,
): readonly Notice[] => {
  const text = taskText(one, record, ground, now, phone)
  return tell({ id: one.key }, record, `follow_up_${one.kind}`, [assignee], text, ground, now, stillClosed)
}

/** Nothing was reported: whoever was asked is reminded, and from the second time on the director hears of it. */
export function followUpLateNotices(
  cause: Cause,
  one: FollowUp,
  record: CaseRecord,
  toDirector: boolean,
  ground: Ground,
  now: Date,
): readonly Notice[] {
  if (one.assignee === null) return []
  const facts = caseFacts(record, ground, now)
  const late = words.followUpLate({ ...facts, telephone: one.kind === 'telephone' })
  const reminder = tell(cause, record, 'follow_up_late', [one.assignee], late, ground, now, stillClosed)
  const director = toDirector ? townshipPost('director', record, ground, now) : null
  if (director === null) return reminder
  const missing = words.followUpMissing({ ...facts, name: nameOf(one.assignee, ground) })
  return [
    ...reminder,
    ...tell(cause, record, 'follow_up_missing', [director], missing, ground, now, stillClosed),
  ]
}

/** 6.5: dissatisfied, and silent when asked why: the supervisor and the director see it. */
export function dissatisfiedSilentNotices(
  cause: Cause,
  record: CaseRecord,
  ground: Ground,
  now: Date,
): readonly Notice[] {
  const to = [
    townshipPost('supervisor', record, ground, now),
    townshipPost('director', record, ground, now),
  ].filter((one) => one !== null)
  const text = words.dissatisfiedSilent(caseFacts(record, ground, now))
  return tell(cause, record, 'dissatisfied_silent', to, text, ground, now, stillClosed)
}

const reasonOf = (record: CaseRecord, ground: Ground, now: Date) => ({
  ...caseFacts(record, ground, now),
  name: record.handler === null ? '' : nameOf(record.handler, ground),
  reason: record.lateReason ?? '',
})

/** 5.2: the duty officer hears the reason and says what it is. */
export function lateReasonNotices(
  cause: Cause,
  record: CaseRecord,
  ground: Ground,
  now: Date,
): readonly Notice[] {
  const officer = dutyOfficer(record, ground, now)
  if (officer === null || record.lateReason === null) return []
  const text = words.lateReasonToClass(reasonOf(record, ground, now))
  return tell(cause, record, 'late_reason', [officer], text, ground, now)
}

/** 5.2: only what the director confirms enters the assessment. */
export function lateClassNotices(
  cause: Cause,
  record: CaseRecord,
  ground: Ground,
  now: Date,
): readonly Notice[] {
  const director = townshipPost('director', record, ground, now)
  if (director === null || record.lateClass !== 'responsible') return []
  const text = words.lateToConfirm(reasonOf(record, ground, now))
  return tell(cause, record, 'late_class', [director], text, ground, now)
}

/** 4.4: the handler, as long as the reporter has not heard a person. */
export const contactNotices = (
  cause: Cause,
  record: CaseRecord,
  ground: Ground,
  now: Date,
): readonly Notice[] => {
  const to = record.handler === null ? [] : [record.handler]
  const text = words.notContacted(caseFacts(record, ground, now))
  return tell(cause, record, 'stage_contact', to, text, ground, now, { expects: stillTheirs(record) })
}
