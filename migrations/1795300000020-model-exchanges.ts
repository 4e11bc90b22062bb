import type { MigrationInterface, QueryRunner } from 'typeorm'
import { forwardOnly } from './forward-only.ts'

/** What a language model was asked about messages and what it answered, without private parts; erased after its days. */
export class ModelExchanges1795300000020 implements MigrationInterface {
  readonly down = forwardOnly

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE model_exchanges (
        id bigserial PRIMARY KEY,
        at timestamptz NOT NULL,
        prompt text NOT NULL,
        model text NOT NULL,
        hash text NOT NULL,
        question text NOT NULL,
        answer text,
        ending text NOT NULL,
        question_tokens int NOT NULL,
        answer_tokens int NOT NULL,
        ms int NOT NULL,
        sources text[] NOT NULL
      );
      CREATE INDEX model_exchanges_at ON model_exchanges (at);
    `)
  }
}
