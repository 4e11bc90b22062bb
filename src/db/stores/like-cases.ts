import type { EntityManager } from 'typeorm'
import { ended } from '../../cases/case.ts'
import type { LikeSearch } from '../../cases/ports.ts'
import { letterPairs } from '../../cases/word-overlap.ts'
import { clean } from './clean.ts'
import { rowsOf, touched } from './rows.ts'

/** Spelled as in the index, so that the planner sees that it holds all of them. */
const open = `c.state NOT IN (${[...ended].map((state) => `'${state}'`).join(', ')})`

const rarest = 8
const ofOneBranch = 200

/** Keeps the letter pairs of a case's words beside it. */
export async function keepPairs(manager: EntityManager, caseId: string, words: string): Promise<void> {
  await touched(manager, 'UPDATE cases SET word_pairs = array_to_tsvector($2::text[]) WHERE id = $1', [
    caseId,
    [...letterPairs(clean(words))],
  ])
}

const commonSql = `
  SELECT pair, often FROM (
    SELECT unnest(most_common_elems::text::text[]) AS pair, unnest(most_common_elem_freqs) AS often
    FROM pg_stats WHERE schemaname = current_schema() AND tablename = 'cases' AND attname = 'word_pairs'
  ) AS common WHERE pair = ANY($1::text[])`

/** The letter pairs that fewest cases have, by the statistics that PostgreSQL keeps of the column anyway. */
async function rarestPairs(manager: EntityManager, words: string): Promise<readonly string[]> {
  const pairs = [...letterPairs(clean(words))]
  if (pairs.length <= rarest) return pairs
  const common = await rowsOf<{ pair: string; often: number }>(manager, commonSql, [pairs])
  const often = new Map(common.map((one) => [one.pair, one.often]))
  return pairs.toSorted((a, b) => (often.get(a) ?? 0) - (often.get(b) ?? 0)).slice(0, rarest)
}

const quoted = (pair: string): string => `'${pair.replaceAll(/['\\]/gu, '$&$&')}'`

/** Not dispatched yet, a case has no grid, and may have neither area nor room: then the caller looks closer. */
const near = `(c.grid = ANY($2::text[]) OR (c.grid IS NULL AND (c.area = ANY($2::text[])
  OR (c.area IS NULL AND (c.room = ANY($3::text[]) OR c.room IS NULL)))))`

const columns = `c.id, c.received_at, c.category = $4 AS leaf, c.place->>'building' = $5 AS house,
  EXISTS (SELECT 1 FROM case_reporters r WHERE r.case_id = c.id AND r.key = $6) AS own,
  ts_rank(coalesce(c.word_pairs, ''::tsvector), $7::tsquery) AS alike`

const searchSql = `
  SELECT id FROM (
    (SELECT ${columns} FROM cases c
     WHERE c.category = $4 AND c.received_at >= $1 AND ${open} AND NOT c.confidential AND ${near}
     ORDER BY c.received_at DESC LIMIT ${String(ofOneBranch)})
    UNION
    (SELECT ${columns} FROM cases c
     WHERE c.word_pairs @@ $7::tsquery AND c.received_at >= $1 AND ${open} AND NOT c.confidential AND ${near}
     LIMIT ${String(ofOneBranch)})
  ) AS found
  ORDER BY own DESC, leaf AND coalesce(house, false) DESC, alike DESC, leaf DESC, received_at DESC, id DESC LIMIT $8`

/** The ids of the cases most like a search, the likeliest first. */
export async function likeCases(manager: EntityManager, search: LikeSearch): Promise<readonly string[]> {
  const pairs = await rarestPairs(manager, search.words)
  const rows = await rowsOf<{ id: string }>(manager, searchSql, [
    search.receivedSince,
    [...search.areas],
    [...search.rooms],
    search.category,
    search.building,
    search.reporter,
    pairs.map(quoted).join(' | '),
    search.most,
  ])
  return rows.map((row) => row.id)
}
