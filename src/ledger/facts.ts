import type { CaseRecord, LateClass } from '../cases/case.ts'
import { communityOfCase } from '../cases/community.ts'
import type { CaseEvent } from '../cases/event.ts'
import type { Ground } from '../grid/ground.ts'
import type { PostName } from '../grid/town.ts'
import { addWorkingMilliseconds, workingMilliseconds } from '../worktime/working-time.ts'
import { type Day, dayOf } from '../worktime/zone.ts'
import { addMeasures, isNothing, type Measure, type Measures, noMeasures } from './measures.ts'
import { type Course, courseOf, type Cycle, type Happened, type Turn } from './turns.ts'

/** Whose doing it was; all null for what is nobody's: the receiving, and what the county answered. */
export interface Doer {
  person: string | null
  post: PostName | null
  dept: string | null
}

/** What one case adds to the figures of one day and one person (9.2). */
export interface Fact extends Doer {
  day: Day
  measures: Measures
}

const nobody: Doer = { person: null, post: null, dept: null }
const doerOf = (turn: Turn | null): Doer =>
  turn === null ? nobody : { person: turn.person, post: turn.post, dept: turn.dept }

const minutesBetween = (from: Date, to: Date, { calendar }: Ground): number =>
  Math.max(0, Math.round(workingMilliseconds(from, to, calendar) / 60_000))

/** One line of the count before it is added up. */
type Tally = readonly [at: Date, doer: Doer, counts: Partial<Measures>]

const times = (days: readonly Date[], doer: Doer, name: Measure): readonly Tally[] =>
  days.map((at) => [at, doer, { [name]: 1 }])

/**
 * 4.4: whoever lost the case before the time to accept it was over had no chance, and is not counted; whoever accepted is,
 * however it went on.
 */
function responseOf(turn: Turn, ground: Ground): readonly Tally[] {
  const { acceptWorkHours } = ground.rulebook.stages
  const until = addWorkingMilliseconds(turn.from, acceptWorkHours * 3_600_000, ground.calendar)
  const inTime = turn.acceptedAt !== null && turn.acceptedAt <= until
  if (!inTime && turn.lostAt !== null && turn.lostAt < until) return []
  return [[turn.from, doerOf(turn), { dispatched: 1, responded: inTime ? 1 : 0 }]]
}

const lateMeasure: Readonly<Record<LateClass, Measure>> = {
  objective: 'lateObjective',
  responsible: 'lateResponsible',
  confirmed: 'lateConfirmed',
}

const whyLate = ({ lateClass }: Turn): Partial<Measures> =>
  lateClass === null ? {} : { [lateMeasure[lateClass]]: 1 }

/**
 * What became of a turn: a result in time or late, or taken away after the due time. Shelved: neither (2.1), but for who
 * was late already.
 */
function endOf(turn: Turn, cycle: Cycle, ground: Ground): readonly Tally[] {
  const doer = doerOf(turn)
  const ended = turn.resolvedAt ?? turn.lostAt
  if (cycle.shelved)
    return turn.lateBefore === null ? [] : [[turn.lateBefore, doer, { timed: 1, ...whyLate(turn) }]]
  if (ended === null) return []
  const late = turn.due !== null && ended > turn.due
  const worked = minutesBetween(turn.from, ended, ground)
  const result = turn.resolvedAt === null ? {} : { resolved: 1, workMinutes: worked }
  const timed = turn.due !== null && (turn.resolvedAt !== null || late)
  if (!timed) return [[ended, doer, result]]
  const why = late ? whyLate(turn) : {}
  return [[ended, doer, { ...result, timed: 1, onTime: late ? 0 : 1, ...why }]]
}

