import type { MigrationInterface, QueryRunner } from 'typeorm'
import { forwardOnly } from './forward-only.ts'

/** Leave and handovers said in the chat (1.6, 3.4), the visits of an area (9.6), and what the bot has asked its staff. */
export class StaffDesk1795300000010 implements MigrationInterface {
  readonly down = forwardOnly

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE absences (
        id bigserial PRIMARY KEY,
        person text NOT NULL,
        from_at timestamptz NOT NULL,
        to_at timestamptz NOT NULL,
        back boolean NOT NULL,
        delegate text,
        said_by text NOT NULL,
        said_at timestamptz NOT NULL
      );

      CREATE TABLE duty_log (
        id bigserial PRIMARY KEY,
        person text NOT NULL,
        from_person text,
        taken_at timestamptz NOT NULL,
        said_by text NOT NULL
      );

      CREATE TABLE visits (
        id bigserial PRIMARY KEY,
        person text NOT NULL,
        area text NOT NULL,
        place text NOT NULL,
        words text NOT NULL,
        voices text[] NOT NULL,
        visited_at timestamptz NOT NULL
      );
      CREATE INDEX visits_area ON visits (area, visited_at);
      CREATE INDEX visits_person ON visits (person, visited_at);

      CREATE TABLE desk_questions (
        conversation_key text NOT NULL,
        contact_id text NOT NULL,
        kind text NOT NULL,
        facts jsonb NOT NULL,
        until_at timestamptz NOT NULL,
        PRIMARY KEY (conversation_key, contact_id)
      );
    `)
  }
}
