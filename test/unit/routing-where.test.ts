import { describe, expect, it } from 'vitest'
import type { PostName, Room } from '../../src/grid/town.ts'
import type { Assignment } from '../../src/routing/decision.ts'
import { roomFor } from '../../src/routing/where.ts'
import { on } from '../support/routing-ask.ts'

const staffRoom = (code: string, area: string, wanted: Partial<Room> = {}): Room => ({
  ...{ code, name: code, kind: 'staff', areas: [area], dept: null, shadow: false },
  ...wanted,
})

const seat = (post: PostName, area: string, dept: string | null = null): Assignment => ({
  person: 'p',
  post,
  area,
  dept,
})

const where = (assignment: Assignment, rooms: readonly Room[]) =>
  roomFor(assignment, on([], { rooms }).directory)

const rooms = [
  staffRoom('grid-room', 'G11'),
  staffRoom('community-room', 'C1'),
  staffRoom('centre', 'QH'),
  staffRoom('fire-room', 'QH', { dept: 'yingji' }),
  staffRoom('residents', 'G12', { kind: 'residents' }),
]

describe('where a post is told (1.4)', () => {
  it.each<[string, Assignment, string]>([
    ['a grid with a room of its own there', seat('grid_lead', 'G11'), 'grid-room'],
    ['a grid without one in the community’s', seat('grid_lead', 'G12'), 'community-room'],
    ['a community in its own', seat('community_lead', 'C1'), 'community-room'],
    ['a grid without any up to the community privately', seat('grid_lead', 'G21'), 'private'],
    ['the duty officer in the centre’s room', seat('duty_officer', 'QH'), 'centre'],
    ['the director in the centre’s room', seat('director', 'QH'), 'centre'],
    ['a department in the room bound to it', seat('department_lead', 'QH', 'yingji'), 'fire-room'],
    ['a department without one privately', seat('department_lead', 'QH', 'chengguan'), 'private'],
    ['other posts of the township privately', seat('township_lead', 'QH'), 'private'],
    ['the supervisor privately', seat('supervisor', 'QH'), 'private'],
    ['the county’s desk privately', seat('county_desk', 'HC'), 'private'],
  ])('is, for %s', (_who, assignment, room) => {
    expect(where(assignment, rooms)).toEqual(room === 'private' ? { private: 'p' } : { room })
  })

  it('says nothing in a room in shadow mode (8.8)', () => {
    const shadowed = [staffRoom('grid-room', 'G11', { shadow: true }), staffRoom('community-room', 'C1')]
    expect(where(seat('grid_lead', 'G11'), shadowed)).toEqual({ room: 'community-room' })
  })

  it('is not the room of a department that is bound to the same area', () => {
    const office = staffRoom('a-department', 'QH', { dept: 'yingji' })
    expect(where(seat('director', 'QH'), [office, staffRoom('centre', 'QH')])).toEqual({ room: 'centre' })
    expect(where(seat('director', 'QH'), [office])).toEqual({ private: 'p' })
  })

  it('is private without any room at all, also for the centre', () => {
    expect(where(seat('director', 'QH'), [])).toEqual({ private: 'p' })
  })

  it('is the first by code where two rooms are bound to one area, in whatever order they are listed', () => {
    const two = [staffRoom('b', 'C1'), staffRoom('a', 'C1')]
    expect(where(seat('community_lead', 'C1'), two)).toEqual({ room: 'a' })
    expect(where(seat('community_lead', 'C1'), two.toReversed())).toEqual({ room: 'a' })
  })
})
