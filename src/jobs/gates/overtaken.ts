import type { Expectation, Notice } from '../../chat/outbox.ts'
import type { CaseRecord } from '../../cases/case.ts'
import type { CaseStore } from '../../cases/ports.ts'
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

/** Whether the case has moved past what the notice says (5.3). */
export async function hasOvertaken(
  notice: Pick<Notice, 'caseId' | 'rung' | 'expects'>,
  { cases }: { cases: Pick<CaseStore, 'byId'> },
): Promise<boolean> {
  if (notice.caseId === null || (notice.rung === null && !notice.expects)) return false
  const record = await cases.byId(notice.caseId)
  return (
    record === null ||
    (notice.rung !== null && silenced.has(record.state)) ||
    !standsAs(record, notice.expects ?? {})
  )
}

/** 5.3: what events have overtaken is dropped at the moment of sending. */
export const overtaken: Gate = async ({ notice }, { stores }) =>
  (await hasOvertaken(notice, stores)) ? { verdict: 'drop', why: 'overtaken by events' } : go
