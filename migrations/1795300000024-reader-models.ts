import type { MigrationInterface, QueryRunner } from 'typeorm'
import { forwardOnly } from './forward-only.ts'

/** Models learnt from corrections, and who or what decided which one is in use; shared by all instances. */
export class ReaderModels1795300000024 implements MigrationInterface {
  readonly down = forwardOnly

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE reader_models (
        name text PRIMARY KEY,
        made_at timestamptz NOT NULL,
        before text,
        learnt text[] NOT NULL,
        beside text NOT NULL,
        bytes bytea NOT NULL
      );

      CREATE TABLE reader_decisions (
        id bigserial PRIMARY KEY,
        run text NOT NULL,
        at timestamptz NOT NULL,
        who text NOT NULL,
        outcome text NOT NULL,
        model text,
        before text,
        why_not text,
        corrections integer NOT NULL,
        learnt_from text NOT NULL,
        figures jsonb
      );
      CREATE UNIQUE INDEX reader_decisions_run ON reader_decisions (run);
    `)
  }
}
