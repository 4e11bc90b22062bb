import type { CaseRecord } from '../cases/case.ts'
import type { Ground } from '../grid/ground.ts'
import { type Colour, colourOfCourse } from './ladder.ts'

type Grounds = Pick<Ground, 'calendar' | 'rulebook'>

/** What of a case decides its colour. */
export type Coloured = Pick<CaseRecord, 'dispatchedAt' | 'dueAt' | 'limit' | 'resolvedAt'>

/**
 * The colour of a case (5.1): that of the last rung reached, green before the first; of a case with a result as it was
 * when the result came. Null before the dispatch and where no clock runs.
 */
export function colourAt(record: Coloured, { calendar, rulebook }: Grounds, now: Date): Colour | null {
  const { dispatchedAt, dueAt, limit, resolvedAt } = record
  if (dispatchedAt === null || dueAt === null || limit === null) return null
  const until = resolvedAt !== null && resolvedAt < now ? resolvedAt : now
  return colourOfCourse({ dispatchedAt, dueAt, limit }, until, calendar, rulebook)
}
