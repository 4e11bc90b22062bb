import type { Leaf, PostName } from '../grid/town.ts'
import type { Appeal, Assignment } from './decision.ts'
import { acting } from './occupant.ts'
import type { Search } from './occupant.ts'
import type { Located } from './place.ts'

/**
 * Who verifies (3.7): of grid_lead, community_lead, township_lead and director the first who is present, is not the
 * handler and is not recused; of a confidential case the township_lead, else the director. A post whose acting holder
 * handles the case is passed over whole, as in 3.6; only where that leaves nobody may another holder of it verify.
 */
export function verifierFor(handler: string, confidential: boolean, search: Search): Assignment | null {
  const line: readonly PostName[] = confidential
    ? ['township_lead', 'director']
    : ['grid_lead', 'community_lead', 'township_lead', 'director']
  for (const post of line) {
    const { assignment } = acting(post, search)
    if (assignment !== null && assignment.person !== handler) return assignment
  }
  const passing: Search = { ...search, recused: new Set([...search.recused, handler]) }
  for (const post of line) {
    const { assignment } = acting(post, passing)
    if (assignment !== null) return assignment
  }
  return null
}

/** Who helps the handler in this step, if somebody else than the handler (3.1). */
export function assistantsOf(
  post: PostName | undefined,
  handler: string,
  search: Search,
): readonly Assignment[] {
  if (post === undefined) return []
  const { assignment } = acting(post, search)
  return assignment === null || assignment.person === handler ? [] : [assignment]
}

const leadsOf = (grids: readonly string[], search: Search): readonly (Assignment | null)[] =>
  grids.map((area) => acting('grid_lead', { ...search, area }).assignment)

/**
 * Who is told without a task: the leaf's department at grid and community level (3.2), the grids of a matter across
 * grids (3.10), in an emergency at any hour grid_lead, community_lead, duty officer and director (3.8). Nobody twice,
 * never the handler or an assistant, never a recused person; of a confidential case only in an emergency.
 */
export function informedOf(
  appeal: Pick<Appeal, 'urgency'> & { confidential: boolean },
  leaf: Leaf | null,
  located: Located,
  busy: readonly Assignment[],
  search: Search,
): readonly Assignment[] {
  const emergency = appeal.urgency === 'emergency'
  if (appeal.confidential && !emergency) return []
  const told: (Assignment | null)[] = []
  if (leaf !== null && leaf.dept !== null && (leaf.level === 'grid' || leaf.level === 'community'))
    told.push(acting('department_lead', { ...search, dept: leaf.dept }).assignment)
  if (located.rules.includes('3.10') || emergency) told.push(...leadsOf(located.grids, search))
  if (emergency) {
    const posts = ['grid_lead', 'community_lead', 'duty_officer', 'director'] as const
    told.push(...posts.map((post) => acting(post, search).assignment))
  }
  const seen = new Set(busy.map(({ person }) => person))
  const once: Assignment[] = []
  for (const one of told) {
    if (one === null || seen.has(one.person)) continue
    seen.add(one.person)
    once.push(one)
  }
  return once
}
