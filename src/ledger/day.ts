import { type CaseRecord, ended, isOverdue, type State, states, timeRuns } from '../cases/case.ts'
import type { CaseFilters, CaseLists } from '../cases/lists.ts'
import type { Ground } from '../grid/ground.ts'
import { addHours, addMilliseconds } from '../kernel/clock.ts'
import type { Sight } from '../rights/policy.ts'
import { addDays, atTime, dayOf } from '../worktime/zone.ts'
import { countCases } from './counting.ts'

export interface DayCase {
  record: CaseRecord
  why: readonly string[]
}

/** How many there are of each, however many of them are listed. */
export interface DayCounts {
  received: number
  closed: number
  /** In the time of the same length before `since`. */
  receivedBefore: number
  closedBefore: number
  open: number
  triage: number
  overdue: number
  dueToday: number
}

/** What came since a moment, what is open, what to watch (9.5). Confidential cases are only counted: a sheet lies about. */
export interface Day {
  since: Date
  counts: DayCounts
  received: readonly CaseRecord[]
  triage: readonly CaseRecord[]
  overdue: readonly CaseRecord[]
  dueToday: readonly CaseRecord[]
  watch: readonly DayCase[]
  /** Confidential cases that are open. */
  kept: number
}

const lookedAt = 1_000
const listed = 60
const open = states.filter((state) => !ended.has(state))
/** What is none, or another's, was not received (9.2). */
const taken = states.filter((state) => state !== 'dismissed' && state !== 'merged')

function reasons(record: CaseRecord, now: Date): readonly string[] {
  return [
    ...(record.urgency === 'emergency' ? ['突发'] : []),
    ...(record.cycle > 1 ? ['群众不满意重办'] : []),
    ...(isOverdue(record, addHours(now, -48)) ? ['超期两天以上'] : []),
    ...(record.asks.length > 0 ? ['有请求待中心定'] : []),
    ...(record.extensionAsked === null ? [] : ['申请延期待批']),
  ]
}

/** An emergency before everything, then what has most against it. */
const weight = ({ record, why }: DayCase): number =>
  why.length + (record.urgency === 'emergency' ? states.length : 0)

type Asked = Omit<CaseFilters, 'sight'>

async function countsOf(
  lists: Pick<CaseLists, 'counts'>,
  sight: Sight,
  since: Date,
  now: Date,
): Promise<Omit<DayCounts, 'dueToday'>> {
  const counted = (asked: Asked) => countCases(lists, { ...asked, sight }, now)
  /** Praise has no clock and is no appeal (2.6). */
  const appeals = async (asked: Asked): Promise<number> =>
    (await counted(asked)).all - (await counted({ ...asked, kind: 'praise' })).all
  const received = (from: Date, to: Date) => appeals({ states: taken, received: { from, to } })
  const closed = (from: Date, to: Date) => appeals({ states: ['closed'], closed: { from, to } })
  const before = addMilliseconds(since, since.getTime() - now.getTime())
  const until = addMilliseconds(now, 1)
  const standing = await counted({ states: open })
  return {
    ...{ received: await received(since, until), receivedBefore: await received(before, since) },
    ...{ closed: await closed(since, until), closedBefore: await closed(before, since) },
    open: standing.all,
    triage: standing.states.get('triage') ?? 0,
    overdue: standing.overdue,
  }
}

/** Everything of a shift or a morning, of what is in sight. */
export async function dayOfCentre(
  lists: Pick<CaseLists, 'page' | 'counts'>,
  sight: Sight,
  since: Date,
  { calendar: { zone } }: Ground,
  now: Date,
): Promise<Day> {
  const find = async (asked: Asked, sort: 'due' | 'received', descending = false) =>
    await lists.page({ ...asked, sight, sort, descending, after: null, most: lookedAt })
  const sum = async (asked: Asked): Promise<number> => (await countCases(lists, { ...asked, sight }, now)).all
  const plain = (records: readonly CaseRecord[]) => records.filter(({ confidential }) => !confidential)
  const ofState = async (state: State) => plain(await find({ states: [state] }, 'received'))
  const standing = plain(await find({ states: open }, 'due'))
  const today = { from: now, to: atTime(addDays(dayOf(now, zone), 1), 0, zone) }
  const dueToday = { states: [...timeRuns], due: today }
  // An emergency without a due time stands behind everything else that is open.
  const pressing = plain(await find({ states: open, urgency: 'emergency' }, 'received', true))
  const watch = [...new Map([...standing, ...pressing].map((record) => [record.id, record])).values()]
    .map((record) => ({ record, why: reasons(record, now) }))
    .filter(({ why }) => why.length > 0)
    .toSorted((a, b) => weight(b) - weight(a))
  return {
    since,
    counts: { ...(await countsOf(lists, sight, since, now)), dueToday: await sum(dueToday) },
    kept: await sum({ states: open, confidential: true }),
    received: plain(await find({ states: taken, received: { from: since } }, 'received', true))
      .filter(({ kind }) => kind !== 'praise')
      .slice(0, listed),
    triage: (await ofState('triage')).slice(0, listed),
    overdue: standing.filter((record) => isOverdue(record, now)).slice(0, listed),
    dueToday: plain(await find(dueToday, 'due')).slice(0, listed),
    watch: watch.slice(0, listed),
  }
}
