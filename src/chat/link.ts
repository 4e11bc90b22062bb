import type { Conversation } from './conversation.ts'
import type { InboundMessage, RoomChange } from './inbound.ts'

export interface Outbound {
  conversation: Conversation
  text: string
  /** Contact ids to mention; only in rooms. The adapter writes the @names in front of the text. */
  mentions: readonly string[]
  /** The id of a message that is passed on as it is, in the place of the text. */
  forwards?: string
}

/** A call to a chat has three ends; `unknown` is neither resent blindly nor forgotten. */
export type SendOutcome =
  | { outcome: 'sent'; messageId: string | null }
  /** `not_a_contact`: the platform lets us speak to this account only after it has befriended us. */
  | { outcome: 'failed'; why: string; code?: 'not_a_contact' }
  | { outcome: 'unknown'; why: string }

export interface LinkState {
  state: 'starting' | 'up' | 'down' | 'stopped'
  /** Since when, by the machine's clock. */
  since: Date
  why: string | null
  /** The code that a person must scan with the telephone to log the account in; absent where none waits. */
  scan?: string
}

/** A stretch in which nothing could be heard; what was said then may be lost. */
export interface LinkGap {
  from: Date
  to: Date
}

/** What the product does with what the link hears. A handler that throws never ends the process. */
export interface LinkHandlers {
  /** Words that have arrived and wait for their turn: nothing is settled by them, but somebody may be in a hurry. */
  announced?(conversation: Conversation, messageId: string, text: string): void
  /** Called one at a time per conversation, in the order of the platform. */
  message(message: InboundMessage): Promise<void>
  roomChanged(change: RoomChange): Promise<void>
  stateChanged(state: LinkState): void
  gap(gap: LinkGap): void
}

export interface RoomSeen {
  roomId: string
  topic: string
  members: readonly { contactId: string; name: string }[]
}

/** Our seat in the chat. Knows nothing of cases; `start` resolves once the account is logged in. */
export interface ChatLink {
  start(handlers: LinkHandlers): Promise<void>
  /** Sends once, never retries. Resolves for every end, never rejects. */
  send(outbound: Outbound): Promise<SendOutcome>
  state(): LinkState
  /** The rooms the account sits in now. */
  rooms(): Promise<readonly RoomSeen[]>
  /** One of them, asked anew; null where the account does not sit in it. */
  room(roomId: string): Promise<RoomSeen | null>
  /** The account's own contact id; '' before it was ever logged in. */
  self(): string
  acceptInvitation(invitationId: string): Promise<void>
  stop(): Promise<void>
}
