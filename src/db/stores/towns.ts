import type { EntityManager } from 'typeorm'
import type { RulesToCome, TownBooks, TownInForce, TownRevision, TownStore } from '../../grid/ports.ts'
import { rulebookSchema } from '../../grid/rulebook.ts'
import type { TownData } from '../../grid/town.ts'
import { instant } from '../../kernel/clock.ts'
import { clean, jsonText } from './clean.ts'
import { firstOf, rowsOf, touched } from './rows.ts'
import { putAside, type StoredPerson, type StoredResident, withPrivate } from './town-private.ts'

/** Of nothing else: whoever changes the town takes turns. */
const townLock = 7_312_026

/** jsonb keeps instants as text; these are the places where a town has them. */
type StoredTown = Omit<TownData, 'roster' | 'absences' | 'people' | 'residents'> & {
  people: readonly StoredPerson[]
  residents: readonly StoredResident[]
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

const townOf = async (manager: EntityManager, stored: StoredTown): Promise<TownData> => ({
  ...(await withPrivate(manager, stored)),
  roster: stored.roster.map(revive),
  absences: stored.absences.map(revive),
})

interface StoredRevision {
  revision: number
  town: StoredTown
  rules: unknown
}

/** Rules saved before a key was added take its default. */
async function readRevision(manager: EntityManager, row: StoredRevision | null): Promise<TownInForce | null> {
  if (row === null) return null
  const { revision, town, rules } = row
  return { town: await townOf(manager, town), rules: rulebookSchema.parse(rules), revision }
}

const lastSql = 'SELECT revision, town, rules FROM town_revisions ORDER BY revision DESC LIMIT 1'

/** One statement: what lies beside a revision is never there without it. */
const saveSql = `
  WITH aside AS (
    INSERT INTO town_private (id, kind, subject, value)
    SELECT * FROM unnest($5::text[], $6::text[], $7::text[], $8::text[])
  )
  INSERT INTO town_revisions (town, rules, saved_by, saved_at, changed)
  SELECT $1::jsonb, $2::jsonb, $3, $4,
    CASE WHEN last.town IS NULL THEN '{}' ELSE
      ARRAY(SELECT key FROM jsonb_each($1::jsonb) AS part (key, value)
            WHERE last.town -> part.key IS DISTINCT FROM part.value ORDER BY key)
      || CASE WHEN last.rules IS DISTINCT FROM $2::jsonb THEN ARRAY['rules'] ELSE '{}' END
    END
  FROM (SELECT 1) AS one
    LEFT JOIN LATERAL (SELECT town, rules FROM town_revisions ORDER BY revision DESC LIMIT 1) AS last ON true
  RETURNING revision`

export function makeTownStore(manager: EntityManager): TownStore {
  return {
    async load(): Promise<TownInForce | null> {
      return readRevision(manager, await firstOf<StoredRevision>(manager, lastSql))
    },

    async latest() {
      const sql = 'SELECT max(revision) AS revision FROM town_revisions'
      return (await firstOf<{ revision: number | null }>(manager, sql))?.revision ?? null
    },

    async hold() {
      await firstOf(manager, 'SELECT pg_advisory_xact_lock($1)', [townLock])
    },

    async save(town, rules, by, at) {
      const last = await firstOf<StoredRevision>(manager, lastSql)
      const { stored, added } = await putAside(manager, clean(town), last?.town ?? null)
      const row = await firstOf<{ revision: number }>(manager, saveSql, [
        ...[jsonText(stored), jsonText(rules), by, at],
        ...(['id', 'kind', 'subject', 'value'] as const).map((column) => added.map((one) => one[column])),
      ])
      if (row === null) throw new Error('the town was not saved')
      return row.revision
    },
  }
}

const toComeColumns = `id, rules, categories, from_at AS "from", asked_by AS "askedBy", asked_at AS "askedAt", state, why,
  revision, version`

export const makeTownBooks = (manager: EntityManager): TownBooks => ({
  history: (sections, before, most) =>
    rowsOf<TownRevision>(
      manager,
      `SELECT revision, saved_by AS "by", saved_at AS "at", changed FROM town_revisions
       WHERE (changed && $1::text[] OR revision = (SELECT min(revision) FROM town_revisions))
         AND ($2::int IS NULL OR revision < $2)
       ORDER BY revision DESC LIMIT $3`,
      [[...sections], before, most],
    ),
  revision: async (revision) =>
    readRevision(
      manager,
      await firstOf<StoredRevision>(
        manager,
        'SELECT revision, town, rules FROM town_revisions WHERE revision = $1',
        [revision],
      ),
    ),
  before: async (revision) =>
    readRevision(
      manager,
      await firstOf<StoredRevision>(
        manager,
        'SELECT revision, town, rules FROM town_revisions WHERE revision < $1 ORDER BY revision DESC LIMIT 1',
        [revision],
      ),
    ),
  async addToCome(one) {
    await firstOf(
      manager,
      `INSERT INTO rules_to_come (id, rules, categories, from_at, asked_by, asked_at, state, why, revision, version)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        ...[one.id, one.rules === null ? null : jsonText(one.rules)],
        ...[one.categories === null ? null : jsonText(one.categories), one.from, one.askedBy, one.askedAt],
        ...[one.state, one.why, one.revision, one.version],
      ],
    )
  },
  toCome: (id) =>
    firstOf<RulesToCome>(manager, `SELECT ${toComeColumns} FROM rules_to_come WHERE id = $1 FOR UPDATE`, [
      id,
    ]),
  waiting: () =>
    rowsOf<RulesToCome>(
      manager,
      `SELECT ${toComeColumns} FROM rules_to_come WHERE state = 'waiting' ORDER BY from_at, id`,
    ),
  saveToCome: async ({ id, state, why, revision, version }) =>
    (await touched(
      manager,
      `UPDATE rules_to_come SET state = $3, why = $4, revision = $5, version = version + 1
       WHERE id = $1 AND version = $2`,
      [id, version, state, why, revision],
    )) === 1,
})
