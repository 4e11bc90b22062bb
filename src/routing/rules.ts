import type { PostName } from '../grid/town.ts'
import { dueAt } from '../worktime/due.ts'
import type { Limit } from '../worktime/limit.ts'
import type { Appeal, Assignment, Decision, Previous, Routing } from './decision.ts'
import { namedSeat } from './designated.ts'
import type { Target } from './designated.ts'
import { limitOf, matterOf, ownLeaf, waitsForPlace } from './matter.ts'
import type { Matter, RoutingContext } from './matter.ts'
import { actingOrAbove } from './occupant.ts'
import { decisionReason, inOrder, listed } from './reason.ts'
import { pastTheRow, townshipLeadStep } from './rows.ts'
import { assistantsOf, informedOf, verifierFor } from './told.ts'

export type { RoutingContext } from './matter.ts'

/** Why a case moves on from where it lies. */
export type Why = 'escalate' | 'return' | 'clock' | 'reopen'

/** The rules by which somebody was passed over. */
const ruleOf = (passed: readonly string[]): readonly string[] => [
  ...(passed.some((one) => /请假|上提/u.test(one)) ? ['3.4'] : []),
  ...(passed.some((one) => one.endsWith('回避')) ? ['3.5'] : []),
  ...(passed.some((one) => one.endsWith('跳过')) ? ['3.6'] : []),
]

function toCounty(matter: Matter, limit: Limit, passed: readonly string[], moved: Had['moved']): Routing {
  const { located, context } = matter
  const rules = inOrder([...matter.rules, ...moved.rules, ...ruleOf(passed)])
  const due = bindingDue(dueAt(limit, context.now, context.calendar, { handToCounty: true }), matter)
  const how = [located.how, ...moved.words, ...passed].join('，')
  const reason = `按${listed(rules)}，${how}，由值班人员当天转县指挥中心。`
  return { to: 'county', area: located.area, grid: located.grid, limit, dueAt: due, reason }
}

/** Our own clock, or what another system has set, where that is earlier and still ahead (2.1). */
function bindingDue(ours: Date, { appeal: { dueBy }, context: { now } }: Matter): Date {
  return dueBy !== undefined && dueBy > now && dueBy < ours ? dueBy : ours
}

interface Chosen {
  at: number
  handler: Assignment
  limit: Limit
  assists: PostName | undefined
  passed: readonly string[]
  rules: readonly string[]
  alsoTold: readonly Assignment[]
}

function decided(matter: Matter, chosen: Chosen): Routing {
  const { appeal, leaf, located, search, confidential, context } = matter
  const { handler, limit, at } = chosen
  const assistants = assistantsOf(chosen.assists, handler.person, search)
  const busy = [handler, ...assistants]
  const told = informedOf({ ...appeal, confidential }, leaf, located, busy, search)
  const also = chosen.alsoTold.filter(
    ({ person }) => ![...busy, ...told].some((one) => one.person === person),
  )
  const emergency = appeal.urgency === 'emergency' ? ['3.8'] : []
  const ours = dueAt(limit, context.now, context.calendar)
  const due = bindingDue(ours, matter)
  const outside = due < ours ? ['2.1'] : []
  const rules = inOrder([...matter.rules, ...chosen.rules, ...outside, ...emergency])
  const decision: Decision = {
    ...{ rules, area: located.area, grid: located.grid, step: at, handler, assistants, limit },
    verifier: verifierFor(handler.person, confidential, search),
    informed: [...told, ...also],
    dueAt: due,
    reason: decisionReason({
      rules,
      how: located.how,
      handler,
      passed: chosen.passed,
      directory: context.directory,
    }),
  }
  return { to: 'handler', decision }
}

/** The rule by which the leaf's clock stands in the place of the step's; none where it does not. */
function clockRule(limit: Limit, ofStep: Limit, matter: Matter): readonly string[] {
  if (limit.n === ofStep.n && limit.unit === ofStep.unit) return []
  const leaf = ownLeaf(matter)
  // The hour of an emergency is no leaf's; its own rule stands in the decision already.
  const ofLeaf = leaf !== null && leaf.limit.n === limit.n && leaf.limit.unit === limit.unit
  if (matter.appeal.urgency === 'emergency' && !ofLeaf && leaf?.statutory == null) return []
  return [leaf?.statutory == null ? '3.2' : '4.7']
}

/** A step's people, or why it is passed over: nobody there, or somebody who has had the case (3.6 compares persons). */
interface Tried {
  handler: Assignment | null
  passed: readonly string[]
}

/** Who may not be chosen again, and who has the case now. */
interface Had {
  people: ReadonlySet<string>
  /** Those of them who have said that it is not theirs. */
  returners: ReadonlySet<string>
  present: string | null
  /** The director may be given it at the end of everything, although the director has returned it. */
  endsWithDirector: boolean
  /** Told of the decision: whoever had the case before it was reopened. */
  alsoTold: readonly Assignment[]
  /** Why it moves, as the reason says it, and by which rule. */
  moved: { words: readonly string[]; rules: readonly string[] }
}

const nobodyYet: Had = {
  ...{ people: new Set(), returners: new Set(), present: null, endsWithDirector: false },
  ...{ alsoTold: [], moved: { words: [], rules: [] } },
}

/** 3.11: a case that has been somewhere says first why it moves. */
const movedFor: Readonly<Record<Why, Had['moved']>> = {
  escalate: { words: ['逐级上报'], rules: ['2.1'] },
  return: { words: ['退回后另派'], rules: ['2.1'] },
  clock: { words: ['超期未办结、移交下一级'], rules: ['5.1'] },
  reopen: { words: ['评价不满意、提级重办'], rules: ['6.5'] },
}

