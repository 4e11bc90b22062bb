import { z } from 'zod'
import type { Room } from '../../../../grid/town.ts'
import { addRoom, changeRoom, freeCode, removeRoom } from '../../../../grid/town-edits.ts'
import { holdsOneOf } from '../../../../rights/policy.ts'
import { Refusal } from '../../../../kernel/errors.ts'
import { centre, directorAlone } from '../../../../rights/town-policy.ts'
import { audited } from '../../audited.ts'
import { contentVersion } from '../../content-version.ts'
import type { ApiParts, ApiStores } from '../../ports.ts'
import { presentRoom } from '../../presenters/town.ts'
import { type ApiRoute, personAsking, type Request, route } from '../../route.ts'
import { code, time, words } from '../../shapes/people.ts'
import { roomParams, roomShape, townChanged } from '../../shapes/town.ts'
import { carryOut, requireSeen } from './changing.ts'

const chapter = '群'

const roomIn = (rooms: readonly Room[], wanted: string): Room => {
  const found = rooms.find((one) => one.code === wanted)
  if (found === undefined) throw new Refusal('not_found', `没有群“${wanted}”。`)
  return found
}

/** What a caller sees of a room and changes: the room itself and which chat room it is. */
const seenOf = async (room: Room, seats: ApiStores['seats']): Promise<readonly unknown[]> => [
  room,
  await seats.roomIdOf(room.code),
]

/** Names of strangers and chat rooms are for whoever looks after rooms. */
const looksAfter = ({ caller }: Request, { ground }: Pick<ApiParts, 'ground'>): boolean =>
  caller?.kind === 'person' && holdsOneOf(caller.person, centre, ground().directory)

/** Rooms with their binding and, for the centre, who of a staff room is a stranger (1.3, 6.11). */
export const listRoomsRoute = (parts: ApiParts): ApiRoute =>
  route({
    ...{ name: 'listRooms', method: 'get', path: '/rooms', chapter, says: '群：绑定、成员、静默旁听' },
    who: { posts: 'staff', scope: 'admin' },
    query: z.strictObject({ bound: z.enum(['true', 'false']).optional() }),
    answer: z.object({ rooms: z.array(roomShape) }),
    async look(asked) {
      const { stores, ground } = parts
      const bindings = new Map((await stores.seats.bindings()).map((one) => [one.code, one]))
      const seen = new Map((await stores.rooms.all()).map((one) => [one.roomId, one]))
      const given = { ground: ground(), seats: stores.seats, members: looksAfter(asked, parts) }
      const rooms = []
      for (const room of ground().directory.data.rooms) {
        const binding = bindings.get(room.code) ?? null
        if (asked.query.bound !== undefined && (binding !== null) !== (asked.query.bound === 'true')) continue
        rooms.push(await presentRoom(room, binding, seen.get(binding?.roomId ?? '') ?? null, given))
      }
      return { body: { rooms } }
    },
  })

export const readRoomRoute = (parts: ApiParts): ApiRoute =>
  route({
    ...{ name: 'readRoom', method: 'get', path: '/rooms/{code}', chapter, says: '一个群' },
    who: { posts: 'staff', scope: 'admin' },
    ...{ params: roomParams, answer: roomShape },
    async look(asked) {
      const { stores, ground } = parts
      const room = roomIn(ground().directory.data.rooms, asked.params.code)
      const binding = (await stores.seats.bindings()).find((one) => one.code === room.code) ?? null
      const seen = binding === null ? null : await stores.rooms.find(binding.roomId)
      const given = { ground: ground(), seats: stores.seats, members: looksAfter(asked, parts) }
      return {
        body: await presentRoom(room, binding, seen, given),
        version: contentVersion(await seenOf(room, stores.seats)),
      }
    },
  })

