import type { MigrationInterface, QueryRunner } from 'typeorm'
import { forwardOnly } from './forward-only.ts'

/** The cases with everybody whose matter they are, and the running number of each day (1.7). */
export class Cases1795300000003 implements MigrationInterface {
  readonly down = forwardOnly

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE cases (
        id text PRIMARY KEY,
        number text NOT NULL,
        state text NOT NULL,
        version integer NOT NULL,
        kind text NOT NULL,
        category text NOT NULL,
        nature text NOT NULL,
        urgency text NOT NULL,
        confidential boolean NOT NULL,
        place jsonb NOT NULL,
        occurred text,
        title text NOT NULL,
        words text NOT NULL,
        area text,
        grid text,
        room text,
        home_estate text,
        about text[] NOT NULL,
        source text NOT NULL,
        step integer,
        handler jsonb,
        handler_person text,
        verifier jsonb,
        verifier_person text,
        informed jsonb NOT NULL,
        assistants jsonb NOT NULL,
        time_limit jsonb,
        due_at timestamptz,
        reason text,
        received_at timestamptz NOT NULL,
        filed_at timestamptz,
        dispatched_at timestamptz,
        accepted_at timestamptz,
        contacted_at timestamptz,
        resolved_at timestamptz,
        verified_at timestamptz,
        closed_at timestamptz,
        outcome text,
        result text,
        rating text,
        cycle integer NOT NULL,
        rework integer NOT NULL,
        extensions integer NOT NULL,
        extension_asked jsonb,
        returns integer NOT NULL,
        returners text[] NOT NULL,
        designated_by_director boolean NOT NULL,
        late_reason text
      );
      CREATE UNIQUE INDEX cases_number ON cases (number);
      CREATE INDEX cases_received ON cases (received_at);
      CREATE INDEX cases_state ON cases (state, received_at);
      CREATE INDEX cases_category ON cases (category, received_at);
      CREATE INDEX cases_grid ON cases (grid, received_at);
      CREATE INDEX cases_area ON cases (area, received_at);
      CREATE INDEX cases_handler ON cases (handler_person, received_at);
      CREATE INDEX cases_verifier ON cases (verifier_person, received_at);
      CREATE INDEX cases_room ON cases (room, received_at);

      CREATE TABLE case_reporters (
        id bigserial PRIMARY KEY,
        case_id text NOT NULL CONSTRAINT case_reporters_case REFERENCES cases (id),
        key text NOT NULL,
        contact_id text,
        name text NOT NULL,
        room text,
        joined_at timestamptz NOT NULL,
        withdrawn boolean NOT NULL,
        rating text
      );
      CREATE UNIQUE INDEX case_reporters_once ON case_reporters (case_id, key);
      CREATE INDEX case_reporters_key ON case_reporters (key);

      CREATE TABLE case_numbers (
        prefix text NOT NULL,
        day text NOT NULL,
        last integer NOT NULL,
        PRIMARY KEY (prefix, day)
      );
    `)
  }
}
