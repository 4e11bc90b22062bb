import type { Case, ClockFace, Member, Message, Room, Town } from './answers.ts'
import { door, firstLoad } from './door.ts'

export type Part = 'rooms' | 'open' | 'messages' | 'speaker' | 'cases' | 'clock' | 'fault'

type Watcher = (room: string | null) => void

/** What the page knows now, and who wants to hear of changes. Views read it; only the functions below change it. */
export const world = {
  town: { name: '', zone: 'UTC', bot: { name: '', aliases: [] }, people: [] } as Town,
  rooms: [] as Room[],
  messages: new Map<string, Message[]>(),
  /** How many of a room's newest messages were asked for. */
  asked: new Map<string, number>(),
  open: null as string | null,
  speakers: new Map<string, string>(),
  /** The last message seen per room. */
  seen: new Map<string, string>(),
  cases: [] as Case[],
  clock: { now: '1970-01-01T00:00:00Z', running: false, nextDue: null } as ClockFace,
  clockReadAt: 0,
  /** Why the page could not be filled, in words. */
  fault: null as string | null,
}

const watchers = new Map<Part, Watcher[]>()

export function watch(parts: readonly Part[], watcher: Watcher): void {
  for (const one of parts) watchers.set(one, [...(watchers.get(one) ?? []), watcher])
}

export function changed(one: Part, room: string | null = null): void {
  for (const watcher of watchers.get(one) ?? []) watcher(room)
}

/** The sandbox's own time, running on where the clock runs. */
export function nowMs(): number {
  const read = Date.parse(world.clock.now)
  return world.clock.running ? read + performance.now() - world.clockReadAt : read
}

/** States in which nothing more happens to a case by itself. */
export const ended: ReadonlySet<string> = new Set(['closed', 'dismissed', 'refused', 'merged', 'withdrawn'])

export const roomOf = (code: string): Room | null => world.rooms.find((room) => room.code === code) ?? null
export const messagesOf = (room: string): readonly Message[] => world.messages.get(room) ?? []

export function nameOf(code: string): string {
  if (code === 'bot') return world.town.bot.name
  const member = world.rooms.flatMap((room) => room.members).find((one) => one.code === code)
  return world.town.people.find((one) => one.code === code)?.name ?? member?.name ?? code
}

/** Who may be played in a room: everybody there but the bot; in a private talk the one person. */
export function playable(room: Room): Member[] {
  const others = room.members.filter((member) => member.code !== 'bot' && member.code !== 'system')
  if (room.kind !== 'private') return others
  return others.filter((member) => room.code === `private:${member.code}`)
}

export function speakerIn(room: Room): string | null {
  const people = playable(room)
  const chosen = world.speakers.get(room.code)
  return people.some((person) => person.code === chosen) ? (chosen ?? null) : (people[0]?.code ?? null)
}

export function speakAs(room: string, person: string): void {
  world.speakers.set(room, person)
  changed('speaker', room)
}

/** The private talk between a person and the bot, laid out here when nobody has spoken in it yet. */
export function privateTalk(person: string): string {
  const code = `private:${person}`
  if (roomOf(code) !== null) return code
  const known = world.town.people.find((one) => one.code === person)
  if (known === undefined) return code
  const bot = { code: 'bot', name: world.town.bot.name, role: '' }
  world.rooms.push({ code, name: known.name, kind: 'private', members: [known, bot] })
  changed('rooms')
  return code
}

const seenKey = 'linli.sandbox.seen'

export function readSeen(): void {
  try {
    const kept = JSON.parse(sessionStorage.getItem(seenKey) ?? '[]') as [string, string][]
    world.seen = new Map(kept)
  } catch {
    world.seen = new Map()
  }
}

export function markSeen(room: string): void {
  const last = messagesOf(room).at(-1)
  if (last === undefined || world.seen.get(room) === last.id) return
  world.seen.set(room, last.id)
  try {
    sessionStorage.setItem(seenKey, JSON.stringify([...world.seen]))
  } catch {
    /* a browser that keeps nothing still shows the badges until it is reloaded */
  }
  changed('rooms')
}

export function unreadIn(room: string): number {
  const messages = messagesOf(room)
  const from = messages.findIndex((message) => message.id === world.seen.get(room)) + 1
  return messages.slice(from).filter((message) => message.kind !== 'system' && message.kind !== 'recall')
    .length
}

const mostKept = 600
const keptAfterwards = 300

/** Lets go of what is long past, so that a room in which much is said stays quick. */
export function forgetOld(room: string): void {
  const known = messagesOf(room)
  if (known.length <= mostKept) return
  world.messages.set(room, known.slice(-keptAfterwards))
  world.asked.set(room, keptAfterwards)
}

/** Takes in one message as it comes; false when it was there already. */
export function takeMessage(message: Message): boolean {
  const known = world.messages.get(message.room) ?? []
  if (known.some((one) => one.id === message.id)) return false
  world.messages.set(message.room, [...known, message])
  if (message.room !== world.open) forgetOld(message.room)
  changed('messages', message.room)
  changed('rooms')
  return true
}

/** Asks for a room's newest messages; what comes in meanwhile by the other way is kept. */
export async function loadMessages(room: string): Promise<void> {
  const before = new Set(messagesOf(room).map((message) => message.id))
  const loaded = await door.messages(room, world.asked.get(room) ?? firstLoad)
  const known = new Set([...before, ...loaded.map((message) => message.id)])
  const meanwhile = messagesOf(room).filter((message) => !known.has(message.id))
  world.messages.set(room, [...loaded, ...meanwhile])
  changed('messages', room)
}

export async function loadClock(): Promise<void> {
  world.clock = await door.clock()
  world.clockReadAt = performance.now()
  changed('clock')
}

export async function loadCases(): Promise<void> {
  world.cases = await door.cases()
  changed('cases')
}

/** Fills the whole page anew; talks that were opened here and not yet begun stay. */
export async function loadAll(): Promise<void> {
  // The town, the clock and the cases are known even while the chat server is away.
  world.town = await door.town()
  const [rooms] = await Promise.all([door.rooms(), loadClock(), loadCases()])
  const begun = new Set(rooms.map((room) => room.code))
  const opened = world.rooms.filter((room) => room.kind === 'private' && !begun.has(room.code))
  const first = world.rooms.length === 0
  world.rooms = [...rooms, ...opened]
  await Promise.all(rooms.map((room) => loadMessages(room.code)))
  if (first && world.seen.size === 0) for (const room of rooms) markSeen(room.code)
  changed('rooms')
}
