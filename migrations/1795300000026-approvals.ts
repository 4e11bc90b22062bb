import type { MigrationInterface, QueryRunner } from 'typeorm'
import { forwardOnly } from './forward-only.ts'

/** 9.7: exports with private data, keys, webhooks and model endpoints need the director's word, with purpose and end. */
export class Approvals1795300000026 implements MigrationInterface {
  readonly down = forwardOnly

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE approvals (
        id text PRIMARY KEY,
        kind text NOT NULL,
        facts jsonb NOT NULL,
        purpose text NOT NULL,
        asked_by text NOT NULL,
        asked_at timestamptz NOT NULL,
        until_at timestamptz NOT NULL,
        state text NOT NULL,
        decided_by text,
        decided_at timestamptz,
        words text,
        used_at timestamptz,
        version integer NOT NULL
      );
      CREATE INDEX approvals_asked ON approvals (asked_at);
      CREATE INDEX approvals_asker ON approvals (asked_by, asked_at);
    `)
  }
}
