import type { EntityManager } from 'typeorm'
import type { Spot } from '../../kernel/sealing.ts'
import { sealingOf, sealText } from '../sealing.ts'
import { cleanText } from './clean.ts'
import { noticeSpot } from './office-spots.ts'
import { rowsOf, touched } from './rows.ts'

/** A sealed text column: `sql` gives `key` and `value` of the rows to look through, `update` takes key and text. */
export interface SealedWords {
  sql: string
  update: string
  spot(key: string): Spot
}

interface Kept {
  key: string
  value: string
}

/** Opens the texts, writes back what `rewrite` changes, sealed for the same row; returns how many. Inside a transaction. */
export async function rewriteWords(
  manager: EntityManager,
  { sql, update, spot }: SealedWords,
  values: readonly unknown[],
  rewrite: (text: string) => string,
): Promise<number> {
  const sealing = sealingOf(manager)
  let changed = 0
  for (const { key, value } of await rowsOf<Kept>(manager, sql, [...values])) {
    const before = sealing.open(value, spot(key))
    const after = rewrite(before)
    if (after === before) continue
    await touched(manager, update, [key, sealText(sealing, cleanText(after), spot(key))])
    changed += 1
  }
  return changed
}

const noticeWords = (['text', 'brief'] as const).map((column): SealedWords => ({
  // What was said together with others lies in a notice of no case of its own.
  sql: `SELECT id AS key, ${column} AS value FROM outbox WHERE ${column} IS NOT NULL AND (case_id = ANY($1::text[])
      OR dedupe_key IN (SELECT said_in FROM outbox WHERE case_id = ANY($1::text[]) AND said_in IS NOT NULL)) FOR UPDATE`,
  update: `UPDATE outbox SET ${column} = $2 WHERE id = $1`,
  spot: (key) => noticeSpot(column, key),
}))

/** Every notice about these cases, said by itself or together with others, or not said yet. */
export async function rewriteNotices(
  manager: EntityManager,
  caseIds: readonly string[],
  rewrite: (text: string) => string,
): Promise<number> {
  let changed = 0
  for (const column of noticeWords) changed += await rewriteWords(manager, column, [[...caseIds]], rewrite)
  return changed
}
