import type { EntityManager } from 'typeorm'
import type { Whose } from '../../cases/person-traces.ts'
import { rowsOf, touched } from './rows.ts'
import { makeTownStore } from './towns.ts'

interface OfTown {
  /** Where the person lives or has reported, with the areas above. */
  areas: readonly string[]
  /** Names that are no resident's: staff, places, rooms, areas. */
  others: ReadonlySet<string>
}

/** What of the town in force tells where a person may stand written, and which names are not theirs. */
export async function townOf(
  manager: EntityManager,
  { key }: Whose,
  caseIds: readonly string[],
): Promise<OfTown> {
  const town = (await makeTownStore(manager).load())?.town
  if (town === undefined) return { areas: [], others: new Set() }
  const rows = await rowsOf<{ area: string | null; grid: string | null }>(
    manager,
    'SELECT DISTINCT area, grid FROM cases WHERE id = ANY($1::text[])',
    [[...caseIds]],
  )
  const sits = town.residents.find(({ code }) => code === key)?.rooms ?? []
  const found = new Set<string>()
  const add = (code: string | null): void => {
    if (code === null || found.has(code)) return
    found.add(code)
    add(town.areas.find((one) => one.code === code)?.parent ?? null)
  }
  for (const { area, grid } of rows) for (const code of [area, grid]) add(code)
  for (const room of town.rooms) if (sits.includes(room.code)) for (const code of room.areas) add(code)
  const said = [
    ...[...town.people, ...town.areas, ...town.rooms, ...town.organisations].map(({ name }) => name),
    ...town.places.flatMap(({ estate, road, landmark, aliases }) => [estate, road, landmark, ...aliases]),
    ...[town.name, town.bot.name, ...town.bot.aliases],
  ]
  return { areas: [...found], others: new Set(said.filter((name) => name !== null)) }
}

/** What revisions say of somebody goes, from every one of them; how many sayings that were. */
export const forgetInTown = (
  manager: EntityManager,
  { kind, code }: { kind: 'person' | 'resident'; code: string },
): Promise<number> =>
  touched(manager, 'DELETE FROM town_private WHERE kind = $1 AND subject = $2', [kind, code])

/**
 * What revisions say of this person goes, from every one of them; a revision without them follows, so that whoever works
 * by the town hears of it.
 */
export async function leaveTown(
  manager: EntityManager,
  who: { kind: 'person' | 'resident'; code: string },
  at: Date,
): Promise<void> {
  const store = makeTownStore(manager)
  await store.hold()
  const gone = await forgetInTown(manager, who)
  const left = gone === 0 ? null : await store.load()
  if (left !== null) await store.save(left.town, left.rules, 'erasure', at)
}
