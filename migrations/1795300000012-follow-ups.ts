import type { MigrationInterface, QueryRunner } from 'typeorm'
import { forwardOnly } from './forward-only.ts'

/** Follow-ups and telephone tasks after a case is closed (6.6, 6.8), and what was held of a late reason (5.2). */
export class FollowUps1795300000012 implements MigrationInterface {
  readonly down = forwardOnly

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE cases ADD COLUMN late_class text;

      CREATE TABLE follow_ups (
        key text PRIMARY KEY,
        case_id text NOT NULL CONSTRAINT follow_ups_case REFERENCES cases (id),
        kind text NOT NULL,
        reporter text,
        due_at timestamptz NOT NULL,
        assignee jsonb,
        assignee_person text,
        tries integer NOT NULL,
        done_at timestamptz,
        done_by text,
        outcome text,
        words text
      );
      CREATE INDEX follow_ups_due ON follow_ups (case_id, due_at);
      CREATE INDEX follow_ups_assignee ON follow_ups (assignee_person, due_at);
    `)
  }
}
