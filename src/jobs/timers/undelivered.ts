import type { CaseRecord } from '../../cases/case.ts'
import { undeliveredNotices } from '../../feedback/digest.ts'
import { addHours, instant } from '../../kernel/clock.ts'
import type { JobStores } from '../ports.ts'
import { putAll, type TownTimerWork } from './timer-work.ts'

export const undeliveredKind = 'undelivered'

const hourMs = 3_600_000

/** Once an hour at most: at the next full hour, and only where something got lost. */
export async function setUndelivered(stores: Pick<JobStores, 'timers'>, now: Date): Promise<void> {
  const runAt = addHours(instant(Math.floor(now.getTime() / hourMs) * hourMs), 1)
  const key = `town-undelivered:${runAt.toISOString()}`
  await stores.timers.set({ key, kind: undeliveredKind, runAt, hold: false, caseId: null, facts: {} })
}

/** What ended uncertain, failed or parked is told to the duty officer, each once: a lost message is never only a log line. */
export const undelivered: TownTimerWork = async (scene) => {
  const { timer, stores, ground, now, log } = scene
  const losses = await stores.outbox.takeLosses()
  if (losses.length === 0) return
  log.warn(
    { lost: losses.map(({ id }) => id) },
    'notices that may have reached nobody are told to the duty officer',
  )
  const lost: { records: readonly CaseRecord[] }[] = []
  for (const { caseIds } of losses) {
    const records = await Promise.all([...new Set(caseIds)].map((id) => stores.cases.byId(id)))
    lost.push({ records: records.filter((record) => record !== null) })
  }
  await putAll(scene, undeliveredNotices(timer.key, lost, ground, now))
}
