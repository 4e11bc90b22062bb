import type { Directory } from '../grid/directory.ts'
import type { Room } from '../grid/town.ts'
import type { Assignment } from './decision.ts'

/** The staff room with these bindings; of several the first by code, so that the order of the town's files says nothing. */
function staffRoom(directory: Directory, fits: (room: Room) => boolean): string | null {
  const codes = directory.data.rooms
    .filter((room) => room.kind === 'staff' && !room.shadow && fits(room))
    .map(({ code }) => code)
  return codes.toSorted()[0] ?? null
}

const roomOfArea = (directory: Directory, area: string): string | null =>
  staffRoom(directory, (room) => room.dept === null && room.areas.includes(area))

/** A grid's or community's own room, else that of the nearest area above it, up to the community. */
function nearestRoom(directory: Directory, area: string): string | null {
  const line = directory.upward(area).filter(({ level }) => level === 'grid' || level === 'community')
  for (const { code } of line) {
    const room = roomOfArea(directory, code)
    if (room !== null) return room
  }
  return null
}

function codeOfRoom({ post, area, dept }: Assignment, directory: Directory): string | null {
  const level = directory.area(area)?.level
  if (level === 'grid' || level === 'community') return nearestRoom(directory, area)
  if (post === 'duty_officer' || post === 'director') return roomOfArea(directory, directory.township().code)
  return dept === null ? null : staffRoom(directory, (room) => room.dept === dept)
}

/**
 * Where a post is told (1.4): grid and community posts in the staff room of their area or the nearest above it up to
 * the community, duty officer and director in the centre's room, departments in a room bound to them; everybody else,
 * and a post without a room, privately. A room in shadow mode counts as none (8.8). What may not be said in a room at
 * all (confidential cases, violence) is not decided here.
 */
export function roomFor(
  assignment: Assignment,
  directory: Directory,
): { room: string } | { private: string } {
  const room = codeOfRoom(assignment, directory)
  return room === null ? { private: assignment.person } : { room }
}
