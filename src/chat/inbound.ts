import type { Conversation } from './conversation.ts'

export type MessageKind = 'text' | 'image' | 'voice' | 'file' | 'location' | 'recall' | 'system' | 'other'

export interface Quote {
  /** The quoted speaker's name as the platform wrote it; proves nothing. */
  name: string
  text: string
}

export interface Location {
  latitude: number
  longitude: number
  name: string
  address: string
}

export interface Attachment {
  name: string
  mediaType: string
  bytes: Uint8Array
}

/** One message as heard, already translated from the platform; order within a conversation is the platform's. */
export interface InboundMessage {
  /** The platform's own id: the key against hearing it twice. */
  id: string
  conversation: Conversation
  senderId: string
  /** Room nickname or name; shown, never trusted. */
  senderName: string
  /** Said by the bot's own account (an echo of what we sent). */
  self: boolean
  sentAt: Date
  kind: MessageKind
  /** The words without the quoted part; '' for pictures, voice, files. */
  text: string
  mentions: readonly string[]
  /** The bot was addressed: by mention id, or by its name or an alias behind an @. Never by @所有人. */
  addressed: boolean
  quote: Quote | null
  location: Location | null
  attachment: Attachment | null
  /** For `recall`: the id of the message taken back. */
  recalledId: string | null
}

/** What happens to a room around the messages. */
export type RoomChange =
  | { kind: 'joined'; roomId: string; contactIds: readonly string[]; inviterId: string | null; at: Date }
  | { kind: 'left'; roomId: string; contactIds: readonly string[]; at: Date }
  | { kind: 'renamed'; roomId: string; topic: string; at: Date }
  | { kind: 'invited'; invitationId: string; topic: string; inviterId: string; at: Date }
