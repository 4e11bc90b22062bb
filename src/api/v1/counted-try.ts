import { attemptAs } from '../../rights/login.ts'
import { RequestFault } from '../problems.ts'
import type { ApiParts } from './ports.ts'
import type { Request } from './route.ts'

/**
 * Counts a try under this name before anything is checked, as a log-in does, so that guessing in a session that somebody
 * left open gets no further than guessing at the door: 429 while the name pauses. Outside any transaction that may be undone.
 */
export async function countTry(
  name: string,
  { now }: Pick<Request, 'now'>,
  { stores, ground }: Pick<ApiParts, 'stores' | 'ground'>,
): Promise<void> {
  const counted = await attemptAs(name, { credentials: stores.credentials, now }, ground().rulebook.accounts)
  if ('attempt' in counted) return
  const seconds = Math.ceil((counted.until.getTime() - now.getTime()) / 1_000)
  throw new RequestFault('login_locked', { retryAfterSeconds: seconds })
}
