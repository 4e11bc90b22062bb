import { parseArgs } from 'node:util'
import type { Clock } from '../../kernel/clock.ts'
import { reasonOf, Refusal, StartFault } from '../../kernel/errors.ts'
import { defaultRulebook } from '../../grid/rulebook.ts'
import type { TownStore } from '../../grid/ports.ts'
import type { AuditStore } from '../../rights/audit.ts'
import { scopes } from '../../rights/caller.ts'
import { createKey, type KeyStore, readScopes } from '../../rights/keys.ts'

/** What `npm run key` needs of the world. */
export interface KeyDoor {
  clock: Clock
  /** Standard output: only what is machine-readable. */
  out(text: string): void
  /** Standard error: everything for people. */
  err(text: string): void
  /** Opens the database for one piece of work, in one transaction. */
  withStores<T>(
    work: (stores: { keys: KeyStore; audit: AuditStore; town: Pick<TownStore, 'load'> }) => Promise<T>,
  ): Promise<T>
}

const usage = [
  'npm run key -- create --name <text> --scope <list> [--days <n>]   make a key and print it once; without --days it ends as late as the rules let one',
  'npm run key -- revoke <id>                                        end a key',
  'npm run key -- list                                               one line of JSON per key',
  `scopes, with commas between them: ${scopes.join(' ')}`,
].join('\n')

/** Who sits at the terminal is known to the machine, not to us. */
const atTerminal = {
  who: 'terminal',
  door: 'terminal',
  address: 'terminal',
  requestId: 'terminal',
  before: null,
} as const

/** Runs one call of `npm run key` and gives its exit code: 0 where it did what was asked, else 1 with the reason. */
export async function runKey(argv: readonly string[], door: KeyDoor): Promise<0 | 1> {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      options: { name: { type: 'string' }, scope: { type: 'string' }, days: { type: 'string' } },
      allowPositionals: true,
    })
    const [verb, id, ...rest] = positionals
    if (rest.length > 0) return complain(door, usage)
    if (verb === 'list' && id === undefined) return await list(door)
    if (verb === 'revoke' && id !== undefined) return await revoke(id, door)
    if (verb !== 'create' || id !== undefined || values.name === undefined || values.scope === undefined)
      return complain(door, usage)
    return await create({ name: values.name, scope: values.scope, days: values.days }, door)
  } catch (error) {
    const expected =
      error instanceof Refusal ||
      error instanceof StartFault ||
      (error instanceof TypeError && 'code' in error)
    return complain(door, expected ? reasonOf(error) : String(error instanceof Error ? error.stack : error))
  }
}

function complain(door: KeyDoor, sentence: string): 1 {
  door.err(sentence)
  return 1
}

/** The key alone on standard output; what it is for beside it. */
async function create(
  wish: { name: string; scope: string; days: string | undefined },
  door: KeyDoor,
): Promise<0 | 1> {
  if (wish.days !== undefined && !/^[1-9]\d{0,4}$/u.test(wish.days))
    return complain(door, '--days must be a whole number from 1 to 99999.')
  const now = door.clock.now()
  const { key, shown } = await door.withStores(async (stores) => {
    const { approvals } = (await stores.town.load())?.rules ?? defaultRulebook
    // No key without an end (9.7): where none is said, as long as the director could approve one.
    const days = wish.days === undefined ? approvals.longestDays : Number(wish.days)
    const made = await createKey(
      stores.keys,
      { name: wish.name, scopes: readScopes(wish.scope), days, by: 'terminal' },
      now,
    )
    const after = { name: made.key.name, scopes: made.key.scopes }
    await stores.audit.add({ ...atTerminal, at: now, action: 'key.created', subject: made.key.id, after })
    return made
  })
  door.out(shown)
  const until = key.endsAt === null ? 'until it is revoked' : `until ${key.endsAt.toISOString()}`
  door.err(`Key ${key.id} for ${key.name} (${key.scopes.join(' ')}), ${until}. It is shown this once.`)
  return 0
}

async function revoke(id: string, door: KeyDoor): Promise<0 | 1> {
  const now = door.clock.now()
  const done = await door.withStores(async (stores) => {
    if (!(await stores.keys.revoke(id, now))) return false
    await stores.audit.add({ ...atTerminal, at: now, action: 'key.revoked', subject: id, after: null })
    return true
  })
  if (!done) return complain(door, `There is no key ${id} in use.`)
  door.err(`The key ${id} is revoked.`)
  return 0
}

async function list(door: KeyDoor): Promise<0> {
  const now = door.clock.now()
  for (const { digest: _digest, ...key } of await door.withStores(({ keys }) => keys.list())) {
    const over = key.endsAt !== null && key.endsAt <= now
    door.out(
      JSON.stringify({ ...key, state: key.revokedAt !== null ? 'revoked' : over ? 'expired' : 'in use' }),
    )
  }
  return 0
}
