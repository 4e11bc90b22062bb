import type { EntityManager } from 'typeorm'
import type { Attempt, ChatLogin, CredentialStore, Failures, Totp } from '../../rights/credentials.ts'
import type { Spot } from '../../kernel/sealing.ts'
import { sealingOf } from '../sealing.ts'
import { preparedFirst } from './prepared.ts'
import { firstOf, touched } from './rows.ts'

const loginColumns = `id, figures, secret_digest AS "secretDigest", made_at AS "madeAt", ends_at AS "endsAt",
  address, agent, person`

export const makeCredentialStore = (manager: EntityManager): CredentialStore => ({
  ...makePasswords(manager),
  ...makeFailures(manager),
  ...makeChatLogins(manager),
})

const totpSpot = (person: string): Spot => ({ place: 'staff_totp.secret', row: person })

type Passwords = Pick<CredentialStore, 'password' | 'setPassword' | 'totp' | 'setTotp' | 'useTotpStep'>

const makePasswords = (manager: EntityManager): Passwords => ({
  async password(person) {
    const sql = 'SELECT digest FROM staff_passwords WHERE person = $1'
    return (await firstOf<{ digest: string }>(manager, sql, [person]))?.digest ?? null
  },

  async setPassword(person, digest, at) {
    await firstOf(
      manager,
      `INSERT INTO staff_passwords (person, digest, set_at) VALUES ($1, $2, $3)
       ON CONFLICT (person) DO UPDATE SET digest = excluded.digest, set_at = excluded.set_at`,
      [person, digest, at],
    )
  },

  async totp(person) {
    const kept = await preparedFirst<Totp>(
      manager,
      `SELECT secret, confirmed_at AS "confirmedAt", last_step AS "lastStep" FROM staff_totp WHERE person = $1`,
      [person],
    )
    return kept === null ? null : { ...kept, secret: sealingOf(manager).open(kept.secret, totpSpot(person)) }
  },

  useTotpStep: async (person, step) =>
    (await touched(manager, 'UPDATE staff_totp SET last_step = $2 WHERE person = $1 AND last_step < $2', [
      person,
      step,
    ])) === 1,

  async setTotp(person, totp) {
    if (totp === null) {
      await touched(manager, 'DELETE FROM staff_totp WHERE person = $1', [person])
      return
    }
    await firstOf(
      manager,
      `INSERT INTO staff_totp (person, secret, confirmed_at, last_step) VALUES ($1, $2, $3, $4)
       ON CONFLICT (person) DO UPDATE SET secret = excluded.secret, confirmed_at = excluded.confirmed_at,
         last_step = excluded.last_step`,
      [person, sealingOf(manager).seal(totp.secret, totpSpot(person)), totp.confirmedAt, totp.lastStep],
    )
  },
})

const makeFailures = (
  manager: EntityManager,
): Pick<CredentialStore, 'failures' | 'attempt' | 'takeBack' | 'forgetFailures'> => ({
  failures: (name) =>
    firstOf<Failures>(manager, 'SELECT count, last_at AS "lastAt" FROM login_failures WHERE name = $1', [
      name,
    ]),

  async attempt(name, { wrongPasswords, pauseMinutes, longestPauseMinutes }, at) {
    await touched(
      manager,
      `DELETE FROM login_failures WHERE last_at < $1::timestamptz - interval '1 day' AND name <> $2`,
      [at, name],
    )
    const row = await firstOf<Pick<Attempt, 'before'>>(
      manager,
      `INSERT INTO login_failures AS kept (name, count, last_at) VALUES ($1, 1, $2)
       ON CONFLICT (name) DO UPDATE SET last_at = excluded.last_at, count = CASE
         WHEN kept.last_at < $2::timestamptz - interval '1 day' THEN 1 ELSE kept.count + 1 END
       WHERE kept.count < $3::int OR kept.last_at + interval '1 minute' *
         least($5::float8, $4::float8 * 2 ^ least(20, kept.count - $3::int)) <= $2::timestamptz
       RETURNING (SELECT last_at FROM login_failures WHERE name = $1) AS before`,
      [name, at, wrongPasswords, pauseMinutes, longestPauseMinutes],
    )
    return row === null ? null : { at, before: row.before }
  },

  async takeBack(name, { at, before }) {
    await touched(
      manager,
      `UPDATE login_failures SET count = greatest(0, count - 1),
         last_at = CASE WHEN last_at = $2::timestamptz THEN coalesce($3::timestamptz, last_at) ELSE last_at END
       WHERE name = $1`,
      [name, at, before],
    )
  },

  async forgetFailures(name) {
    await touched(manager, 'DELETE FROM login_failures WHERE name = $1', [name])
  },
})

type ChatLogins = Pick<
  CredentialStore,
  'addChatLogin' | 'chatLogin' | 'chatLoginByFigures' | 'confirmChatLogin' | 'endChatLogin'
>

const makeChatLogins = (manager: EntityManager): ChatLogins => ({
  async addChatLogin({ id, figures, secretDigest, madeAt, endsAt, address, agent }) {
    await touched(manager, 'DELETE FROM chat_logins WHERE ends_at < $1', [madeAt])
    const kept = await firstOf(
      manager,
      `INSERT INTO chat_logins (id, figures, secret_digest, made_at, ends_at, address, agent)
       VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING RETURNING id`,
      [id, figures, secretDigest, madeAt, endsAt, address, agent],
    )
    return kept !== null
  },

  chatLogin: (id) =>
    firstOf<ChatLogin>(
      manager,
      `SELECT ${loginColumns} FROM chat_logins WHERE id = $1 AND ended_at IS NULL`,
      [id],
    ),

  chatLoginByFigures: (figures, now) =>
    firstOf<ChatLogin>(
      manager,
      `SELECT ${loginColumns} FROM chat_logins
       WHERE figures = $1 AND ended_at IS NULL AND person IS NULL AND ends_at > $2`,
      [figures, now],
    ),

  confirmChatLogin: async (id, person, at) =>
    (await touched(
      manager,
      `UPDATE chat_logins SET person = $2
       WHERE id = $1 AND person IS NULL AND ended_at IS NULL AND ends_at > $3`,
      [id, person, at],
    )) === 1,

  endChatLogin: async (id, at) =>
    (await touched(manager, 'UPDATE chat_logins SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL', [
      id,
      at,
    ])) === 1,
})
