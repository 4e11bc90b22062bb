import type { MigrationInterface, QueryRunner } from 'typeorm'
import { forwardOnly } from './forward-only.ts'

/** What comes with a request of another system beside the case itself: its key, coordinates, answers, a picture's address. */
export class OutsideRequests1795300000029 implements MigrationInterface {
  readonly down = forwardOnly

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE outside_requests (
        case_id text PRIMARY KEY CONSTRAINT outside_requests_case REFERENCES cases (id),
        key_id text NOT NULL,
        lat double precision,
        long double precision,
        attributes jsonb NOT NULL,
        media_url text
      );
    `)
  }
}
