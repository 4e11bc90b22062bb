import type { LateClass, Outcome } from '../cases/case.ts'
import type { CaseEvent, Move } from '../cases/event.ts'
import { lastAct } from '../cases/undoing.ts'
import { type Rating, ratings } from '../intake/reading.ts'
import { instant } from '../kernel/clock.ts'
import type { PostName } from '../grid/town.ts'

/** What of an event the figures stand on. */
export type Happened = Pick<CaseEvent, 'move' | 'from' | 'to' | 'actor' | 'at' | 'facts'>

/** The time in which one person had a case: from the dispatch until the next gets it, or it ends. */
export interface Turn {
  person: string
  post: PostName
  dept: string | null
  from: Date
  due: Date | null
  acceptedAt: Date | null
  resolvedAt: Date | null
  /** When it was taken from them without a result that stands; null while they have it, or where they resolved it. */
  lostAt: Date | null
  /** When it was shelved or lost after its due time in a cycle that was shelved: that is not made good by shelving it. */
  lateBefore: Date | null
  lateClass: LateClass | null
  /** Days on which something happened to it. */
  rework: readonly Date[]
  extended: readonly Date[]
  shelved: readonly Date[]
}

/** From filing or reopening to closing (2.1). */
export interface Cycle {
  from: Date
  turns: readonly Turn[]
  /** Null where the county answered, or nobody has finished it. */
  finisher: Turn | null
  outcome: Outcome | null
  closedAt: Date | null
  rating: Rating | null
  shelved: boolean
  reopenedAt: Date | null
}

type Building<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer One)[] ? One[] : T[K] }
type OpenTurn = Building<Turn>
type OpenCycle = Omit<Building<Cycle>, 'turns' | 'finisher'> & {
  turns: OpenTurn[]
  finisher: OpenTurn | null
}

/** The whole of a case as it is counted. */
export interface Course {
  receivedAt: Date | null
  /** How it left the way: it is not among what was received where it was none, or is another's. */
  gone: 'dismissed' | 'merged' | 'refused' | 'withdrawn' | null
  toCounty: readonly Date[]
  cycles: readonly Cycle[]
}

/** The events that still stand: what was taken back goes with the act that took it back (2.4), as though neither had been. */
export function standingEvents<E extends Happened & Pick<CaseEvent, 'id'>>(
  events: readonly E[],
): readonly E[] {
  let standing: readonly E[] = []
  for (const event of events) {
    if (event.move !== 'undo') standing = [...standing, event]
    else {
      const act = new Set(lastAct(standing))
      standing = standing.filter((one) => !act.has(one))
    }
  }
  return standing
}

const textOf = ({ facts }: Happened, name: string): string | null => {
  const said = facts[name]
  return typeof said === 'string' ? said : null
}

const timeOf = (event: Happened, name: string): Date | null => {
  const said = textOf(event, name)
  return said === null || Number.isNaN(Date.parse(said)) ? null : instant(said)
}

const worse = (one: Rating | null, other: Rating): Rating =>
  one === null || ratings.indexOf(other) > ratings.indexOf(one) ? other : one

/** Where one stands on the way through what happened to a case. */
interface Walk {
  receivedAt: Date | null
  gone: Course['gone']
  toCounty: Date[]
  cycles: OpenCycle[]
  /** Who has it now; null before the dispatch, with the county, and after a return. */
  turn: OpenTurn | null
  /** Whose lateness a reason explains (5.2). */
  explained: OpenTurn | null
}

/** The department of somebody in a post, where the event does not say. */
export type DeptOf = (person: string, post: PostName) => string | null

type Step = (walk: Walk, event: Happened, deptOf: DeptOf) => void

const cycleOf = ({ cycles }: Walk): OpenCycle | null => cycles.at(-1) ?? null

const begin: Step = ({ cycles }, { at }) => {
  cycles.push({
    ...{ from: at, turns: [], finisher: null, outcome: null, closedAt: null },
    ...{ rating: null, shelved: false, reopenedAt: null },
  })
}

const lose: Step = (walk, { at }) => {
  if (walk.turn !== null && walk.turn.resolvedAt === null) walk.turn.lostAt = at
  walk.turn = null
}

const give: Step = (walk, event, deptOf) => {
  lose(walk, event, deptOf)
  const person = textOf(event, 'handler')
  if (person === null) return
  if (cycleOf(walk) === null) begin(walk, event, deptOf)
  const post = (textOf(event, 'post') ?? 'grid_lead') as PostName
  walk.turn = {
    ...{ person, post, dept: textOf(event, 'dept') ?? deptOf(person, post), from: event.at },
    ...{ due: null, acceptedAt: null, resolvedAt: null, lostAt: null, lateBefore: null, lateClass: null },
    ...{ rework: [], extended: [], shelved: [] },
  }
  cycleOf(walk)?.turns.push(walk.turn)
}

