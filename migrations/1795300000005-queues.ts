import type { MigrationInterface, QueryRunner } from 'typeorm'
import { forwardOnly } from './forward-only.ts'

/** What is still to be done outlives every crash: reactions, notices and timers, claimed with SKIP LOCKED. */
export class Queues1795300000005 implements MigrationInterface {
  readonly down = forwardOnly

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE reactions (
        event_id text PRIMARY KEY CONSTRAINT reactions_event REFERENCES case_events (id),
        queued bigserial NOT NULL,
        run_at timestamptz,
        attempts integer NOT NULL,
        why text
      );
      CREATE INDEX reactions_queued ON reactions (queued);

      CREATE TABLE outbox (
        id text PRIMARY KEY,
        queued bigserial NOT NULL,
        dedupe_key text NOT NULL,
        addressee jsonb NOT NULL,
        text text NOT NULL,
        mentions text[] NOT NULL,
        purpose text NOT NULL,
        held text NOT NULL,
        priority integer NOT NULL,
        case_id text,
        run_at timestamptz NOT NULL,
        rung text,
        state text NOT NULL,
        attempts integer NOT NULL,
        hold boolean NOT NULL,
        conversation_key text,
        claimed_at timestamptz,
        settled_at timestamptz,
        message_id text,
        why text
      );
      CREATE UNIQUE INDEX outbox_once ON outbox (dedupe_key);
      CREATE INDEX outbox_pending ON outbox (run_at) WHERE state = 'pending';
      CREATE INDEX outbox_holds ON outbox (run_at) WHERE state = 'pending' AND hold;
      CREATE INDEX outbox_sending ON outbox (claimed_at) WHERE state = 'sending';
      CREATE INDEX outbox_uncertain ON outbox (conversation_key) WHERE state IN ('sending', 'uncertain');
      CREATE INDEX outbox_spoken ON outbox (settled_at) WHERE state IN ('sent', 'uncertain');
      CREATE INDEX outbox_spoken_where ON outbox (conversation_key, settled_at) WHERE state IN ('sent', 'uncertain');
      CREATE INDEX outbox_case ON outbox (case_id) WHERE case_id IS NOT NULL;

      CREATE TABLE timers (
        key text PRIMARY KEY,
        kind text NOT NULL,
        run_at timestamptz NOT NULL,
        hold boolean NOT NULL,
        case_id text,
        facts jsonb NOT NULL,
        state text NOT NULL,
        attempts integer NOT NULL
      );
      CREATE INDEX timers_pending ON timers (run_at) WHERE state = 'pending';
      CREATE INDEX timers_holds ON timers (run_at) WHERE state = 'pending' AND hold;
      CREATE INDEX timers_case ON timers (case_id) WHERE state = 'pending' AND case_id IS NOT NULL;
    `)
  }
}
