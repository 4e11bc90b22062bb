import type { CaseRecord } from '../cases/case.ts'
import type { Ground } from '../grid/ground.ts'
import type { Assignment } from '../routing/decision.ts'
import { acting, searchFor } from '../routing/occupant.ts'
import { dueAt } from '../worktime/due.ts'
import { nextWorkingTime } from '../worktime/working-time.ts'
import { dutyOfficer } from './audience.ts'
import { isQuarrel } from './receipts.ts'

/** 6.6: a call, a visit, a look every week; and 6.8: the telephone task where the chat does not reach somebody. */
export const followUpKinds = ['call', 'visit', 'weekly', 'telephone'] as const
export type FollowUpKind = (typeof followUpKinds)[number]

/** How it was found: calm, feared to flare up, neither said; told or not reached on the telephone; no longer needed. */
export const followUpOutcomes = ['calm', 'flaring', 'noted', 'told', 'unreachable', 'dropped'] as const
export type FollowUpOutcome = (typeof followUpOutcomes)[number]

export interface FollowUp {
  /** One follow-up per key, for ever. */
  key: string
  caseId: string
  kind: FollowUpKind
  /** Whom to telephone; null for follow-ups of the whole case. */
  reporter: string | null
  dueAt: Date
  /** Who does it; null until it is due. */
  assignee: Assignment | null
  tries: number
  doneAt: Date | null
  doneBy: string | null
  outcome: FollowUpOutcome | null
  /** As it was reported; erasable, the event keeps a digest alone (2.2). */
  words: string | null
}

/** Which cases are followed up: disputes, and what had to be taken up again (6.6). */
export const isFollowedUp = (record: Pick<CaseRecord, 'nature' | 'cycle' | 'kind'>): boolean =>
  record.kind !== 'praise' && (isQuarrel(record) || record.cycle > 1)

/** So many natural days later, at the next working time: nobody is rung up at night (4.2). */
function daysAfter(from: Date, n: number, { calendar }: Ground): Date {
  return nextWorkingTime(dueAt({ n, unit: 'natural_day' }, from, calendar), calendar)
}

const planned = (record: CaseRecord, kind: FollowUpKind, dueAt: Date): FollowUp => ({
  key: `${record.id}:${String(record.cycle)}:${kind}:${dueAt.toISOString()}`,
  ...{ caseId: record.id, kind, dueAt },
  ...{ reporter: null, assignee: null, tries: 0, doneAt: null, doneBy: null, outcome: null, words: null },
})

/** 6.6: the call and the visit that a closed case will have; none where it is not followed up. */
export function plansAfterClose(record: CaseRecord, ground: Ground): readonly FollowUp[] {
  const { closedAt } = record
  if (!isFollowedUp(record) || closedAt === null) return []
  const { callDays, visitDays } = ground.rulebook.followUp
  return [
    planned(record, 'call', daysAfter(closedAt, callDays, ground)),
    planned(record, 'visit', daysAfter(closedAt, visitDays, ground)),
  ]
}

const flares =
  /反复|又(?:吵|闹|打|犯|起|开始|漏|来)|复发|(?:不|没有?|未)(?:太|再)?(?:平稳|稳定|平静|太平)|激化|升级|再起/u
const rests =
  /平稳|稳定|平静|太平|(?:没有?|未|无)(?:再)?(?:反复|复发|吵|闹|起|出现|发生)|和好|正常|满意|没问题/u

/** What a report says of the peace: feared to flare up, calm, or neither (平稳, 反复). */
export function moodOf(words: string): 'calm' | 'flaring' | 'noted' {
  const quiet = words.replace(/(?:没有?|未|无)(?:再)?(?:反复|复发|激化|升级)/gu, '平稳')
  if (flares.test(quiet)) return 'flaring'
  return rests.test(quiet) ? 'calm' : 'noted'
}

/**
 * 6.6: what follows from a follow-up that was done. Feared to flare up: another look in a week, in place of what was
 * planned. A calm call puts the visit off to the ninetieth day; a week that was calm ends the weekly looks with a visit.
 * `drops` names the kinds of what was planned and is needed no more.
 */
export function nextAfter(
  done: Pick<FollowUp, 'kind'>,
  mood: 'calm' | 'flaring' | 'noted',
  record: CaseRecord,
  ground: Ground,
  now: Date,
): { plans: readonly FollowUp[]; drops: readonly FollowUpKind[] } {
  const { weeklyDays, visitDays, calmVisitDays } = ground.rulebook.followUp
  if (mood === 'flaring' || (mood === 'noted' && done.kind === 'weekly'))
    return {
      plans: [planned(record, 'weekly', daysAfter(now, weeklyDays, ground))],
      drops: ['call', 'visit'],
    }
  if (done.kind === 'weekly')
    return { plans: [planned(record, 'visit', daysAfter(now, visitDays, ground))], drops: [] }
  if (done.kind !== 'call' || mood === 'noted') return { plans: [], drops: [] }
  const calm = planned(record, 'visit', daysAfter(record.closedAt ?? now, calmVisitDays, ground))
  return { plans: [calm], drops: ['visit'] }
}

/** 6.6: the verifier, else the community lead, else the duty officer; never the handler, never a recused person. */
export function followerOf(record: CaseRecord, ground: Ground, now: Date): Assignment | null {
  const { directory } = ground
  const where = { area: record.grid ?? record.area ?? directory.township().code, dept: null }
  const around = searchFor(directory, now, record.about, where)
  const apart = record.handler === null ? around.recused : new Set([...around.recused, record.handler.person])
  const { verifier } = record
  if (verifier !== null && !apart.has(verifier.person) && directory.absence(verifier.person, now) === null)
    return verifier
  const search = { ...around, recused: apart }
  return (
    acting('community_lead', search).assignment ??
    acting('duty_officer', search).assignment ??
    acting('director', search).assignment
  )
}

/** 6.8: the duty officer; where there is none, the lead of the community. */
export const callerOf = (record: CaseRecord, ground: Ground, now: Date): Assignment | null =>
  dutyOfficer(record, ground, now) ?? followerOf(record, ground, now)
