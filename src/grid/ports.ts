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
  /** Writes a whole checked town and its rules as the next revision; `by` is who did it. */
  save(town: TownData, rules: Rulebook, by: string, at: Date): Promise<number>
}

/** Which chat account is whose, and which chat room is which (1.3, 1.5). A name proves nothing. */
export interface SeatStore {
  /** Person or resident code behind a contact id. */
  personOf(contactId: string): Promise<string | null>
  contactOf(code: string): Promise<string | null>
  tie(contactId: string, code: string, at: Date): Promise<void>
  /** Room code behind a platform room id. */
  roomOf(roomId: string): Promise<string | null>
  roomIdOf(code: string): Promise<string | null>
  bind(roomId: string, code: string, by: string, at: Date): Promise<void>
  unbind(roomId: string): Promise<void>
}

/** Leave and handovers as they were said in the chat; only ever added to (1.6, 3.4). */
export interface AttendanceStore {
  /** Another text after every entry: a cheap look whether something was said. */
  mark(): Promise<string>
  load(): Promise<Attendance>
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
