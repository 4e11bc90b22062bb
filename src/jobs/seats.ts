import { isCaller } from '../cases/case.ts'
import { type Conversation, conversationOf, inPrivate, inRoom } from '../chat/conversation.ts'
import type { Addressee } from '../chat/outbox.ts'
import type { Ground } from '../grid/ground.ts'
import type { SeatStore } from '../grid/ports.ts'

/** A code of the town stands for whoever is tied to it, a caller for nobody in a chat; everything else is a contact id. */
const isTownCode = (key: string, { directory }: Ground): boolean =>
  directory.person(key) !== null || directory.resident(key) !== null || isCaller(key)

/** Where an addressee sits now; null where nobody is tied to the code or no room is bound to it. */
export async function placeOf(
  to: Addressee,
  seats: Pick<SeatStore, 'contactOf' | 'roomIdOf'>,
  ground: Ground,
): Promise<Conversation | null> {
  if ('conversation' in to) return conversationOf(to.conversation)
  if ('room' in to) {
    const roomId = await seats.roomIdOf(to.room)
    return roomId === null ? null : inRoom(roomId)
  }
  const contact = await seats.contactOf(to.private)
  if (contact !== null) return inPrivate(contact)
  return isTownCode(to.private, ground) ? null : inPrivate(to.private)
}

/** The chat accounts behind these codes; those without one are left out. */
export async function contactsOf(
  keys: readonly string[],
  seats: Pick<SeatStore, 'contactOf'>,
  ground: Ground,
): Promise<readonly string[]> {
  const contacts = await Promise.all(
    keys.map(async (key) => (await seats.contactOf(key)) ?? (isTownCode(key, ground) ? null : key)),
  )
  return contacts.filter((contact) => contact !== null)
}
