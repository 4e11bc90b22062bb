import type { Rulebook } from '../grid/rulebook.ts'
import { addMilliseconds } from '../kernel/clock.ts'
import type { WorkCalendar } from '../worktime/calendar.ts'
import { dueAt as dueAfter } from '../worktime/due.ts'
import type { Limit } from '../worktime/limit.ts'
import { addWorkingMilliseconds, workingMilliseconds } from '../worktime/working-time.ts'

export const rungNames = ['new', 'half', 'soon', 'due', 'over1', 'over2'] as const
export type RungName = (typeof rungNames)[number]

export const colours = ['green', 'yellow', 'orange', 'red'] as const
export type Colour = (typeof colours)[number]

export interface Rung {
  rung: RungName
  at: Date
  colour: Colour
}

/** What the rungs of a case hang on. */
export interface Course {
  dispatchedAt: Date
  dueAt: Date
  limit: Limit
}

type LadderRules = Pick<Rulebook, 'ladder'>

const hourMs = 3_600_000

const countsHours = ({ unit }: Limit): boolean => unit === 'work_hour' || unit === 'natural_hour'

/** Limits that run on at night are measured in plain time, all others in working time, unless none lies between. */
function share(course: Course, part: number, calendar: WorkCalendar): Date {
  const { dispatchedAt, dueAt, limit } = course
  const natural = limit.unit === 'natural_hour' || limit.unit === 'natural_day'
  const working = natural ? 0 : workingMilliseconds(dispatchedAt, dueAt, calendar)
  if (working > 0) return addWorkingMilliseconds(dispatchedAt, Math.round(working * part), calendar)
  return addMilliseconds(dispatchedAt, Math.round((dueAt.getTime() - dispatchedAt.getTime()) * part))
}

function soonAt(course: Course, calendar: WorkCalendar, { ladder: rules }: LadderRules): Date {
  const { dueAt, limit } = course
  if (countsHours(limit) && limit.n < rules.shortLimitHours)
    return share(course, rules.shortLimitShare, calendar)
  return addWorkingMilliseconds(dueAt, -rules.soonWorkHours * hourMs, calendar)
}

/** One more limit where the limit counts hours, else one more working day. */
const overAfter = (at: Date, limit: Limit, calendar: WorkCalendar): Date =>
  dueAfter(countsHours(limit) ? limit : { n: 1, unit: 'work_day' }, at, calendar)

/**
 * The rungs of a case (5.1), in the order of their times: `new` at the dispatch, `half` of the working time gone, `soon`
 * 2 work_hours before due or, for limits under 8 hours, with 80% gone, `due`, `over1` and `over2` one and two working
 * days over, for hour limits one and two limits. A rung that does not lie after the dispatch is dropped, and `half`
 * where it would come no earlier than `soon`. Pure: says nothing about who has been told.
 */
export function ladder(course: Course, calendar: WorkCalendar, rules: LadderRules): readonly Rung[] {
  const { dispatchedAt, dueAt, limit } = course
  const soon = soonAt(course, calendar, rules)
  const half = share(course, 0.5, calendar)
  const over1 = overAfter(dueAt, limit, calendar)
  const later: readonly Rung[] = [
    ...(half < soon || soon <= dispatchedAt
      ? [{ rung: 'half' as const, at: half, colour: 'yellow' as const }]
      : []),
    { rung: 'soon', at: soon, colour: 'orange' },
    { rung: 'due', at: dueAt, colour: 'red' },
    { rung: 'over1', at: over1, colour: 'red' },
    { rung: 'over2', at: overAfter(over1, limit, calendar), colour: 'red' },
  ]
  return [{ rung: 'new', at: dispatchedAt, colour: 'green' }, ...later.filter(({ at }) => at > dispatchedAt)]
}

/** The colour of the last rung that is reached at that time, green before the first; no rung is reckoned that cannot tell. */
export function colourOfCourse(
  course: Course,
  until: Date,
  calendar: WorkCalendar,
  rules: LadderRules,
): Colour {
  const { dispatchedAt, dueAt } = course
  const after = (at: Date): boolean => at > dispatchedAt && at <= until
  // A course that ends before it begins has only what comes after both.
  if (dueAt <= dispatchedAt)
    return ladder(course, calendar, rules).findLast(({ at }) => at <= until)?.colour ?? 'green'
  if (after(dueAt)) return 'red'
  if (after(soonAt(course, calendar, rules))) return 'orange'
  return after(share(course, 0.5, calendar)) ? 'yellow' : 'green'
}
