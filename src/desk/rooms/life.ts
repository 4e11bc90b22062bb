import type { RoomChange } from '../../chat/inbound.ts'
import type { ChatLink } from '../../chat/link.ts'
import type { Notice } from '../../chat/outbox.ts'
import { dutyLine } from '../../feedback/duty-line.ts'
import type { Ground } from '../../grid/ground.ts'
import type { SeenRoom } from '../../grid/ports.ts'
import type { RoomWatch } from '../../grid/room-watch.ts'
import { type LostRoom, likelyRoom } from '../../grid/same-room.ts'
import type { Clock } from '../../kernel/clock.ts'
import { reasonOf } from '../../kernel/errors.ts'
import type { Log } from '../../kernel/log.ts'
import {
  dangerInUnboundRoom,
  invitationNotTaken,
  roomKnownAgain,
  roomLost,
  roomRenamed,
  roomUnknown,
} from '../../wording/rooms.ts'
import type { RoomStores } from './ports.ts'

export interface RoomLifeDeps {
  stores: Pick<RoomStores, 'rooms' | 'seats' | 'outbox'>
  watch: RoomWatch
  link: Pick<ChatLink, 'acceptInvitation' | 'self'>
  ground(): Ground
  clock: Clock
  log: Log
  poke(): void
}

export interface RoomLife {
  /** A room changed around its messages. Rejects only where the database or the chat is away. */
  changed(change: RoomChange): Promise<void>
  /** After the account was logged in: who sits where, which rooms are gone, which nobody knows. */
  lookAround(): Promise<void>
  /** Something was said in a room that is bound to nothing: the duty officer hears of it once. */
  met(roomId: string): Promise<void>
  /**
   * What was said there sounds like danger to life: nothing becomes a case in a room that nobody has bound, but the duty
   * officer hears at once, at any hour, where to look; without the words, once in ten minutes for each room (7.2, 1.3).
   */
  danger(roomId: string): Promise<void>
}

/** Rooms come, go, are renamed and change their ids (1.3). The bot tells the duty officer and binds nothing by itself. */
export function makeRoomLife(deps: RoomLifeDeps): RoomLife {
  const { stores, watch, log } = deps

  /** Unbound rooms that the duty officer was told of by this process: each message there would ask anew. */
  const toldOf = new Set<string>()

  async function tell(line: {
    key: string
    text: string
    privately?: boolean
    danger?: boolean
  }): Promise<void> {
    const notice: Notice | null = dutyLine({ ...line, purpose: 'room' }, deps.ground(), deps.clock.now())
    if (notice !== null) await stores.outbox.put(notice)
    deps.poke()
  }

  /** The room's name in the town and whether it is the centre's own, where it is bound. */
  async function boundTo(roomId: string) {
    const code = await stores.seats.roomOf(roomId)
    const { directory } = deps.ground()
    const room = code === null ? null : directory.room(code)
    return room === null ? null : { ...room, centre: room.areas.includes(directory.township().code) }
  }

  async function invited(change: Extract<RoomChange, { kind: 'invited' }>): Promise<void> {
    const code = await stores.seats.personOf(change.inviterId)
    const { directory } = deps.ground()
    if (code !== null && directory.holdings(code).length > 0) {
      log.info({ by: code }, 'an invitation is taken up')
      return deps.link.acceptInvitation(change.invitationId)
    }
    log.info({}, 'an invitation of somebody without a post is not taken up')
    const by = code === null ? '一位没有登记的人' : directory.nameOf(code)
    await tell({
      key: `invited:${change.inviterId}:${change.topic}`,
      text: invitationNotTaken({ by, topic: change.topic }),
    })
  }

  async function lost(roomId: string): Promise<void> {
    toldOf.clear()
    const room = await boundTo(roomId)
    log.warn({ room: room?.code ?? null }, 'the bot sits in a room no more')
    if (room === null) return
    const key = `room_lost:${roomId}:${deps.clock.now().toISOString()}`
    await tell({ key, text: roomLost({ room: room.name }), privately: room.centre })
  }

  /** Bound rooms in whose chat room the bot sits no more, as they were last seen. */
  async function lostRooms(): Promise<readonly LostRoom[]> {
    const found: LostRoom[] = []
    for (const room of await stores.rooms.all()) {
      const code = room.here ? null : await stores.seats.roomOf(room.roomId)
      if (code !== null && deps.ground().directory.room(code) !== null) found.push({ code, room })
    }
    return found
  }

  async function tellOfUnbound(room: SeenRoom): Promise<void> {
    if ((await stores.seats.roomOf(room.roomId)) !== null) return
    const { directory, rulebook } = deps.ground()
    const again = likelyRoom(room, await lostRooms(), rulebook.rooms)
    const known = again === null ? null : directory.room(again.code)
    log.warn({ likely: known?.code ?? null }, 'the bot sits in a room that is not bound')
    if (again === null || known === null)
      return tell({ key: `room_new:${room.roomId}`, text: roomUnknown({ topic: room.topic }) })
    const text = roomKnownAgain({ ...again, topic: room.topic, room: known.name })
    await tell({
      key: `room_again:${room.roomId}:${again.code}`,
      text,
      privately: known.areas.includes(directory.township().code),
    })
  }

  /** Members and topic anew; where the chat does not answer, what the event says is kept all the same. */
  const lookAt = (roomId: string): Promise<SeenRoom | null> =>
    watch.look(roomId).catch((error: unknown) => {
      log.warn({ why: reasonOf(error) }, 'a room that changed could not be looked at')
      return null
    })

  async function renamed(change: Extract<RoomChange, { kind: 'renamed' }>): Promise<void> {
    await stores.rooms.renamed(change.roomId, change.topic, deps.clock.now())
    const room = await boundTo(change.roomId)
    if (room === null) return
    const text = roomRenamed({ room: room.name, topic: change.topic })
    await tell({ key: `room_renamed:${change.roomId}:${change.at.toISOString()}`, text })
  }

  return {
    async changed(change) {
      log.info({ kind: change.kind }, 'a room changed')
      if (change.kind === 'invited') return invited(change)
      if (change.kind === 'renamed') return renamed(change)
      const touchesBot = change.contactIds.includes(deps.link.self())
      if (change.kind === 'left' && touchesBot) {
        if (await stores.rooms.gone(change.roomId, deps.clock.now())) await lost(change.roomId)
        return
      }
      await stores.rooms[change.kind](change.roomId, change.contactIds, deps.clock.now())
      const room = await lookAt(change.roomId)
      if (change.kind === 'joined' && touchesBot && room !== null) await tellOfUnbound(room)
    },
    async lookAround() {
      const seen = await watch.lookAround()
      for (const room of seen.lost) await lost(room.roomId)
      for (const room of seen.met) await tellOfUnbound(room)
    },
    async met(roomId) {
      if (toldOf.has(roomId)) return
      toldOf.add(roomId)
      const room = (await stores.rooms.find(roomId)) ?? (await lookAt(roomId))
      if (room !== null) await tellOfUnbound(room)
    },
    async danger(roomId) {
      const room = await stores.rooms.find(roomId)
      const { outsideAfterMinutes } = deps.ground().rulebook.emergency
      const slot = Math.floor(deps.clock.now().getTime() / (outsideAfterMinutes * 60_000))
      const text = dangerInUnboundRoom({ topic: room?.topic ?? '一个还没绑定的群' })
      await tell({ key: `room_danger:${roomId}:${String(slot)}`, text, danger: true })
    },
  }
}
