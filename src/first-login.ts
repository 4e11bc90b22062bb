import type { Stores } from './db/stores.ts'
import type { Ground } from './grid/ground.ts'
import type { UnitOfWork } from './kernel/unit-of-work.ts'
import { createAccount, type GivenOut, resetAccount } from './rights/accounts.ts'

/**
 * At the first start: an account for the director, with a one-time password that is printed once. Again where that was
 * never used and its time is over; null where somebody can get in. There is no password that comes with the product.
 */
export async function firstLogin(
  unitOfWork: UnitOfWork<Stores>,
  { directory, rulebook }: Ground,
  now: Date,
): Promise<GivenOut | null> {
  const director = directory.holders('director', directory.township().code)[0]?.person
  if (director === undefined) return null
  return unitOfWork.run(async (stores) => {
    const deps = { ...stores, directory, rulebook, now }
    const account = await stores.accounts.account(director)
    if (account === null) return createAccount(director, deps)
    if (account.disabledAt !== null) return null
    const known =
      (await stores.credentials.password(director)) !== null ||
      (await stores.seats.contactOf(director)) !== null
    const open = (await stores.accounts.list()).find(({ person }) => person === director)?.codeUntil ?? null
    return known || (open !== null && open > now) ? null : resetAccount(director, deps)
  })
}
