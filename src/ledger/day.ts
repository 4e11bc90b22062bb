import { type CaseRecord, ended, states } from '../cases/case.ts'
import type { CaseLists } from '../cases/lists.ts'
import type { Ground } from '../grid/ground.ts'
import { addHours } from '../kernel/clock.ts'
import type { Sight } from '../rights/policy.ts'
import { dayOf, startOfDay } from '../worktime/zone.ts'

export interface DayCase {
  record: CaseRecord
  why: readonly string[]
}

/** What came since a moment, what is open, what to watch (9.5). Confidential cases are only counted: a sheet lies about. */
export interface Day {
  since: Date
  received: readonly CaseRecord[]
  /** How many were closed since then. */
  closed: number
  open: number
  triage: readonly CaseRecord[]
  overdue: readonly CaseRecord[]
  dueToday: readonly CaseRecord[]
  watch: readonly DayCase[]
  /** Confidential cases that are open. */
  kept: number
}

const lookedAt = 1_000
const listed = 60

function reasons(record: CaseRecord, now: Date): readonly string[] {
  return [
    ...(record.urgency === 'emergency' ? ['突发'] : []),
    ...(record.cycle > 1 ? ['群众不满意重办'] : []),
    ...(record.dueAt !== null && addHours(record.dueAt, 48) < now && record.state !== 'long_term'
      ? ['超期两天以上']
      : []),
    ...(record.asks.length > 0 ? ['有请求待中心定'] : []),
    ...(record.extensionAsked === null ? [] : ['申请延期待批']),
  ]
}

/** Everything of a shift or a morning, of what is in sight. */
export async function dayOfCentre(
  lists: Pick<CaseLists, 'page'>,
  sight: Sight,
  since: Date,
  ground: Ground,
  now: Date,
): Promise<Day> {
  const { zone } = ground.calendar
  const page = { after: null, most: lookedAt, descending: false } as const
  const open = await lists.page({
    ...{ sight, ...page, sort: 'due', states: states.filter((state) => !ended.has(state)) },
  })
  const received = await lists.page({ sight, ...page, sort: 'received', received: { from: since } })
  const closed = await lists.page({
    sight,
    ...page,
    sort: 'closed',
    states: ['closed'],
    closed: { from: since },
  })
  const plain = open.filter(({ confidential }) => !confidential)
  const late = (record: CaseRecord): boolean =>
    record.dueAt !== null && record.dueAt < now && record.state !== 'long_term'
  const today = dayOf(startOfDay(now, zone), zone)
  return {
    ...{ since, closed: closed.length, open: open.length, kept: open.length - plain.length },
    received: received.filter(({ confidential }) => !confidential).slice(0, listed),
    triage: plain.filter(({ state }) => state === 'triage').slice(0, listed),
    overdue: plain.filter(late).slice(0, listed),
    dueToday: plain
      .filter((record) => !late(record) && record.dueAt !== null && dayOf(record.dueAt, zone) === today)
      .slice(0, listed),
    watch: plain
      .map((record) => ({ record, why: reasons(record, now) }))
      .filter(({ why }) => why.length > 0)
      .slice(0, listed),
  }
}
