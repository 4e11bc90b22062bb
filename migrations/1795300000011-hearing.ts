import type { MigrationInterface, QueryRunner } from 'typeorm'
import { forwardOnly } from './forward-only.ts'

/** Who asked not to be listened to (8.8), what the bot asked a reporter (8.3, 8.5), and hot spots (8.7). */
export class Hearing1795300000011 implements MigrationInterface {
  readonly down = forwardOnly

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE left_out_speakers (
        contact_id text PRIMARY KEY,
        name text NOT NULL,
        since timestamptz NOT NULL
      );
      CREATE INDEX left_out_speakers_name ON left_out_speakers (name);

      CREATE TABLE place_questions (
        case_id text NOT NULL,
        reporter text NOT NULL,
        what text NOT NULL,
        room text,
        asked_at timestamptz NOT NULL,
        PRIMARY KEY (case_id, reporter)
      );
      CREATE INDEX place_questions_reporter ON place_questions (reporter, asked_at);

      CREATE TABLE hot_spots (
        key text PRIMARY KEY,
        kind text NOT NULL,
        community text NOT NULL,
        category text NOT NULL,
        case_ids text[] NOT NULL,
        raised_at timestamptz NOT NULL
      );
      CREATE INDEX hot_spots_raised ON hot_spots (raised_at);
    `)
  }
}
