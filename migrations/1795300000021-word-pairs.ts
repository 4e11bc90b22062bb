import type { MigrationInterface, QueryRunner } from 'typeorm'
import { forwardOnly } from './forward-only.ts'

/**
 * The letter pairs of a case's words, so that a case told in like words is found among all that are open (8.6). They are
 * made by the application: PostgreSQL cuts no Chinese. Cases of before this stay without, and are found by leaf and place.
 */
export class WordPairs1795300000021 implements MigrationInterface {
  readonly down = forwardOnly

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE cases ADD COLUMN word_pairs tsvector;
      CREATE INDEX cases_word_pairs ON cases USING gin (word_pairs)
        WHERE state NOT IN ('closed', 'dismissed', 'refused', 'merged', 'withdrawn');
    `)
  }
}
