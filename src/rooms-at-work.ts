import { setTimeout as pause } from 'node:timers/promises'
import type { RoomChange } from './chat/inbound.ts'
import type { ChatLink } from './chat/link.ts'
import type { Stores } from './db/stores.ts'
import { makeRoomLife } from './desk/rooms/life.ts'
import type { Ground } from './grid/ground.ts'
import { makeRoomWatch, type RoomWatch } from './grid/room-watch.ts'
import type { Clock } from './kernel/clock.ts'
import type { Log } from './kernel/log.ts'

export interface RoomsAtWorkDeps {
  stores: Stores
  link: ChatLink
  ground(): Ground
  clock: Clock
  log: Log
  poke(): void
}

export interface RoomsAtWork extends Pick<RoomWatch, 'look' | 'known'> {
  met(roomId: string): Promise<void>
  danger(roomId: string): Promise<void>
  changed(change: RoomChange): Promise<void>
  /** How many changes were taken in. */
  changes(): number
  /** Looks around once the link stands for the first time; a look that takes long goes on by itself. */
  begin(): Promise<void>
  /** The link stands again: rooms may have come, gone and changed their ids meanwhile. */
  linkIsUp(): void
}

/** A large town has many rooms: the start does not wait for the last of their members. */
const lookAroundMs = 5_000

/** Joins who sits where (grid) with what people are told of it (desk), around one link. */
export function makeRoomsAtWork(deps: RoomsAtWorkDeps): RoomsAtWork {
  const { stores, link, clock, log } = deps
  const watch = makeRoomWatch({ link, rooms: stores.rooms, clock, log })
  const life = makeRoomLife({ ...deps, watch })
  let changes = 0
  let begun = false
  const lookAround = (): Promise<void> =>
    life.lookAround().catch((error: unknown) => {
      log.warn({ err: error }, 'the rooms could not be looked at')
    })
  return {
    look: (roomId) => watch.look(roomId),
    known: (roomId, atMostSeconds) => watch.known(roomId, atMostSeconds),
    met: (roomId) => life.met(roomId),
    danger: (roomId) => life.danger(roomId),
    async changed(change) {
      try {
        await life.changed(change)
      } finally {
        changes += 1
      }
    },
    changes: () => changes,
    async begin() {
      await Promise.race([lookAround(), pause(lookAroundMs, undefined, { ref: false })])
      begun = true
    },
    linkIsUp() {
      if (begun) void lookAround()
    },
  }
}
