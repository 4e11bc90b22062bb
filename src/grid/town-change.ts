import { isDeepStrictEqual } from 'node:util'
import { Refusal } from '../kernel/errors.ts'
import { checkTown } from './check-town.ts'
import { type Fault, faultSaid, inForce } from './faults.ts'
import type { TownInForce, TownStore } from './ports.ts'
import type { Rulebook } from './rulebook.ts'
import type { TownData } from './town.ts'

/** What becomes of the town: only what is named changes. A Refusal undoes everything. */
export type TownEdit = (current: TownInForce) => { town?: TownData; rules?: Rulebook }

export interface TownChanged {
  before: TownInForce
  after: TownInForce
  /** False where nothing is new. */
  saved: boolean
  /** What is to be told and was not so before. */
  warnings: readonly string[]
}

const aside = '（现行设置）'
const said = (fault: Fault): string =>
  (fault.line === null && fault.file === inForce.file ? fault.says : faultSaid(fault)).replaceAll(aside, '')

/** The refusal of a town with faults: the first as its sentence, all of them beside it. */
export function refusalOf(faults: readonly Fault[]): Refusal {
  const lines = faults.map((fault) => ({ path: fault.field ?? '', message: said(fault) }))
  const more = lines.length > 1 ? `（共${String(lines.length)}处）` : ''
  return new Refusal('invalid', `${lines[0]?.message ?? '这样不行'}${more}。`, { faults: lines })
}

function check({ town, rules }: Pick<TownInForce, 'town' | 'rules'>): ReturnType<typeof checkTown> {
  const spot = () => inForce
  return checkTown({ town, rules, spot, rulesSpot: spot, unread: () => new Set() })
}

/**
 * Every change of the town by a hand: one at a time, held against section 1 as a whole, and saved as the next revision.
 * A town with a fault is refused with every fault in Chinese, and nothing changes. Run it in a unit of work.
 */
export async function changeTown(
  store: Pick<TownStore, 'hold' | 'load' | 'save'>,
  edit: TownEdit,
  by: string,
  at: Date,
): Promise<TownChanged> {
  await store.hold()
  const before = await store.load()
  if (before === null) throw new Refusal('wrong_state', '还没有镇的设置。')
  const next = { town: before.town, rules: before.rules, ...edit(before) }
  if (isDeepStrictEqual([next.town, next.rules], [before.town, before.rules]))
    return { before, after: before, saved: false, warnings: [] }
  const { faults, warnings } = check(next)
  if (faults.length > 0) throw refusalOf(faults)
  const known = new Set(check(before).warnings.map(said))
  const revision = await store.save(next.town, next.rules, by, at)
  return {
    ...{ before, after: { ...next, revision }, saved: true },
    warnings: warnings.map(said).filter((line) => !known.has(line)),
  }
}
