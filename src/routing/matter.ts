import type { Ground } from '../grid/ground.ts'
import type { Leaf, PostName } from '../grid/town.ts'
import type { Limit } from '../worktime/limit.ts'
import type { Appeal } from './decision.ts'
import { searchFor } from './occupant.ts'
import type { Search } from './occupant.ts'
import { placeOf, wholeTownship } from './place.ts'
import type { Located } from './place.ts'
import { conductDepartment, conductLeaf, directorStep, pastTheRow, rows } from './rows.ts'
import type { Step } from './rows.ts'

/** What every decision stands on, and when it is taken. */
export interface RoutingContext extends Ground {
  now: Date
}

/** A step of the row that this case takes, with its place in it. */
export interface NumberedStep {
  at: number
  step: Step
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
const needsPlace = (row: readonly Step[]): boolean =>
  ['grid_lead', 'community_lead'].includes(row[0]?.post ?? '')

/** The row of 3.1 for this case, and what stands past its end (3.6); nothing where the row itself ends higher up. */
function stepsOf(appeal: Appeal, leaf: Leaf | null): readonly NumberedStep[] {
  const row = rows[isConduct(appeal) ? 'department_matter' : appeal.nature]
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
  return [...numbered, ...pastTheRow.filter(({ at }) => at === directorStep || !known)]
}

/**
 * The matter with its place, row and people to look for. Null where neither grid nor community is found and the first
 * step hangs on one (3.3); an emergency and what staff designate do not wait for a place.
 */
export function matterOf(appeal: Appeal, context: RoutingContext, placeless = false): Matter | null {
  const { directory, now } = context
  const leaf = directory.leaf(appeal.category)
  const steps = stepsOf(appeal, leaf)
  const found = placeOf(appeal, directory)
  const waits = !placeless && appeal.urgency !== 'emergency' && needsPlace(steps.map(({ step }) => step))
  if (found === null && waits) return null
  const located = found ?? wholeTownship(directory)
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

/** 3.2: the leaf's limit is the first step's clock, and only while the nature is the leaf's own. */
export function limitOf({ at, step }: NumberedStep, { appeal, leaf }: Matter): Limit {
  return at === 0 && leaf !== null && leaf.nature === appeal.nature ? leaf.limit : step.clock
}
