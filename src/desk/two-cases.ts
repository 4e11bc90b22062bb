import { mergeCases } from '../cases/merging.ts'
import type { Moved } from '../cases/moving.ts'
import { requireRight } from '../cases/lifecycle.ts'
import type { Ground } from '../grid/ground.ts'
import { Refusal } from '../kernel/errors.ts'
import { missing } from '../wording/desk.ts'
import { whichToMerge } from '../wording/moves.ts'
import { actorOf } from './acting.ts'
import type { Command } from './command.ts'
import type { DeskStores } from './ports.ts'
import type { Order } from './town/answer.ts'
import { casesMeant, type Meant } from './which-case.ts'

/**
 * “并入 7 3” is case 7 into 3, “并入 5 7 3” both into 3, and “并入 3” behind a quoted notice that notice's case: the
 * number of the other case is taken out of the numbers. Any other command comes back as it is.
 */
export function asMerge(command: Command, quotes: boolean): Command {
  if (command.name !== 'merge') return command
  const into = command.numbers.at(-1)
  const numbers = command.numbers.slice(0, -1)
  if (into === undefined || (numbers.length === 0 && !quotes))
    throw new Refusal('invalid', missing(whichToMerge()))
  return { ...command, numbers, rest: into }
}

/** 并入: the other case is found as any number is; both are locked together. */
export async function mergeByCommand(
  stores: DeskStores,
  { command, setting, now }: Order,
  { record }: Meant,
  code: string,
  ground: Ground,
): Promise<Moved> {
  const mover = { actor: actorOf(code, record, ground), door: 'chat' } as const
  requireRight(record, 'merge', mover, ground, now)
  const search = { ...command, numbers: [command.rest], rest: '' }
  const found = await casesMeant(search, { quote: null }, setting, stores.cases, ground, now)
  const into = found?.[0]?.record
  if (into === undefined) throw new Refusal('invalid', missing(whichToMerge()))
  return mergeCases(stores, { from: record.id, into: into.id }, mover, ground, now)
}
