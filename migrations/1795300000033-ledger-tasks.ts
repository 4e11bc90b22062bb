import type { MigrationInterface, QueryRunner } from 'typeorm'
import { forwardOnly } from './forward-only.ts'

/** Decisions of the month's meeting, instructions of the leadership, and what the supervisor found in samples (9.4, 9.6). */
export class LedgerTasks1795300000033 implements MigrationInterface {
  readonly down = forwardOnly

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE ledger_tasks (
        id text PRIMARY KEY,
        kind text NOT NULL,
        subject text NOT NULL,
        case_id text CONSTRAINT ledger_tasks_case REFERENCES cases (id),
        words text NOT NULL,
        owner text NOT NULL,
        given_by text NOT NULL,
        given_at timestamptz NOT NULL,
        due_at timestamptz NOT NULL,
        done_at timestamptz,
        done_by text,
        result text,
        version integer NOT NULL
      );
      CREATE INDEX ledger_tasks_owner ON ledger_tasks (owner, due_at);
      CREATE INDEX ledger_tasks_subject ON ledger_tasks (kind, subject);
    `)
  }
}
