import type { Notice } from '../../chat/outbox.ts'
import { dutyLine } from '../../feedback/duty-line.ts'
import type { Room } from '../../grid/town.ts'
import { strangersIn } from '../../grid/strangers.ts'
import { membersUnknown, strangersInRoom } from '../../wording/rooms.ts'
import { befriendPurpose } from '../not-reached.ts'
import { openPurposes } from '../../feedback/room-lines.ts'
import { go, type Gate, type GateDeps, privatelyInstead, type Sending } from './gate.ts'

/** Said without a word about any case, to whoever reads it. */
const harmless: ReadonlySet<string> = new Set([befriendPurpose, ...openPurposes])

/** An emergency does not wait for the chat to list its members: what was seen last counts. */
const notAskedAnew = Number.POSITIVE_INFINITY

/**
 * 6.11: before anything is written into a staff room its members are compared with the posts. A stranger among them, or
 * members that were never seen whole: whom it is for is told privately instead, and the duty officer hears of it once
 * for each room and each company of strangers. Everything in a staff room counts as being about a case, answers too.
 */
export const strangers: Gate = async (sending, deps) => {
  const { notice, where } = sending
  if (where?.kind !== 'room' || harmless.has(notice.purpose)) return go
  const code = 'room' in notice.to ? notice.to.room : await deps.stores.seats.roomOf(where.roomId)
  const room = code === null ? null : deps.ground().directory.room(code)
  if (room?.kind !== 'staff') return go
  const oldest = notice.priority === 0 ? notAskedAnew : deps.ground().rulebook.rooms.membersSeconds
  const seen = await deps.members(where.roomId, oldest)
  const found = seen === null ? null : await strangersIn(seen, deps.stores.seats, deps.ground().directory)
  if (found?.length === 0) return go
  const told = toldOnce(room, found, sending, deps)
  const notices = [...elsewhere(sending, deps), ...(told === null ? [] : [told])]
  return { verdict: 'instead', notices, why: 'a stranger sits in the staff room' }
}

/** To each who is mentioned; what mentions nobody is for the duty officer. */
function elsewhere({ notice, now }: Sending, { ground }: GateDeps): readonly Notice[] {
  if (notice.mentions.length > 0) return privatelyInstead(notice)
  const [officer] = ground().directory.dutyOfficers(now)
  return officer === undefined ? [] : privatelyInstead({ ...notice, mentions: [officer.person] })
}

function toldOnce(
  room: Room,
  found: readonly { contactId: string; name: string }[] | null,
  { now }: Sending,
  { ground }: GateDeps,
): Notice | null {
  const company =
    found
      ?.map(({ contactId }) => contactId)
      .toSorted()
      .join(' ') ?? 'unknown'
  const text =
    found === null
      ? membersUnknown({ room: room.name })
      : strangersInRoom({ room: room.name, names: found.map(({ name, contactId }) => name || contactId) })
  const { directory } = ground()
  const privately = room.areas.includes(directory.township().code)
  return dutyLine(
    { key: `stranger:${room.code}:${company}`, purpose: 'stranger', text, privately },
    ground(),
    now,
  )
}
