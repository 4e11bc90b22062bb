import { conversationKey, inRoom } from '../../chat/conversation.ts'
import { roomGreeting } from '../../feedback/room-lines.ts'
import { checkTown } from '../../grid/check-town.ts'
import { inForce } from '../../grid/faults.ts'
import type { Ground } from '../../grid/ground.ts'
import type { Directory } from '../../grid/directory.ts'
import { areaTitle } from '../../grid/naming.ts'
import type { SeenRoom } from '../../grid/ports.ts'
import { readRoomAsked } from '../../grid/room-asked.ts'
import type { Room, TownData } from '../../grid/town.ts'
import { addHours } from '../../kernel/clock.ts'
import { Refusal } from '../../kernel/errors.ts'
import * as words from '../../wording/rooms.ts'
import type { RoomStores } from './ports.ts'

/** 绑定 as it was said in a room, with what is known of the room's members. */
export interface BindWish {
  person: string
  roomId: string
  said: string
  seen: SeenRoom | null
  ground: Ground
  now: Date
}

/** `text` answers in the room; '' where the greeting does. `reread`: what was said there meanwhile is to be read now. */
export interface BindEnd {
  text: string
  room: Room
  reread: boolean
}

/**
 * 1.3: ties the chat room in which it was said to the town's room of that area and kind; where the town has none, the
 * town gets one more. A room whose chat room the bot still sits in is taken from it by nobody. Refuses in one line what
 * is not clear. In one transaction with the town's new revision.
 */
export async function bindRoom(stores: RoomStores, wish: BindWish): Promise<BindEnd> {
  const { ground, roomId, now } = wish
  const room = await roomMeant(stores, wish)
  const { directory } = ground
  const areas = room.areas.map((area) => areaTitle(directory, area)).join('、')
  const before = await stores.seats.roomIdOf(room.code)
  const again = before === roomId
  await stores.seats.bind(roomId, room.code, wish.person, now)
  if (!room.shadow) await stores.outbox.put(roomGreeting(room, roomId, ground, now))
  // Only neighbours' words in a room that takes the place of one they knew to be heard; a command is not carried out late.
  const reread = before !== null && !again && room.kind === 'residents'
  if (reread) {
    const since = addHours(now, -ground.rulebook.rooms.readBackHours)
    await stores.messages.reopen(conversationKey(inRoom(roomId)), 'room_not_bound', since)
  }
  const greeted = !again && !room.shadow
  return { text: greeted ? '' : words.roomBound({ room: room.name, areas }), room, reread }
}

async function roomMeant(stores: RoomStores, wish: BindWish): Promise<Room> {
  const { said, ground, seen, person } = wish
  const asked = readRoomAsked(said, ground.directory)
  switch (asked.asked) {
    case 'nothing':
      throw new Refusal('invalid', words.bindWhat())
    case 'unknown':
      throw new Refusal('not_found', words.noSuchArea(asked.said))
    case 'several':
      throw new Refusal('invalid', words.severalAreas(asked.said, asked.choices))
    case 'room':
      return freeRoom(stores, asked.room, wish)
    case 'areas': {
      const kind = asked.kind ?? (await kindOf(seen, person, stores, ground.directory))
      if (kind === null) throw new Refusal('invalid', words.whichKind(said.trim()))
      return roomOfAreas(stores, { ...asked, kind }, wish)
    }
  }
}

/**
 * Without a word of it the members say which kind of room it is, whoever binds it left out: all with posts, or none.
 * Null where it is mixed or nobody was seen.
 */
async function kindOf(
  seen: SeenRoom | null,
  person: string,
  stores: RoomStores,
  directory: Directory,
): Promise<Room['kind'] | null> {
  const members = seen?.members ?? []
  const people = await stores.seats.peopleOf(members.map(({ contactId }) => contactId))
  const others = members.filter(({ contactId }) => people.get(contactId) !== person)
  const staff = others.filter(({ contactId }) => directory.holdings(people.get(contactId) ?? '').length > 0)
  if (others.length === 0) return null
  if (staff.length === others.length) return 'staff'
  return staff.length === 0 ? 'residents' : null
}

/** Whether the bot still sits in the chat room that this room is bound to, and it is another than this one. */
async function aliveElsewhere(stores: RoomStores, code: string, roomId: string): Promise<boolean> {
  const bound = await stores.seats.roomIdOf(code)
  return bound !== null && bound !== roomId && (await stores.rooms.find(bound))?.here !== false
}

async function freeRoom(stores: RoomStores, room: Room, wish: BindWish): Promise<Room> {
  if (await aliveElsewhere(stores, room.code, wish.roomId))
    throw new Refusal('conflict', words.boundElsewhere(room.name))
  return room
}

interface Wanted {
  areas: readonly string[]
  dept: string | null
  kind: Room['kind']
}

const sameAreas = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((area) => b.includes(area))

async function roomOfAreas(stores: RoomStores, wanted: Wanted, wish: BindWish): Promise<Room> {
  const { directory } = wish.ground
  const fitting = directory.data.rooms.filter(
    (room) => room.kind === wanted.kind && room.dept === wanted.dept && sameAreas(room.areas, wanted.areas),
  )
  const free: Room[] = []
  for (const room of fitting) if (!(await aliveElsewhere(stores, room.code, wish.roomId))) free.push(room)
  const [one, ...others] = free
  if (one !== undefined && others.length === 0) return one
  if (others.length > 0) throw new Refusal('invalid', words.severalRooms(free.map(({ name }) => name)))
  // Neighbours of one grid may talk in several rooms; staff are told in one.
  const [taken] = fitting
  if (taken !== undefined && wanted.kind === 'staff')
    throw new Refusal('conflict', words.boundElsewhere(taken.name))
  return addRoom(stores, wanted, wish)
}

/** A code that no room of the town has: the first area's, the kind, and a number. */
function freeCode(town: TownData, wanted: Wanted): string {
  const taken = new Set(town.rooms.map(({ code }) => code))
  for (let n = 1; ; n += 1) {
    const code = `${wanted.dept ?? wanted.areas[0] ?? 'room'}-${wanted.kind}-${String(n)}`
    if (!taken.has(code)) return code
  }
}

async function addRoom(
  stores: RoomStores,
  wanted: Wanted,
  { seen, person, now, ground }: BindWish,
): Promise<Room> {
  await stores.town.hold()
  const current = await stores.town.load()
  if (current === null) throw new RangeError('there is no town to bind a room of')
  const [area = ''] = wanted.areas
  const topic = (seen?.topic ?? '')
    .replaceAll(/\p{Cc}/gu, ' ')
    .trim()
    .slice(0, 80)
  const kindName = wanted.kind === 'residents' ? '居民群' : '工作群'
  const name = topic === '' ? `${areaTitle(ground.directory, area)}${kindName}` : topic
  const room: Room = { code: freeCode(current.town, wanted), name, shadow: false, ...wanted }
  const town = { ...current.town, rooms: [...current.town.rooms, room] }
  const spot = () => inForce
  const { faults } = checkTown({ town, rules: current.rules, spot, rulesSpot: spot, unread: () => new Set() })
  if (faults.length > 0) throw new Refusal('invalid', words.wrongAreas())
  await stores.town.save(town, current.rules, person, now)
  return room
}
