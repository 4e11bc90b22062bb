import type { CaseRecord } from '../cases/case.ts'
import type { Ground } from '../grid/ground.ts'
import type { PostName } from '../grid/town.ts'
import { addMinutes, instant } from '../kernel/clock.ts'
import type { Assignment } from '../routing/decision.ts'
import { acting, searchFor } from '../routing/occupant.ts'
import type { Search } from '../routing/occupant.ts'
import { verifierFor } from '../routing/told.ts'
import { minutesOf } from '../worktime/calendar.ts'
import { dueAt } from '../worktime/due.ts'
import type { Limit } from '../worktime/limit.ts'
import { addMinutesWithin } from '../worktime/windows.ts'
import { nthWorkDayAfter } from '../worktime/working-time.ts'
import { dayNumberAt, wallTime } from '../worktime/zone.ts'

export type Stage =
  'triage' | 'filed' | 'accept' | 'contact' | 'verify' | 'close' | 'rate_reminder' | 'rate_end'

/** One expiry of a stage clock: when, and who is then told. */
export interface StagePlan {
  /** Tells the expiries of one stage apart: triage1, triage2 … */
  key: string
  stage: Stage
  at: Date
  /** Empty: the duty officer of that moment, or the reporters where the stage is rating. */
  to: readonly Assignment[]
  /** The one told takes the work over (verify, second expiry). */
  takesOver: boolean
}

/** The hour of the digest (5.5) on the first working day after the day of this instant. */
export function nextMorning(after: Date, { calendar, rulebook }: Ground): Date {
  const day = nthWorkDayAfter(dayNumberAt(after, calendar.zone), 1, calendar)
  return instant(wallTime(day, minutesOf(rulebook.digestAt), calendar.zone))
}

/** Where a plan is made: the case, and who can be found for it. */
interface Scene {
  record: CaseRecord
  ground: Ground
  now: Date
  search(at: Date): Search
}

const plan = (stage: Stage, index: number, at: Date, to: readonly (Assignment | null)[] = []): StagePlan => ({
  key: `${stage}${String(index)}`,
  ...{ stage, at, takesOver: false },
  to: to.filter((one) => one !== null),
})

const holder = (post: PostName, at: Date, { search }: Scene): Assignment | null =>
  acting(post, search(at)).assignment

/**
 * First and second expiry of a clock that began with the stage. Where a case has come back to the stage (undo, unmerge)
 * and the first would be over already, the clock begins anew.
 */
function twice(began: Date, { now }: Scene, next: (from: Date) => Date): readonly [Date, Date] {
  const first = next(began) > now ? next(began) : next(now)
  return [first, next(first)]
}

const after =
  (limit: Limit, { ground }: Scene) =>
  (from: Date): Date =>
    dueAt(limit, from, ground.calendar)

/**
 * 4.4: 30 minutes that count between 08:00 and 21:00; the duty officer again, after another 30 the director.
 * Of an emergency 5 minutes, at any hour (3.8).
 */
function deskClocks(stage: 'triage' | 'filed', began: Date, scene: Scene): readonly StagePlan[] {
  const { record, ground } = scene
  const { deputiesAfterMinutes } = ground.rulebook.emergency
  const { triageMinutes, triageFrom, triageTo } = ground.rulebook.stages
  const window = { from: triageFrom, to: triageTo }
  const next = (from: Date): Date =>
    record.urgency === 'emergency'
      ? addMinutes(from, deputiesAfterMinutes)
      : addMinutesWithin(from, triageMinutes, window, ground.calendar.zone)
  const [first, second] = twice(began, scene, next)
  return [plan(stage, 1, first), plan(stage, 2, second, [holder('director', second, scene)])]
}

const triageClocks = (scene: Scene): readonly StagePlan[] =>
  deskClocks('triage', scene.record.receivedAt, scene)

/**
 * A filed case that found nobody, came back or goes to the county waits for the duty officer as one in triage does.
 * One that came back begins anew: the event that brought it back is not in the case.
 */
const filedClocks = (scene: Scene): readonly StagePlan[] =>
  deskClocks('filed', scene.record.returns > 0 ? scene.now : (scene.record.filedAt ?? scene.now), scene)

/** The next who could act in the handler's post, were the handler away. */
function deputyOf(handler: Assignment, at: Date, { search }: Scene): Assignment | null {
  const around = search(at)
  const without: Search = {
    ...{ ...around, area: handler.area, dept: handler.dept },
    recused: new Set([...around.recused, handler.person]),
  }
  return acting(handler.post, without).assignment
}

