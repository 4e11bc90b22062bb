/** Where something is said: a room, or one-to-one with the bot. Ids are the platform's own. */
export type Conversation = { kind: 'room'; roomId: string } | { kind: 'private'; contactId: string }

export const inRoom = (roomId: string): Conversation => ({ kind: 'room', roomId })
export const inPrivate = (contactId: string): Conversation => ({ kind: 'private', contactId })

/** A stable key of a conversation, for ordering, pacing and storage. */
export const conversationKey = (where: Conversation): string =>
  where.kind === 'room' ? `room:${where.roomId}` : `private:${where.contactId}`

/** The conversation behind a key made by `conversationKey`. */
export function conversationOf(key: string): Conversation {
  const cut = key.indexOf(':')
  const id = key.slice(cut + 1)
  return key.slice(0, cut) === 'room' ? inRoom(id) : inPrivate(id)
}
