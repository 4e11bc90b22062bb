import type { Ground } from '../grid/ground.ts'
import type { Rulebook } from '../grid/rulebook.ts'
import type { RoutingStep } from '../grid/rulebook-steps.ts'
import type { Leaf, PostName } from '../grid/town.ts'
import { dueAt } from '../worktime/due.ts'
import type { Limit } from '../worktime/limit.ts'
import type { Appeal } from './decision.ts'
import { searchFor } from './occupant.ts'
import type { Search } from './occupant.ts'
import { placeOf, wholeTownship } from './place.ts'
import type { Located } from './place.ts'
import { conductDepartment, conductLeaf, directorStep, pastTheRow } from './rows.ts'
import type { NumberedStep } from './rows.ts'

/** What every decision stands on, and when it is taken. */
export interface RoutingContext extends Ground {
  now: Date
}

/** The case as all steps of one decision see it. */
export interface Matter {
  appeal: Appeal
  leaf: Leaf | null
  located: Located
  search: Search
  confidential: boolean
  steps: readonly NumberedStep[]
  rules: readonly string[]
  context: RoutingContext
}

const isConduct = ({ category, kind }: Appeal): boolean =>
  category === conductLeaf && (kind === 'complaint' || kind === 'report')

/** 3.2: at grid and community level the leaf's department is the second step where the leaf is urgent. */
const departmentSecond = (leaf: Leaf | null): boolean =>
  leaf !== null && leaf.urgent && leaf.dept !== null && (leaf.level === 'grid' || leaf.level === 'community')

/** Whether the first step hangs on a grid or community. */
const needsPlace = (row: readonly RoutingStep[]): boolean =>
  ['grid_lead', 'community_lead'].includes(row[0]?.post ?? '')

/** The row of 3.1 for this case, and what stands past its end (3.6); nothing where the row itself ends higher up. */
function stepsOf(appeal: Appeal, leaf: Leaf | null, rulebook: Rulebook): readonly NumberedStep[] {
  const row = rulebook.steps[isConduct(appeal) ? 'department_matter' : appeal.nature]
  const numbered = row.map((step, at): NumberedStep => {
    const post: PostName = (leaf === null ? undefined : step.atLevel?.[leaf.level]) ?? step.post
    const second = at === 1 && needsPlace(row) && departmentSecond(leaf)
    return second
      ? { at, step: { post: 'department_lead', clock: step.clock } }
      : { at, step: { ...step, post } }
  })
  const has = (wanted: PostName): boolean => row.some(({ post }) => post === wanted)
  if (has('county_desk')) return numbered
  const known = has('township_lead') || has('director')
  return [...numbered, ...pastTheRow(rulebook).filter(({ at }) => at === directorStep || !known)]
}

/**
 * The matter with its place, row and people to look for. Where neither grid nor community is found it is the whole
 * township's; whether that will do, `waitsForPlace` says.
 */
export function matterOf(appeal: Appeal, context: RoutingContext): Matter {
  const { directory, now, rulebook } = context
  const leaf = directory.leaf(appeal.category)
  const steps = stepsOf(appeal, leaf, rulebook)
  const located = placeOf(appeal, directory) ?? wholeTownship(directory)
  const dept = isConduct(appeal) ? conductDepartment : (leaf?.dept ?? null)
  const search = searchFor(directory, now, appeal.about, { area: located.area, dept })
  const rules = [`3.1 ${appeal.nature}`, ...(isConduct(appeal) ? ['3.5'] : []), ...located.rules]
  return {
    appeal,
    leaf,
    located,
    search,
    confidential: appeal.confidential || isConduct(appeal),
    steps,
    rules,
    context,
  }
}

/** 3.3: the first step hangs on a grid or community and none was found; an emergency does not wait for one. */
export const waitsForPlace = ({ appeal, steps, located, search }: Matter): boolean =>
  located.area === search.directory.township().code &&
  located.grids.length === 0 &&
  appeal.urgency !== 'emergency' &&
  needsPlace(steps.map(({ step }) => step))

/** The leaf, while the nature is its own: only then do its clocks count (3.2). */
export const ownLeaf = ({ appeal, leaf }: Matter): Leaf | null =>
  leaf !== null && leaf.nature === appeal.nature ? leaf : null

/**
 * The earlier of this clock and the leaf's hours, where the leaf counts hours and is urgent, or the case is an emergency:
 * a later step of a gas leak is not given working days. The printed 3.2 binds the first step alone; the rule file turns
 * this off (`urgentHoursBindLaterSteps`; docs/rules-trace.md says why).
 */
export function boundByHours(clock: Limit, matter: Matter): Limit {
  const { appeal, context } = matter
  const leaf = ownLeaf(matter)
  if (leaf === null || !context.rulebook.urgentHoursBindLaterSteps) return clock
  const pressing = leaf.urgent || appeal.urgency === 'emergency'
  const hours = leaf.limit.unit === 'natural_hour' || leaf.limit.unit === 'work_hour'
  if (!pressing || !hours || leaf.statutory !== null) return clock
  const ends = (limit: Limit): number => dueAt(limit, context.now, context.calendar).getTime()
  return ends(leaf.limit) < ends(clock) ? leaf.limit : clock
}

/**
 * An emergency has an hour, whatever its leaf gives: a fire is no ordinary hazard with four (3.8). What is urgent in a leaf
 * that is not has no working day to wait: an open manhole is due within the hours of the urgent leaves. A quarrel and a
 * question keep their days, and so does what a statute sets apart.
 */
export function boundByDanger(clock: Limit, matter: Matter): Limit {
  const { appeal, leaf, context } = matter
  const { emergency, urgentLimitHours } = context.rulebook
  if (ownLeaf(matter)?.statutory != null) return clock
  const pressing = appeal.urgency === 'urgent' && leaf?.urgent === false && worksAt.has(appeal.nature)
  const n = appeal.urgency === 'emergency' ? emergency.limitHours : pressing ? urgentLimitHours : null
  if (n === null) return clock
  const hours: Limit = { n, unit: 'natural_hour' }
  const ends = (limit: Limit): number => dueAt(limit, context.now, context.calendar).getTime()
  return ends(hours) < ends(clock) ? hours : clock
}

/** Natures in which somebody goes and mends something. */
const worksAt: ReadonlySet<Appeal['nature']> = new Set(['community_matter', 'department_matter'])

/** 3.2, 4.7: what a statute sets apart, else the leaf's limit, is the first step's clock; its hours bind the later ones. */
export function limitOf({ at, step }: NumberedStep, matter: Matter): Limit {
  const leaf = ownLeaf(matter)
  const first = at === 0 && leaf !== null
  return boundByDanger(first ? (leaf.statutory ?? leaf.limit) : boundByHours(step.clock, matter), matter)
}
