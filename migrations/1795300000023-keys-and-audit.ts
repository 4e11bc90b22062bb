import type { MigrationInterface, QueryRunner } from 'typeorm'
import { forwardOnly } from './forward-only.ts'

/** Keys of other systems, kept answers of repeatable requests, and who saw and did what (9.7). */
export class KeysAndAudit1795300000023 implements MigrationInterface {
  readonly down = forwardOnly

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE api_keys (
        id text PRIMARY KEY,
        name text NOT NULL,
        scopes text[] NOT NULL,
        digest text NOT NULL,
        made_by text NOT NULL,
        made_at timestamptz NOT NULL,
        ends_at timestamptz,
        revoked_at timestamptz,
        used_at timestamptz
      );

      CREATE TABLE kept_answers (
        owner text NOT NULL,
        key text NOT NULL,
        request_digest text NOT NULL,
        status integer,
        headers jsonb,
        body text,
        made_at timestamptz NOT NULL,
        PRIMARY KEY (owner, key)
      );
      CREATE INDEX kept_answers_made ON kept_answers (made_at);

      CREATE TABLE audit_log (
        id bigserial PRIMARY KEY,
        at timestamptz NOT NULL,
        who text NOT NULL,
        action text NOT NULL,
        subject text,
        address text NOT NULL,
        request_id text NOT NULL,
        before jsonb,
        after jsonb
      );
      CREATE INDEX audit_log_at ON audit_log (at);
      CREATE INDEX audit_log_who ON audit_log (who, at);
      CREATE INDEX audit_log_subject ON audit_log (subject, at);

      CREATE FUNCTION refuse_change_of_audit() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'audit_log is only ever added to: % is refused', TG_OP
          USING ERRCODE = 'restrict_violation';
      END
      $$;
      CREATE TRIGGER audit_log_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_log
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_audit();
      -- Also where a session claims to be a replica, which silences ordinary triggers.
      ALTER TABLE audit_log ENABLE ALWAYS TRIGGER audit_log_append_only;
    `)
  }
}
