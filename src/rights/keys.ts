import { addHours } from '../kernel/clock.ts'
import { Refusal } from '../kernel/errors.ts'
import { newId } from '../kernel/ids.ts'
import { type Scope, scopes } from './caller.ts'
import { digestOf, isDigestOf, newSecret } from './secrets.ts'

/** A key of another system; what is said once is `linli_<id>_<secret>`, and only a digest of the secret is kept. */
export interface ApiKey {
  id: string
  name: string
  scopes: readonly Scope[]
  digest: string
  madeBy: string
  madeAt: Date
  /** Null: until it is revoked. */
  endsAt: Date | null
  revokedAt: Date | null
  usedAt: Date | null
}

export interface KeyStore {
  add(key: ApiKey): Promise<void>
  byId(id: string): Promise<ApiKey | null>
  list(): Promise<readonly ApiKey[]>
  /** False where it is unknown or revoked already. */
  revoke(id: string, at: Date): Promise<boolean>
  used(id: string, at: Date): Promise<void>
}

const usedEveryMs = 60_000
const written = /^linli_([0-9a-f]{12})_([\w-]{43})$/u

/** The scopes of a list such as "cases:read,cases:write"; a Refusal names the one that is none. */
export function readScopes(said: string): readonly Scope[] {
  const names = said.split(/[\s,，]+/u).filter((name) => name !== '')
  const unknown = names.find((name) => !scopes.some((scope) => scope === name))
  if (unknown !== undefined || names.length === 0)
    throw new Refusal('invalid', `没有“${unknown ?? ''}”这种权限，可用的有 ${scopes.join(' ')}。`)
  return scopes.filter((scope) => names.includes(scope))
}

/** Makes a key; `shown` is said once. */
export async function createKey(
  keys: Pick<KeyStore, 'add'>,
  wish: { name: string; scopes: readonly Scope[]; by: string } & ({ days: number | null } | { until: Date }),
  now: Date,
): Promise<{ key: ApiKey; shown: string }> {
  const name = wish.name.trim()
  if (name === '' || name.length > 100) throw new Refusal('invalid', '请给密钥起个名字，最多100字。')
  const secret = newSecret()
  const key: ApiKey = {
    ...{ id: newId().replaceAll('-', '').slice(0, 12), name, scopes: wish.scopes, madeBy: wish.by },
    ...{ digest: digestOf(secret), madeAt: now, revokedAt: null, usedAt: null },
    endsAt: 'until' in wish ? wish.until : wish.days === null ? null : addHours(now, 24 * wish.days),
  }
  await keys.add(key)
  return { key, shown: `linli_${key.id}_${secret}` }
}

/** Whether a key still opens anything: not revoked, and its time not over. */
export const keyHolds = ({ revokedAt, endsAt }: Pick<ApiKey, 'revokedAt' | 'endsAt'>, now: Date): boolean =>
  revokedAt === null && (endsAt === null || endsAt > now)

/** The key that was said, while it holds; its use is noted once a minute. */
export async function findKey(
  keys: Pick<KeyStore, 'byId' | 'used'>,
  said: string,
  now: Date,
): Promise<ApiKey | null> {
  const [, id, secret] = written.exec(said) ?? []
  const key = id === undefined ? null : await keys.byId(id)
  if (key === null || secret === undefined || !isDigestOf(secret, key.digest)) return null
  if (!keyHolds(key, now)) return null
  if (key.usedAt === null || now.getTime() - key.usedAt.getTime() > usedEveryMs) await keys.used(key.id, now)
  return key
}