/** 4.4: 2 work_hours; the handler reminded, after another 2 the deputy told, where there is none the duty officer. */
function acceptClocks(scene: Scene): readonly StagePlan[] {
  const { record, ground } = scene
  const { handler, dispatchedAt } = record
  if (handler === null || dispatchedAt === null) return []
  const limit = { n: ground.rulebook.stages.acceptWorkHours, unit: 'work_hour' } as const
  const [first, second] = twice(dispatchedAt, scene, after(limit, scene))
  return [plan('accept', 1, first, [handler]), plan('accept', 2, second, [deputyOf(handler, second, scene)])]
}

/** 3.7 without whoever has let the time go by. */
function nextVerifier(at: Date, { record, search }: Scene): Assignment | null {
  const around = search(at)
  const recused = new Set(around.recused)
  if (record.verifier !== null) recused.add(record.verifier.person)
  return verifierFor(record.handler?.person ?? '', record.confidential, { ...around, recused })
}

/** 4.4: 1 work_day; the verifier reminded, after another the next verifier takes it. */
function verifyClocks(scene: Scene): readonly StagePlan[] {
  const { record, ground } = scene
  const limit = { n: ground.rulebook.stages.verifyWorkDays, unit: 'work_day' } as const
  const [first, second] = twice(record.resolvedAt ?? scene.now, scene, after(limit, scene))
  const next = nextVerifier(second, scene)
  return [
    plan('verify', 1, first, [record.verifier]),
    { ...plan('verify', 2, second, [next]), takesOver: next !== null },
  ]
}

/** 4.4: 1 work_day; the duty officer, then the director. */
function closeClocks(scene: Scene): readonly StagePlan[] {
  const { record, ground } = scene
  const limit = { n: ground.rulebook.stages.closeWorkDays, unit: 'work_day' } as const
  const [first, second] = twice(record.verifiedAt ?? scene.now, scene, after(limit, scene))
  return [plan('close', 1, first), plan('close', 2, second, [holder('director', second, scene)])]
}

/** 4.4, 6.4: one gentle reminder after 1 work_day, the end after 3 natural_days; praise is not rated (2.6). */
function rateClocks({ record, ground }: Scene): readonly StagePlan[] {
  const { rateReminderWorkDays, rateNaturalDays } = ground.rulebook.stages
  const waiting = record.reporters.some(({ rating, withdrawn }) => rating === null && !withdrawn)
  if (record.closedAt === null || record.kind === 'praise' || !waiting) return []
  const end = dueAt({ n: rateNaturalDays, unit: 'natural_day' }, record.closedAt, ground.calendar)
  const reminder = dueAt({ n: rateReminderWorkDays, unit: 'work_day' }, record.closedAt, ground.calendar)
  return [...(reminder < end ? [plan('rate_reminder', 1, reminder)] : []), plan('rate_end', 1, end)]
}

/**
 * 4.4, 2.1 contact: the reporter has heard a person within 1 work_day of the acceptance; then the handler is reminded,
 * and once more with the next morning's digest. Not where the answer itself is due no later, not where the reporter is
 * not to be approached (confidential) or is staff, and only while nobody has.
 */
function contactClocks({ record, ground, now }: Scene): readonly StagePlan[] {
  const { acceptedAt, contactedAt, dueAt: due, handler, confidential, source } = record
  if (acceptedAt === null || contactedAt !== null || handler === null) return []
  if (confidential || source === 'staff') return []
  const n = ground.rulebook.stages.contactWorkDays
  const first = dueAt({ n, unit: 'work_day' }, acceptedAt, ground.calendar)
  if (due !== null && due <= first) return []
  const plans = [
    plan('contact', 1, first, [handler]),
    plan('contact', 2, nextMorning(first, ground), [handler]),
  ]
  return plans.filter(({ at }) => at > now)
}

const clocks: Readonly<Partial<Record<CaseRecord['state'], (scene: Scene) => readonly StagePlan[]>>> = {
  triage: triageClocks,
  filed: filedClocks,
  dispatched: acceptClocks,
  in_progress: contactClocks,
  resolved: verifyClocks,
  verified: closeClocks,
  closed: rateClocks,
}

/**
 * The stage clock that runs for a case as it stands (4.4), as plans: none of the stages may go silent. They count from
 * when the stage began, so that planning again after a restart gives the same times. Who is told is looked up for the
 * moment of the expiry; recused people are told nothing (3.5).
 */
export function stageClocks(record: CaseRecord, ground: Ground, now: Date): readonly StagePlan[] {
  const where = {
    area: record.grid ?? record.area ?? ground.directory.township().code,
    dept: null,
  }
  const search = (at: Date): Search => searchFor(ground.directory, at, record.about, where)
  return clocks[record.state]?.({ record, ground, now, search }) ?? []
}
