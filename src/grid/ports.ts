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
