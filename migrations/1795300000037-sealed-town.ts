import type { MigrationInterface, QueryRunner } from 'typeorm'
import { forwardOnly } from './forward-only.ts'

/**
 * Telephones of people, and names and homes of residents, leave the revisions of the town for a table beside them: there
 * they lie sealed and can be erased, while the revisions stay as they are. What lay open is moved open, and sealed by the
 * next start. A start notes which columns it has found sealed, so that the next one does not read them through again.
 */
export class SealedTown1795300000037 implements MigrationInterface {
  readonly down = forwardOnly

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE sealing_keys ADD COLUMN swept text[] NOT NULL DEFAULT '{}';

      CREATE TABLE town_private (
        id text PRIMARY KEY,
        kind text NOT NULL,
        subject text NOT NULL,
        value text NOT NULL
      );

      INSERT INTO town_private (id, kind, subject, value)
      SELECT gen_random_uuid()::text, kind, subject, value::text FROM (
        SELECT DISTINCT 'person' AS kind, one ->> 'code' AS subject, jsonb_build_object('phone', one -> 'phone') AS value
        FROM town_revisions, jsonb_array_elements(town -> 'people') AS one WHERE one ->> 'phone' IS NOT NULL
        UNION ALL
        SELECT DISTINCT 'resident', one ->> 'code', jsonb_build_object('name', one -> 'name', 'home', one -> 'home')
        FROM town_revisions, jsonb_array_elements(town -> 'residents') AS one
      ) AS found;
      CREATE INDEX town_private_subject ON town_private (subject);

      UPDATE town_revisions SET town = town || jsonb_build_object(
        'people', (
          SELECT coalesce(jsonb_agg(
            CASE WHEN one ->> 'phone' IS NULL THEN one ELSE
              one || jsonb_build_object('phone', jsonb_build_object('aside', (
                SELECT id FROM town_private WHERE subject = one ->> 'code' AND kind = 'person'
                  AND value::jsonb -> 'phone' = one -> 'phone')))
            END ORDER BY place), '[]')
          FROM jsonb_array_elements(town -> 'people') WITH ORDINALITY AS every (one, place)),
        'residents', (
          SELECT coalesce(jsonb_agg(
            one - 'name' - 'home' || jsonb_build_object('aside', (
              SELECT id FROM town_private WHERE subject = one ->> 'code' AND kind = 'resident'
                AND value::jsonb = jsonb_build_object('name', one -> 'name', 'home', one -> 'home')))
            ORDER BY place), '[]')
          FROM jsonb_array_elements(town -> 'residents') WITH ORDINALITY AS every (one, place)));
    `)
  }
}
