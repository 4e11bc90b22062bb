import type { CaseRecord, State } from '../cases/case.ts'
import { communityOfCase } from '../cases/community.ts'
import type { Ground } from '../grid/ground.ts'
import { addHours } from '../kernel/clock.ts'
import { dayOf } from '../worktime/zone.ts'

export const hotSpotKinds = ['joint', 'similar', 'petitions'] as const
export type HotSpotKind = (typeof hotSpotKinds)[number]

/** Several people with one matter, several like cases in one day, or one person again and again (8.7). */
export interface HotSpot {
  /** The same spot has the same key, so that it is raised once: a joint case once, the others once a day. */
  key: string
  kind: HotSpotKind
  community: string
  category: string
  caseIds: readonly string[]
}

/** As it was told to the director, and how it was settled since. */
export interface RaisedHotSpot extends HotSpot {
  raisedAt: Date
  settledAt: Date | null
  settledBy: string | null
  /** What was done about it. */
  settlement: string | null
}

export interface HotSpotStore {
  /** Newest first, behind that moment where one is named; only what is settled, or only what is not, where asked. */
  list(wanted: {
    settled: boolean | null
    before: Date | null
    most: number
  }): Promise<readonly RaisedHotSpot[]>
  byKey(key: string): Promise<RaisedHotSpot | null>
  /** False where it was settled before, or never raised. */
  settle(key: string, by: string, words: string, at: Date): Promise<boolean>
  /** False where this spot was raised before. */
  raise(spot: HotSpot, at: Date): Promise<boolean>
}

/** A case that was none, is another's, or was taken back does not count. */
const notCounted: ReadonlySet<State> = new Set<State>(['dismissed', 'merged', 'withdrawn', 'refused'])

const counts = (record: CaseRecord): boolean =>
  !record.confidential && record.kind !== 'praise' && !notCounted.has(record.state)

const isReporter = (record: CaseRecord, key: string): boolean =>
  record.reporters.some((one) => one.key === key && !one.withdrawn)

/**
 * The hot spots that this case makes together with `near`: cases of the same leaf, received within the days in which one
 * person's petitions count. `key` is the reporter whose petitions are counted. Confidential cases and praise make none (8.7).
 */
export function hotSpotsOf(
  record: CaseRecord,
  near: readonly CaseRecord[],
  key: string | null,
  ground: Ground,
  now: Date,
): readonly HotSpot[] {
  const { hotSpots } = ground.rulebook
  const community = communityOfCase(record, ground.directory)
  if (community === null || !counts(record)) return []
  const { category } = record
  const day = dayOf(now, ground.calendar.zone)
  const like = near.filter((one) => one.category === category && counts(one) && one.id !== record.id)
  const today = [record, ...like].filter(
    (one) =>
      dayOf(one.receivedAt, ground.calendar.zone) === day &&
      communityOfCase(one, ground.directory) === community,
  )
  const since = addHours(now, -24 * hotSpots.petitionDays)
  const petitions =
    key === null ? [] : [record, ...like].filter((one) => isReporter(one, key) && one.receivedAt >= since)
  const ids = (cases: readonly CaseRecord[]): readonly string[] => cases.map((one) => one.id).toSorted()
  const present = record.reporters.filter((one) => !one.withdrawn)
  const spot = (kind: HotSpotKind, subject: string, caseIds: readonly string[]): HotSpot => ({
    ...{ key: `${kind}:${subject}`, kind, community, category, caseIds },
  })
  return [
    ...(present.length >= hotSpots.jointReporters ? [spot('joint', record.id, [record.id])] : []),
    ...(today.length >= hotSpots.similarCasesPerDay
      ? [spot('similar', `${community}:${category}:${day}`, ids(today))]
      : []),
    ...(petitions.length >= hotSpots.petitionsPerPerson
      ? [spot('petitions', `${key ?? ''}:${category}:${day}`, ids(petitions))]
      : []),
  ]
}
