import type { StoredMessage, WorldLine } from './world-entry.ts'

/** The code of the bot's own account among people's codes. */
export const botCode = 'bot'
/** The code under which the platform itself speaks. */
export const systemCode = 'system'
const privatePrefix = 'private:'

export const privateRoomOf = (person: string): string => privatePrefix + person

/** The person behind `private:<person>`, or null for the code of a room. */
export const personOfPrivate = (room: string): string | null =>
  room.startsWith(privatePrefix) ? room.slice(privatePrefix.length) : null

export interface Person {
  code: string
  name: string
  role: string
  /** The bot may speak to them privately. */
  friend: boolean
  /** Machine time of the last change, epoch milliseconds. */
  changedAt: number
}

export interface Seat {
  nickname: string | null
  /** False for somebody who was here and left. */
  here: boolean
}

export interface Room {
  code: string
  name: string
  /** The name the last arrangement gave; a rename in the room outlives an unchanged arrangement. */
  arrangedName: string | null
  kind: 'residents' | 'staff'
  seats: Map<string, Seat>
  changedAt: number
}

export interface Invitation {
  id: string
  room: string
  by: string
  at: string
  accepted: boolean
}

/** Everything the journal says, put together. */
export interface WorldState {
  id: string
  bot: { name: string; aliases: readonly string[] }
  people: Map<string, Person>
  rooms: Map<string, Room>
  messages: StoredMessage[]
  byId: Map<string, StoredMessage>
  byRoom: Map<string, StoredMessage[]>
  recalled: Set<string>
  remarks: Map<string, string>
  invitations: Map<string, Invitation>
  clock: { at: string; running: boolean; setAt: number } | null
  /** How the bot's event stream stood: how many messages it had been told of, and since when. */
  stream: { up: boolean; told: number; since: number } | null
  /** Machine time of the latest line. */
  latest: number
}

export const emptyWorld = (): WorldState => ({
  id: '',
  bot: { name: '小助手', aliases: [] },
  people: new Map(),
  rooms: new Map(),
  messages: [],
  byId: new Map(),
  byRoom: new Map(),
  recalled: new Set(),
  remarks: new Map(),
  invitations: new Map(),
  clock: null,
  stream: null,
  latest: 0,
})

function addMessage(state: WorldState, message: StoredMessage): void {
  state.messages.push(message)
  state.byId.set(message.id, message)
  const inRoom = state.byRoom.get(message.room)
  if (inRoom) inRoom.push(message)
  else state.byRoom.set(message.room, [message])
  if (message.kind === 'recall') state.recalled.add(message.text)
}

type PersonLine = Extract<WorldLine, { is: 'person' }>
type RoomLine = Extract<WorldLine, { is: 'room' }>
type SeatLine = Extract<WorldLine, { is: 'seat' }>

/** Once befriended, always: an arrangement that says otherwise comes too late. */
function setPerson(state: WorldState, line: PersonLine): void {
  const { code, name, role, t } = line
  const friend = line.friend !== false || state.people.get(code)?.friend === true
  state.people.set(code, { code, name, role, friend, changedAt: t })
}

function setRoom(state: WorldState, line: RoomLine): void {
  const room = state.rooms.get(line.code)
  const arrangedName = line.arranged ? line.name : (room?.arrangedName ?? null)
  const { code, name, kind, t } = line
  const seats = room?.seats ?? new Map<string, Seat>()
  state.rooms.set(code, { code, name, kind, arrangedName, seats, changedAt: t })
}

function setSeat(state: WorldState, line: SeatLine): void {
  const room = state.rooms.get(line.room)
  if (!room) return
  room.seats.set(line.code, { here: line.here, nickname: line.nickname })
  room.changedAt = line.t
}

/** Adds one line of the journal to the state. Never refuses: what is in the journal has happened. */
export function applyLine(state: WorldState, line: WorldLine): void {
  state.latest = Math.max(state.latest, line.t)
  switch (line.is) {
    case 'world':
      state.id = line.id
      break
    case 'bot':
      state.bot = { name: line.name, aliases: line.aliases }
      break
    case 'person':
      setPerson(state, line)
      break
    case 'room':
      setRoom(state, line)
      break
    case 'seat':
      setSeat(state, line)
      break
    case 'message':
      addMessage(state, line)
      break
    case 'clock':
      state.clock = { at: line.at, running: line.running, setAt: line.t }
      break
    case 'remark':
      state.remarks.set(line.code, line.text)
      break
    case 'invitation':
      state.invitations.set(line.id, {
        id: line.id,
        room: line.room,
        by: line.by,
        at: line.at,
        accepted: false,
      })
      break
    case 'accepted': {
      const invitation = state.invitations.get(line.id)
      if (invitation) invitation.accepted = true
      break
    }
    case 'stream':
      state.stream = { up: line.up, told: line.told, since: line.since }
      break
  }
}

/** The name somebody goes by in a room: the nickname there, else the own name. */
export function nameIn(state: WorldState, room: string, code: string): string {
  if (code === systemCode) return '系统消息'
  const own = code === botCode ? state.bot.name : (state.people.get(code)?.name ?? code)
  return state.rooms.get(room)?.seats.get(code)?.nickname ?? own
}

/** Codes of those who sit in the room now, the bot among them. */
export const seatedIn = (room: Room): string[] =>
  [...room.seats].filter(([, seat]) => seat.here).map(([code]) => code)

/** Whether what is said there reaches the bot: in its private talks, and in rooms it sits in. */
export const botHears = (state: WorldState, room: string): boolean =>
  personOfPrivate(room) !== null || state.rooms.get(room)?.seats.get(botCode)?.here === true
