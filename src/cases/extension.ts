import type { Ground } from '../grid/ground.ts'
import { dueAt, extendedDue } from '../worktime/due.ts'
import type { CaseRecord } from './case.ts'

/** What an extension of a case may be: by 4.1, or where a statute sets the deadline by 4.7. */
export interface ExtensionTerms {
  allows(days: number): boolean
  /** What is allowed, as staff read it: 2天或3天, 最多30天. */
  allowed: string
  /** A number of days in the unit that counts: 2个工作日, 30天. */
  span(days: number): string
  /** Only the head of the unit grants it. */
  byDirectorAlone: boolean
  /** The due time after it. */
  dueAfter(oldDue: Date, days: number): Date
}

function statutoryTerms({ rulebook, calendar }: Ground): ExtensionTerms {
  const most = rulebook.statutory.extensionNaturalDays
  return {
    allows: (days) => Number.isInteger(days) && days >= 1 && days <= most,
    allowed: `最多${String(most)}天`,
    span: (days) => `${String(days)}天`,
    byDirectorAlone: true,
    dueAfter: (oldDue, days) => dueAt({ n: days, unit: 'natural_day' }, oldDue, calendar),
  }
}

function usualTerms({ rulebook, calendar }: Ground): ExtensionTerms {
  return {
    allows: (days) => rulebook.extensionDays.includes(days),
    allowed: `只能是${rulebook.extensionDays.map(String).join('天或')}天`,
    span: (days) => `${String(days)}个工作日`,
    byDirectorAlone: false,
    dueAfter: (oldDue, days) => extendedDue(oldDue, days, calendar),
  }
}

/** 4.7: petitions and what else a statute sets apart go by their own terms, while the nature is the leaf's own. */
export function extensionTerms(
  record: Pick<CaseRecord, 'category' | 'nature'> | null,
  ground: Ground,
): ExtensionTerms {
  const leaf = record === null ? null : ground.directory.leaf(record.category)
  const statutory = leaf !== null && leaf.statutory !== null && leaf.nature === record?.nature
  return statutory ? statutoryTerms(ground) : usualTerms(ground)
}
