import type { EntityManager } from 'typeorm'
import type { SavedFilter, SavedFilterStore } from '../../rights/saved-filters.ts'
import { jsonText } from './clean.ts'
import { firstOf, rowsOf, touched } from './rows.ts'

const columns = 'id, person, name, query, version, made_at AS "madeAt", changed_at AS "changedAt"'

export const makeSavedFilterStore = (manager: EntityManager): SavedFilterStore => ({
  ofPerson: (person) =>
    rowsOf<SavedFilter>(manager, `SELECT ${columns} FROM saved_filters WHERE person = $1 ORDER BY name`, [
      person,
    ]),
  byId: (person, id) =>
    firstOf<SavedFilter>(manager, `SELECT ${columns} FROM saved_filters WHERE person = $1 AND id = $2`, [
      person,
      id,
    ]),
  async add({ id, person, name, query, version, madeAt, changedAt }) {
    const added = await rowsOf(
      manager,
      `INSERT INTO saved_filters (id, person, name, query, version, made_at, changed_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (person, name) DO NOTHING RETURNING id`,
      [id, person, name, jsonText(query), version, madeAt, changedAt],
    )
    return added.length > 0
  },
  async change({ id, person, name, query, version, changedAt }) {
    const count = await touched(
      manager,
      `UPDATE saved_filters f SET name = $3, query = $4, version = $5, changed_at = $6
       WHERE f.person = $1 AND f.id = $2 AND f.version = $5 - 1
         AND NOT EXISTS (SELECT 1 FROM saved_filters o WHERE o.person = $1 AND o.name = $3 AND o.id <> $2)`,
      [person, id, name, jsonText(query), version, changedAt],
    )
    return count === 1
  },
  async remove(person, id) {
    await touched(manager, 'DELETE FROM saved_filters WHERE person = $1 AND id = $2', [person, id])
  },
})
