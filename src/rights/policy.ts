import type { Directory } from '../grid/directory.ts'
import type { PostName } from '../grid/town.ts'
import type { Caller, Scope } from './caller.ts'

/** What of a case decides who may know of it. */
export interface Secrecy {
  confidential: boolean
  handler: { person: string } | null
  verifier: { person: string } | null
  informed: readonly { person: string }[]
  assistants: readonly { person: string }[]
}

/** Posts that see every confidential case, unless they are recused from it. */
const watching: readonly PostName[] = ['duty_officer', 'director', 'supervisor', 'township_lead']

/** Posts that may open every reporter, and read every confidential case that they see. */
const opening: readonly PostName[] = ['duty_officer', 'director']

/** Decides last: the director, or a deputy in the post (1.2). */
export const isDirector = (person: string, directory: Pick<Directory, 'holdings'>): boolean =>
  holdsOneOf(person, ['director'], directory)

/** In which post somebody looks or acts at a desk, where the matter itself names none: those of the centre go first. */
export function weightiestPost(person: string, directory: Pick<Directory, 'holdings'>): PostName | null {
  const held = directory.holdings(person).map(({ post }) => post)
  return (['director', 'duty_officer'] as const).find((post) => held.includes(post)) ?? held[0] ?? null
}

/** Posts whose view is the whole township (1.2). */
const townwide: readonly PostName[] = watching

/** Posts whose view is their area and what lies below. A grid_member sees only what was given to them. */
const overArea: readonly PostName[] = [
  'grid_lead',
  'grid_helper',
  'grid_adviser',
  'community_lead',
  'community_mediator',
]

/**
 * Whether a staff member may hear of a case (3.5, 9.7). Somebody recused never, whatever their post; an open
 * case everybody else; a confidential one only who has business with it: its handler, verifier, assistants, those who
 * were told, and the posts that watch over all cases. Whoever may not is answered as though the number were unknown.
 * `recused` holds the persons who keep out of this case.
 */
export function maySee(
  person: string,
  record: Secrecy,
  recused: ReadonlySet<string>,
  directory: Pick<Directory, 'holdings'>,
): boolean {
  if (recused.has(person)) return false
  if (!record.confidential) return true
  return hasBusiness(person, record) || holdsOneOf(person, watching, directory)
}

const hasBusiness = (person: string, { handler, verifier, informed, assistants }: Secrecy): boolean =>
  [handler, verifier, ...informed, ...assistants].some((one) => one?.person === person)

export const holdsOneOf = (
  person: string,
  posts: readonly PostName[],
  directory: Pick<Directory, 'holdings'>,
): boolean => directory.holdings(person).some(({ post }) => posts.includes(post))

/**
 * Which cases somebody may look up of their own accord (9.7), as plain lists: asked of one case by `inSight`, and of all
 * by the database. A case is in sight where the person has business with it, or where it is not confidential and lies in
 * one of the areas or with one of the departments; `everywhere` and `confidential` widen that. What is about the person,
 * or about an organisation they belong to, never is (3.5).
 */
export interface Sight {
  /** Null for a key of another system. */
  person: string | null
  everywhere: boolean
  confidential: boolean
  /** Reads what every confidential case in sight says; others only what they handle or verify (`mayReadMatter`). */
  matters: boolean
  areas: readonly string[]
  /** Rooms of these areas: where a case lies that has no area yet. */
  rooms: readonly string[]
  departments: readonly string[]
  /** Posts without an area of their own, such as the mediation centre: what lies with the post is in sight. */
  posts: readonly PostName[]
  keepsOutOf: readonly string[]
}

type Town = Pick<Directory, 'holdings' | 'within' | 'data'>

const sights = new WeakMap<Town, Map<string, Sight>>()

/** The sight of a person, by the posts they hold now; worked out once for a town in force, and asked with every request. */
export function sightOf(person: string, directory: Town): Sight {
  const known = sights.get(directory) ?? new Map<string, Sight>()
  sights.set(directory, known)
  const before = known.get(person)
  if (before !== undefined) return before
  const made = sightByPosts(person, directory)
  known.set(person, made)
  return made
}

