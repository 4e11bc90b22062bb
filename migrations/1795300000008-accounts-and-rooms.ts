import type { MigrationInterface, QueryRunner } from 'typeorm'
import { forwardOnly } from './forward-only.ts'

/** Who has an account, the one-time codes given out for it (1.5), and who sits in which chat room (6.11). */
export class AccountsAndRooms1795300000008 implements MigrationInterface {
  readonly down = forwardOnly

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE staff_accounts (
        person text PRIMARY KEY,
        created_at timestamptz NOT NULL,
        disabled_at timestamptz
      );

      CREATE TABLE access_codes (
        selector text PRIMARY KEY,
        person text NOT NULL CONSTRAINT access_codes_person REFERENCES staff_accounts (person),
        salt text NOT NULL,
        digest text NOT NULL,
        issued_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        ended_at timestamptz,
        ending text
      );
      CREATE UNIQUE INDEX access_codes_open ON access_codes (person) WHERE ended_at IS NULL;

      CREATE TABLE login_tries (
        id bigserial PRIMARY KEY,
        contact_id text NOT NULL,
        tried_at timestamptz NOT NULL
      );
      CREATE INDEX login_tries_contact ON login_tries (contact_id, tried_at);

      CREATE TABLE rooms_seen (
        room_id text PRIMARY KEY,
        topic text NOT NULL,
        here boolean NOT NULL,
        seen_at timestamptz NOT NULL,
        complete_at timestamptz
      );

      CREATE TABLE room_members (
        room_id text NOT NULL CONSTRAINT room_members_room REFERENCES rooms_seen (room_id),
        contact_id text NOT NULL,
        name text NOT NULL,
        seen_at timestamptz NOT NULL,
        PRIMARY KEY (room_id, contact_id)
      );
    `)
  }
}
