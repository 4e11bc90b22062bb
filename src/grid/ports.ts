import type { Attendance, SaidLeave, Takeover } from './attendance.ts'
import type { Rulebook } from './rulebook.ts'
import type { TownData } from './town.ts'

export interface TownInForce {
  town: TownData
  rules: Rulebook
  /** Rises with each import. */
  revision: number
}

export interface TownStore {
  /** The town in force; null before the first import. */
  load(): Promise<TownInForce | null>
  /** The number of the revision in force: a look that opens nothing; null before the first import. */
  latest(): Promise<number | null>
  /** Lets nobody else change the town until the transaction ends; what is loaded after it is what will be changed. */
  hold(): Promise<void>
  /** Writes a whole checked town and its rules as the next revision; `by` is who did it. */
  save(town: TownData, rules: Rulebook, by: string, at: Date): Promise<number>
}

/** A revision as the history tells it: who changed which sections (`rules` among them), and when. */
export interface TownRevision {
  revision: number
  by: string
  at: Date
  changed: readonly string[]
}

/** Rules or categories that come into force at a time of their own; null is what stays as it is then. */
export interface RulesToCome {
  id: string
  rules: unknown
  categories: unknown
  from: Date
  askedBy: string
  askedAt: Date
  state: 'waiting' | 'in_force' | 'cancelled' | 'failed'
  /** Why they did not come into force. */
  why: string | null
  /** As which revision they came into force. */
  revision: number | null
  version: number
}

/** What was in force when, and what is to come. */
export interface TownBooks {
  /** Revisions that changed one of these sections, and the first of all, the newest first; before that one, where given. */
  history(sections: readonly string[], before: number | null, most: number): Promise<readonly TownRevision[]>
  revision(revision: number): Promise<TownInForce | null>
  /** The revision before it; null for the first. */
  before(revision: number): Promise<TownInForce | null>
  addToCome(entry: RulesToCome): Promise<void>
  toCome(id: string): Promise<RulesToCome | null>
  waiting(): Promise<readonly RulesToCome[]>
  /** Writes it under the next version; false where it has changed meanwhile. */
  saveToCome(entry: RulesToCome): Promise<boolean>
}

/** Which chat account is whose, and which chat room is which (1.3, 1.5). A name proves nothing. */
export interface SeatStore {
  /** Person or resident code behind a contact id. */
  personOf(contactId: string): Promise<string | null>
  contactOf(code: string): Promise<string | null>
  /** The codes behind these contact ids, by contact id; those tied to nobody are left out. */
  peopleOf(contactIds: readonly string[]): Promise<ReadonlyMap<string, string>>
  tie(contactId: string, code: string, at: Date): Promise<void>
  /** Room code behind a platform room id. */
  roomOf(roomId: string): Promise<string | null>
  roomIdOf(code: string): Promise<string | null>
  bind(roomId: string, code: string, by: string, at: Date): Promise<void>
  unbind(roomId: string): Promise<void>
  /** Every binding of a chat room, by room code. */
  bindings(): Promise<readonly RoomBinding[]>
  /** Codes of everybody whose chat account is known. */
  tied(): Promise<ReadonlySet<string>>
  /** Lets the person's account go; the contact id it was, null where there was none. */
  untie(code: string): Promise<string | null>
}

/** Which chat room a room of the town is. */
export interface RoomBinding {
  roomId: string
  code: string
  boundBy: string
  boundAt: Date
}

/** A chat room as the bot last saw it, with who sits in it, the bot left out. */
export interface SeenRoom {
  roomId: string
  topic: string
  /** The bot sits in it. */
  here: boolean
  /** When its members were last heard of whole; null: never. */
  completeAt: Date | null
  members: readonly { contactId: string; name: string }[]
}

/** The chat's rooms by the platform's ids, bound or not (1.3, 6.11). */
export interface RoomStore {
  find(roomId: string): Promise<SeenRoom | null>
  all(): Promise<readonly SeenRoom[]>
  /** Heard of whole: topic and members are as here, and the bot sits in it. */
  seen(room: Pick<SeenRoom, 'roomId' | 'topic' | 'members'>, at: Date): Promise<void>
  joined(roomId: string, contactIds: readonly string[], at: Date): Promise<void>
  left(roomId: string, contactIds: readonly string[], at: Date): Promise<void>
  renamed(roomId: string, topic: string, at: Date): Promise<void>
  /** The bot sits there no more; who sat in it is kept, to know the room again under another id. False: known already. */
  gone(roomId: string, at: Date): Promise<boolean>
}

/** A line of the duty log; `from` is who had the duty before. */
export interface LoggedTakeover extends Takeover {
  from: string | null
  by: string
}

/** Leave and handovers as they were said in the chat; only ever added to (1.6, 3.4). */
export interface AttendanceStore {
  /** Another text after every entry: a cheap look whether something was said. */
  mark(): Promise<string>
  load(): Promise<Attendance>
  /** The duty log, the newest first (9.5): who took over when, from whom, on whose word. */
  takeovers(most: number): Promise<readonly LoggedTakeover[]>
  addLeave(entry: SaidLeave, by: string, at: Date): Promise<void>
  /** `from` is who had the duty before; null where nobody had. */
  addTakeover(entry: Takeover, from: string | null, by: string): Promise<void>
}

/** One visit in the log of an area (9.6). */
export interface Visit {
  id: string
  person: string
  area: string
  /** The place as it was said; '' where the words name none. */
  place: string
  /** Redacted. */
  words: string
  /** Platform ids of voice messages that belong to it. */
  voices: readonly string[]
  at: Date
}

export interface VisitStore {
  add(visit: Omit<Visit, 'id'>): Promise<string>
  /** The person's newest visit since then. */
  latest(person: string, since: Date): Promise<Visit | null>
  addVoice(id: string, messageId: string): Promise<void>
  /** How many visits an area has since then. */
  count(area: string, since: Date): Promise<number>
}
