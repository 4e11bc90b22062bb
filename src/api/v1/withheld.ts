import type { CaseRecord } from '../../cases/case.ts'
import type { Ground } from '../../grid/ground.ts'
import type { Caller } from '../../rights/caller.ts'
import { mayReadMatter } from '../../rights/policy.ts'
import { confidentialMatter } from '../../wording/staff.ts'
import { keptBack } from '../papers/case-columns.ts'

/** Whether the caller may read what a case in their sight says; a key of another system sees no confidential one at all. */
export const readsMatter = (
  caller: Caller | null,
  record: Parameters<typeof mayReadMatter>[1],
  { directory }: Ground,
): boolean =>
  caller?.kind === 'person' ? mayReadMatter(caller.person, record, directory) : !record.confidential

const lineWithheld = <Line extends Pick<CaseRecord, 'title' | 'room' | 'place'>>(line: Line): Line => ({
  ...line,
  ...{ title: confidentialMatter(), room: null },
  place: { estate: null, building: null, unit: null, room: null, spot: keptBack },
})

/**
 * A case as the caller may read it, for whoever may know of it: whole, or that there is one, of which category and in
 * which grid, and not what was said nor the very place. Every line of a case that leaves by /api/v1 comes through here (presenters/case-line.ts).
 */
export const lineFor = <
  Line extends Pick<CaseRecord, 'title' | 'room' | 'place' | 'confidential' | 'handler' | 'verifier'>,
>(
  caller: Caller | null,
  line: Line,
  ground: Ground,
): Line => (readsMatter(caller, line, ground) ? line : lineWithheld(line))

/** The same of a case whole: how it stands, without what anybody said, wished or asked of another. */
export const caseWithheld = (record: CaseRecord): CaseRecord => ({
  ...lineWithheld(record),
  ...{ words: keptBack, occurred: null },
  result: record.result === null ? null : keptBack,
  lateReason: record.lateReason === null ? null : keptBack,
  extensionAsked: record.extensionAsked === null ? null : { ...record.extensionAsked, reason: keptBack },
  assistants: record.assistants.map((one) => (one.task === undefined ? one : { ...one, task: keptBack })),
  reporters: record.reporters.map((one) => ({ ...one, name: '', room: null })),
})

/** Words that somebody wrote about a case, for a caller who may know of it: kept back where they may not read the matter. */
export const wordsFor = <Words extends string | null>(
  caller: Caller | null,
  record: Parameters<typeof mayReadMatter>[1],
  words: Words,
  ground: Ground,
): Words | string => (words === null || readsMatter(caller, record, ground) ? words : keptBack)
