import { conversationKey, inPrivate } from '../chat/conversation.ts'
import type { KeptMessage, MessageStore } from '../intake/ports.ts'
import { addMinutes } from '../kernel/clock.ts'

const linesAbove = 200

/**
 * How many pictures the speaker has sent in this talk, or alone with the bot, in so many minutes before a message, the
 * message itself included; those that were settled as part of another case do not count.
 */
export async function photosBefore(
  message: KeptMessage,
  caseId: string,
  messages: Pick<MessageStore, 'above'>,
  now: Date,
  minutesBefore: number,
): Promise<number> {
  const places = new Set([message.conversationKey, conversationKey(inPrivate(message.contactId))])
  const since = addMinutes(now, -minutesBefore)
  let count = message.kind === 'image' ? 1 : 0
  for (const place of places) {
    const above = await messages.above(place, message.seq, since, linesAbove)
    count += above.filter(
      (one) =>
        one.kind === 'image' &&
        one.contactId === message.contactId &&
        (one.caseId === null || one.caseId === caseId),
    ).length
  }
  return count
}
