import type { MigrationInterface, QueryRunner } from 'typeorm'
import { forwardOnly } from './forward-only.ts'

/** A notice says how its case must still stand when it is sent (5.3), and an emergency may be sent a second time (3.8). */
export class OutboxExpects1795300000006 implements MigrationInterface {
  readonly down = forwardOnly

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE outbox ADD COLUMN expects jsonb;
      ALTER TABLE outbox ADD COLUMN resent boolean NOT NULL DEFAULT false;
      ALTER TABLE outbox ALTER COLUMN resent DROP DEFAULT;
      CREATE INDEX outbox_lost ON outbox (settled_at)
        WHERE state IN ('uncertain', 'failed') AND NOT resent AND priority = 0;
    `)
  }
}
