import { conversationOf } from '../chat/conversation.ts'
import type { Addressee, GatheredNotice, Notice } from '../chat/outbox.ts'
import { heldUntil } from '../feedback/audience.ts'
import { type Together, togetherOf } from '../feedback/together.ts'
import type { Ground } from '../grid/ground.ts'
import { hasOvertaken } from './gates/overtaken.ts'
import type { JobStores } from './ports.ts'

const keyOf = ({ to, gather }: Pick<GatheredNotice, 'to' | 'gather'>): string =>
  `${gather} ${JSON.stringify(to)}`

const isResidentsRoom = (to: Addressee, { directory }: Ground): boolean =>
  'room' in to && directory.room(to.room)?.kind === 'residents'

/** An answer into a room names the chat's own id; together with others it goes to the room of the town. */
async function atItsRoom(one: GatheredNotice, { seats }: JobStores): Promise<GatheredNotice> {
  if (!('conversation' in one.to)) return one
  const where = conversationOf(one.to.conversation)
  const code = where.kind === 'room' ? await seats.roomOf(where.roomId) : null
  return code === null ? one : { ...one, to: { room: code } }
}

/** The one message that stands for several. Its key names the first of them and the moment: no two are alike. */
function noticeOf(
  { text, mentions, said }: Together<GatheredNotice>,
  first: GatheredNotice,
  now: Date,
): Notice {
  return {
    dedupeKey: `together:${first.id}:${now.toISOString()}`,
    ...{ to: first.to, text, mentions },
    purpose: first.gather === 'summary' ? 'summary' : 'digest',
    held: 'quiet_hours',
    priority: said.some(({ priority }) => priority < 3) ? 2 : 3,
    caseId: null,
    runAt: now,
    rung: null,
  }
}

/** What no longer fits into a residents' room is said to whom it mentions; staff find it in their list. */
const privately = (one: GatheredNotice): readonly Notice[] => {
  const { id: _id, gather: _gather, brief: _brief, ...rest } = one
  return one.mentions.map((key) => ({
    ...rest,
    dedupeKey: `${one.dedupeKey}:to:${key}`,
    to: { private: key },
    mentions: [],
  }))
}

async function sayOne(
  message: Together<GatheredNotice>,
  stores: JobStores,
  ground: Ground,
  now: Date,
): Promise<void> {
  const [first] = message.said
  if (first === undefined) return
  // One alone needs no frame; only the evening's must not be counted among the day's again.
  if (message.said.length + message.left.length === 1 && first.gather !== 'summary')
    return stores.outbox.letGo(first.id)
  const notice = noticeOf(message, first, now)
  await stores.outbox.put(notice)
  const ids = [...message.said, ...message.left].map(({ id }) => id)
  await stores.outbox.replace(ids, notice.dedupeKey, now)
  if (!isResidentsRoom(first.to, ground)) return
  for (const one of message.left.flatMap(privately)) await stores.outbox.put(one)
}

/**
 * Says together what has waited for this hour (5.4, 5.5, 5.6): for each addressee one message, without what events have
 * overtaken. What waits is locked, settled and said anew in one transaction: cut off anywhere, nothing is lost and
 * nothing said twice. A night that has begun meanwhile holds everything for the morning. True when anything was done.
 */
export async function sayTogether(stores: JobStores, ground: Ground, now: Date): Promise<boolean> {
  const taken = await stores.outbox.takeGathered(now)
  const waiting = await Promise.all(taken.map((one) => atItsRoom(one, stores)))
  if (waiting.length === 0) return false
  const until = heldUntil(now, ground)
  if (until !== null) {
    await stores.outbox.putOff(
      waiting.map(({ id }) => id),
      until,
    )
    return true
  }
  const groups = new Map<string, GatheredNotice[]>()
  for (const one of waiting) {
    if (await hasOvertaken(one, stores)) {
      await stores.outbox.dropGathered(one.id, 'overtaken by events', now)
      continue
    }
    groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one])
  }
  for (const group of groups.values())
    for (const message of togetherOf(group, ground)) await sayOne(message, stores, ground, now)
  return true
}
