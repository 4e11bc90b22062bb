import type { EntityManager } from 'typeorm'
import type { RoomBinding, SeatStore } from '../../grid/ports.ts'
import { firstOf, rowsOf, touched } from './rows.ts'

/**
 * One account per person and one person per account, one chat room per room code: a new tie or binding
 * takes the place of both old ones.
 */
export function makeSeatStore(manager: EntityManager): SeatStore {
  const one = async (sql: string, key: string): Promise<string | null> =>
    (await firstOf<{ found: string }>(manager, sql, [key]))?.found ?? null

  return {
    personOf: (contactId) => one('SELECT code AS found FROM chat_accounts WHERE contact_id = $1', contactId),
    contactOf: (code) => one('SELECT contact_id AS found FROM chat_accounts WHERE code = $1', code),
    async peopleOf(contactIds) {
      const rows = await rowsOf<{ contactId: string; code: string }>(
        manager,
        'SELECT contact_id AS "contactId", code FROM chat_accounts WHERE contact_id = ANY($1::text[])',
        [[...contactIds]],
      )
      return new Map(rows.map(({ contactId, code }) => [contactId, code]))
    },
    roomOf: (roomId) => one('SELECT code AS found FROM room_bindings WHERE room_id = $1', roomId),
    roomIdOf: (code) => one('SELECT room_id AS found FROM room_bindings WHERE code = $1', code),

    async tie(contactId, code, at) {
      await touched(manager, 'DELETE FROM chat_accounts WHERE code = $1 AND contact_id <> $2', [
        code,
        contactId,
      ])
      await firstOf(
        manager,
        `INSERT INTO chat_accounts (contact_id, code, tied_at) VALUES ($1, $2, $3)
         ON CONFLICT (contact_id) DO UPDATE SET code = excluded.code, tied_at = excluded.tied_at`,
        [contactId, code, at],
      )
    },

    async bind(roomId, code, by, at) {
      await touched(manager, 'DELETE FROM room_bindings WHERE code = $1 AND room_id <> $2', [code, roomId])
      await firstOf(
        manager,
        `INSERT INTO room_bindings (room_id, code, bound_by, bound_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (room_id) DO UPDATE
         SET code = excluded.code, bound_by = excluded.bound_by, bound_at = excluded.bound_at`,
        [roomId, code, by, at],
      )
    },

    bindings: () =>
      rowsOf<RoomBinding>(
        manager,
        'SELECT room_id AS "roomId", code, bound_by AS "boundBy", bound_at AS "boundAt" FROM room_bindings ORDER BY code',
      ),

    async tied() {
      const rows = await rowsOf<{ code: string }>(manager, 'SELECT code FROM chat_accounts')
      return new Set(rows.map(({ code }) => code))
    },

    untie: (code) => one('DELETE FROM chat_accounts WHERE code = $1 RETURNING contact_id AS found', code),

    async unbind(roomId) {
      await touched(manager, 'DELETE FROM room_bindings WHERE room_id = $1', [roomId])
    },
  }
}
