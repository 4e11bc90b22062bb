import type { CaseRecord } from '../../cases/case.ts'
import type { Ground } from '../../grid/ground.ts'
import type { Caller } from '../../rights/caller.ts'
import { mayReadMatter } from '../../rights/policy.ts'
import { keptBack } from '../papers/case-columns.ts'

/** Whether the caller may read what a case in their sight says; a key of another system sees no confidential one at all. */
export const readsMatter = (
  caller: Caller | null,
  record: Parameters<typeof mayReadMatter>[1],
  { directory }: Ground,
): boolean =>
  caller?.kind === 'person' ? mayReadMatter(caller.person, record, directory) : !record.confidential

/** A case for somebody who may know of it, and not what it is about and where. */
export const lineWithheld = <Line extends Pick<CaseRecord, 'title' | 'room' | 'place'>>(
  line: Line,
): Line => ({
  ...line,
  ...{ title: keptBack, room: null },
  place: { estate: null, building: null, unit: null, room: null, spot: keptBack },
})

/** The same of a case whole: how it stands, without what was said. */
export const caseWithheld = (record: CaseRecord): CaseRecord => ({
  ...lineWithheld(record),
  ...{ words: keptBack, occurred: null },
  result: record.result === null ? null : keptBack,
  lateReason: record.lateReason === null ? null : keptBack,
  reporters: record.reporters.map((one) => ({ ...one, room: null })),
})
