import type { EntityManager } from 'typeorm'
import type { TraceKind, TraceStore } from '../../intake/kept-until.ts'
import { rowsOf, touched } from './rows.ts'

const withFiles: readonly string[] = ['image', 'voice', 'file']

/** Rows of one table by their key and time, so many at once. */
const oldest = (table: string, key: string, at: string, more = ''): string =>
  `DELETE FROM ${table} WHERE ${key} IN (
     SELECT ${key} FROM ${table} WHERE ${at} < $1 ${more} ORDER BY ${at} LIMIT $2 FOR UPDATE SKIP LOCKED)`

const statements: Readonly<Record<Exclude<TraceKind, 'chatter'>, string>> = {
  model_exchange: oldest('model_exchanges', 'id', 'at'),
  undo: oldest('before_moves', 'event_id', 'moved_at'),
  kept_answer: oldest('kept_answers', '(owner, key)', 'made_at').replace(
    'SELECT (owner, key)',
    'SELECT owner, key',
  ),
  // The row stays: its key keeps the notice from being said once more.
  notice_text: `UPDATE outbox SET text = '', brief = NULL WHERE id IN (
     SELECT id FROM outbox WHERE settled_at < $1 AND text <> '' ORDER BY settled_at LIMIT $2 FOR UPDATE SKIP LOCKED)`,
  session: oldest('sessions', 'id', 'coalesce(ended_at, ends_at)'),
  login_try: oldest('login_tries', 'id', 'tried_at'),
  delivery: oldest('webhook_deliveries', 'id', 'made_at'),
  delivery_try: oldest('timers', 'key', 'run_at', `AND kind = 'webhook' AND state = 'fired'`),
  question: `DELETE FROM desk_questions WHERE (conversation_key, contact_id) IN (
     SELECT conversation_key, contact_id FROM desk_questions WHERE until_at < $1 ORDER BY until_at LIMIT $2
     FOR UPDATE SKIP LOCKED)`,
  left_room: `DELETE FROM room_members WHERE (room_id, contact_id) IN (
     SELECT m.room_id, m.contact_id FROM room_members m JOIN rooms_seen r ON r.room_id = m.room_id
     WHERE NOT r.here AND r.seen_at < $1 LIMIT $2 FOR UPDATE OF m SKIP LOCKED)`,
}

const chatterSql = `
  DELETE FROM messages WHERE seq IN (
    SELECT seq FROM messages WHERE heard_at < $1 AND case_id IS NULL ORDER BY heard_at LIMIT $2
    FOR UPDATE SKIP LOCKED)
  RETURNING platform_id AS id, kind`

export const makeTraceStore = (manager: EntityManager): TraceStore => ({
  async forget(kind, before, most) {
    if (kind !== 'chatter')
      return { gone: await touched(manager, statements[kind], [before, most]), files: [] }
    const rows = await rowsOf<{ id: string; kind: string }>(manager, chatterSql, [before, most])
    return {
      gone: rows.length,
      files: rows.filter((one) => withFiles.includes(one.kind)).map(({ id }) => id),
    }
  },
})