function closingOf(cycle: Cycle, ground: Ground): readonly Tally[] {
  const { closedAt, finisher, outcome, rating, from, shelved } = cycle
  if (closedAt === null) return []
  const doer = doerOf(finisher)
  const rated: Partial<Measures> = rating === null ? {} : { rated: 1, [rating]: 1 }
  const closed: Partial<Measures> = shelved
    ? { shelvedClosed: 1 }
    : {
        closed: 1,
        wholeMinutes: minutesBetween(from, closedAt, ground),
        ...(outcome === null ? {} : { [outcome]: 1 }),
      }
  return [[closedAt, doer, { ...closed, ...rated }]]
}

function cycleTallies(cycle: Cycle, ground: Ground): readonly Tally[] {
  return [
    ...cycle.turns.flatMap((turn) => [
      ...responseOf(turn, ground),
      ...endOf(turn, cycle, ground),
      ...times(turn.rework, doerOf(turn), 'rework'),
      ...times(turn.extended, doerOf(turn), 'extended'),
      ...times(turn.shelved, doerOf(turn), 'shelved'),
    ]),
    ...closingOf(cycle, ground),
    ...(cycle.reopenedAt === null ? [] : times([cycle.reopenedAt], doerOf(cycle.finisher), 'reopened')),
  ]
}

function arrival({ receivedAt, gone, toCounty }: Course): readonly Tally[] {
  if (receivedAt === null) return []
  const counted = gone === 'dismissed' || gone === 'merged' ? {} : { received: 1 }
  const left = gone === null ? {} : { [gone]: 1 }
  return [[receivedAt, nobody, { ...counted, ...left }], ...times(toCounty, nobody, 'toCounty')]
}

function tallies(course: Course, kind: CaseRecord['kind'], ground: Ground): readonly Tally[] {
  if (kind === 'praise') return course.receivedAt === null ? [] : [[course.receivedAt, nobody, { praise: 1 }]]
  return [...arrival(course), ...course.cycles.flatMap((cycle) => cycleTallies(cycle, ground))]
}

/**
 * What one case adds to the figures, by day and person: everything of 9.2, from the times of its events alone; what was
 * taken back counts nowhere. Days are the town's. Praise is only counted (2.6); a cycle that was shelved is counted apart,
 * never as solved or on time (2.1).
 */
export function factsOf(
  record: Pick<CaseRecord, 'kind'>,
  events: readonly (Happened & Pick<CaseEvent, 'id'>)[],
  ground: Ground,
): readonly Fact[] {
  const { directory, calendar } = ground
  const deptOf = (person: string, post: PostName): string | null =>
    directory.holdings(person).find((holding) => holding.post === post)?.dept ?? null
  const sums = new Map<string, Fact>()
  for (const [at, doer, counts] of tallies(courseOf(events, deptOf), record.kind, ground)) {
    const day = dayOf(at, calendar.zone)
    const key = JSON.stringify([day, doer.person, doer.post, doer.dept])
    const sofar = sums.get(key) ?? { ...doer, day, measures: noMeasures }
    sums.set(key, { ...sofar, measures: addMeasures(sofar.measures, counts) })
  }
  return [...sums.values()]
    .filter(({ measures }) => !isNothing(measures))
    .toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))
}

/** By what of a case its facts are found and grouped; as the case stands now. */
export interface Belonging {
  area: string | null
  grid: string | null
  community: string | null
  category: string
  nature: CaseRecord['nature']
  kind: CaseRecord['kind']
  /** 2.7: reported by staff from their own rounds, counted apart. */
  rounds: boolean
  confidential: boolean
  about: readonly string[]
}

/** Where a case belongs; one without an area lies where its room lies, as for who may see it. */
export function belongingOf(record: CaseRecord, { directory }: Ground): Belonging {
  const { grid, category, nature, kind, confidential, about } = record
  const ofRoom = record.room === null ? null : (directory.room(record.room)?.areas[0] ?? null)
  return {
    ...{ grid, category, nature, kind, confidential, about },
    area: record.area ?? grid ?? ofRoom,
    community: communityOfCase(record, directory),
    rounds: record.source === 'staff',
  }
}
