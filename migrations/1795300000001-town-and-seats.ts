import type { MigrationInterface, QueryRunner } from 'typeorm'
import { forwardOnly } from './forward-only.ts'

/** The town with its rules as imported, and which account and which room is whose. */
export class TownAndSeats1795300000001 implements MigrationInterface {
  readonly down = forwardOnly

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE town_revisions (
        revision serial PRIMARY KEY,
        town jsonb NOT NULL,
        rules jsonb NOT NULL,
        saved_by text NOT NULL,
        saved_at timestamptz NOT NULL
      );

      CREATE TABLE chat_accounts (
        contact_id text PRIMARY KEY,
        code text NOT NULL,
        tied_at timestamptz NOT NULL
      );
      CREATE UNIQUE INDEX chat_accounts_code ON chat_accounts (code);

      CREATE TABLE room_bindings (
        room_id text PRIMARY KEY,
        code text NOT NULL,
        bound_by text NOT NULL,
        bound_at timestamptz NOT NULL
      );
      CREATE UNIQUE INDEX room_bindings_code ON room_bindings (code);
    `)
  }
}