function sightByPosts(person: string, directory: Town): Sight {
  const holdings = directory.holdings(person)
  const { areas, rooms, organisations } = directory.data
  const own = holdings.filter(({ post }) => overArea.includes(post)).map(({ area }) => area)
  const within = (code: string): boolean => own.some((one) => directory.within(code, one))
  return {
    person,
    everywhere: holdsOneOf(person, townwide, directory),
    confidential: holdsOneOf(person, watching, directory),
    matters: holdsOneOf(person, opening, directory),
    areas: areas.map(({ code }) => code).filter(within),
    rooms: rooms.filter(({ areas: [first] }) => first !== undefined && within(first)).map(({ code }) => code),
    departments: holdings.map(({ dept }) => dept).filter((dept) => dept !== null),
    posts: holdings
      .map(({ post }) => post)
      .filter((post) => post === 'mediation_centre' || post === 'service_centre'),
    keepsOutOf: [
      person,
      ...organisations.filter(({ staff }) => staff.includes(person)).map(({ code }) => code),
    ],
  }
}

/** Another system that the director has given a key: the township without what is confidential. */
export const sightOfKey: Sight = {
  ...{ person: null, everywhere: true, confidential: false, matters: false },
  ...{ areas: [], rooms: [], departments: [], posts: [], keepsOutOf: [] },
}

interface Seat {
  person: string
  post: PostName
  dept: string | null
}

/** What of a case decides whether it is in sight. */
export interface Lying {
  confidential: boolean
  about: readonly string[]
  area: string | null
  grid: string | null
  room: string | null
  handler: Seat | null
  verifier: Seat | null
  informed: readonly Seat[]
  assistants: readonly Seat[]
}

/** Whether a case is in sight; what is not is answered as though it did not exist. */
export function inSight(sight: Sight, record: Lying): boolean {
  if (record.about.some((code) => sight.keepsOutOf.includes(code))) return false
  if (sight.person !== null && hasBusiness(sight.person, record)) return true
  if (record.confidential) return sight.confidential
  if (sight.everywhere) return true
  const where = record.area ?? record.grid
  if (where === null ? sight.rooms.includes(record.room ?? '') : sight.areas.includes(where)) return true
  return [record.handler, ...record.informed, ...record.assistants].some(
    (seat) =>
      seat !== null && (sight.departments.includes(seat.dept ?? '') || sight.posts.includes(seat.post)),
  )
}

/**
 * Who may open the reporters of a case and their own words (9.7): its handler, who must speak with them, the duty officer
 * and the director; of a confidential case the last two alone (3.5).
 */
export function mayOpenReporters(
  person: string,
  record: Pick<Lying, 'confidential' | 'handler'>,
  directory: Pick<Directory, 'holdings'>,
): boolean {
  if (holdsOneOf(person, opening, directory)) return true
  return !record.confidential && record.handler?.person === person
}

/**
 * Who may read what a case says and where: whoever has it in sight; of a confidential one only who may open its
 * reporters, and its handler and verifier, who must act on it (3.5).
 */
export const mayReadMatter = (
  person: string,
  record: Pick<Lying, 'confidential' | 'handler' | 'verifier'>,
  directory: Pick<Directory, 'holdings'>,
): boolean =>
  !record.confidential ||
  [record.handler, record.verifier].some((seat) => seat?.person === person) ||
  mayOpenReporters(person, record, directory)

/**
 * Who may use a route at all; what of it they then see is the business of the sight. `anybody` needs no log-in, `staff`
 * is whoever holds a post; a list names posts. A key enters where its scope is named.
 */
export interface Entry {
  posts: 'anybody' | 'staff' | readonly PostName[]
  scope?: Scope
  /** Open to a session that must first set a password or a second factor. */
  evenPending?: true
}

/** 'in', or why not: nobody is logged in, or whoever it is may not. */
export function mayEnter(
  entry: Entry,
  caller: Caller | null,
  directory: Pick<Directory, 'holdings'>,
): 'in' | 'unknown' | 'forbidden' | 'pending' {
  if (entry.posts === 'anybody') return 'in'
  if (caller === null) return 'unknown'
  if (caller.kind === 'key')
    return entry.scope !== undefined && caller.scopes.includes(entry.scope) ? 'in' : 'forbidden'
  const held = directory.holdings(caller.person)
  if (held.length === 0) return 'forbidden'
  if (caller.pending !== null && entry.evenPending !== true) return 'pending'
  const { posts } = entry
  return posts === 'staff' || held.some(({ post }) => posts.includes(post)) ? 'in' : 'forbidden'
}
