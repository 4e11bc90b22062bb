import type { EntityManager } from 'typeorm'
import type { TownInForce, TownStore } from '../../grid/ports.ts'
import { rulebookSchema } from '../../grid/rulebook.ts'
import type { TownData } from '../../grid/town.ts'
import { instant } from '../../kernel/clock.ts'
import { jsonText } from './clean.ts'
import { firstOf } from './rows.ts'

/** jsonb keeps instants as text; these are the places where a town has them. */
type StoredTown = Omit<TownData, 'roster' | 'absences'> & {
  roster: readonly (Omit<TownData['roster'][number], 'from' | 'to'> & { from: string; to: string })[]
  absences: readonly (Omit<TownData['absences'][number], 'from' | 'to'> & { from: string; to: string })[]
}

const revive = <Stretch extends { from: string; to: string }>(
  stretch: Stretch,
): Omit<Stretch, 'from' | 'to'> & { from: Date; to: Date } => ({
  ...stretch,
  from: instant(stretch.from),
  to: instant(stretch.to),
})

const townOf = (stored: StoredTown): TownData => ({
  ...stored,
  roster: stored.roster.map(revive),
  absences: stored.absences.map(revive),
})

export function makeTownStore(manager: EntityManager): TownStore {
  return {
    async load(): Promise<TownInForce | null> {
      const row = await firstOf<{ revision: number; town: StoredTown; rules: unknown }>(
        manager,
        'SELECT revision, town, rules FROM town_revisions ORDER BY revision DESC LIMIT 1',
      )
      if (row === null) return null
      // Rules saved before a key was added take its default.
      return { town: townOf(row.town), rules: rulebookSchema.parse(row.rules), revision: row.revision }
    },

    async save(town, rules, by, at) {
      const row = await firstOf<{ revision: number }>(
        manager,
        `INSERT INTO town_revisions (town, rules, saved_by, saved_at) VALUES ($1, $2, $3, $4) RETURNING revision`,
        [jsonText(town), jsonText(rules), by, at],
      )
      if (row === null) throw new Error('the town was not saved')
      return row.revision
    },
  }
}
