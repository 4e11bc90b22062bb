import type { MigrationInterface, QueryRunner } from 'typeorm'
import { forwardOnly } from './forward-only.ts'

/**
 * Private values lie sealed in the columns where they lay open; the running product seals what was there before, a batch
 * at a time. Which keys this database knows stands in `sealing_keys`, never a key itself. The telephone of a caller
 * is found by a keyed digest.
 */
export class SealedValues1795300000030 implements MigrationInterface {
  readonly down = forwardOnly

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE sealing_keys (
        id text PRIMARY KEY,
        proof text NOT NULL,
        since timestamptz NOT NULL
      );

      ALTER TABLE callers ADD COLUMN phone_digest text;
      CREATE INDEX callers_phone ON callers (phone_digest) WHERE phone_digest IS NOT NULL;

      ALTER TABLE left_out_speakers ADD COLUMN name_digest text;
      DROP INDEX left_out_speakers_name;
      CREATE INDEX left_out_speakers_name ON left_out_speakers (name_digest);
    `)
  }
}
