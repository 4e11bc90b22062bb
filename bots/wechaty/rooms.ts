import type { RoomChange } from '../../src/chat/inbound.ts'
import type { RoomSeen } from '../../src/chat/link.ts'
import type { Clock } from '../../src/kernel/clock.ts'
import type { Calls } from './calls.ts'
import type { PuppetEvents } from './library.ts'
import type { Names } from './names.ts'
import { timeOf } from './time-of.ts'

export const joined = (event: PuppetEvents['room-join'], clock: Clock): RoomChange => ({
  kind: 'joined',
  roomId: event.roomId,
  contactIds: event.inviteeIdList,
  inviterId: event.inviterId || null,
  at: timeOf(event.timestamp, clock),
})

export const left = (event: PuppetEvents['room-leave'], clock: Clock): RoomChange => ({
  kind: 'left',
  roomId: event.roomId,
  contactIds: event.removeeIdList,
  at: timeOf(event.timestamp, clock),
})

export const renamed = (event: PuppetEvents['room-topic'], clock: Clock): RoomChange => ({
  kind: 'renamed',
  roomId: event.roomId,
  topic: event.newTopic,
  at: timeOf(event.timestamp, clock),
})

export async function invited(
  event: PuppetEvents['room-invite'],
  calls: Calls,
  clock: Clock,
): Promise<RoomChange> {
  const invitationId = event.roomInvitationId
  const { topic, inviterId, timestamp } = await calls.invitation(invitationId)
  return { kind: 'invited', invitationId, topic, inviterId, at: timeOf(timestamp, clock) }
}

/** How many members are asked for at the same time: a room may hold five hundred. */
const atOnce = 16

async function membersOf(roomId: string, calls: Calls, names: Names): Promise<RoomSeen['members']> {
  const ids = await calls.memberIds(roomId)
  const members: { contactId: string; name: string }[] = []
  for (let from = 0; from < ids.length; from += atOnce) {
    const some = ids.slice(from, from + atOnce)
    const named = some.map(async (contactId) => ({ contactId, name: await names.inRoom(roomId, contactId) }))
    members.push(...(await Promise.all(named)))
  }
  return members
}

/** The rooms the account sits in now, asked anew each time. Rejects when the server does not answer. */
export async function roomsSeen(calls: Calls, names: Names): Promise<readonly RoomSeen[]> {
  const rooms: RoomSeen[] = []
  for (const roomId of await calls.roomIds()) rooms.push(await seenNow(roomId, calls, names))
  return rooms
}

async function seenNow(roomId: string, calls: Calls, names: Names): Promise<RoomSeen> {
  const { topic } = await calls.room(roomId)
  return { roomId, topic, members: await membersOf(roomId, calls, names) }
}

/** One room, asked anew; null where the account does not sit in it. Rejects when the server does not answer. */
export async function roomSeen(roomId: string, calls: Calls, names: Names): Promise<RoomSeen | null> {
  const sitting = (await calls.roomIds()).includes(roomId)
  return sitting ? seenNow(roomId, calls, names) : null
}
