import { addMinutes } from '../kernel/clock.ts'
import type { TimerStore } from '../kernel/timers.ts'
import type { Ground } from '../grid/ground.ts'
import type { CaseRecord } from './case.ts'
import { moveCase } from './moving.ts'
import { dispatchTo } from './orders.ts'
import { proposedRouting } from './proposal.ts'
import type { CaseStores } from './receive.ts'

export type FiledTo =
  { to: 'handler' } | { to: 'asking' } | { to: 'county'; dueAt: Date } | { to: 'triage'; reason: string }

const byRule = { actor: { by: 'bot', post: 'bot' }, door: 'rule' } as const

export const askPlaceKey = (record: Pick<CaseRecord, 'id'>): string => `ask_place:${record.id}`

/**
 * Sends a filed case on its way. Where the rule needs a grid that nobody named, the reporter is asked once and the
 * case waits ten minutes for the answer (8.3); an emergency never waits.
 */
export async function routeFiled(
  stores: CaseStores & { timers: TimerStore },
  record: CaseRecord,
  ground: Ground,
  now: Date,
  mayAsk = true,
): Promise<FiledTo> {
  if (mayAsk && needsPlace(record, ground)) {
    const minutes = ground.rulebook.hearing.askPlaceMinutes
    await stores.timers.set({
      key: askPlaceKey(record),
      kind: 'ask_place',
      runAt: addMinutes(now, minutes),
      hold: false,
      caseId: record.id,
      facts: {},
    })
    return { to: 'asking' }
  }
  const routing = proposedRouting(record, ground, now)
  if (routing.to === 'triage') return { to: 'triage', reason: routing.reason }
  if (routing.to === 'county') return { to: 'county', dueAt: routing.dueAt }
  await stores.timers.cancel(askPlaceKey(record))
  await moveCase(stores, record.id, dispatchTo(routing.decision), byRule, ground, now)
  return { to: 'handler' }
}

/** The first step is a grid's, and neither the words nor the room say which: the reporter is asked first (8.3). */
export function needsPlace(record: CaseRecord, ground: Ground): boolean {
  if (record.urgency === 'emergency' || record.source !== 'chat') return false
  const leaf = ground.directory.leaf(record.category)
  const gridFirst =
    record.nature === 'resident_dispute' || (record.nature === 'community_matter' && leaf?.level === 'grid')
  if (!gridFirst || record.place.building !== null) return false
  const found = ground.directory.locate(record.place, { room: record.room, home: record.homeEstate })
  return found.found !== 'grid' && record.reporters.length > 0
}
