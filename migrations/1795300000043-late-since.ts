import type { MigrationInterface, QueryRunner } from 'typeorm'
import { forwardOnly } from './forward-only.ts'

/** Since when a case is late is no longer hidden by the time that it is given when it is handed on (5.1). */
export class LateSince1795300000043 implements MigrationInterface {
  readonly down = forwardOnly

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE cases ADD COLUMN late_since timestamptz')
  }
}
