import { type Conversation, conversationKey } from '../chat/conversation.ts'
import { normalise } from '../intake/normalise.ts'
import { hazardOf } from '../intake/urgency.ts'
import { readAtMost } from './spoken.ts'

/**
 * Nobody waits for a slow reader while danger to life waits behind him: messages of a conversation are settled one after
 * the other, so whatever is being read there is read at once with what the house knows by itself.
 */
export interface Hurry {
  /** Words that have arrived and wait for their turn. */
  announced(conversation: Conversation, messageId: string, text: string): void
  /** Fires when danger is announced in this conversation; has fired while it still waits. */
  signal(key: string): AbortSignal
  /** This message has had its turn. */
  settled(key: string, messageId: string): void
}

export function makeHurry(): Hurry {
  const waiting = new Map<string, { alarm: AbortController; dangers: Set<string> }>()

  const of = (key: string): { alarm: AbortController; dangers: Set<string> } => {
    const known = waiting.get(key)
    if (known !== undefined) return known
    const made = { alarm: new AbortController(), dangers: new Set<string>() }
    waiting.set(key, made)
    return made
  }

  return {
    announced(conversation, messageId, text) {
      if (hazardOf(normalise(text.slice(0, readAtMost)).text) !== 'emergency') return
      const room = of(conversationKey(conversation))
      room.dangers.add(messageId)
      room.alarm.abort()
    },
    signal: (key) => of(key).alarm.signal,
    settled(key, messageId) {
      const room = waiting.get(key)
      if (room === undefined) return
      room.dangers.delete(messageId)
      if (room.dangers.size === 0) waiting.delete(key)
    },
  }
}
