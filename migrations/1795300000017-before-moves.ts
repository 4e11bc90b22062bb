import type { MigrationInterface, QueryRunner } from 'typeorm'
import { forwardOnly } from './forward-only.ts'

/** How a case stood before a person moved it, kept as long as that can be taken back (2.4). */
export class BeforeMoves1795300000017 implements MigrationInterface {
  readonly down = forwardOnly

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE before_moves (
        event_id text PRIMARY KEY CONSTRAINT before_moves_event REFERENCES case_events (id),
        record jsonb NOT NULL,
        moved_by text NOT NULL,
        moved_at timestamptz NOT NULL
      );
      CREATE INDEX before_moves_by ON before_moves (moved_by, moved_at);
      CREATE INDEX before_moves_at ON before_moves (moved_at);
    `)
  }
}
