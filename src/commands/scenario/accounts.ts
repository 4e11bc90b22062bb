import { watchTown } from '../../grid/in-force.ts'
import { Refusal } from '../../kernel/errors.ts'
import { silentLog } from '../../kernel/log.ts'
import { createAccount, disableAccount, resetAccount } from '../../rights/accounts.ts'
import type { Memory } from './checks.ts'
import type { Step } from './scenario-file.ts'
import type { Stage } from './stage.ts'

/** The step `account`: what `npm run account` does beside the running product; remembers the code under `as`. */
export async function changeAccount(
  step: Extract<Step, { account: unknown }>['account'],
  { stores, now }: Pick<Stage, 'stores' | 'now'>,
  memory: Memory,
): Promise<string | null> {
  const town = await stores.town.load()
  if (town === null) return 'there is no town'
  const deps = { ...stores, ...watchTown(stores.town, town, silentLog).ground(), now: await now() }
  try {
    if (step.disable !== undefined) {
      await disableAccount(step.disable, deps)
      return null
    }
    const given =
      step.create === undefined
        ? await resetAccount(step.reset ?? '', deps)
        : await createAccount(step.create, deps)
    if (step.as !== undefined) memory.codes.set(step.as, given.code)
    return null
  } catch (error) {
    if (error instanceof Refusal) return `refused: ${error.message}`
    throw error
  }
}
