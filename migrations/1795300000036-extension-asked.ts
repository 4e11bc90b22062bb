import type { MigrationInterface, QueryRunner } from 'typeorm'
import { forwardOnly } from './forward-only.ts'

/** Wishes for more time are found among ten thousand cases under way without looking at each. */
export class ExtensionAsked1795300000036 implements MigrationInterface {
  readonly down = forwardOnly

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'CREATE INDEX cases_extension_asked ON cases (received_at) WHERE extension_asked IS NOT NULL',
    )
  }
}
