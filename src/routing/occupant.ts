import type { Directory, Holding } from '../grid/directory.ts'
import { postsByLevel } from '../grid/town.ts'
import type { PostName } from '../grid/town.ts'
import type { Assignment } from './decision.ts'
import { seatTitle } from './reason.ts'
import { recusedFrom } from './recusal.ts'
import { oneLevelUp } from './rows.ts'

/** What looking for people needs to know of the case and the moment. */
export interface Search {
  directory: Directory
  now: Date
  area: string
  dept: string | null
  recused: ReadonlySet<string>
}

export const searchFor = (
  directory: Directory,
  now: Date,
  about: readonly string[],
  where: { area: string; dept: string | null },
): Search => ({ directory, now, ...where, recused: recusedFrom(about, directory) })

/** Who acts in a post now, and who was passed over on the way, as words for the reason (3.11). */
export interface Found {
  assignment: Assignment | null
  passed: readonly string[]
}

const isOneOf = (post: PostName, posts: readonly PostName[]): boolean => posts.includes(post)

/** The area on which a post stands for this case; null where the case has no area of that level. */
export function seatOf(post: PostName, { directory, area }: Search): string | null {
  if (isOneOf(post, postsByLevel.grid)) return directory.area(area)?.level === 'grid' ? area : null
  if (isOneOf(post, postsByLevel.community)) return directory.communityOf(area)
  // The county is outside the system: nobody there is dispatched to (1.2).
  return isOneOf(post, postsByLevel.county) ? null : directory.township().code
}

const assigned = ({ post, area, dept }: Holding, person: string): Assignment => ({ person, post, area, dept })

/** The holder, or the delegate of one who is absent (3.4); null where neither may have it, with the reason. */
function standIn(holding: Holding, { directory, now, recused }: Search): Found {
  const name = directory.nameOf(holding.person)
  if (recused.has(holding.person)) return { assignment: null, passed: [`${name}应当回避`] }
  const absence = directory.absence(holding.person, now)
  if (absence === null) return { assignment: assigned(holding, holding.person), passed: [] }
  const { delegate } = absence
  const free =
    delegate !== null &&
    directory.person(delegate) !== null &&
    !recused.has(delegate) &&
    directory.absence(delegate, now) === null
  if (!free) return { assignment: null, passed: [`${name}请假`] }
  return {
    assignment: assigned(holding, delegate),
    passed: [`${name}请假、由${directory.nameOf(delegate)}代`],
  }
}

/** Who acts in this post on its own area: the first of primary and deputies who is present and not recused (3.4, 3.5). */
export function acting(post: PostName, search: Search): Found {
  const seat = seatOf(post, search)
  if (seat === null || (post === 'department_lead' && search.dept === null))
    return { assignment: null, passed: [] }
  const { directory, dept, now } = search
  const holders =
    post === 'duty_officer'
      ? directory.dutyOfficers(now)
      : directory.holders(post, seat, post === 'department_lead' ? dept : null)
  const passed: string[] = []
  for (const holding of holders) {
    const found = standIn(holding, search)
    passed.push(...found.passed)
    if (found.assignment !== null) return { ...found, passed }
  }
  return { assignment: null, passed }
}

/** Why a post is left for the one above it; nothing where the case has no area of that level, as the place has told. */
function vacancy(post: PostName, search: Search): readonly string[] {
  const seat = seatOf(post, search)
  if (seat === null) return []
  const { directory, dept } = search
  if (post === 'department_lead' && dept === null) return ['类别没有对应部门、上提一级']
  const title = seatTitle({ post, area: seat, dept: post === 'department_lead' ? dept : null }, directory)
  return [`${title}无人可派、上提一级`]
}

/** As `acting`, and where nobody is left the same post one level up, and so on to the director (3.4). */
export function actingOrAbove(post: PostName, search: Search): Found {
  const passed: string[] = []
  for (let level: PostName | null = post; level !== null; level = oneLevelUp[level]) {
    const found = acting(level, search)
    passed.push(...found.passed)
    if (found.assignment !== null) return { ...found, passed }
    if (oneLevelUp[level] !== null) passed.push(...vacancy(level, search))
  }
  return { assignment: null, passed }
}
