import type { EntityManager } from 'typeorm'
import type { Session, SessionStore } from '../../rights/sessions.ts'
import { preparedFirst } from './prepared.ts'
import { firstOf, rowsOf, touched } from './rows.ts'

const columns = `s.id, s.person, s.token_digest AS "tokenDigest", s.way, s.pending, s.address, s.agent,
  s.opened_at AS "openedAt", s.seen_at AS "seenAt", s.proven_at AS "provenAt", s.ends_at AS "endsAt"`

export const makeSessionStore = (manager: EntityManager): SessionStore => ({
  async add({ id, person, tokenDigest, way, pending, address, agent, openedAt, seenAt, ...more }) {
    await firstOf(
      manager,
      `INSERT INTO sessions (id, person, token_digest, way, pending, address, agent, opened_at, seen_at, proven_at, ends_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        ...[id, person, tokenDigest, way, pending, address, agent],
        ...[openedAt, seenAt, more.provenAt, more.endsAt],
      ],
    )
  },

  byToken: (tokenDigest) =>
    preparedFirst<Session>(
      manager,
      `SELECT ${columns} FROM sessions s LEFT JOIN staff_accounts a ON a.person = s.person
       WHERE s.token_digest = $1 AND s.ended_at IS NULL AND a.disabled_at IS NULL`,
      [tokenDigest],
    ),

  ofPerson: (person) =>
    rowsOf<Session>(
      manager,
      `SELECT ${columns} FROM sessions s WHERE s.person = $1 AND s.ended_at IS NULL ORDER BY s.opened_at DESC, s.id`,
      [person],
    ),

  async seen(id, at) {
    await touched(manager, 'UPDATE sessions SET seen_at = $2 WHERE id = $1', [id, at])
  },

  async proven(id, at) {
    await touched(manager, 'UPDATE sessions SET proven_at = $2 WHERE id = $1', [id, at])
  },

  async setPending(id, pending) {
    await touched(manager, 'UPDATE sessions SET pending = $2 WHERE id = $1', [id, pending])
  },

  end: async (person, id, ending, at) =>
    (await touched(
      manager,
      `UPDATE sessions SET ended_at = $4, ending = $3 WHERE person = $1 AND id = $2 AND ended_at IS NULL`,
      [person, id, ending, at],
    )) === 1,

  endOthers: (person, but, ending, at) =>
    touched(
      manager,
      `UPDATE sessions SET ended_at = $4, ending = $3
       WHERE person = $1 AND id IS DISTINCT FROM $2 AND ended_at IS NULL`,
      [person, but, ending, at],
    ),
})
