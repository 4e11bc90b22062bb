import type { Nature } from '../grid/town.ts'
import type { Kind, Rating, Urgency } from '../intake/reading.ts'
import type { Sight } from '../rights/policy.ts'
import type { CaseRecord, Outcome, Reporter, State } from './case.ts'
import type { CaseNote } from './beside.ts'
import type { CaseEvent } from './event.ts'

/** By what a list of cases is ordered; what has no such time stands behind all that has. */
export const caseSorts = ['received', 'due', 'closed'] as const
export type CaseSort = (typeof caseSorts)[number]

/** From then on, and before; either may be left out. */
export interface Span {
  from?: Date
  to?: Date
}

/** Which cases somebody asks for. Only what is in sight comes, whatever is asked. */
export interface CaseFilters {
  sight: Sight
  states?: readonly State[]
  /** Leaves, or groups of leaves by their first two figures. */
  categories?: readonly string[]
  grid?: string
  /** The case lies in one of these. */
  areas?: readonly string[]
  handler?: string
  verifier?: string
  /** Helps with it, with a task of their own or without (3.9). */
  assistant?: string
  /** Lies with the lead of this department. */
  dept?: string
  kind?: Kind
  nature?: Nature
  urgency?: Urgency
  source?: CaseRecord['source']
  confidential?: boolean
  room?: string
  outcome?: Outcome
  rating?: Rating
  /** Whether a result was ever rejected or sent back. */
  reworked?: boolean
  /** A number, or how it begins. */
  number?: string
  /** The number that another system has given it. */
  outsideNumber?: string
  /** Without a result, and due before this (`isOverdue`). */
  overdueAt?: Date
  received?: Span
  due?: Span
  closed?: Span
  /** Dispatched, with a clock, and due at this moment or the moment of the result, or not (5.1, red or not). */
  red?: { at: Date; is: boolean }
  /** Stand in number, title, words or place, all of them where they stand apart. */
  words?: string
}

export interface CaseQuery extends CaseFilters {
  sort: CaseSort
  descending: boolean
  /** Behind this one of the same list. */
  after: Place | null
  most: number
}

/** Where a page of a list ends; `at` is null for a case without such a time. */
export interface Place {
  at: Date | null
  id: string
}

/** Something that came with a case; the bytes lie elsewhere, under its id. */
export interface CaseAttachment {
  id: string
  kind: string
  /** The chat account it came from; null where somebody has brought it at the pages. */
  contactId: string | null
  /** Who has brought it at the pages; null where it came by chat. */
  person: string | null
  name: string | null
  at: Date
}

/** What of a case a line of a list is made of; `colour` needs the last ones. */
export const lineFields = [
  ...(['id', 'number', 'state', 'version', 'kind', 'category', 'nature', 'urgency', 'confidential'] as const),
  ...([
    'title',
    'place',
    'area',
    'grid',
    'room',
    'source',
    'handler',
    'verifier',
    'outcome',
    'rating',
  ] as const),
  ...([
    'cycle',
    'receivedAt',
    'dispatchedAt',
    'dueAt',
    'lateSince',
    'closedAt',
    'limit',
    'resolvedAt',
  ] as const),
] as const

/** A case as a line of a list, with how many people reported it and have not withdrawn. */
export type CaseLine = Pick<CaseRecord, (typeof lineFields)[number]> & { reporters: number }

/** What of a case its row in a ledger is made of (9.1). */
export const ledgerFields = [
  ...(['id', 'number', 'state', 'kind', 'category', 'urgency', 'confidential', 'source'] as const),
  ...(['title', 'words', 'place', 'area', 'grid', 'room', 'homeEstate', 'handler', 'verifier'] as const),
  ...(['receivedAt', 'dispatchedAt', 'acceptedAt', 'dueAt', 'limit', 'resolvedAt', 'closedAt'] as const),
  ...(['outcome', 'result', 'rating', 'rework', 'extensions', 'cycle'] as const),
  ...(['lateSince', 'lateReason', 'lateClass'] as const),
] as const

/** A case as a row of a ledger, with everybody who reported it. */
export type LedgerCase = Pick<CaseRecord, (typeof ledgerFields)[number]> & {
  reporters: readonly Pick<Reporter, 'key' | 'name' | 'withdrawn'>[]
}

export const lineOf = (record: CaseRecord): CaseLine => ({
  ...record,
  reporters: record.reporters.filter(({ withdrawn }) => !withdrawn).length,
})

/** What lies with a case, each list the oldest first. */
export interface CaseHistory {
  attachments: readonly CaseAttachment[]
  /** What the staff wrote about it. */
  notes: readonly CaseNote[]
  /** Everything that has happened to it. */
  events: readonly CaseEvent[]
  /** The private words of its events that are not erased, by event. */
  words: ReadonlyMap<string, string>
}

/** Cases as somebody at a desk reads them. */
export interface CaseLists {
  page(query: CaseQuery): Promise<readonly CaseRecord[]>
  /** The same as lines, at a third of the cost: a list is what is asked most. */
  lines(query: CaseQuery): Promise<readonly CaseLine[]>
  /** The same as rows of a ledger, at half the cost: an export has a hundred thousand. */
  ledger(query: CaseQuery): Promise<readonly LedgerCase[]>
  /** Where a ledger may be cut, the newest first: the last case of every so many. */
  cuts(filters: CaseFilters, every: number): Promise<readonly Place[]>
  /** How many there are in each state, none counted further than `most`; and how many of them are overdue at that time. */
  counts(
    filters: CaseFilters,
    at: Date,
    most: number,
  ): Promise<{ states: ReadonlyMap<State, number>; overdue: number }>
  attachments(caseId: string): Promise<readonly CaseAttachment[]>
  /** Everything that lies with a case, in one question. */
  history(caseId: string): Promise<CaseHistory>
  /** The private words of a case's events that are not erased, by event. */
  words(caseId: string): Promise<ReadonlyMap<string, string>>
}
