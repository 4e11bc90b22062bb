import type { ChatLink } from '../chat/link.ts'
import type { Clock } from '../kernel/clock.ts'
import { reasonOf } from '../kernel/errors.ts'
import type { Log } from '../kernel/log.ts'
import type { RoomStore, SeenRoom } from './ports.ts'

export interface RoomWatchDeps {
  link: Pick<ChatLink, 'room' | 'rooms' | 'self'>
  rooms: RoomStore
  clock: Clock
  log: Log
}

export interface RoomWatch {
  /** Asks the chat for one room and keeps what it says; null where the bot does not sit in it. Rejects with an Outage. */
  look(roomId: string): Promise<SeenRoom | null>
  /**
   * All rooms, asked anew and kept. `met`: seen whole for the first time; `lost`: the bot sits there no more.
   * Rejects with an Outage; then nothing is known to be lost.
   */
  lookAround(): Promise<{ met: readonly SeenRoom[]; lost: readonly SeenRoom[] }>
  /**
   * The room as last heard of, asked anew where that is older than so many seconds; where the chat does not answer, what
   * is known from before. Null: its members were never seen whole, so nobody can tell who reads there (6.11).
   */
  known(roomId: string, atMostSeconds: number): Promise<SeenRoom | null>
}

/** Who sits in which chat room: asked at the start, on each change and before a staff room is spoken in (6.11). */
export function makeRoomWatch({ link, rooms, clock, log }: RoomWatchDeps): RoomWatch {
  async function keep(room: Pick<SeenRoom, 'roomId' | 'topic' | 'members'>): Promise<SeenRoom> {
    const at = clock.now()
    const self = link.self()
    const others = room.members.filter(({ contactId }) => contactId !== self)
    await rooms.seen({ roomId: room.roomId, topic: room.topic, members: others }, at)
    return { ...room, members: others, here: true, completeAt: at }
  }

  async function look(roomId: string): Promise<SeenRoom | null> {
    const found = await link.room(roomId)
    return found === null ? null : keep(found)
  }

  const age = (room: SeenRoom | null): number =>
    room?.completeAt == null
      ? Number.POSITIVE_INFINITY
      : (clock.now().getTime() - room.completeAt.getTime()) / 1_000

  return {
    look,
    async lookAround() {
      const present = await link.rooms()
      const before = new Map((await rooms.all()).map((room) => [room.roomId, room]))
      const met: SeenRoom[] = []
      for (const room of present) {
        const kept = await keep(room)
        if ((before.get(room.roomId)?.completeAt ?? null) === null) met.push(kept)
      }
      const here = new Set(present.map(({ roomId }) => roomId))
      const lost: SeenRoom[] = []
      for (const room of before.values())
        if (!here.has(room.roomId) && (await rooms.gone(room.roomId, clock.now()))) lost.push(room)
      return { met, lost }
    },
    async known(roomId, atMostSeconds) {
      const before = await rooms.find(roomId)
      const found =
        age(before) <= atMostSeconds && before?.completeAt != null
          ? before
          : await look(roomId).catch((error: unknown) => {
              log.warn({ why: reasonOf(error) }, 'the members of a room could not be asked for')
              return before
            })
      return found?.completeAt == null ? null : found
    },
  }
}
