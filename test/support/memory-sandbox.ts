import { setTimeout as pause } from 'node:timers/promises'

import type {
  SandboxChange,
  SandboxControl,
  SandboxMessage,
  SandboxRoom,
  SandboxSay,
  SandboxWorld,
} from '../../src/chat/sandbox.ts'
import { Outage, Refusal } from '../../src/kernel/errors.ts'

type Listener = (message: SandboxMessage) => void

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const mediaTypes = { image: 'image/png', voice: 'audio/silk', file: 'application/octet-stream' } as const

/**
 * A chat world in memory for tests of the HTTP door and the page; it has no bot of its own: what the bot says is put in
 * with `botSays`. The real sandbox has tests of its own.
 */
export class MemorySandbox implements SandboxControl {
  /** While true every call fails as if the chat server were gone; following ends. */
  away = false
  readonly #world: SandboxWorld
  readonly #messages: SandboxMessage[] = []
  readonly #bytes = new Map<string, { name: string; mediaType: string; bytes: Uint8Array }>()
  readonly #listeners = new Set<Listener>()
  readonly changes: SandboxChange[] = []
  #count = 0

  constructor(world: SandboxWorld) {
    this.#world = world
  }

  arrange(): Promise<void> {
    return Promise.resolve()
  }

  identities(): Promise<{ bot: string; people: Record<string, string>; rooms: Record<string, string> }> {
    return Promise.resolve({ bot: 'wxid_bot', people: {}, rooms: {} })
  }

  async say(say: SandboxSay, at: Date): Promise<{ id: string }> {
    await this.#present()
    const speaker = this.#world.people.find((person) => person.code === say.as)
    if (speaker === undefined) throw new Refusal('not_found', `沙箱里没有 ${say.as} 这个人。`)
    const room = say.private === true ? `private:${say.as}` : (say.room ?? '')
    this.#room(room)
    if (say.quote !== undefined) this.#message(say.quote)
    if (say.recall !== undefined) return this.#recall(say.recall, room, say.as, at)
    const kind = say.image
      ? 'image'
      : say.voice
        ? 'voice'
        : say.file
          ? 'file'
          : say.location
            ? 'location'
            : 'text'
    return this.#add({ room, from: say.as, fromName: speaker.name, at, text: say.text ?? '', kind, say })
  }

  /** Puts in what the bot says. */
  botSays(room: string, text: string, at: Date, mentions: readonly string[] = []): { id: string } {
    const { name } = this.#world.bot
    return this.#add({ room, from: 'bot', fromName: name, at, text, kind: 'text', mentions })
  }

  async rooms(): Promise<readonly SandboxRoom[]> {
    await this.#present()
    const talks = new Set(
      this.#messages.map((message) => message.room).filter((room) => room.startsWith('private:')),
    )
    return [
      ...this.#world.rooms.map((room) => this.#room(room.code)),
      ...[...talks].map((code) => this.#room(code)),
    ]
  }

  async messages(
    room: string,
    after?: string,
  ): Promise<{ messages: readonly SandboxMessage[]; next: string | null }> {
    await this.#present()
    this.#room(room)
    const all = this.#messages.filter((message) => message.room === room)
    const from = after === undefined ? 0 : all.indexOf(this.#message(after)) + 1
    const page = all.slice(from, from + 50)
    return { messages: page, next: page.at(-1)?.id ?? null }
  }

  async attachment(
    messageId: string,
  ): Promise<{ name: string; mediaType: string; bytes: Uint8Array } | null> {
    await this.#present()
    this.#message(messageId)
    return this.#bytes.get(messageId) ?? null
  }

  async follow(onMessage: Listener, signal: AbortSignal): Promise<void> {
    await this.#present()
    this.#listeners.add(onMessage)
    try {
      while (!signal.aborted && !this.away) await pause(10, undefined, { ref: false })
    } finally {
      this.#listeners.delete(onMessage)
    }
    if (this.away) throw new Outage('chat', 'the chat server went away')
  }

  async change(change: SandboxChange): Promise<void> {
    await this.#present()
    this.#room(change.room)
    this.changes.push(change)
  }

  setClock(): Promise<void> {
    return Promise.resolve()
  }

  /** Stands in for anything that a chat server might hand out. */
  attach(messageId: string, attachment: { name: string; mediaType: string; bytes: Uint8Array }): void {
    this.#bytes.set(messageId, attachment)
  }

  #present(): Promise<void> {
    return this.away ? Promise.reject(new Outage('chat', 'connect ECONNREFUSED')) : Promise.resolve()
  }

  #room(code: string): SandboxRoom {
    const { bot, people, rooms } = this.#world
    const me = { code: 'bot', name: bot.name, role: 'bot' }
    if (code.startsWith('private:')) {
      const person = people.find((one) => `private:${one.code}` === code)
      if (person !== undefined) return { code, name: person.name, kind: 'private', members: [person, me] }
    }
    const room = rooms.find((one) => one.code === code)
    if (room === undefined) throw new Refusal('not_found', `沙箱里没有 ${code} 这个群。`)
    return { ...room, members: [...people.filter((person) => room.members.includes(person.code)), me] }
  }

  #message(id: string): SandboxMessage {
    const found = this.#messages.find((message) => message.id === id)
    if (found === undefined) throw new Refusal('not_found', '没有这条消息。')
    return found
  }

  #recall(id: string, room: string, from: string, at: Date): { id: string } {
    const old = this.#message(id)
    this.#messages[this.#messages.indexOf(old)] = { ...old, recalled: true }
    return this.#add({ room, from, fromName: old.fromName, at, text: '', kind: 'recall' })
  }

  #add(said: {
    room: string
    from: string
    fromName: string
    at: Date
    text: string
    kind: SandboxMessage['kind']
    mentions?: readonly string[]
    say?: SandboxSay
  }): { id: string } {
    this.#count += 1
    const id = `m${this.#count}`
    const { say, ...rest } = said
    const name = say?.image ?? say?.voice ?? say?.file
    const attachment =
      name === undefined ? null : { name, mediaType: mediaTypes[said.kind as keyof typeof mediaTypes] }
    if (attachment !== null) {
      const bytes = say?.bytes === undefined ? png : Buffer.from(say.bytes, 'base64')
      this.#bytes.set(id, { ...attachment, bytes })
    }
    const message = {
      ...rest,
      id,
      mentions: said.mentions ?? [],
      quote: say?.quote ?? null,
      recalled: false,
      attachment,
    }
    this.#messages.push(message)
    for (const listener of this.#listeners) listener(message)
    return { id }
  }
}
