import type { MigrationInterface, QueryRunner } from 'typeorm'
import { forwardOnly } from './forward-only.ts'

/** Every message is kept raw under its platform id before anybody looks at it; gaps in hearing are kept too. */
export class Messages1795300000002 implements MigrationInterface {
  readonly down = forwardOnly

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE messages (
        seq bigserial PRIMARY KEY,
        platform_id text NOT NULL,
        conversation_key text NOT NULL,
        contact_id text NOT NULL,
        sender_name text NOT NULL,
        self boolean NOT NULL,
        kind text NOT NULL,
        text text NOT NULL,
        addressed boolean NOT NULL,
        quote jsonb,
        mentions text[] NOT NULL,
        location jsonb,
        attachment jsonb,
        recalled_id text,
        sent_at timestamptz NOT NULL,
        heard_at timestamptz NOT NULL,
        state text NOT NULL,
        reading jsonb,
        case_id text,
        ending text
      );
      CREATE UNIQUE INDEX messages_platform_id ON messages (platform_id);
      CREATE INDEX messages_new ON messages (seq) WHERE state = 'new';
      CREATE INDEX messages_waiting ON messages (conversation_key, contact_id, seq) WHERE state IN ('new', 'held');
      CREATE INDEX messages_conversation ON messages (conversation_key, seq);
      CREATE INDEX messages_chatter ON messages (heard_at) WHERE case_id IS NULL;
      CREATE INDEX messages_case ON messages (case_id) WHERE case_id IS NOT NULL;

      CREATE TABLE link_gaps (
        id bigserial PRIMARY KEY,
        from_at timestamptz NOT NULL,
        to_at timestamptz NOT NULL
      );
      CREATE INDEX link_gaps_to ON link_gaps (to_at);
    `)
  }
}
