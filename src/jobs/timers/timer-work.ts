import type { CaseRecord } from '../../cases/case.ts'
import type { Notice } from '../../chat/outbox.ts'
import type { Ground } from '../../grid/ground.ts'
import type { Log } from '../../kernel/log.ts'
import type { DueTimer } from '../../kernel/timers.ts'
import type { JobStores } from '../ports.ts'

/** A timer that is due and everything its work may use; all in the transaction that takes it. */
export interface TimerScene {
  timer: DueTimer
  stores: JobStores
  ground: Ground
  now: Date
  log: Log
}

/** The same for a timer of a case: the case as it stands now, locked. */
export interface CaseScene extends TimerScene {
  record: CaseRecord
}

/** Done after the commit, outside of any transaction; undefined: nothing is. */
export type Afterwards = (() => Promise<void>) | undefined

/** What a timer of a case does; never called where the case is gone. */
export type CaseTimerWork = (scene: CaseScene) => Promise<Afterwards>

/** What a timer of the whole town does. */
export type TownTimerWork = (scene: TimerScene) => Promise<Afterwards>

export const byClock = { actor: { by: 'clock', post: 'clock' }, door: 'clock' } as const

export async function putAll(
  { stores }: Pick<TimerScene, 'stores'>,
  notices: readonly (Notice | null)[],
): Promise<undefined> {
  for (const notice of notices) if (notice !== null) await stores.outbox.put(notice)
}
