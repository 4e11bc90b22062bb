import { parseArgs } from 'node:util'
import { watchTown } from '../../grid/in-force.ts'
import type { SeatStore, TownStore } from '../../grid/ports.ts'
import type { Ground } from '../../grid/ground.ts'
import type { Clock } from '../../kernel/clock.ts'
import { reasonOf, Refusal, type RefusalCode, StartFault } from '../../kernel/errors.ts'
import { silentLog } from '../../kernel/log.ts'
import { createAccount, disableAccount, type GivenOut, resetAccount } from '../../rights/accounts.ts'
import type { AccountStore } from '../../rights/ports.ts'
import { writtenTime } from '../../grid/written-time.ts'

export interface AccountStores {
  accounts: AccountStore
  seats: SeatStore
  town: Pick<TownStore, 'load' | 'latest'>
}

/** What `npm run account` needs of the world. */
export interface AccountDoor {
  clock: Clock
  /** Standard output: only what is machine-readable. */
  out(text: string): void
  /** Standard error: everything for people. */
  err(text: string): void
  /** Opens the database for one piece of work, in one transaction. */
  withStores<T>(work: (stores: AccountStores) => Promise<T>): Promise<T>
}

const usage = [
  'npm run account -- create --person <code>    make a staff account and print its one-time code',
  'npm run account -- reset --person <code>     print a new one-time code; the old one ends',
  'npm run account -- disable --person <code>   end the account and untie its chat account',
  'npm run account -- list                      one line of JSON per account',
].join('\n')

const verbs = { create: createAccount, reset: resetAccount } as const

/** The reason at the terminal, in its language; the chat and the pages say the refusal's own sentence. */
const refused: Readonly<Record<RefusalCode, (person: string) => string>> = {
  not_found: (person) => `${person} is no person of the town and has no account.`,
  conflict: (person) => `${person} has an account already; "reset" gives a new code.`,
  wrong_state: (person) => `${person} has no account in use; "create" makes one.`,
  invalid: (person) => `${person} is no code of a person.`,
  forbidden: (person) => `Nobody may do that for ${person}.`,
}

/** Runs one call of `npm run account` and gives its exit code: 0 where it did what was asked, else 1 with the reason. */
export async function runAccount(argv: readonly string[], door: AccountDoor): Promise<0 | 1> {
  let person: string | undefined
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      options: { person: { type: 'string' } },
      allowPositionals: true,
    })
    person = values.person
    const [verb, ...rest] = positionals
    if (rest.length > 0) return complain(door, usage)
    if (verb === 'list' && person === undefined) return await list(door)
    if (person === undefined || person === '') return complain(door, usage)
    if (verb === 'create' || verb === 'reset') return await giveOut(verb, person, door)
    if (verb === 'disable') return await disable(person, door)
    return complain(door, usage)
  } catch (error) {
    if (error instanceof Refusal) return complain(door, refused[error.code](person ?? ''))
    const expected = error instanceof StartFault || (error instanceof TypeError && 'code' in error)
    return complain(door, expected ? reasonOf(error) : String(error instanceof Error ? error.stack : error))
  }
}

function complain(door: AccountDoor, sentence: string): 1 {
  door.err(sentence)
  return 1
}

async function groundOf(stores: AccountStores): Promise<Ground> {
  const town = await stores.town.load()
  if (town === null)
    throw new StartFault('No town is in force yet; start the product or import a town first.')
  return watchTown(stores.town, town, silentLog).ground()
}

/** The code alone on standard output; for whom it is, until when, and what to do with it beside it. */
async function giveOut(verb: keyof typeof verbs, person: string, door: AccountDoor): Promise<0> {
  const { given, zone } = await door.withStores(async (stores) => {
    const { directory, rulebook, calendar } = await groundOf(stores)
    const now = door.clock.now()
    const made: GivenOut = await verbs[verb](person, { ...stores, directory, rulebook, now })
    return { given: made, zone: calendar.zone }
  })
  door.out(given.code)
  door.err(
    `For ${given.name} (${given.person}), once, until ${writtenTime(given.expiresAt, zone)}. ` +
      `To be sent to the bot in a private talk: 登录 ${given.code}`,
  )
  return 0
}

async function disable(person: string, door: AccountDoor): Promise<0> {
  await door.withStores((stores) => disableAccount(person, { ...stores, now: door.clock.now() }))
  door.err(`The account of ${person} is disabled and its chat account untied.`)
  return 0
}

async function list(door: AccountDoor): Promise<0> {
  const lines = await door.withStores(async (stores) => {
    const { directory } = await groundOf(stores)
    const now = door.clock.now()
    const shown: object[] = []
    for (const { person, createdAt, disabledAt, codeUntil } of await stores.accounts.list())
      shown.push({
        person,
        name: directory.nameOf(person),
        tied: (await stores.seats.contactOf(person)) !== null,
        code: codeUntil === null ? 'none' : codeUntil > now ? 'open' : 'expired',
        createdAt,
        disabledAt,
      })
    return shown
  })
  for (const line of lines) door.out(JSON.stringify(line))
  return 0
}
