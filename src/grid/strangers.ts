import type { Directory } from './directory.ts'
import type { SeatStore, SeenRoom } from './ports.ts'

/**
 * 6.11: who in a room holds no post: an account that nobody is tied to, or a person or resident without one. A name
 * proves nothing, so none is looked at. The bot does not stand among the members.
 */
export async function strangersIn(
  room: Pick<SeenRoom, 'members'>,
  seats: Pick<SeatStore, 'peopleOf'>,
  directory: Pick<Directory, 'holdings'>,
): Promise<SeenRoom['members']> {
  const people = await seats.peopleOf(room.members.map(({ contactId }) => contactId))
  return room.members.filter(({ contactId }) => {
    const code = people.get(contactId)
    return code === undefined || directory.holdings(code).length === 0
  })
}
