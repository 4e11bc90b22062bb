import type { MigrationInterface, QueryRunner } from 'typeorm'
import { forwardOnly } from './forward-only.ts'

/** Which parts each revision of the town changed, and rules that are to come into force later. */
export class TownHistory1795300000032 implements MigrationInterface {
  readonly down = forwardOnly

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE town_revisions ADD COLUMN changed text[] NOT NULL DEFAULT '{}';
      CREATE TABLE rules_to_come (
        id text PRIMARY KEY,
        rules jsonb,
        categories jsonb,
        from_at timestamptz NOT NULL,
        asked_by text NOT NULL,
        asked_at timestamptz NOT NULL,
        state text NOT NULL,
        why text,
        revision integer,
        version integer NOT NULL
      );
      CREATE INDEX rules_to_come_from ON rules_to_come (from_at);
    `)
  }
}