function tryStep(post: PostName, last: boolean, had: Had, { search, context }: Matter): Tried {
  const { assignment, passed } = actingOrAbove(post, search)
  if (assignment === null || !had.people.has(assignment.person)) return { handler: assignment, passed }
  const { person } = assignment
  const keeps = last && assignment.post === 'director' && (person === had.present || had.endsWithDirector)
  if (keeps) return { handler: assignment, passed }
  const why = person !== had.present && had.returners.has(person) ? '已经退回过' : '已经办过'
  return { handler: null, passed: [...passed, `${context.directory.nameOf(person)}${why}、跳过`] }
}

/**
 * The first step from `from` on whose acting holder has not had the case; its post, else the same post one level up
 * (3.4). Past everything the director keeps what the director has.
 */
function firstFrom(from: number, had: Had, matter: Matter): Routing {
  const { steps } = matter
  const passed: string[] = []
  for (const numbered of steps.filter((one) => one.at >= from)) {
    const { at, step } = numbered
    if (step.post === 'county_desk') return toCounty(matter, step.clock, passed, had.moved)
    const tried = tryStep(step.post, numbered === steps.at(-1), had, matter)
    const skipped = passed.length > 0 || at >= townshipLeadStep ? ['3.6'] : []
    passed.push(...tried.passed.filter((one) => !passed.includes(one)))
    if (tried.handler === null) continue
    const limit = limitOf(numbered, matter)
    const rules = [...had.moved.rules, ...clockRule(limit, step.clock, matter), ...ruleOf(passed), ...skipped]
    return decided(matter, {
      at,
      handler: tried.handler,
      limit,
      assists: step.assists,
      passed: [...had.moved.words, ...passed],
      rules,
      alsoTold: had.alsoTold,
    })
  }
  return keptByDirector(had, matter) ?? nobodyLeft(passed)
}

const nobodyLeft = (passed: readonly string[]): Routing => ({
  to: 'triage',
  reason: `${passed.map((one) => `${one}，`).join('')}没有人可派（3.4、3.6），请值班人员指定。`,
})

/** 3.6: the director who has the case keeps it, even where nobody else could be given it. */
function keptByDirector({ present, alsoTold, moved }: Had, matter: Matter): Routing | null {
  const held = present === null ? [] : matter.context.directory.holdings(present)
  const holding = held.find(({ post }) => post === 'director')
  if (holding === undefined || present === null) return null
  const { post, area, dept } = holding
  const [, numbered] = pastTheRow(matter.context.rulebook)
  const limit = limitOf(numbered, matter)
  return decided(matter, {
    ...{
      at: numbered.at,
      handler: { person: present, post, area, dept },
      limit,
      assists: undefined,
      alsoTold,
    },
    ...{
      passed: [...moved.words, '没有别人可派、由主任留办'],
      rules: [...moved.rules, ...clockRule(limit, numbered.step.clock, matter), '3.6'],
    },
  })
}

/**
 * The first dispatch of an appeal (3.1 to 3.5, 3.7 to 3.11). Pure: the same appeal, town, rules and moment give the same
 * answer, whatever the order of the town's files. Triage where no area can be found or nobody is left; the county
 * through the duty officer where the row begins there.
 */
export function route(appeal: Appeal, context: RoutingContext): Routing {
  const matter = matterOf(appeal, context)
  return waitsForPlace(matter)
    ? { to: 'triage', reason: '未能确定网格和社区（3.3），请值班人员指定。' }
    : firstFrom(0, nobodyYet, matter)
}

/**
 * Where a case goes next (3.1, 3.6): after 上报, after 退回, by the clock, or one level up when reopened, the old handler
 * then being told (2.1). A step that holds the present handler, or somebody who has ever returned the case, is skipped;
 * past the row township_lead and director, who keeps the case. A director who has returned it is given it by the clock, by
 * 上报 and when reopened only where everybody else is passed over; after 退回 people decide.
 */
export function nextStep(appeal: Appeal, previous: Previous, context: RoutingContext, why: Why): Routing {
  const matter = matterOf(appeal, context)
  const { handler, returners } = previous
  const before = handler === null ? [] : [handler]
  const had: Had = {
    people: new Set([...before.map(({ person }) => person), ...returners]),
    returners: new Set(returners),
    endsWithDirector: why !== 'return',
    present: handler?.person ?? null,
    moved: movedFor[why],
    alsoTold: why === 'reopen' ? before.filter(({ person }) => !matter.search.recused.has(person)) : [],
  }
  return firstFrom(Math.min(previous.step + 1, matter.steps.at(-1)?.at ?? 0), had, matter)
}

/**
 * 转: a person or a department is named by the duty officer or the director (2.1). The answer has everything a decision
 * has; its clock is that of the step of the row in which the post stands, else the leaf's while the leaf is urgent, else
 * by the level of the post (4.1). Triage, with the reason, where the named one holds no post, is away or is recused.
 */
export function designate(
  appeal: Appeal,
  to: Target,
  previous: Previous | null,
  context: RoutingContext,
): Routing {
  const matter = matterOf(appeal, context)
  const named = namedSeat(to, previous?.step ?? 0, matter)
  if ('fault' in named) return { to: 'triage', reason: named.fault }
  const passed = ['经人工指定', ...named.passed]
  return decided(matter, { ...named, passed, rules: ['2.1', ...ruleOf(passed)], alsoTold: [] })
}