const finish: Step = (walk, event, deptOf) => {
  if (cycleOf(walk) === null) begin(walk, event, deptOf)
  const cycle = cycleOf(walk)
  if (cycle === null) return
  cycle.finisher = walk.turn
  cycle.outcome = textOf(event, 'outcome') as Outcome | null
  if (walk.turn === null) return
  walk.turn.resolvedAt = event.at
  walk.turn.acceptedAt ??= event.at
}

const again: Step = (walk, { at }) => {
  const cycle = cycleOf(walk)
  if (cycle !== null) Object.assign(cycle, { finisher: null, outcome: null })
  if (walk.turn === null) return
  walk.turn.resolvedAt = null
  walk.turn.rework.push(at)
}

const shelve: Step = (walk, { at }) => {
  const cycle = cycleOf(walk)
  if (cycle !== null && !cycle.shelved) {
    cycle.shelved = true
    for (const turn of cycle.turns) {
      const until = turn.lostAt ?? (turn === walk.turn ? at : null)
      if (turn.due !== null && until !== null && until > turn.due) turn.lateBefore = until
    }
  }
  walk.turn?.shelved.push(at)
}

const reopen: Step = (walk, event, deptOf) => {
  const cycle = cycleOf(walk)
  if (cycle !== null) cycle.reopenedAt = event.at
  walk.turn = null
  begin(walk, event, deptOf)
  give(walk, event, deptOf)
}

const leaves =
  (gone: NonNullable<Course['gone']>): Step =>
  (walk, event, deptOf) => {
    if (event.to !== gone) return
    walk.gone = gone
    lose(walk, event, deptOf)
  }

const comeBack: Step = (walk) => {
  walk.gone = null
  walk.turn = cycleOf(walk)?.turns.at(-1) ?? null
  if (walk.turn !== null) walk.turn.lostAt = null
}

const rate: Step = (walk, { facts }) => {
  const cycle = cycleOf(walk)
  const said = ratings.find((one) => one === facts['rating'])
  if (cycle !== null && said !== undefined) cycle.rating = worse(cycle.rating, said)
}

/** Whoever gave the reason had it when it became late; what is held of the reason is held of that turn. */
const explain: Step = (walk, { actor }) => {
  walk.explained = cycleOf(walk)?.turns.findLast(({ person }) => person === actor.by) ?? walk.turn
  if (walk.explained !== null) walk.explained.lateClass = null
}

const hold =
  (classOf: (event: Happened) => LateClass | null): Step =>
  (walk, event) => {
    const late = walk.explained ?? walk.turn
    const said = classOf(event)
    if (late !== null && said !== null) late.lateClass = said
  }

/** What a move changes of what is counted; a move without a line changes nothing. */
const steps: Readonly<Partial<Record<Move, Step>>> = {
  receive: (walk, event, deptOf) => {
    walk.receivedAt = event.at
    if (event.to === 'filed') begin(walk, event, deptOf)
  },
  file: begin,
  dismiss: leaves('dismissed'),
  refuse: leaves('refused'),
  merge: leaves('merged'),
  withdraw: leaves('withdrawn'),
  unmerge: comeBack,
  dispatch: give,
  designate: give,
  escalate: give,
  recategorise: (walk, event, deptOf) => {
    if (event.to === 'dispatched' && event.facts['handlerBefore'] !== undefined) give(walk, event, deptOf)
    else if (event.to === 'filed') lose(walk, event, deptOf)
  },
  accept: (walk, { at }) => {
    if (walk.turn !== null) walk.turn.acceptedAt ??= at
  },
  return: lose,
  hand_to_county: (walk, event, deptOf) => {
    walk.toCounty.push(event.at)
    lose(walk, event, deptOf)
  },
  extend: (walk, { at }) => walk.turn?.extended.push(at),
  shelve,
  resolve: finish,
  county_answer: finish,
  reject: again,
  send_back: again,
  close: (walk, { at }) => {
    const cycle = cycleOf(walk)
    if (cycle !== null) cycle.closedAt = at
  },
  rate,
  reopen,
  late_reason: explain,
  late_class: hold((event) => {
    const said = textOf(event, 'class')
    return said === 'objective' || said === 'responsible' ? said : null
  }),
  late_confirm: hold(() => 'confirmed'),
}

/**
 * The course of one case, from its events alone, oldest first; those that were taken back are left out here. The due time
 * is the one that each event says, old and new stand in it (4.5). Never throws, whatever the facts hold.
 */
export function courseOf(
  events: readonly (Happened & Pick<CaseEvent, 'id'>)[],
  deptOf: DeptOf = () => null,
): Course {
  const walk: Walk = {
    ...{ receivedAt: null, gone: null, toCounty: [], cycles: [], turn: null, explained: null },
  }
  for (const event of standingEvents(events)) {
    steps[event.move]?.(walk, event, deptOf)
    const due = timeOf(event, 'dueAfter') ?? timeOf(event, 'due')
    if (due !== null && walk.turn !== null) walk.turn.due = due
  }
  const { receivedAt, gone, toCounty, cycles } = walk
  return { receivedAt, gone, toCounty, cycles }
}
