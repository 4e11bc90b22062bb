import type { MigrationInterface, QueryRunner } from 'typeorm'
import { forwardOnly } from './forward-only.ts'

/**
 * Each night the ends of the cases' chains are written down in one chain of the centre (2.2), so that a chain which was
 * cut or made anew shows against what stood there before. The audit says in which post, through which door and in which
 * session somebody acted. Texts of notices are found by their age, to be taken out.
 */
export class AnchorsAndAudit1795300000035 implements MigrationInterface {
  readonly down = forwardOnly

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE chain_anchors (
        seq integer PRIMARY KEY,
        from_at timestamptz,
        to_at timestamptz NOT NULL,
        heads integer NOT NULL,
        digest text NOT NULL,
        previous_hash text,
        hash text NOT NULL
      );

      CREATE TABLE anchored_heads (
        anchor integer NOT NULL,
        case_id text NOT NULL,
        seq integer NOT NULL,
        hash text NOT NULL,
        PRIMARY KEY (anchor, case_id)
      );

      CREATE FUNCTION refuse_change_of_anchors() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION '% is only ever added to: % is refused', TG_TABLE_NAME, TG_OP
          USING ERRCODE = 'restrict_violation';
      END
      $$;
      CREATE TRIGGER chain_anchors_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON chain_anchors
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_anchors();
      CREATE TRIGGER anchored_heads_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON anchored_heads
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_anchors();
      -- Also where a session claims to be a replica, which silences ordinary triggers.
      ALTER TABLE chain_anchors ENABLE ALWAYS TRIGGER chain_anchors_append_only;
      ALTER TABLE anchored_heads ENABLE ALWAYS TRIGGER anchored_heads_append_only;

      ALTER TABLE audit_log ADD COLUMN door text NOT NULL DEFAULT 'api';
      ALTER TABLE audit_log ALTER COLUMN door DROP DEFAULT;
      ALTER TABLE audit_log ADD COLUMN post text;
      ALTER TABLE audit_log ADD COLUMN session text;
      CREATE INDEX outbox_texts ON outbox (settled_at) WHERE settled_at IS NOT NULL AND text <> ''::text;

      CREATE INDEX audit_log_action ON audit_log (action, at);
    `)
  }
}