/** Chat rooms in which the bot sits and which are no room of the town (any more): what a room can be bound to. */
export const listChatRoomsRoute = ({ stores, ground }: ApiParts): ApiRoute =>
  route({
    ...{ name: 'listChatRooms', method: 'get', path: '/chat-rooms', chapter },
    says: '机器人所在、还没绑定的聊天群',
    who: { posts: centre },
    answer: z.object({
      rooms: z.array(
        z.object({ roomId: z.string(), topic: z.string(), members: z.int(), seenAt: time.nullable() }),
      ),
    }),
    async look() {
      const inTown = new Set(ground().directory.data.rooms.map((room) => room.code))
      const bindings = (await stores.seats.bindings()).filter((one) => inTown.has(one.code))
      const bound = new Set(bindings.map(({ roomId }) => roomId))
      const free = (await stores.rooms.all()).filter(({ roomId, here }) => here && !bound.has(roomId))
      return {
        body: {
          rooms: free.map(({ roomId, topic, members, completeAt }) => ({
            ...{ roomId, topic, members: members.length, seenAt: completeAt?.toISOString() ?? null },
          })),
        },
      }
    },
  })

const body = z.strictObject({
  name: words(80),
  kind: z.enum(['residents', 'staff']),
  areas: z.array(code).min(1).max(50),
  dept: code.nullable().default(null),
})

/** A room of the town, still without a chat room; new rooms begin in shadow mode unless the body says otherwise (8.8). */
export const addRoomRoute = (parts: ApiParts): ApiRoute =>
  route({
    ...{ name: 'addRoom', method: 'post', path: '/rooms', chapter, says: '登记一个群（之后再绑定）' },
    who: { posts: centre },
    body: body.extend({ code: code.optional() }),
    ...{ answer: townChanged, status: 201 },
    change(asked, stores) {
      const { code: wished, ...wanted } = asked.body
      const taken = parts.ground().directory.data.rooms.map((one) => one.code)
      const own = wished ?? freeCode(taken, `${wanted.dept ?? wanted.areas[0] ?? ''}-${wanted.kind}-`, 1)
      return carryOut(parts, asked, stores, {
        ...{ action: 'town.room_added', subject: own, after: { name: wanted.name, areas: wanted.areas } },
        edit: ({ town }) => ({ town: addRoom(town, { ...wanted, code: own, shadow: true }) }),
      })
    },
  })

export const changeRoomRoute = (parts: ApiParts): ApiRoute =>
  route({
    ...{ name: 'changeRoom', method: 'patch', path: '/rooms/{code}', chapter, says: '改群的名称、区域' },
    who: { posts: centre },
    ...{ params: roomParams, body: body.omit({ dept: true, kind: true }).partial() },
    ...{ answer: townChanged, needsVersion: true },
    async change(asked, stores) {
      const own = asked.params.code
      const before = roomIn(parts.ground().directory.data.rooms, own)
      const roomId = await stores.seats.roomIdOf(own)
      const { name = before.name, areas = [...before.areas] } = asked.body
      return carryOut(parts, asked, stores, {
        ...{ action: 'town.room_changed', subject: own, after: { name, areas } },
        before: { name: before.name, areas: [...before.areas] },
        edit: ({ town }) => {
          requireSeen([roomIn(town.rooms, own), roomId], asked)
          return { town: changeRoom(town, own, { name, areas }) }
        },
      })
    },
  })

export const removeRoomRoute = (parts: ApiParts): ApiRoute =>
  route({
    ...{ name: 'removeRoom', method: 'delete', path: '/rooms/{code}', chapter, says: '去掉一个群' },
    who: { posts: centre },
    ...{ params: roomParams, answer: townChanged, needsVersion: true },
    async change(asked, stores) {
      const own = asked.params.code
      const { name } = roomIn(parts.ground().directory.data.rooms, own)
      const roomId = await stores.seats.roomIdOf(own)
      const answer = await carryOut(parts, asked, stores, {
        ...{ action: 'town.room_removed', subject: own, before: { name } },
        edit: ({ town }) => {
          requireSeen([roomIn(town.rooms, own), roomId], asked)
          return { town: removeRoom(town, own) }
        },
      })
      if (roomId !== null) await stores.seats.unbind(roomId)
      return answer
    },
  })

