import { EntitySchema } from 'typeorm'
import { json, text, time, whole } from './columns.ts'

export interface TownRevisionRow {
  revision: number
  town: object
  rules: object
  savedBy: string
  savedAt: Date
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
  },
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
