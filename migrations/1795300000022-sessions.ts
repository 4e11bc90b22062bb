import type { MigrationInterface, QueryRunner } from 'typeorm'
import { forwardOnly } from './forward-only.ts'

/** How people log in at the pages: passwords, second factors, failures, log-ins by chat, and what is open. */
export class Sessions1795300000022 implements MigrationInterface {
  readonly down = forwardOnly

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE staff_passwords (
        person text PRIMARY KEY CONSTRAINT staff_passwords_person REFERENCES staff_accounts (person),
        digest text NOT NULL,
        set_at timestamptz NOT NULL
      );

      CREATE TABLE staff_totp (
        person text PRIMARY KEY,
        secret text NOT NULL,
        confirmed_at timestamptz,
        last_step integer NOT NULL
      );

      CREATE TABLE login_failures (
        name text PRIMARY KEY,
        count integer NOT NULL,
        last_at timestamptz NOT NULL
      );

      CREATE TABLE chat_logins (
        id text PRIMARY KEY,
        figures text NOT NULL,
        secret_digest text NOT NULL,
        made_at timestamptz NOT NULL,
        ends_at timestamptz NOT NULL,
        address text NOT NULL,
        agent text NOT NULL,
        person text,
        ended_at timestamptz
      );
      CREATE UNIQUE INDEX chat_logins_open ON chat_logins (figures) WHERE ended_at IS NULL;

      CREATE TABLE sessions (
        id text PRIMARY KEY,
        person text NOT NULL,
        token_digest text NOT NULL,
        way text NOT NULL,
        pending text,
        address text NOT NULL,
        agent text NOT NULL,
        opened_at timestamptz NOT NULL,
        seen_at timestamptz NOT NULL,
        ends_at timestamptz NOT NULL,
        ended_at timestamptz,
        ending text
      );
      CREATE UNIQUE INDEX sessions_token ON sessions (token_digest);
      CREATE INDEX sessions_person ON sessions (person, opened_at);
    `)
  }
}
