import type { InboundMessage } from '../chat/inbound.ts'
import type { Reading } from './reading.ts'

/** `new`: not looked at yet; `held`: waits for more words (8.4); `done`: settled, `end` says how. */
export type MessageState = 'new' | 'held' | 'done'

export interface KeptMessage {
  /** Our own running number, in the order of hearing. */
  seq: string
  platformId: string
  conversationKey: string
  contactId: string
  senderName: string
  self: boolean
  kind: InboundMessage['kind']
  text: string
  addressed: boolean
  quote: { name: string; text: string } | null
  mentions: readonly string[]
  sentAt: Date
  heardAt: Date
  state: MessageState
  reading: Reading | null
  caseId: string | null
  /** How it was settled, e.g. 'chatter', 'filed', 'command:accept', 'refused:not_found'. */
  end: string | null
}

export interface MessageStore {
  /** Keeps a message as `new`; null when its id was heard before. */
  keep(message: InboundMessage, at: Date): Promise<KeptMessage | null>
  /**
   * Keeps the words that were heard in a voice message which is still `new`, and whether they call the bot; null when it
   * was settled meanwhile.
   */
  putWords(seq: string, words: string, addressed: boolean): Promise<KeptMessage | null>
  /** Messages still `new`, in order of hearing: what a crash has left. */
  unsettled(): Promise<readonly KeptMessage[]>
  /** Messages of one speaker in one conversation that are held, or `new` after a wait; oldest first. */
  held(conversationKey: string, contactId: string): Promise<readonly KeptMessage[]>
  hold(seq: string, reading: Reading): Promise<void>
  /** The wait is over: held messages of one speaker become `new` again with the end 'waited', and are not held twice. */
  release(conversationKey: string, contactId: string): Promise<void>
  settle(seqs: readonly string[], end: string, reading: Reading | null, caseId: string | null): Promise<void>
  /** Messages of a conversation heard since then that were settled with this end become `new` again. Returns how many. */
  reopen(conversationKey: string, end: string, since: Date): Promise<number>
  byPlatformId(platformId: string): Promise<KeptMessage | null>
  /** What stood above a message in its conversation, oldest first, at most `most` lines not older than `since`. */
  above(
    conversationKey: string,
    beforeSeq: string,
    since: Date,
    most: number,
  ): Promise<readonly KeptMessage[]>
  /** Takes the words out of a message that was recalled (6.9). */
  erase(platformId: string): Promise<void>
  /**
   * Takes the words out of everything this account said that belongs to no case (8.8); what waited for more is settled.
   * Returns the platform ids of those that came with a file.
   */
  eraseOutsideCases(contactId: string): Promise<readonly string[]>
  /** How many messages are not settled yet. */
  open(): Promise<{ fresh: number; held: number }>
}
