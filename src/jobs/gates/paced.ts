import { conversationKey } from '../../chat/conversation.ts'
import { addMilliseconds, addSeconds } from '../../kernel/clock.ts'
import type { Rulebook } from '../../grid/rulebook.ts'
import { go, type Gate } from './gate.ts'

/** When the window of a minute has room again, if `most` were said in it. */
const roomInWindow = (spoken: readonly Date[], most: number): Date | null => {
  const oldest = spoken.at(-most)
  return spoken.length < most || oldest === undefined ? null : addSeconds(oldest, 60)
}

/**
 * 5.6: the earliest time at which this conversation, and the account, may speak again; null: now. `here` and
 * `everywhere` are the times of the last minute at which something was said, earliest first.
 */
export function pacedUntil(
  here: readonly Date[],
  everywhere: readonly Date[],
  pacing: Pick<Rulebook['pacing'], 'roomSeconds' | 'roomPerMinute' | 'accountPerMinute'>,
  now: Date,
): Date | null {
  const last = here.at(-1)
  const times = [
    last === undefined ? null : addMilliseconds(last, pacing.roomSeconds * 1_000),
    roomInWindow(here, pacing.roomPerMinute),
    roomInWindow(everywhere, pacing.accountPerMinute),
  ].filter((time) => time !== null && time > now)
  return times.reduce<Date | null>((a, b) => (a === null || (b !== null && b > a) ? b : a), null)
}

/** 5.6: one message in 3 seconds and 20 a minute in a room, 60 a minute in all; emergencies wait for nobody. */
export const paced: Gate = async ({ notice, where, now }, { stores, ground }) => {
  if (notice.priority === 0 || where === null) return go
  const minuteAgo = addSeconds(now, -60)
  const here = await stores.outbox.spokenSince(conversationKey(where), minuteAgo)
  const everywhere = await stores.outbox.spokenSince(null, minuteAgo)
  const until = pacedUntil(here, everywhere, ground().rulebook.pacing, now)
  return until === null ? go : { verdict: 'postpone', until, hold: true, why: 'paced' }
}
