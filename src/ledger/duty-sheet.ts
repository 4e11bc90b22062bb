import { openAsks } from '../cases/asks.ts'
import { type CaseRecord, ended, type State } from '../cases/case.ts'
import type { CaseStore } from '../cases/ports.ts'
import { latest } from '../grid/attendance.ts'
import type { Ground } from '../grid/ground.ts'
import { addHours } from '../kernel/clock.ts'
import { dayOf } from '../worktime/zone.ts'

/** What the next officer must know (9.5): what came in this shift, what is open, and what to watch. */
export interface DutySheet {
  /** Since when the shift has run. */
  since: Date
  came: readonly CaseRecord[]
  closed: readonly CaseRecord[]
  open: Readonly<Partial<Record<State, number>>>
  /** Waits for the duty officer's own word: triage, to be dispatched, to be closed, an answer that is asked for. */
  waiting: readonly CaseRecord[]
  watch: {
    emergencies: readonly CaseRecord[]
    overdue: readonly CaseRecord[]
    dueToday: readonly CaseRecord[]
    /** Shelved cases whose day is today. */
    resuming: readonly CaseRecord[]
  }
}

const most = 5_000
const withoutShiftHours = 24
const openStates: readonly State[] = [
  'triage',
  'filed',
  'dispatched',
  'in_progress',
  'county',
  'resolved',
  'verified',
  'long_term',
]

/** When the present shift began: the last 接班, else the shift of the roster, else a day ago. */
export function shiftBegan({ directory }: Ground, now: Date): Date {
  const said = directory.takenOver(now)?.at
  const shift = latest(
    directory.data.roster.filter(({ post }) => post === 'duty_officer'),
    now,
  )
  return said ?? shift?.from ?? addHours(now, -withoutShiftHours)
}

const byDue = (a: CaseRecord, b: CaseRecord): number =>
  (a.dueAt?.getTime() ?? Infinity) - (b.dueAt?.getTime() ?? Infinity) || (a.number < b.number ? -1 : 1)

/** Sorts cases into the sheet; which of them may be read by whom the caller has decided. */
export function sortIntoSheet(
  records: readonly CaseRecord[],
  since: Date,
  { calendar }: Pick<Ground, 'calendar'>,
  now: Date,
): DutySheet {
  const open = records.filter(({ state }) => !ended.has(state)).toSorted(byDue)
  const atWork = open.filter(({ state }) => ['dispatched', 'in_progress', 'county'].includes(state))
  const today = dayOf(now, calendar.zone)
  const isToday = ({ dueAt }: CaseRecord): boolean => dueAt !== null && dayOf(dueAt, calendar.zone) === today
  const late = ({ dueAt }: CaseRecord): boolean => dueAt !== null && dueAt <= now
  return {
    since,
    came: records
      .filter(({ receivedAt }) => receivedAt >= since)
      .toSorted((a, b) => (a.number < b.number ? -1 : 1)),
    closed: records.filter(
      ({ state, closedAt }) => state === 'closed' && closedAt !== null && closedAt >= since,
    ),
    open: Object.fromEntries(
      [...Map.groupBy(open, ({ state }) => state)].map(([state, group]) => [state, group.length]),
    ),
    waiting: open.filter(
      (record) =>
        ['triage', 'filed', 'verified'].includes(record.state) ||
        record.extensionAsked !== null ||
        openAsks(record).length > 0,
    ),
    watch: {
      emergencies: open.filter(
        ({ urgency, state }) => urgency === 'emergency' && state !== 'resolved' && state !== 'verified',
      ),
      overdue: atWork.filter(late),
      dueToday: atWork.filter((record) => isToday(record) && !late(record)),
      resuming: open.filter((record) => record.state === 'long_term' && isToday(record)),
    },
  }
}

/** The sheet of the present shift, of the cases that `sees` lets through. */
export async function dutySheet(
  cases: Pick<CaseStore, 'find'>,
  sees: (record: CaseRecord) => boolean,
  ground: Ground,
  now: Date,
): Promise<DutySheet> {
  const since = shiftBegan(ground, now)
  const found = [
    ...(await cases.find({ states: openStates, most })),
    ...(await cases.find({ receivedSince: since, most })),
    ...(await cases.find({ closedSince: since, most })),
  ]
  const all = [...new Map(found.map((record) => [record.id, record])).values()]
  return sortIntoSheet(all.filter(sees), since, ground, now)
}
