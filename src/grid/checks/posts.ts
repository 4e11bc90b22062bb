import { everyBuilding, outside, parseBuildings } from '../building-range.ts'
import { further, spotSaid, spotText } from '../faults.ts'
import { postTitles } from '../naming.ts'
import { placeNames, plainName } from '../place-names.ts'
import { postsByLevel } from '../town.ts'
import type { AreaLevel, Place, Post, PostName } from '../town.ts'
import { levelNames } from './areas.ts'
import { knownCodes, located, named, refuse, warn } from './draft.ts'
import type { Check, Draft, Findings, Spot } from './draft.ts'

const levels = ['county', 'township', 'community', 'grid'] as const satisfies readonly AreaLevel[]

const levelOf = (post: PostName): AreaLevel =>
  levels.find((level) => postsByLevel[level].some((one) => one === post)) ?? 'county'

/** 锦绣第一网格的网格责任人, 清河镇的部门负责人（城建办）. */
function titleSaid(draft: Draft, { post, area, dept }: Post): string {
  const office = dept === null ? '' : `（${named(draft, 'departments', dept)}）`
  return `${named(draft, 'areas', area)}的${postTitles[post]}${office}`
}

/** "grid_lead of QH-JX-01", "department_lead jianshe of QH". */
const title = ({ post, area, dept }: Post): string => `${post}${dept === null ? '' : ` ${dept}`} of ${area}`

function refuseArea(
  draft: Draft,
  post: Post,
  spot: Spot,
  isArea: (code: string) => boolean,
  findings: Findings,
): void {
  if (!isArea(post.area))
    return refuse(
      findings,
      spot,
      `the area ${post.area} of ${post.post} is no area of this town`,
      `${postTitles[post.post]}的区域“${post.area}”不是本镇的区域`,
    )
  const level = draft.town.areas.find(({ code }) => code === post.area)?.level
  const right = levelOf(post.post)
  if (level !== undefined && level !== right) {
    refuse(
      findings,
      spot,
      `${post.post} stands on ${post.area}, a ${level}; it is a post of a ${right} (1.2)`,
      `${postTitles[post.post]}不能设在${named(draft, 'areas', post.area)}，要设在${levelNames[right]}`,
    )
  }
}

function refuseHolders(
  draft: Draft,
  post: Post,
  spot: Spot,
  isPerson: (code: string) => boolean,
  findings: Findings,
): void {
  if (post.holders.length === 0)
    refuse(findings, spot, `the post ${title(post)} has no holder`, `${titleSaid(draft, post)}没有写人`)
  for (const [index, holder] of post.holders.entries()) {
    if (post.holders.indexOf(holder) < index) {
      refuse(
        findings,
        spot,
        `${holder} is named twice as ${title(post)}`,
        `${titleSaid(draft, post)}里${named(draft, 'people', holder)}写了两次`,
      )
    } else if (!isPerson(holder)) {
      const resident = draft.town.residents.some(({ code }) => code === holder)
      const what = resident ? 'a resident, not one of the people' : 'none of the people'
      const said = resident ? '是居民，不在人员里' : '不在人员里'
      refuse(
        findings,
        spot,
        `the holder ${holder} of ${title(post)} is ${what}`,
        `${titleSaid(draft, post)}“${holder}”${said}`,
      )
    }
  }
}

function refuseDept(post: Post, spot: Spot, isDept: (code: string) => boolean, findings: Findings): void {
  if (post.post !== 'department_lead') {
    if (post.dept !== null)
      refuse(
        findings,
        spot,
        `${title(post)}: only a department_lead has a dept`,
        `${postTitles[post.post]}不用写部门，只有部门负责人写`,
      )
  } else if (post.dept === null) {
    refuse(findings, spot, `the department_lead of ${post.area} has no dept`, '部门负责人没有写部门')
  } else if (!isDept(post.dept)) {
    refuse(
      findings,
      spot,
      `the dept ${post.dept} of ${title(post)} is no department of categories.yaml`,
      `部门“${post.dept}”不在部门表里`,
    )
  }
}

const rangeOf = (text: string | null) => {
  const range = text === null ? everyBuilding : parseBuildings(text)
  return 'fault' in range ? everyBuilding : range
}

