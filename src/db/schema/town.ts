import { EntitySchema } from 'typeorm'
import type { RulesToCome } from '../../grid/ports.ts'
import { id, json, jsonOrNull, text, textOrNull, texts, time, whole, wholeOrNull } from './columns.ts'

export interface TownRevisionRow {
  revision: number
  town: object
  rules: object
  savedBy: string
  savedAt: Date
  /** Sections of the town, and `rules`, that this revision changed; empty for the first and for old ones. */
  changed: string[]
}

/** Each import of a town, whole; the highest revision is in force. */
export const townRevisions = new EntitySchema<TownRevisionRow>({
  name: 'town_revisions',
  columns: {
    revision: { ...whole, primary: true, generated: 'increment' },
    town: json,
    rules: json,
    savedBy: text,
    savedAt: time,
    changed: { ...texts, default: [] },
  },
})

export interface TownPrivateRow {
  id: string
  kind: string
  /** Code of the person or resident. */
  subject: string
  /** Sealed JSON: the telephone of a person, name and home of a resident. */
  value: string
}

/** What revisions of the town hold of people and residents beside their codes; erasable, while the revisions stay. */
export const townPrivate = new EntitySchema<TownPrivateRow>({
  name: 'town_private',
  columns: { id: { ...id, primary: true }, kind: text, subject: text, value: text },
  indices: [{ name: 'town_private_subject', columns: ['subject'] }],
})

export interface ChatAccountRow {
  contactId: string
  code: string
  tiedAt: Date
}

export const chatAccounts = new EntitySchema<ChatAccountRow>({
  name: 'chat_accounts',
  columns: { contactId: { ...text, primary: true }, code: text, tiedAt: time },
  indices: [{ name: 'chat_accounts_code', columns: ['code'], unique: true }],
})

export interface RoomBindingRow {
  roomId: string
  code: string
  boundBy: string
  boundAt: Date
}

export const roomBindings = new EntitySchema<RoomBindingRow>({
  name: 'room_bindings',
  columns: { roomId: { ...text, primary: true }, code: text, boundBy: text, boundAt: time },
  indices: [{ name: 'room_bindings_code', columns: ['code'], unique: true }],
})

/** Rules and categories that come into force at a time of their own. */
export const rulesToCome = new EntitySchema<RulesToCome>({
  name: 'rules_to_come',
  columns: {
    id: { ...id, primary: true },
    rules: jsonOrNull,
    categories: jsonOrNull,
    from: { ...time, name: 'from_at' },
    askedBy: text,
    askedAt: time,
    state: text,
    why: textOrNull,
    revision: wholeOrNull,
    version: whole,
  },
  indices: [{ name: 'rules_to_come_from', columns: ['from'] }],
})
