import type { CaseRecord } from '../../cases/case.ts'
import type { Ground } from '../../grid/ground.ts'
import { Refusal } from '../../kernel/errors.ts'
import type { Caller } from '../../rights/caller.ts'
import { inSight, type Sight, sightOf, sightOfKey } from '../../rights/policy.ts'
import { noSuchCase } from '../../wording/desk.ts'
import { RequestFault } from '../problems.ts'
import type { ApiStores } from './ports.ts'
import type { Request } from './route.ts'

/** Which cases whoever asks may look up. */
export function sightAsking({ caller }: Pick<Request, 'caller'>, ground: Ground): Sight {
  if (caller === null) throw new RequestFault('unauthenticated')
  return caller.kind === 'key' ? sightOfKey : sightOf(caller.person, ground.directory)
}

const unknown = (number: string): Refusal => new Refusal('not_found', noSuchCase(number))

/** The case of a number in the caller's sight; any other is as unknown as one that does not exist (9.7). */
export async function caseInSight(
  number: string,
  { caller }: { caller: Caller | null },
  cases: ApiStores['cases'],
  ground: Ground,
): Promise<CaseRecord> {
  const record = await cases.byNumber(number)
  if (record === null || !inSight(sightAsking({ caller }, ground), record)) throw unknown(number)
  return record
}

/** The same, locked for a change, and as the caller saw it: refused with 412 where it has moved since. */
export async function caseToChange(
  number: string,
  request: Pick<Request, 'caller' | 'version'>,
  cases: ApiStores['cases'],
  ground: Ground,
): Promise<CaseRecord> {
  const { id } = await caseInSight(number, request, cases, ground)
  const record = await cases.lock(id)
  if (record === null || !inSight(sightAsking(request, ground), record)) throw unknown(number)
  if (record.version !== request.version) throw new RequestFault('version_stale')
  return record
}
