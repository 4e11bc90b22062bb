import type { Directory, Holding } from './directory.ts'
import type { PostName } from './town.ts'

/** What people call the posts of 1.2. */
export const postTitles: Readonly<Record<PostName, string>> = {
  grid_lead: '网格责任人',
  grid_helper: '网格协管员',
  grid_adviser: '网格指导员',
  grid_member: '网格组员',
  community_lead: '社区责任人',
  community_mediator: '社区调处室',
  director: '中心主任',
  duty_officer: '值班人员',
  supervisor: '督查',
  township_lead: '网格责任领导',
  mediation_centre: '矛盾纠纷调处中心',
  service_centre: '便民服务中心',
  department_lead: '部门负责人',
  county_desk: '县指挥中心',
}

type Seat = Pick<Holding, 'post' | 'area' | 'dept'>

/** A post as residents and staff read it: a department's lead goes by the department, a village's people by the village. */
export function postTitle(directory: Directory, { post, area, dept }: Seat): string {
  if (post === 'department_lead' && dept !== null) return directory.departmentName(dept)
  const title = postTitles[post]
  const village = directory.area(area)?.name.endsWith('村') === true
  return village && title.startsWith('社区') ? `村${title.slice(2)}` : title
}

/** "社区责任人 陈岚": the post, then the name (for staff, and for residents where the rules name the person). */
export const personTitle = (directory: Directory, seat: Seat & Pick<Holding, 'person'>): string =>
  `${postTitle(directory, seat)} ${directory.nameOf(seat.person)}`

/** "锦绣社区锦绣第一网格": a grid with its community, everything else by its own name; the code where it is unknown. */
export function areaTitle(directory: Directory, code: string): string {
  const area = directory.area(code)
  if (area === null) return code
  const community = area.level === 'grid' ? directory.communityOf(code) : null
  return (community === null ? '' : (directory.area(community)?.name ?? '')) + area.name
}

/** 中心主任 → 中心副主任; a title that names an office (司法所, 便民服务中心) is everybody's who works there. */
const asDeputy = (title: string): string => title.replace(/(责任人|主任|责任领导)$/u, '副$1')

/**
 * A person by their own rank in a post: a deputy is called one (社区副责任人). Whoever acts in a post for a case is named
 * by the post itself, as the rules name it (`postTitle`): it is the post that has the case. Duty officers take turns, none
 * of them is another's deputy.
 */
export function rankTitle(directory: Directory, holding: Seat & Pick<Holding, 'rank'>): string {
  const title = postTitle(directory, holding)
  return holding.rank === 0 || holding.post === 'duty_officer' ? title : asDeputy(title)
}

/** The seat by which a person is known: one of their own before one in which they deputise; null without a post. */
export const ownSeat = (directory: Directory, person: string): Holding | null =>
  directory.holdings(person).toSorted((a, b) => a.rank - b.rank)[0] ?? null

/** "陈岚（锦绣社区 社区责任人）": enough to tell two people of one name apart (10.2). */
export function personWithPost(directory: Directory, person: string): string {
  const seat = ownSeat(directory, person)
  if (seat === null) return directory.nameOf(person)
  const area = directory.area(seat.area)?.name ?? seat.area
  return `${directory.nameOf(person)}（${area} ${rankTitle(directory, seat)}）`
}
