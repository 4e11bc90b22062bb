import type { CaseRecord } from '../cases/case.ts'
import type { Ground } from '../grid/ground.ts'
import type { Absence, Room } from '../grid/town.ts'
import type { DeskStores } from './ports.ts'
import { bindRoom } from './rooms/bind.ts'
import type { RoomStores } from './rooms/ports.ts'
import { showRoom } from './rooms/show.ts'
import { endLeave, leaveAsked } from './town/leave.ts'
import { takeDuty } from './town/take-over.ts'

/**
 * What is done to rooms, leave and the duty at another door than the chat, by the same code. Who may ask it at all the
 * caller has found out; what the rules refuse is refused here.
 */
export function makeAskedTown({ ground }: { ground(): Ground }) {
  return {
    async bindRoom(
      stores: RoomStores,
      { person, room, roomId, now }: { person: string; room: Room; roomId: string; now: Date },
    ): Promise<{ reread: boolean }> {
      const seen = await stores.rooms.find(roomId)
      return bindRoom(stores, { person, roomId, said: room.code, seen, ground: ground(), now })
    },
    showRoom: (
      stores: Pick<RoomStores, 'town' | 'seats' | 'outbox'>,
      { now, ...asked }: { person: string; room: Room; shadow: boolean; now: Date },
    ): Promise<void> => showRoom(stores, asked, ground(), now),
    leave: (
      stores: Pick<DeskStores, 'attendance' | 'cases' | 'outbox' | 'timers'>,
      { absence, by, id, now }: { absence: Absence; by: string; id: string; now: Date },
    ): Promise<readonly CaseRecord[]> => leaveAsked(stores, absence, { id, by }, ground(), now),
    endLeave: (
      stores: Pick<DeskStores, 'attendance'>,
      { person, by, now }: { person: string; by: string; now: Date },
    ): Promise<Absence> => endLeave(stores, { person, by }, ground(), now),
    takeDuty: (
      stores: Pick<DeskStores, 'attendance' | 'timers'>,
      { person, by, now }: { person: string; by: string; now: Date },
    ): Promise<{ from: string | null; again: boolean }> => takeDuty(stores, { person, by }, ground(), now),
  }
}
