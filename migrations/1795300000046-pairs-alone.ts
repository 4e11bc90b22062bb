import type { MigrationInterface, QueryRunner } from 'typeorm'
import { forwardOnly } from './forward-only.ts'

/**
 * The index of letter pairs serves those who look for pairs, and nobody else: by its old words it also held all cases under
 * way, and was walked from end to end, 1 ms each, for whoever asked for some of them.
 */
export class PairsAlone1795300000046 implements MigrationInterface {
  readonly down = forwardOnly

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX cases_word_pairs')
    await runner.query(
      `CREATE INDEX cases_word_pairs ON cases USING gin (word_pairs)
       WHERE word_pairs IS NOT NULL AND state NOT IN ('closed', 'dismissed', 'refused', 'merged', 'withdrawn')`,
    )
  }
}
