import type { SandboxMessage, SandboxRoom } from '../../src/chat/sandbox.ts'
import { instant } from '../../src/kernel/clock.ts'
import { contactIdOf, personCalled, roomCalled, roomIdOf } from './people-of-world.ts'
import type { StoredMessage } from './world-entry.ts'
import type { Room, WorldState } from './world-state.ts'
import { botCode, nameIn, personOfPrivate, seatedIn } from './world-state.ts'

const messagesPerPage = 500

/** A message as the control shows it: `text` are the words alone, `quote` the id of the quoted message. */
export function shown(state: WorldState, message: StoredMessage): SandboxMessage {
  const { id, at, from, room, text, mentions, quote, kind, attachment } = message
  const recalled = state.recalled.has(id)
  return {
    id,
    at: instant(at),
    from,
    fromName: nameIn(state, room, from),
    room,
    text: kind === 'location' ? (message.location?.name ?? '') : text,
    mentions,
    quote,
    kind,
    recalled,
    attachment,
  }
}

function member(state: WorldState, room: string, code: string): SandboxRoom['members'][number] {
  const role = code === botCode ? 'bot' : (state.people.get(code)?.role ?? '')
  return { code, name: nameIn(state, room, code), role }
}

const shownRoom = (state: WorldState, room: Room): SandboxRoom => ({
  code: room.code,
  name: room.name,
  kind: room.kind,
  members: seatedIn(room).map((code) => member(state, room.code, code)),
})

/** All rooms, then the private talks in which something was said. */
export function shownRooms(state: WorldState): SandboxRoom[] {
  const talks: SandboxRoom[] = []
  for (const code of state.byRoom.keys()) {
    const person = personOfPrivate(code)
    if (person === null) continue
    const members = [member(state, code, person), member(state, code, botCode)]
    talks.push({ code, name: nameIn(state, code, person), kind: 'private', members })
  }
  return [...[...state.rooms.values()].map((room) => shownRoom(state, room)), ...talks]
}

/**
 * What was said in a room or private talk, in order of arrival, after a message id.
 * `next` is the id to ask after next time; null when there was nothing new.
 */
export function shownMessages(
  state: WorldState,
  room: string,
  after: string | undefined,
): { messages: SandboxMessage[]; next: string | null } {
  const person = personOfPrivate(room)
  if (person === null) roomCalled(state, room)
  else personCalled(state, person)
  const said = state.byRoom.get(room) ?? []
  const from = after === undefined ? 0 : said.findIndex(({ id }) => id > after)
  const page = from === -1 ? [] : said.slice(from, from + messagesPerPage)
  return { messages: page.map((message) => shown(state, message)), next: page.at(-1)?.id ?? null }
}

/** The platform ids behind all codes. */
export function identitiesOf(state: WorldState): {
  bot: string
  people: Record<string, string>
  rooms: Record<string, string>
} {
  return {
    bot: contactIdOf(botCode),
    people: Object.fromEntries([...state.people.keys()].map((code) => [code, contactIdOf(code)])),
    rooms: Object.fromEntries([...state.rooms.keys()].map((code) => [code, roomIdOf(code)])),
  }
}
