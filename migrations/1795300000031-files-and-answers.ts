import type { MigrationInterface, QueryRunner } from 'typeorm'
import { forwardOnly } from './forward-only.ts'

/**
 * Pictures that staff bring to a case at the pages (their bytes lie with the attachments), answers to enquiries that the
 * director has approved, and how a hot spot was settled (8.7).
 */
export class FilesAndAnswers1795300000031 implements MigrationInterface {
  readonly down = forwardOnly

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE uploads (
        id text PRIMARY KEY,
        case_id text NOT NULL CONSTRAINT uploads_case REFERENCES cases (id),
        person text NOT NULL,
        kind text NOT NULL,
        name text NOT NULL,
        media_type text NOT NULL,
        size integer NOT NULL,
        uploaded_at timestamptz NOT NULL
      );
      CREATE INDEX uploads_case_at ON uploads (case_id, uploaded_at);

      CREATE TABLE approved_answers (
        id text PRIMARY KEY,
        category text,
        question text NOT NULL,
        answer text NOT NULL,
        state text NOT NULL,
        version integer NOT NULL,
        proposed_by text NOT NULL,
        proposed_at timestamptz NOT NULL,
        decided_by text,
        decided_at timestamptz,
        used integer NOT NULL
      );
      CREATE INDEX approved_answers_state ON approved_answers (state, category);

      ALTER TABLE hot_spots ADD COLUMN settled_at timestamptz, ADD COLUMN settled_by text, ADD COLUMN settlement text;
      CREATE INDEX hot_spots_open ON hot_spots (raised_at) WHERE settled_at IS NULL;
    `)
  }
}
