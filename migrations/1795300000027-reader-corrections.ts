import type { MigrationInterface, QueryRunner } from 'typeorm'
import { forwardOnly } from './forward-only.ts'

/** What the centre said of readings, as examples to learn from; without private parts, erased with the person's words. */
export class ReaderCorrections1795300000027 implements MigrationInterface {
  readonly down = forwardOnly

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE reader_corrections (
        case_id text NOT NULL,
        move text NOT NULL,
        at timestamptz NOT NULL,
        post text NOT NULL,
        contact_id text NOT NULL,
        sources text[] NOT NULL,
        heard jsonb NOT NULL,
        read_as jsonb NOT NULL,
        meant jsonb NOT NULL,
        handler text,
        PRIMARY KEY (case_id, move)
      );
      CREATE INDEX reader_corrections_contact ON reader_corrections (contact_id);
    `)
  }
}
