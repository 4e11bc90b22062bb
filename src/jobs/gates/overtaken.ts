import type { Expectation } from '../../chat/outbox.ts'
import type { CaseRecord } from '../../cases/case.ts'
import { go, type Gate } from './gate.ts'

/** States in which a deadline rung no longer has anything to say (5.3). */
const silenced: ReadonlySet<CaseRecord['state']> = new Set([
  'resolved',
  'verified',
  'closed',
  'dismissed',
  'refused',
  'merged',
  'withdrawn',
  'long_term',
])

/** Whether the case still stands as the notice takes for granted (5.3). */
export const standsAs = (
  record: Pick<CaseRecord, 'state' | 'handler' | 'verifier'>,
  { states, handler, verifier }: Expectation,
): boolean =>
  (states === undefined || states.includes(record.state)) &&
  (handler === undefined || record.handler?.person === handler) &&
  (verifier === undefined || record.verifier?.person === verifier)

/** 5.3: what events have overtaken is dropped at the moment of sending. */
export const overtaken: Gate = async ({ notice }, { stores }) => {
  if (notice.caseId === null || (notice.rung === null && !notice.expects)) return go
  const record = await stores.cases.byId(notice.caseId)
  const moved =
    record === null ||
    (notice.rung !== null && silenced.has(record.state)) ||
    !standsAs(record, notice.expects ?? {})
  return moved ? { verdict: 'drop', why: 'overtaken by events' } : go
}
