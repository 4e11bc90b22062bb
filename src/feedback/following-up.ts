import type { OutboxStore } from '../chat/outbox.ts'
import type { BesideCases } from '../cases/beside.ts'
import type { CaseRecord } from '../cases/case.ts'
import type { Ground } from '../grid/ground.ts'
import type { Timer, TimerStore } from '../kernel/timers.ts'
import { dueAt } from '../worktime/due.ts'
import {
  callerOf,
  type FollowUp,
  type FollowUpKind,
  type FollowUpOutcome,
  followerOf,
  nextAfter,
  plansAfterClose,
} from './follow-up.ts'
import { followUpLateNotices, followUpNotices } from './follow-up-notices.ts'
import type { FollowUpStore } from './ports.ts'

/** What a follow-up writes to, all in the caller's transaction. */
export interface FollowUpStores {
  followUps: FollowUpStore
  timers: TimerStore
  outbox: Pick<OutboxStore, 'put'>
  besideCases: Pick<BesideCases, 'callers'>
}

/** Whether this reporter has left a telephone number: it is read where every look leaves a trace (9.7), never in a chat. */
export const leftTelephone = async (
  { besideCases }: Pick<FollowUpStores, 'besideCases'>,
  caseId: string,
  reporter: string | null,
): Promise<boolean> =>
  (await besideCases.callers(caseId)).some((one) => one.reporter === reporter && one.phone !== null)

export const followUpTimer = 'follow_up'

const timerOf = (one: FollowUp, step: 'due' | 'late' | 'director', runAt: Date): Timer => ({
  key: `follow_up:${one.key}:${step}:${runAt.toISOString()}`,
  ...{ kind: followUpTimer, runAt, hold: false, caseId: one.caseId },
  facts: { key: one.key, step },
})

const later = (now: Date, { rulebook, calendar }: Ground): Date =>
  dueAt({ n: rulebook.followUp.reminderWorkDays, unit: 'work_day' }, now, calendar)

async function plan(stores: FollowUpStores, plans: readonly FollowUp[]): Promise<void> {
  for (const one of plans)
    if (await stores.followUps.plan(one)) await stores.timers.set(timerOf(one, 'due', one.dueAt))
}

/** 6.6: what a closed dispute or a case that was taken up again will have. */
export const planFollowUps = (stores: FollowUpStores, record: CaseRecord, ground: Ground): Promise<void> =>
  plan(stores, plansAfterClose(record, ground))

/** The follow-ups of these kinds are needed no more; all of them where the case is at work again. */
export async function dropFollowUps(
  stores: FollowUpStores,
  caseId: string,
  now: Date,
  kinds?: readonly FollowUpKind[],
): Promise<void> {
  if (kinds === undefined) await stores.timers.cancelOfCase(caseId, [followUpTimer])
  for (const one of await stores.followUps.openOf(caseId))
    if (kinds === undefined || kinds.includes(one.kind))
      await stores.followUps.save({ ...one, doneAt: now, outcome: 'dropped' })
}

/** 6.8: a reporter whom the chat does not reach is told on the telephone. */
export async function askToTelephone(
  stores: FollowUpStores,
  record: CaseRecord,
  reporter: string,
  ground: Ground,
  now: Date,
): Promise<void> {
  const one: FollowUp = {
    key: `${record.id}:${record.closedAt?.toISOString() ?? ''}:telephone:${reporter}`,
    ...{ caseId: record.id, kind: 'telephone', reporter, dueAt: now },
    ...{ assignee: null, tries: 0, doneAt: null, doneBy: null, outcome: null, words: null },
  }
  if (await stores.followUps.plan(one)) await give(stores, one, record, ground, now)
}

/** It is due: given to whoever may do it now, and asked for again until it is reported. */
async function give(
  stores: FollowUpStores,
  one: FollowUp,
  record: CaseRecord,
  ground: Ground,
  now: Date,
): Promise<void> {
  const assignee = one.kind === 'telephone' ? callerOf(record, ground, now) : followerOf(record, ground, now)
  await stores.timers.set(timerOf(one, assignee === null ? 'due' : 'late', later(now, ground)))
  if (assignee === null) return
  await stores.followUps.save({ ...one, assignee })
  const phone = one.kind === 'telephone' && (await leftTelephone(stores, record.id, one.reporter))
  for (const notice of followUpNotices(one, assignee, record, ground, now, phone))
    await stores.outbox.put(notice)
}

/** What the clock does about a follow-up: given when due, then reminded every three working days, then the director. */
export async function followUpDue(
  stores: FollowUpStores,
  timer: Pick<Timer, 'key'> & { facts: { key: string; step: 'due' | 'late' | 'director' } },
  record: CaseRecord,
  ground: Ground,
  now: Date,
): Promise<void> {
  const one = await stores.followUps.byKey(timer.facts.key)
  if (one?.doneAt !== null || record.state !== 'closed') return
  if (timer.facts.step === 'due') return give(stores, one, record, ground, now)
  const toDirector = timer.facts.step === 'director'
  const cause = { id: timer.key }
  for (const notice of followUpLateNotices(cause, one, record, toDirector, ground, now))
    await stores.outbox.put(notice)
  await stores.timers.set(timerOf(one, 'director', later(now, ground)))
}

/** A follow-up was done: kept with its words, and what follows from it planned. Gives the next one; null: none. */
export async function finishFollowUp(
  stores: FollowUpStores,
  one: FollowUp,
  done: { by: string; outcome: Extract<FollowUpOutcome, 'calm' | 'flaring' | 'noted'>; words: string },
  record: CaseRecord,
  ground: Ground,
  now: Date,
): Promise<FollowUp | null> {
  const { by, outcome, words } = done
  await stores.followUps.save({ ...one, doneAt: now, doneBy: by, outcome, words })
  const { plans, drops } = nextAfter(one, outcome, record, ground, now)
  if (drops.length > 0) await dropFollowUps(stores, record.id, now, drops)
  await plan(stores, plans)
  const open = await stores.followUps.openOf(record.id)
  return open.find(({ kind }) => kind !== 'telephone') ?? null
}
