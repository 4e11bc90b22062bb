import type { EntityManager } from 'typeorm'
import type { RoomStore, SeenRoom } from '../../grid/ports.ts'
import type { Spot } from '../../kernel/sealing.ts'
import { sealingOf, sealText } from '../sealing.ts'
import { cleanText } from './clean.ts'
import { firstOf, rowsOf, touched } from './rows.ts'

const seenSql = `
  SELECT r.room_id AS "roomId", r.topic, r.here, r.complete_at AS "completeAt",
    coalesce((SELECT jsonb_agg(jsonb_build_object('contactId', m.contact_id, 'name', m.name) ORDER BY m.contact_id)
              FROM room_members AS m WHERE m.room_id = r.room_id), '[]'::jsonb) AS members
  FROM rooms_seen AS r`

/** Nicknames often hold the flat and the family name. */
const memberSpot = (roomId: string, contactId: string): Spot => ({
  place: 'room_members.name',
  row: cleanText(`${roomId}/${contactId}`),
})

/** Rooms and their members as last seen. A room that is heard of before it was seen whole is kept without its topic. */
export function makeRoomStore(manager: EntityManager): RoomStore {
  const heardOf = (roomId: string, at: Date): Promise<unknown> =>
    firstOf(
      manager,
      `INSERT INTO rooms_seen (room_id, topic, here, seen_at) VALUES ($1, '', true, $2)
       ON CONFLICT (room_id) DO UPDATE SET seen_at = excluded.seen_at`,
      [roomId, at],
    )

  const seat = (roomId: string, members: SeenRoom['members'], at: Date): Promise<unknown> =>
    firstOf(
      manager,
      `INSERT INTO room_members (room_id, contact_id, name, seen_at)
       SELECT $1, contact_id, name, $4 FROM unnest($2::text[], $3::text[]) AS m (contact_id, name)
       ON CONFLICT (room_id, contact_id) DO UPDATE
       SET seen_at = excluded.seen_at, name = coalesce(nullif(excluded.name, ''), room_members.name)`,
      [
        roomId,
        members.map((one) => one.contactId),
        members.map(({ contactId, name }) =>
          sealText(sealingOf(manager), cleanText(name), memberSpot(roomId, contactId)),
        ),
        at,
      ],
    )

  const opened = (room: SeenRoom): SeenRoom => ({
    ...room,
    members: room.members.map(({ contactId, name }) => ({
      contactId,
      name: sealingOf(manager).open(name, memberSpot(room.roomId, contactId)),
    })),
  })

  return {
    async find(roomId) {
      const room = await firstOf<SeenRoom>(manager, `${seenSql} WHERE r.room_id = $1`, [roomId])
      return room === null ? null : opened(room)
    },
    all: async () => (await rowsOf<SeenRoom>(manager, `${seenSql} ORDER BY r.room_id`)).map(opened),

    async seen({ roomId, topic, members }, at) {
      await firstOf(
        manager,
        `INSERT INTO rooms_seen (room_id, topic, here, seen_at, complete_at) VALUES ($1, $2, true, $3, $3)
         ON CONFLICT (room_id) DO UPDATE
         SET topic = excluded.topic, here = true, seen_at = excluded.seen_at, complete_at = excluded.complete_at`,
        [roomId, topic, at],
      )
      await seat(roomId, members, at)
      await touched(
        manager,
        'DELETE FROM room_members WHERE room_id = $1 AND NOT (contact_id = ANY($2::text[]))',
        [roomId, members.map((one) => one.contactId)],
      )
    },

    async joined(roomId, contactIds, at) {
      await heardOf(roomId, at)
      await seat(
        roomId,
        contactIds.map((contactId) => ({ contactId, name: '' })),
        at,
      )
    },

    async left(roomId, contactIds, at) {
      await heardOf(roomId, at)
      await touched(manager, 'DELETE FROM room_members WHERE room_id = $1 AND contact_id = ANY($2::text[])', [
        roomId,
        [...contactIds],
      ])
    },

    async renamed(roomId, topic, at) {
      await heardOf(roomId, at)
      await touched(manager, 'UPDATE rooms_seen SET topic = $2 WHERE room_id = $1', [roomId, topic])
    },

    async gone(roomId, at) {
      await heardOf(roomId, at)
      const count = await touched(
        manager,
        'UPDATE rooms_seen SET here = false, seen_at = $2 WHERE room_id = $1 AND here',
        [roomId, at],
      )
      return count === 1
    },
  }
}
