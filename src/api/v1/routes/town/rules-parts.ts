import { z } from 'zod'
import type { TownInForce } from '../../../../grid/ports.ts'
import type { Difference } from '../../../../grid/rules-change.ts'
import { Refusal } from '../../../../kernel/errors.ts'
import { RequestFault } from '../../../problems.ts'
import { contentVersion } from '../../content-version.ts'
import type { ApiStores } from '../../ports.ts'
import type { Request } from '../../route.ts'

export const difference = z.object({
  field: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
})

const mostDifferences = 500

export const shownDifferences = (all: readonly Difference[]): Difference[] => all.slice(0, mostDifferences)

/** What the version of the rules is made of. */
export const partOf = ({ town, rules }: Pick<TownInForce, 'town' | 'rules'>): unknown => [
  rules,
  town.departments,
  town.leaves,
]

/** The rules as they stand; before the transaction that changes them, so that the file can be read outside of it. */
export async function current({ town }: Pick<ApiStores, 'town'>): Promise<TownInForce> {
  const found = await town.load()
  if (found === null) throw new Refusal('wrong_state', '还没有镇的设置。')
  return found
}

/** Refused with 412 where the rules are not those that the caller saw. */
export const requireRules = (found: TownInForce, { version }: Pick<Request, 'version'>): void => {
  if (contentVersion(partOf(found)) !== version) throw new RequestFault('version_stale')
}
