import type { MigrationInterface, QueryRunner } from 'typeorm'
import { forwardOnly } from './forward-only.ts'

/** A case keeps what it waits for at the centre (10.1). */
export class CaseAsks1795300000007 implements MigrationInterface {
  readonly down = forwardOnly

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE cases ADD COLUMN asks jsonb NOT NULL DEFAULT '[]';
      ALTER TABLE cases ALTER COLUMN asks DROP DEFAULT;
      CREATE INDEX cases_asked ON cases (received_at) WHERE asks <> '[]'::jsonb;
    `)
  }
}
