import type { SeenRoom } from './ports.ts'
import type { Rulebook } from './rulebook.ts'

/** A room of the town whose chat room the bot no longer sits in, as it was last seen. */
export interface LostRoom {
  code: string
  room: Pick<SeenRoom, 'topic' | 'members'>
}

export interface Likeness {
  code: string
  /** How many of the old members sit in the new room, and of how many. */
  again: number
  of: number
}

/** Ids change with some accounts (wechaty.md): where none comes back, the names in the room are compared. */
function againIn(fresh: SeenRoom['members'], old: SeenRoom['members']): number {
  const ids = new Set(fresh.map(({ contactId }) => contactId))
  const byId = old.filter(({ contactId }) => ids.has(contactId)).length
  if (byId > 0) return byId
  const names = new Set(fresh.map(({ name }) => name).filter((name) => name !== ''))
  return old.filter(({ name }) => names.has(name)).length
}

/**
 * Which lost room a room that nobody knows may be, after the platform gave it another id: by its members, fewer of whom
 * must be there again where the topic is the same. The topic alone never does (1.3). Null where none or two are alike.
 */
export function likelyRoom(
  fresh: Pick<SeenRoom, 'topic' | 'members'>,
  lost: readonly LostRoom[],
  shares: Pick<Rulebook['rooms'], 'sameMembersShare' | 'renamedMembersShare'>,
): Likeness | null {
  const alike = lost
    .map(({ code, room }) => {
      const again = againIn(fresh.members, room.members)
      const of = room.members.length
      const wanted = room.topic === fresh.topic ? shares.sameMembersShare : shares.renamedMembersShare
      return { code, again, of, fits: of > 0 && again > 0 && again / of >= wanted }
    })
    .filter(({ fits }) => fits)
    .toSorted((a, b) => b.again / b.of - a.again / a.of)
  const [best, second] = alike
  if (best === undefined) return null
  if (second !== undefined && second.again / second.of === best.again / best.of) return null
  return { code: best.code, again: best.again, of: best.of }
}
