import type { Kind, Urgency } from '../intake/reading.ts'
import type { Sight } from '../rights/policy.ts'
import type { CaseRecord, State } from './case.ts'

/** By what a list of cases is ordered; what has no due time stands behind all that has. */
export const caseSorts = ['received', 'due'] as const
export type CaseSort = (typeof caseSorts)[number]

/** Which cases somebody asks for. Only what is in sight comes, whatever is asked. */
export interface CaseQuery {
  sight: Sight
  states?: readonly State[]
  /** A leaf, or a group of leaves by its first two figures. */
  category?: string
  grid?: string
  /** The case lies in one of these. */
  areas?: readonly string[]
  handler?: string
  kind?: Kind
  urgency?: Urgency
  /** Not ended, and due before this. */
  overdueAt?: Date
  /** Received from then on, and before. */
  from?: Date
  to?: Date
  /** Stands in number, title or words. */
  words?: string
  sort: CaseSort
  descending: boolean
  /** Behind this one of the same list. */
  after: Place | null
  most: number
}

/** Where a page of a list ends; `at` is null for a case without due time. */
export interface Place {
  at: Date | null
  id: string
}

/** Something that came with a case; the bytes lie elsewhere. */
export interface CaseAttachment {
  id: string
  kind: string
  contactId: string
  at: Date
}

/** Cases as somebody at a desk reads them. */
export interface CaseLists {
  page(query: CaseQuery): Promise<readonly CaseRecord[]>
  attachments(caseId: string): Promise<readonly CaseAttachment[]>
  /** The private words of a case's events that are not erased, by event. */
  words(caseId: string): Promise<ReadonlyMap<string, string>>
}
