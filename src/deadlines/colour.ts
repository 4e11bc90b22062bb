import { LRUCache } from 'lru-cache'
import type { CaseRecord } from '../cases/case.ts'
import type { Ground } from '../grid/ground.ts'
import type { WorkCalendar } from '../worktime/calendar.ts'
import type { Colour, Course, Rung } from './ladder.ts'
import { ladder } from './ladder.ts'

type Grounds = Pick<Ground, 'calendar' | 'rulebook'>

/** What of a case decides its colour. */
export type Coloured = Pick<CaseRecord, 'dispatchedAt' | 'dueAt' | 'limit' | 'resolvedAt'>

/** Beyond this many courses the oldest are reckoned again. */
const coursesKept = 20_000
const known = new WeakMap<WorkCalendar, LRUCache<string, readonly Rung[]>>()

/** The rungs of a course, reckoned once: lists show the same cases over and over. */
function ladderOf(course: Course, { calendar, rulebook }: Grounds): readonly Rung[] {
  const kept = known.get(calendar) ?? new LRUCache<string, readonly Rung[]>({ max: coursesKept })
  known.set(calendar, kept)
  const { dispatchedAt, dueAt, limit } = course
  const { soonWorkHours, shortLimitHours, shortLimitShare } = rulebook.ladder
  const rules = `${String(soonWorkHours)} ${String(shortLimitHours)} ${String(shortLimitShare)}`
  const key = `${String(dispatchedAt.getTime())} ${String(dueAt.getTime())} ${String(limit.n)} ${limit.unit} ${rules}`
  let rungs = kept.get(key)
  if (rungs === undefined) kept.set(key, (rungs = ladder(course, calendar, rulebook)))
  return rungs
}

/**
 * The colour of a case (5.1): that of the last rung reached, green before the first; of a case with a result as it was
 * when the result came. Null before the dispatch and where no clock runs.
 */
export function colourAt(record: Coloured, ground: Grounds, now: Date): Colour | null {
  const { dispatchedAt, dueAt, limit, resolvedAt } = record
  if (dispatchedAt === null || dueAt === null || limit === null) return null
  const until = resolvedAt !== null && resolvedAt < now ? resolvedAt : now
  if (dueAt > dispatchedAt && dueAt <= until) return 'red'
  return ladderOf({ dispatchedAt, dueAt, limit }, ground).findLast(({ at }) => at <= until)?.colour ?? 'green'
}
