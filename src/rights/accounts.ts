import type { Directory } from '../grid/directory.ts'
import type { SeatStore } from '../grid/ports.ts'
import type { Rulebook } from '../grid/rulebook.ts'
import { addHours } from '../kernel/clock.ts'
import { Refusal } from '../kernel/errors.ts'
import { isCode, makeCode, plainCode, selectorOf } from './access-code.ts'
import type { AccountStore, IssuedCode } from './ports.ts'

export interface AccountDeps {
  accounts: AccountStore
  seats: SeatStore
  directory: Pick<Directory, 'person'>
  rulebook: Pick<Rulebook, 'accounts'>
  now: Date
}

/** What whoever gives the code out is shown, once. */
export interface GivenOut {
  person: string
  name: string
  code: string
  expiresAt: Date
}

function personOf(code: string, { directory }: AccountDeps): { code: string; name: string } {
  const person = directory.person(code)
  if (person === null) throw new Refusal('not_found', `没有代码为“${code}”的工作人员。`)
  return person
}

async function giveOut(person: { code: string; name: string }, deps: AccountDeps): Promise<GivenOut> {
  const expiresAt = addHours(deps.now, deps.rulebook.accounts.codeHours)
  for (;;) {
    const { shown, kept } = await makeCode(person.code, deps.now, expiresAt)
    if (await deps.accounts.issue(kept))
      return { person: person.code, name: person.name, code: shown, expiresAt }
  }
}

/** 1.5: an account for a person of the town, with its first one-time code. Refuses one who has an account in use. */
export async function createAccount(code: string, deps: AccountDeps): Promise<GivenOut> {
  const person = personOf(code, deps)
  const known = await deps.accounts.account(code)
  if (known !== null && known.disabledAt === null)
    throw new Refusal('conflict', `${person.name}已经有账号了，要新的登录码请用 reset。`)
  await deps.accounts.open(code, deps.now)
  return giveOut(person, deps)
}

/** A new code in place of the last; the chat account stays tied until the new code is said from another (1.5). */
export async function resetAccount(code: string, deps: AccountDeps): Promise<GivenOut> {
  const person = personOf(code, deps)
  const known = await deps.accounts.account(code)
  if (known?.disabledAt !== null)
    throw new Refusal('wrong_state', `${person.name}没有在用的账号，请先用 create。`)
  return giveOut(person, deps)
}

/** Ends account and code, and unties the chat account. Works for somebody who has left the town's file as well. */
export async function disableAccount(
  code: string,
  deps: Omit<AccountDeps, 'directory' | 'rulebook'>,
): Promise<void> {
  const known = await deps.accounts.account(code)
  const tied = await deps.seats.contactOf(code)
  if (known === null && tied === null) throw new Refusal('not_found', `“${code}”没有账号。`)
  if (known === null) await deps.accounts.open(code, deps.now)
  await deps.accounts.disable(code, deps.now)
  await deps.seats.untie(code)
}

/** The code that these typed signs are, where it was given out, has not ended and its time is not over. */
export async function findCode(
  typed: string,
  accounts: Pick<AccountStore, 'openCode'>,
  now: Date,
): Promise<IssuedCode | null> {
  const code = plainCode(typed)
  const kept = code === null ? null : await accounts.openCode(selectorOf(code))
  if (code === null || kept === null || kept.expiresAt <= now) return null
  return (await isCode(code, kept)) ? kept : null
}
