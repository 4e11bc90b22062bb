import type { MigrationInterface, QueryRunner } from 'typeorm'
import { forwardOnly } from './forward-only.ts'

/** Every move is written down for ever in a chain of hashes; private words stay erasable (2.2). */
export class Events1795300000004 implements MigrationInterface {
  readonly down = forwardOnly

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE case_events (
        id text PRIMARY KEY,
        case_id text NOT NULL CONSTRAINT case_events_case REFERENCES cases (id),
        seq integer NOT NULL,
        move text NOT NULL,
        from_state text,
        to_state text NOT NULL,
        moved_by text NOT NULL,
        post text NOT NULL,
        door text NOT NULL,
        moved_at timestamptz NOT NULL,
        facts jsonb NOT NULL,
        words_digest text,
        previous_hash text,
        hash text NOT NULL
      );
      CREATE UNIQUE INDEX case_events_seq ON case_events (case_id, seq);

      CREATE FUNCTION refuse_change_of_events() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'case_events is only ever added to: % is refused', TG_OP
          USING ERRCODE = 'restrict_violation';
      END
      $$;
      CREATE TRIGGER case_events_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON case_events
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_events();
      -- Also where a session claims to be a replica, which silences ordinary triggers.
      ALTER TABLE case_events ENABLE ALWAYS TRIGGER case_events_append_only;

      CREATE TABLE event_words (
        event_id text PRIMARY KEY CONSTRAINT event_words_event REFERENCES case_events (id),
        salt text NOT NULL,
        words text NOT NULL
      );

      CREATE TABLE chain_heads (
        case_id text PRIMARY KEY CONSTRAINT chain_heads_case REFERENCES cases (id),
        seq integer NOT NULL,
        hash text NOT NULL
      );
    `)
  }
}
