import type { Directory } from '../grid/directory.ts'
import type { PostName, Resident } from '../grid/town.ts'
import { isDirector } from './policy.ts'

/**
 * Who may change the town (1.*). The director everything; the duty officer what lies below the township, and rooms; a
 * community lead the grids of the own community. Nobody raises themselves: posts of the township, whoever holds one, and
 * the rules are the director's alone.
 */
export const arrangers: readonly PostName[] = ['director', 'duty_officer', 'community_lead']
/** Rooms, roster and handover (10.1). */
export const centre: readonly PostName[] = ['director', 'duty_officer']
export const directorAlone: readonly PostName[] = ['director']
/** Who reads rules, accounts and what is still open. */
export const overseers: readonly PostName[] = ['director', 'duty_officer', 'supervisor', 'township_lead']

type Town = Pick<Directory, 'area' | 'holdings' | 'within'>

/** Who may read and keep what the town knows of its residents, each of those in their own part of it. */
export const keepersOfResidents: readonly PostName[] = ['director', 'duty_officer', 'community_lead']

const holds = (person: string, post: PostName, { holdings }: Town): boolean =>
  holdings(person).some((one) => one.post === post)

/** Whether somebody may appoint, name and house in an area. */
export function mayArrange(person: string, area: string, directory: Town): boolean {
  if (isDirector(person, directory)) return true
  const level = directory.area(area)?.level
  if (level !== 'community' && level !== 'grid') return false
  if (holds(person, 'duty_officer', directory)) return true
  return (
    level === 'grid' &&
    directory
      .holdings(person)
      .some((one) => one.post === 'community_lead' && directory.within(area, one.area))
  )
}

/**
 * Whether somebody may change a person, let their account go or give them a code: who has a code can act as that person,
 * so it takes the right over every area where the person holds a post.
 */
export const mayArrangePerson = (person: string, other: string, directory: Town): boolean =>
  isDirector(person, directory) ||
  (person !== other && directory.holdings(other).every(({ area }) => mayArrange(person, area, directory)))

/** Where a resident belongs: the areas of their rooms, and the one in which their home lies. */
export function areasOfResident(
  { rooms, home }: Pick<Resident, 'rooms' | 'home'>,
  { room, locate }: Pick<Directory, 'room' | 'locate'>,
): readonly string[] {
  const own = rooms.flatMap((code) => room(code)?.areas ?? [])
  if (home?.estate == null) return [...new Set(own)]
  const { estate, building, unit } = home
  const found = locate({ estate, building, unit, room: null, spot: null }, { room: null, home: null })
  const lives = found.found === 'grid' ? [found.grid] : found.found === 'community' ? [found.community] : []
  return [...new Set([...own, ...lives])]
}

/**
 * Whether somebody may read and change what is kept of a resident (9.7): the centre of everybody, a community lead of those
 * who belong to the own community and to no other.
 */
export function mayKnowResident(
  person: string,
  resident: Pick<Resident, 'rooms' | 'home'>,
  directory: Town & Pick<Directory, 'room' | 'locate'>,
): boolean {
  const held = directory.holdings(person)
  if (held.some(({ post }) => post === 'director' || post === 'duty_officer')) return true
  const areas = areasOfResident(resident, directory)
  const isOwn = (area: string): boolean =>
    held.some((one) => one.post === 'community_lead' && directory.within(area, one.area))
  return areas.length > 0 && areas.every(isOwn)
}
