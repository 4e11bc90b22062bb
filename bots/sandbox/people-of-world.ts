import { Refusal } from '../../src/kernel/errors.ts'
import type { Person, Room, WorldState } from './world-state.ts'
import { botCode } from './world-state.ts'

const botContactId = 'wxbot'
const personPrefix = 'wxid_'
const roomSuffix = '@chatroom'

/** The platform's id of a person, made from the code alone, so that it outlives everything. */
export const contactIdOf = (code: string): string => (code === botCode ? botContactId : personPrefix + code)

/** The platform's id of a room. The `@` is what Wechaty tells rooms by. */
export const roomIdOf = (code: string): string => code + roomSuffix

export const isRoomId = (id: string): boolean => id.endsWith(roomSuffix)

/** The code behind a room id; says nothing about whether there is such a room. */
export const roomCodeOf = (roomId: string): string => roomId.slice(0, -roomSuffix.length)

/** The code behind a contact id, or null where nobody has it. */
export function codeOfContact(state: WorldState, contactId: string): string | null {
  if (contactId === botContactId) return botCode
  if (!contactId.startsWith(personPrefix)) return null
  const code = contactId.slice(personPrefix.length)
  return state.people.has(code) ? code : null
}

export function personCalled(state: WorldState, code: string): Person {
  const person = state.people.get(code)
  if (!person) throw new Refusal('not_found', `沙盒里没有代码为“${code}”的人。`, { person: code })
  return person
}

export function roomCalled(state: WorldState, code: string): Room {
  const room = state.rooms.get(code)
  if (!room) throw new Refusal('not_found', `沙盒里没有代码为“${code}”的群。`, { room: code })
  return room
}

export function seatOf(room: Room, code: string): void {
  if (room.seats.get(code)?.here !== true) {
    throw new Refusal('wrong_state', `“${code}”不在群“${room.name}”里。`, { room: room.code, person: code })
  }
}
