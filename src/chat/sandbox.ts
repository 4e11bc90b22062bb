import type { Location } from './inbound.ts'

/** What somebody does in the sandbox; the keys of the scenario step `say` (doors.md). */
export interface SandboxSay {
  /** Room code; absent with `private: true`. */
  room?: string | undefined
  private?: boolean | undefined
  /** Person or resident code. */
  as: string
  text?: string | undefined
  /** A name for the picture, the voice, the file: its bytes are made up unless `bytes` (base64) is given. */
  image?: string | undefined
  voice?: string | undefined
  file?: string | undefined
  bytes?: string | undefined
  location?: Location | undefined
  /** The id of the message that is quoted. */
  quote?: string | undefined
  /** The id of the message that is taken back. */
  recall?: string | undefined
}

export interface SandboxMessage {
  id: string
  at: Date
  /** Person or resident code; 'bot' for the bot; 'system' for the platform. */
  from: string
  fromName: string
  /** Room code, or `private:<person>`. */
  room: string
  text: string
  /** Codes of those mentioned. */
  mentions: readonly string[]
  quote: string | null
  kind: 'text' | 'image' | 'voice' | 'file' | 'location' | 'recall' | 'system'
  recalled: boolean
  /** Where the page may fetch the picture, voice or file; null for words. */
  attachment: { name: string; mediaType: string } | null
}

export interface SandboxRoom {
  /** Room code, or `private:<person>`. */
  code: string
  name: string
  kind: 'residents' | 'staff' | 'private'
  members: readonly { code: string; name: string; role: string }[]
}

/** The people and rooms a sandbox world is made of. */
export interface SandboxWorld {
  bot: { name: string; aliases: readonly string[] }
  /** `friend` false: the bot cannot speak to them privately before they have spoken to it. */
  people: readonly { code: string; name: string; role: string; friend?: boolean | undefined }[]
  /** `bot` false: the bot does not sit there before somebody brings it in. */
  rooms: readonly {
    code: string
    name: string
    kind: 'residents' | 'staff'
    members: readonly string[]
    bot?: boolean | undefined
  }[]
}

/**
 * The hands that move the sandbox chat: done by bots/sandbox over its own control door, served to people by api.
 * Every call rejects with an Outage('chat') while the chat server is away, and with a Refusal for unknown codes.
 */
export interface SandboxControl {
  /** Lays out people and rooms; adds and renames, keeps what was said. */
  arrange(world: SandboxWorld): Promise<void>
  /** The platform ids behind the codes, as the adapter will report them. */
  identities(): Promise<{
    bot: string
    people: Readonly<Record<string, string>>
    rooms: Readonly<Record<string, string>>
  }>
  /** Resolves as soon as the chat server has taken the message. */
  say(say: SandboxSay, at: Date): Promise<{ id: string }>
  rooms(): Promise<readonly SandboxRoom[]>
  messages(
    room: string,
    after?: string,
  ): Promise<{ messages: readonly SandboxMessage[]; next: string | null }>
  attachment(messageId: string): Promise<{ name: string; mediaType: string; bytes: Uint8Array } | null>
  /** Messages as they come, from every room, until the signal aborts. */
  follow(onMessage: (message: SandboxMessage) => void, signal: AbortSignal): Promise<void>
  /** Room life: join, leave, rename, invite the bot. */
  change(change: SandboxChange, at: Date): Promise<void>
  /** The time the chat server stamps on what the bot says from now on: frozen there, or running on from there. */
  setClock(at: Date, running: boolean): Promise<void>
}

export type SandboxChange =
  | { kind: 'join'; room: string; as: string; inviter?: string | undefined }
  | { kind: 'leave'; room: string; as: string }
  | { kind: 'rename'; room: string; name: string; as: string }
  | { kind: 'nickname'; room: string; as: string; name: string }
  | { kind: 'invite'; room: string; as: string }
  | { kind: 'system'; room: string; text: string }
