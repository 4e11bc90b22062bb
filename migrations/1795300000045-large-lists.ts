import type { MigrationInterface, QueryRunner } from 'typeorm'
import { forwardOnly } from './forward-only.ts'

/** At a million cases: what is overdue is found among those under way, and the few who were not content among all. */
export class LargeLists1795300000045 implements MigrationInterface {
  readonly down = forwardOnly

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE INDEX cases_open_due ON cases (due_at, id)
       WHERE state NOT IN ('closed', 'dismissed', 'refused', 'merged', 'withdrawn')`,
    )
    await runner.query('CREATE INDEX cases_rating ON cases (rating, received_at)')
  }
}
