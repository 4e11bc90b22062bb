import type { Ground } from '../grid/ground.ts'
import type { JobStores } from './ports.ts'
import { setAnchor } from './timers/anchor.ts'
import { setDigest } from './timers/digest.ts'
import { setForget } from './timers/forget.ts'
import { setLeaveMornings } from './timers/leave.ts'
import { setUndelivered } from './timers/undelivered.ts'
import { setWeekly } from './timers/weekly.ts'

/**
 * Sets the timers of the whole town that lie ahead: the next digest, the next weekly figures, the first mornings of
 * leave in the town's file, the line about what got lost, the anchoring and forgetting of the night. Each is named by its
 * day, so that setting it again changes nothing and one that has fired stays fired; one that fell due while nothing ran is
 * still there and fires once.
 */
export async function setTownTimers(
  stores: Pick<JobStores, 'timers' | 'outbox'>,
  ground: Ground,
  now: Date,
): Promise<void> {
  await setDigest(stores, ground, now)
  await setWeekly(stores, ground, now)
  await setLeaveMornings(stores, ground, now)
  await setAnchor(stores, ground, now)
  await setForget(stores, ground, now)
  if (await stores.outbox.hasLosses()) await setUndelivered(stores, now)
}
