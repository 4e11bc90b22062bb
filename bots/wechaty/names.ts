import { LRUCache } from 'lru-cache'
import { reasonOf } from '../../src/kernel/errors.ts'
import type { Log } from '../../src/kernel/log.ts'
import { dirtyType } from './message-type.ts'

export interface NamesDeps {
  /** Asks the chat server. */
  member(roomId: string, contactId: string): Promise<{ roomAlias: string; name: string }>
  contact(contactId: string): Promise<{ name: string }>
  log: Log
}

/** What people are called, kept for a while, because every message asks for it. */
export interface Names {
  /** Room nickname, else name; '' where the server does not know. */
  inRoom(roomId: string, contactId: string): Promise<string>
  ofContact(contactId: string): Promise<string>
  /** The server says that something has changed (`dirty`): what is known of it is asked for anew (trap 13). */
  changed(payloadType: number, payloadId: string): void
  /** Somebody came or went: nicknames are asked for anew. */
  roomChanged(roomId: string): void
  forgetAll(): void
}

const kept = 5_000
/** Not every server says when a name has changed; after this long it is seen all the same. */
const keptForMs = 10 * 60_000

export function makeNames(deps: NamesDeps): Names {
  const cache = new LRUCache<string, string>({ max: kept, ttl: keptForMs })
  /** Counts what was forgotten, so that an answer already under way does not bring an old name back. */
  let forgotten = 0

  async function known(key: string, ask: () => Promise<string>): Promise<string> {
    const name = cache.get(key)
    if (name !== undefined) return name
    const before = forgotten
    try {
      const answer = await ask()
      if (before === forgotten) cache.set(key, answer)
      return answer
    } catch (error) {
      deps.log.debug({ why: reasonOf(error) }, 'a name could not be had')
      return ''
    }
  }

  function forget(which: (roomId: string, contactId: string) => boolean): void {
    forgotten += 1
    for (const key of [...cache.keys()]) {
      const [roomId = '', contactId = ''] = key.split('\n')
      if (which(roomId, contactId)) cache.delete(key)
    }
  }

  const ofContact = (contactId: string): Promise<string> =>
    known(`\n${contactId}`, async () => (await deps.contact(contactId)).name)

  return {
    ofContact,
    async inRoom(roomId, contactId) {
      const name = await known(`${roomId}\n${contactId}`, async () => {
        const member = await deps.member(roomId, contactId)
        return member.roomAlias || member.name
      })
      // Somebody who has just left is no member any more, but may still be known.
      return name || ofContact(contactId)
    },
    changed(payloadType, payloadId) {
      if (payloadType === dirtyType.Contact) forget((_, contactId) => contactId === payloadId)
      if (payloadType === dirtyType.RoomMember)
        forget((roomId) => roomId !== '' && payloadId.startsWith(roomId))
    },
    roomChanged(roomId) {
      forget((known) => known === roomId)
    },
    forgetAll() {
      forgotten += 1
      cache.clear()
    },
  }
}
