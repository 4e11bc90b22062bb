import type { MigrationInterface, QueryRunner } from 'typeorm'
import { forwardOnly } from './forward-only.ts'

/** When the person of a session last proved that it is they: for what weighs most it must be a short while ago. */
export class ProvenSessions1795300000038 implements MigrationInterface {
  readonly down = forwardOnly

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE sessions ADD COLUMN proven_at timestamptz;
      UPDATE sessions SET proven_at = opened_at;
      ALTER TABLE sessions ALTER COLUMN proven_at SET NOT NULL;
    `)
  }
}
