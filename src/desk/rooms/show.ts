import { roomGreeting } from '../../feedback/room-lines.ts'
import type { Ground } from '../../grid/ground.ts'
import { changeTown } from '../../grid/town-change.ts'
import { changeRoom } from '../../grid/town-edits.ts'
import type { Room } from '../../grid/town.ts'
import type { RoomStores } from './ports.ts'

/**
 * 8.8: a room goes live, and hears once what the bot is for; or into shadow mode, where everything is read and nothing is
 * said. Whoever asks it has been found to be the director.
 */
export async function showRoom(
  stores: Pick<RoomStores, 'town' | 'seats' | 'outbox'>,
  { room, shadow, person }: { room: Room; shadow: boolean; person: string },
  ground: Ground,
  now: Date,
): Promise<void> {
  await changeTown(
    stores.town,
    ({ town }) => ({ town: changeRoom(town, room.code, { shadow }) }),
    person,
    now,
  )
  const roomId = shadow ? null : await stores.seats.roomIdOf(room.code)
  if (roomId !== null && room.shadow) await stores.outbox.put(roomGreeting(room, roomId, ground, now))
}
