import type { MigrationInterface, QueryRunner } from 'typeorm'
import { forwardOnly } from './forward-only.ts'

/**
 * Notices that wait for an hour are said together (5.5, 5.6): what they wait for, what remains of each in few words, and
 * which notice said it; and of those that got lost, whether the duty officer has been told. The morning's and the week's
 * figures are counted from events by time.
 */
export class OutboxTogether1795300000009 implements MigrationInterface {
  readonly down = forwardOnly

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE outbox ADD COLUMN gather text;
      ALTER TABLE outbox ADD COLUMN brief text;
      ALTER TABLE outbox ADD COLUMN said_in text;
      ALTER TABLE outbox ADD COLUMN loss_told boolean NOT NULL DEFAULT false;
      ALTER TABLE outbox ALTER COLUMN loss_told DROP DEFAULT;
      CREATE INDEX outbox_gathered ON outbox (run_at) WHERE state = 'pending' AND gather IS NOT NULL;
      CREATE INDEX outbox_said_in ON outbox (said_in) WHERE said_in IS NOT NULL;
      CREATE INDEX case_events_moved ON case_events (moved_at);
      CREATE INDEX outbox_loss ON outbox (settled_at)
        WHERE state IN ('uncertain', 'failed', 'parked') AND NOT loss_told;
    `)
  }
}
