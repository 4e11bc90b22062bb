import type { CaseRecord, Reporter, State } from './case.ts'
import type { BrokenLink, ChainsWalked } from './anchors.ts'
import type { CaseEvent, NewEvent } from './event.ts'

export interface CaseFilter {
  states?: readonly State[]
  category?: string
  grid?: string
  area?: string
  handler?: string
  verifier?: string
  /** Helps with it, done with their part or not (3.9). */
  assistant?: string
  room?: string
  reporter?: string
  receivedSince?: Date
  closedSince?: Date
  /** Only those of which something is asked; whether it still counts, openAsks says. */
  asked?: true
  /** Only those that wait for an answer to their handler's wish for more time. */
  extensionAsked?: true
  /** Newest first, unless `oldestFirst`. */
  most?: number
  oldestFirst?: true
}

/** Where open cases that may be the same as an appeal are looked for (8.6). */
export interface LikeSearch {
  category: string
  /** As staff read them. */
  words: string
  building: string | null
  /** The key of whoever speaks: cases of their own come first. */
  reporter: string
  /** A community with its grids, and the rooms bound to them. */
  areas: readonly string[]
  rooms: readonly string[]
  receivedSince: Date
  most: number
}

export interface CaseStore {
  /** Locks the row until the transaction ends. */
  lock(id: string): Promise<CaseRecord | null>
  byNumber(number: string): Promise<CaseRecord | null>
  byId(id: string): Promise<CaseRecord | null>
  find(filter: CaseFilter): Promise<readonly CaseRecord[]>
  /** The same for several filters, at less than the cost of asking one by one. */
  findEach(filters: readonly CaseFilter[]): Promise<readonly (readonly CaseRecord[])[]>
  /**
   * Open cases of these areas that are not confidential, of the same leaf or in like words, the likeliest first. One that
   * belongs to no area and no room yet is among them wherever it is: the caller looks closer.
   */
  like(search: LikeSearch): Promise<readonly CaseRecord[]>
  count(filter: CaseFilter): Promise<number>
  insert(record: CaseRecord): Promise<void>
  /** Writes every field; refused with Refusal('conflict') when `record.version` is not the stored version + 1. Reporters are upserted by key. */
  update(record: CaseRecord): Promise<void>
  addReporter(caseId: string, reporter: Reporter): Promise<void>
  /** The next running number of that day (1.7), never given twice. `day` is YYYYMMDD in the town's zone. */
  nextNumber(prefix: string, day: string): Promise<string>
}

export interface EventStore {
  /** Appends to the case's hash chain and queues the event for reactions, in this transaction. */
  /** `before`: how the case stood, kept where a person may take the move back (2.4). */
  append(event: NewEvent, before?: CaseRecord): Promise<CaseEvent>
  ofCase(caseId: string): Promise<readonly CaseEvent[]>
  last(caseId: string): Promise<CaseEvent | null>
  /** The private words of an event; null when erased. */
  words(eventId: string): Promise<string | null>
  /** How a case stood before this event; null where that is not kept, or no longer (2.4). */
  before(eventId: string): Promise<CaseRecord | null>
  /** What this person has moved since then and may still take back, the newest first. */
  movedBy(person: string, since: Date): Promise<readonly CaseEvent[]>
  /** Walks every chain, those of the cases and the centre's; names the first broken link, or null when all hold. */
  verify(): Promise<BrokenLink | null>
  /** The same, with how much was walked. */
  walk(): Promise<ChainsWalked>
}

/** Events that nobody has reacted to yet. Claimed and settled in one transaction with what the reaction writes. */
export interface ReactionQueue {
  /**
   * The oldest event without a reaction, locked; null when there is none. Events of one case come in their order: one
   * behind an event that is claimed or put off waits with it. Parked ones hold nothing up.
   */
  claim(now: Date): Promise<CaseEvent | null>
  /** The same of one case: its next event whose turn it is. */
  claimOf(caseId: string, now: Date): Promise<CaseEvent | null>
  settle(eventId: string): Promise<void>
  /** After a failure: try again then. In a transaction of its own. */
  putOff(eventId: string, until: Date, why: string): Promise<void>
  /** How often its reaction has failed. */
  attempts(eventId: string): Promise<number>
  /** It has failed too often: never claimed again, kept with the reason for somebody to look at. In a transaction of its own. */
  park(eventId: string, why: string): Promise<void>
  parked(): Promise<readonly { eventId: string; caseId: string; attempts: number; why: string }[]>
  /** When the first of those put off may be claimed; null when none is. */
  next(): Promise<Date | null>
  /** How many are not settled or parked; of those that may be claimed at an instant, when asked. */
  waiting(at?: Date): Promise<number>
}