/** The room as it stands in the transaction, as the caller saw it. */
async function roomSeen(
  asked: Request & { params: { code: string } },
  stores: ApiStores,
): Promise<{ room: Room; roomId: string | null }> {
  await stores.town.hold()
  const current = await stores.town.load()
  const room = roomIn(current?.town.rooms ?? [], asked.params.code)
  requireSeen(await seenOf(room, stores.seats), asked)
  return { room, roomId: await stores.seats.roomIdOf(room.code) }
}

const done = z.object({ code: z.string(), roomId: z.string().nullable(), shadow: z.boolean() })

/** 绑定 (1.3): only a chat room in which the bot sits; one that another room lives in is refused, as in the chat. */
export const bindRoomRoute = (parts: ApiParts): ApiRoute =>
  route({
    ...{ name: 'bindRoom', method: 'post', path: '/rooms/{code}/bind', chapter, says: '绑定到一个聊天群' },
    who: { posts: centre },
    ...{ params: roomParams, body: z.strictObject({ roomId: words(200) }), answer: done, needsVersion: true },
    async change(asked, stores) {
      const { room, roomId: before } = await roomSeen(asked, stores)
      const { roomId } = asked.body
      if ((await stores.rooms.find(roomId))?.here !== true)
        throw new Refusal('not_found', '机器人不在这个聊天群里，请先把它拉进群。')
      const person = personAsking(asked)
      const { reread } = await parts.townAsked.bindRoom(stores, { person, room, roomId, now: asked.now })
      await audited(stores.audit, asked, 'town.room_bound', {
        ...{ subject: room.code, before: { roomId: before }, after: { roomId } },
      })
      return {
        body: { code: room.code, roomId, shadow: room.shadow },
        after: async () => {
          await parts.townChanged()
          if (reread) parts.reread()
        },
      }
    },
  })

export const unbindRoomRoute = (parts: ApiParts): ApiRoute =>
  route({
    ...{ name: 'unbindRoom', method: 'post', path: '/rooms/{code}/unbind', chapter, says: '解除绑定' },
    who: { posts: centre },
    ...{ params: roomParams, answer: done, needsVersion: true },
    async change(asked, stores) {
      const { room, roomId } = await roomSeen(asked, stores)
      if (roomId === null) throw new Refusal('wrong_state', '这个群还没有绑定。')
      await stores.seats.unbind(roomId)
      await audited(stores.audit, asked, 'town.room_unbound', { subject: room.code, before: { roomId } })
      return {
        body: { code: room.code, roomId: null, shadow: room.shadow },
        after: () => parts.townChanged(),
      }
    },
  })

const showing = (
  parts: ApiParts,
  declared: {
    name: string
    path: '/rooms/{code}/live' | '/rooms/{code}/shadow'
    says: string
    shadow: boolean
  },
): ApiRoute =>
  route({
    ...{ name: declared.name, method: 'post', path: declared.path, chapter, says: declared.says },
    who: { posts: directorAlone },
    ...{ params: roomParams, answer: done, needsVersion: true },
    async change(asked, stores) {
      const { room, roomId } = await roomSeen(asked, stores)
      const { shadow } = declared
      if (room.shadow === shadow)
        throw new Refusal('wrong_state', shadow ? '这个群已经是只听不说。' : '这个群已经上线。')
      const person = personAsking(asked)
      await parts.townAsked.showRoom(stores, { person, room, shadow, now: asked.now })
      await audited(stores.audit, asked, shadow ? 'town.room_shadow' : 'town.room_live', {
        ...{ subject: room.code, before: { shadow: room.shadow }, after: { shadow } },
      })
      return { body: { code: room.code, roomId, shadow }, after: () => parts.townChanged() }
    },
  })

/** 8.8: the director takes it live. */
export const liveRoomRoute = (parts: ApiParts): ApiRoute =>
  showing(parts, {
    name: 'liveRoom',
    path: '/rooms/{code}/live',
    says: '上线：开始在群里说话',
    shadow: false,
  })
export const shadowRoomRoute = (parts: ApiParts): ApiRoute =>
  showing(parts, { name: 'shadowRoom', path: '/rooms/{code}/shadow', says: '影子：只听不说', shadow: true })
