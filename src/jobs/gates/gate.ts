import type { Conversation } from '../../chat/conversation.ts'
import type { Gather, Notice, PendingNotice } from '../../chat/outbox.ts'
import type { Ground } from '../../grid/ground.ts'
import type { RoomWatch } from '../../grid/room-watch.ts'
import type { Log } from '../../kernel/log.ts'
import type { JobStores } from '../ports.ts'

/** A notice that is about to be said. */
export interface Sending {
  notice: PendingNotice
  /** Where it goes by the seats of this moment; null where nobody sits there. */
  where: Conversation | null
  now: Date
}

/** What a gate may look at; it writes nothing. */
export interface GateDeps {
  stores: JobStores
  /** Who sits in a chat room; see RoomWatch.known. */
  members: RoomWatch['known']
  ground(): Ground
  log: Log
}

/**
 * What a gate answers. `instead`: these are said in place of the notice, put in the same transaction that drops it;
 * `gather`: it waits for that time and is said together with others;
 * their keys must follow from the notice's own, and none may lead back to where it came from; `unreached`: a reporter to
 * whom it told the end of a case is telephoned (6.8). `hold` marks a wait of
 * seconds that a scenario at rest may step over.
 */
export type Verdict =
  | { verdict: 'go' }
  | { verdict: 'drop'; why: string }
  | { verdict: 'park'; why: string }
  | { verdict: 'postpone'; until: Date; hold: boolean; why: string }
  | { verdict: 'gather'; gather: Gather; until: Date; why: string }
  | { verdict: 'instead'; notices: readonly Notice[]; why: string; unreached?: true }

/** One reason not to say something, or not now, or not there. */
export type Gate = (sending: Sending, deps: GateDeps) => Promise<Verdict>

export const go: Verdict = { verdict: 'go' }

/** The notice said privately to each of whom it mentions, in place of the room. */
export const privatelyInstead = (notice: PendingNotice): readonly Notice[] => {
  const { id: _id, attempts: _attempts, ...rest } = notice
  return notice.mentions.map((key) => ({
    ...rest,
    dedupeKey: `${notice.dedupeKey}:to:${key}`,
    to: { private: key },
    mentions: [],
  }))
}
