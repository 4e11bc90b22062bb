import type { ParameterizedContext } from 'koa'
import type { Caller } from '../../rights/caller.ts'
import { findKey } from '../../rights/keys.ts'
import { findSession } from '../../rights/sessions.ts'
import { RequestFault } from '../problems.ts'
import { readCookie } from './cookies.ts'
import type { ApiParts } from './ports.ts'

const bearer = /^bearer\s+(\S+)$/iu

/**
 * Who asks: the key of the Authorization header, else the session of the cookie; null for nobody. A key that does not
 * hold is refused even where anybody may enter, so that a system notices that its key is over. Whoever holds no post
 * any more is nobody.
 */
export async function whoAsks(
  ctx: ParameterizedContext,
  parts: Pick<ApiParts, 'stores' | 'ground'>,
  secure: boolean,
  now: Date,
): Promise<Caller | null> {
  const header = ctx.get('Authorization')
  if (header !== '') {
    const key = await findKey(parts.stores.keys, bearer.exec(header)?.[1] ?? '', now)
    if (key === null) throw new RequestFault('unauthenticated')
    return { kind: 'key', key: key.id, name: key.name, scopes: key.scopes }
  }
  const token = readCookie(ctx, 'session', secure)
  if (token === '') return null
  const { directory, rulebook } = parts.ground()
  const session = await findSession(parts.stores.sessions, token, rulebook.accounts, now)
  if (session === null || directory.holdings(session.person).length === 0) return null
  const { person, id, pending, provenAt } = session
  return { kind: 'person', person, session: id, pending, provenAt }
}
