import type { MigrationInterface, QueryRunner } from 'typeorm'
import { forwardOnly } from './forward-only.ts'

/** Other systems that are told of events (9.7), and what came of each telling. */
export class Webhooks1795300000034 implements MigrationInterface {
  readonly down = forwardOnly

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE webhooks (
        id text PRIMARY KEY,
        name text NOT NULL,
        url text NOT NULL,
        events text[] NOT NULL,
        approval text NOT NULL,
        made_by text NOT NULL,
        made_at timestamptz NOT NULL,
        ends_at timestamptz NOT NULL,
        ended_at timestamptz,
        secret text NOT NULL
      );

      CREATE TABLE webhook_deliveries (
        id text PRIMARY KEY,
        webhook_id text NOT NULL CONSTRAINT webhook_deliveries_webhook REFERENCES webhooks (id),
        event text NOT NULL,
        body text NOT NULL,
        case_id text,
        made_at timestamptz NOT NULL,
        state text NOT NULL,
        tries integer NOT NULL,
        status integer,
        answer text,
        why text,
        tried_at timestamptz,
        replays text
      );
      CREATE INDEX webhook_deliveries_of ON webhook_deliveries (webhook_id, made_at);
      CREATE INDEX webhook_deliveries_made ON webhook_deliveries (made_at);
    `)
  }
}
