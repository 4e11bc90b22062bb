import type { MigrationInterface, QueryRunner } from 'typeorm'
import { forwardOnly } from './forward-only.ts'

/**
 * Where nothing transcribes, a resident's voice goes on to the grid lead as it is (6.12): a notice may name the message
 * that it passes on.
 */
export class ForwardedVoices1795300000018 implements MigrationInterface {
  readonly down = forwardOnly

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE outbox ADD COLUMN forwards text`)
  }
}
