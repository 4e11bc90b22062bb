import type { PlaceSaid } from '../grid/directory.ts'
import type { Nature } from '../grid/town.ts'
import type { Kind, Rating, Urgency } from '../intake/reading.ts'
import type { Assignment } from '../routing/decision.ts'
import type { Limit } from '../worktime/limit.ts'
import type { Ask } from './ask.ts'
import type { Assistant } from './assistant.ts'

/** The states of grid-rules section 2. */
export const states = [
  'triage',
  'filed',
  'dispatched',
  'in_progress',
  'resolved',
  'verified',
  'closed',
  'county',
  'long_term',
  'dismissed',
  'refused',
  'merged',
  'withdrawn',
] as const
export type State = (typeof states)[number]

export const outcomes = ['solved', 'partly', 'explained'] as const
export type Outcome = (typeof outcomes)[number]

/** Outside anybody's power, or somebody's fault: as the duty officer says, and as the director has confirmed (5.2). */
export type LateClass = 'objective' | 'responsible' | 'confirmed'

/** Somebody whose matter this is. `contactId` null: a visitor or caller. */
export interface Reporter {
  /** Resident or person code where the account is known, else the contact id. */
  key: string
  contactId: string | null
  /** Room nickname at the time; masked before it is shown. */
  name: string
  /** Room code it was said in; null for private talk. */
  room: string | null
  joinedAt: Date
  withdrawn: boolean
  /** Of the present cycle. */
  rating: Rating | null
}

export interface CaseRecord {
  id: string
  /** QH20261123-0001 (1.7). */
  number: string
  state: State
  /** Rises by one with each move; the key against two people changing a case at once. */
  version: number
  kind: Kind
  category: string
  nature: Nature
  urgency: Urgency
  confidential: boolean
  place: PlaceSaid
  occurred: string | null
  /** At most 20 characters, without private data. */
  title: string
  /** Residents' own words, redacted; the private original lies with the messages. */
  words: string
  area: string | null
  grid: string | null
  /** Code of the room it came from; null for private talk, visits, calls. */
  room: string | null
  homeEstate: string | null
  about: readonly string[]
  source: 'chat' | 'visit' | 'phone' | 'outside' | 'staff'
  step: number | null
  handler: Assignment | null
  verifier: Assignment | null
  informed: readonly Assignment[]
  assistants: readonly Assistant[]
  limit: Limit | null
  dueAt: Date | null
  /** Why it lies where it lies, for staff (3.11). */
  reason: string | null
  receivedAt: Date
  filedAt: Date | null
  dispatchedAt: Date | null
  acceptedAt: Date | null
  contactedAt: Date | null
  resolvedAt: Date | null
  verifiedAt: Date | null
  closedAt: Date | null
  outcome: Outcome | null
  result: string | null
  /** The worst of the present cycle; null until somebody rated. */
  rating: Rating | null
  cycle: number
  rework: number
  extensions: number
  /** An extension that waits for the duty officer. */
  extensionAsked: { days: number; reason: string } | null
  returns: number
  returners: readonly string[]
  designatedByDirector: boolean
  lateReason: string | null
  /** 5.2: what the duty officer holds of the reason; only what the director has confirmed enters the assessment. */
  lateClass: LateClass | null
  /** The first due time of this cycle that went by before another was set; null where none has. */
  lateSince: Date | null
  /** What somebody asks of the centre and nobody has answered yet; see asks.ts for what still counts. */
  asks: readonly Ask[]
  reporters: readonly Reporter[]
  /** The order of another system, such as 12345, that it came from; null where it came from nobody else. */
  outside: OutsideOrder | null
}

/** What another system has given along (2.1): its number, and when it wants the answer, which binds where it is earlier. */
export interface OutsideOrder {
  /** Who has sent it, e.g. 12345. */
  from: string
  number: string
  /** ISO, UTC; null where none was set. */
  dueAt: string | null
}

/** A state in which nothing more happens by itself. */
export const ended: ReadonlySet<State> = new Set<State>([
  'closed',
  'dismissed',
  'refused',
  'merged',
  'withdrawn',
])

/** States in which a due time can pass: a result ends it, and a shelved case is counted apart (2.1). */
export const timeRuns: ReadonlySet<State> = new Set<State>([
  ...(['triage', 'filed', 'dispatched', 'in_progress', 'county'] as const),
])

/** 超期未办结: its due time has passed, and there is no result. */
export const isOverdue = ({ state, dueAt }: Pick<CaseRecord, 'state' | 'dueAt'>, now: Date): boolean =>
  dueAt !== null && dueAt < now && timeRuns.has(state)

const callerPrefix = 'caller:'

/** The key of somebody who came or telephoned and whom no chat reaches (6.8). */
export const callerKey = (id: string): string => `${callerPrefix}${id}`
export const isCaller = (key: string): boolean => key.startsWith(callerPrefix)