/** A helper looks after buildings of the own grid. */
function checkBuildings(draft: Draft, post: Post, spot: Spot, findings: Findings): void {
  if (post.buildings === null) return
  if (post.post !== 'grid_helper')
    return refuse(
      findings,
      spot,
      `${title(post)}: only a grid_helper has buildings`,
      `${titleSaid(draft, post)}不用写楼栋，只有协管员写`,
    )
  const { estate, buildings } = post.buildings
  const called = (place: Place): boolean =>
    estate === null || placeNames(place).some((name) => plainName(name) === plainName(estate))
  const own = draft.town.places.filter(
    (place) => place.grid === post.area && place.estate !== null && called(place),
  )
  if (own.length === 0) {
    if (draft.unread('places')?.size === 0)
      refuse(
        findings,
        spot,
        `${post.area} owns no estate ${estate ?? ''}`.trim(),
        `${named(draft, 'areas', post.area)}没有小区${estate ?? ''}`,
      )
    return
  }
  const owned = own.map((place) => rangeOf(place.buildings))
  const all = { stretches: owned.flatMap((range) => range.stretches), except: [] }
  const stray = outside(rangeOf(buildings), all)
  if (stray !== null)
    warn(
      findings,
      spot,
      `${title(post)} looks after ${estate ?? ''} ${stray}, which is not of ${post.area}`,
      `${titleSaid(draft, post)}管的${estate ?? ''}${stray}不在本网格`,
    )
}

/** One entry names all holders of a post in order; only helpers share a grid by buildings. */
function refuseTwins(draft: Draft, all: readonly (readonly [Post, Spot])[], findings: Findings): void {
  const first = new Map<string, Spot>()
  for (const [post, spot] of all) {
    if (post.post === 'grid_helper') continue
    const there = first.get(title(post))
    if (there === undefined) first.set(title(post), spot)
    else {
      const both = `${spotText(there)} and ${spotText(spot, there)}`
      refuse(
        findings,
        further(there, spot),
        `the post ${title(post)} stands twice (${both}); name all holders in one entry`,
        `${titleSaid(draft, post)}写了两处（${spotSaid(there)}和${spotSaid(spot, there)}），请写在一处`,
      )
    }
  }
}

/** Posts (1.2): on the right level, held by people of the town, each once. */
export const checkPosts: Check = (draft, findings) => {
  const isArea = knownCodes(draft, 'areas')
  const isPerson = knownCodes(draft, 'people')
  const isDept = knownCodes(draft, 'departments')
  const all = located(draft, 'posts')
  for (const [post, spot] of all) {
    refuseArea(draft, post, spot, isArea, findings)
    refuseHolders(draft, post, spot, isPerson, findings)
    refuseDept(post, spot, isDept, findings)
    checkBuildings(draft, post, spot, findings)
  }
  refuseTwins(draft, all, findings)
}

/** Posts without which a rule has nobody to go to. */
const wanted: Readonly<Record<AreaLevel, readonly PostName[]>> = {
  county: [],
  township: ['director', 'township_lead', 'duty_officer', 'supervisor', 'mediation_centre', 'service_centre'],
  community: ['community_lead', 'community_mediator'],
  grid: ['grid_lead'],
}

/** Tells, without refusing, where nobody stands; then the next post above acts (3.4). */
export const checkVacancies: Check = (draft, findings) => {
  const unread = draft.unread('posts')
  if (unread === null || unread.size > 0) return
  const held = new Set(draft.town.posts.map(title))
  for (const [area, spot] of located(draft, 'areas')) {
    for (const post of wanted[area.level]) {
      if (!held.has(`${post} of ${area.code}`))
        warn(
          findings,
          spot,
          `${area.code} ${area.name} has no ${post}`,
          `${area.name}没有${postTitles[post]}`,
        )
    }
  }
  const led = new Set(draft.town.posts.map(({ post, dept }) => (post === 'department_lead' ? dept : null)))
  for (const [{ code, name }, spot] of located(draft, 'departments')) {
    if (!led.has(code))
      warn(findings, spot, `the department ${code} ${name} has no department_lead`, `${name}没有部门负责人`)
  }
}
