import type { EntityManager } from 'typeorm'
import type { AccountStore, IssuedCode, StaffAccount } from '../../rights/ports.ts'
import { firstOf, rowsOf, touched } from './rows.ts'

/** Wrong tries older than this count for nothing any more. */
const triesKeptDays = 1

export function makeAccountStore(manager: EntityManager): AccountStore {
  const endOpen = (person: string, ending: string, at: Date): Promise<number> =>
    touched(
      manager,
      'UPDATE access_codes SET ended_at = $3, ending = $2 WHERE person = $1 AND ended_at IS NULL',
      [person, ending, at],
    )

  return {
    account: (person) =>
      firstOf<StaffAccount>(
        manager,
        `SELECT person, created_at AS "createdAt", disabled_at AS "disabledAt"
         FROM staff_accounts WHERE person = $1`,
        [person],
      ),

    list: () =>
      rowsOf(
        manager,
        `SELECT a.person, a.created_at AS "createdAt", a.disabled_at AS "disabledAt", c.expires_at AS "codeUntil"
         FROM staff_accounts AS a LEFT JOIN access_codes AS c ON c.person = a.person AND c.ended_at IS NULL
         ORDER BY a.person`,
      ),

    async open(person, at) {
      await firstOf(
        manager,
        `INSERT INTO staff_accounts (person, created_at) VALUES ($1, $2)
         ON CONFLICT (person) DO UPDATE SET disabled_at = NULL`,
        [person, at],
      )
    },

    async disable(person, at) {
      await touched(manager, 'UPDATE staff_accounts SET disabled_at = $2 WHERE person = $1', [person, at])
      await endOpen(person, 'disabled', at)
    },

    async issue(code) {
      await endOpen(code.person, 'replaced', code.issuedAt)
      const kept = await firstOf(
        manager,
        `INSERT INTO access_codes (selector, person, salt, digest, issued_at, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (selector) DO NOTHING RETURNING selector`,
        [code.selector, code.person, code.salt, code.digest, code.issuedAt, code.expiresAt],
      )
      return kept !== null
    },

    openCode: (selector) =>
      firstOf<IssuedCode>(
        manager,
        `SELECT selector, person, salt, digest, issued_at AS "issuedAt", expires_at AS "expiresAt"
         FROM access_codes WHERE selector = $1 AND ended_at IS NULL`,
        [selector],
      ),

    async end(selector, ending, at) {
      const count = await touched(
        manager,
        'UPDATE access_codes SET ended_at = $3, ending = $2 WHERE selector = $1 AND ended_at IS NULL',
        [selector, ending, at],
      )
      return count === 1
    },

    async wrongTries(contactId, since) {
      const row = await firstOf<{ count: number }>(
        manager,
        'SELECT count(*)::int AS count FROM login_tries WHERE contact_id = $1 AND tried_at > $2',
        [contactId, since],
      )
      return row?.count ?? 0
    },

    async triedWrongly(contactId, at) {
      await touched(
        manager,
        `DELETE FROM login_tries WHERE contact_id = $1 AND tried_at < $2::timestamptz - interval '${String(triesKeptDays)} days'`,
        [contactId, at],
      )
      await firstOf(manager, 'INSERT INTO login_tries (contact_id, tried_at) VALUES ($1, $2)', [
        contactId,
        at,
      ])
    },
  }
}
