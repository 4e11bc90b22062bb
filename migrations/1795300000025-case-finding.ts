import type { MigrationInterface, QueryRunner } from 'typeorm'
import { forwardOnly } from './forward-only.ts'

/**
 * What finding among a million cases stands on. Two columns that no program writes, a trigger does, so that they are
 * right whoever writes a case: `search_pairs`, the letter pairs of number, title, words and place (PostgreSQL cuts no
 * Chinese), and `sight_keys`, where a case lies and with whom, by which a person's sight is one look into an index.
 * Filters that somebody keeps. For visits and telephone calls: the order of an outside system, what is known of a caller
 * beside the name, and notes of the staff among themselves.
 */
export class CaseFinding1795300000025 implements MigrationInterface {
  readonly down = forwardOnly

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(functions)
    await runner.query(columns)
    await runner.query(tables)
  }
}

const functions = `
  CREATE FUNCTION search_letters(said text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT lower(regexp_replace(normalize(left(coalesce(said, ''), 4000), NFKC),
      '[\\u0001-\\u002f\\u003a-\\u0040\\u005b-\\u0060\\u007b-\\u00bf\\u2000-\\u206f\\u3000-\\u303f]+', '', 'g'))
  $$;

  -- Every pair of neighbouring letters, and the last letter alone, so that a single letter is found as a beginning.
  CREATE FUNCTION letter_pairs(said text) RETURNS SETOF text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT letter || coalesce(lead(letter) OVER (ORDER BY n), '')
    FROM unnest(string_to_array(search_letters(said), NULL)) WITH ORDINALITY AS letters(letter, n)
  $$;

  CREATE FUNCTION case_search_pairs(number text, title text, words text, place jsonb)
  RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT array_to_tsvector(coalesce(array_agg(DISTINCT pair), '{}')) FROM (
      SELECT letter_pairs(title) AS pair
      UNION ALL SELECT letter_pairs(words)
      UNION ALL SELECT letter_pairs(concat(place->>'estate', (place->>'building') || '号楼', (place->>'unit') || '单元', place->>'room'))
      UNION ALL SELECT letter_pairs(place->>'spot')
      UNION ALL SELECT '#' || search_letters(number)
      UNION ALL SELECT '#' || substring(number FROM '\\d+-?\\d*$')
      UNION ALL SELECT '#' || substring(number FROM '\\d+$')
    ) AS found WHERE pair IS NOT NULL AND pair <> ''
  $$;

  -- What somebody types: words apart stand for "all of these". A part of a number is found as its beginning.
  CREATE FUNCTION case_search_query(said text) RETURNS tsquery LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT coalesce(string_agg('(' || wanted || ')', ' & '), '')::tsquery FROM (
      SELECT CASE WHEN length(letters) = 1 AND letters !~ '\\d' THEN '''' || letters || ''':*'
        WHEN length(letters) = 1 THEN '''' || letters || ''':* | ''#' || lpad(letters, 4, '0') || ''''
        ELSE (SELECT string_agg('''' || substr(letters, n, 2) || '''', ' & ') FROM generate_series(1, length(letters) - 1) n)
          || CASE WHEN letters ~ '^[a-z]*\\d{6,}$' THEN ' | ''#' || letters || ''':*' ELSE '' END
          || CASE WHEN term ~ '^\\d{8}-\\d+$' THEN ' | ''#' || term || ''':*' ELSE '' END
          || CASE WHEN letters ~ '^\\d{2,5}$' THEN ' | ''#' || lpad(letters, 4, '0') || '''' ELSE '' END
        END AS wanted
      FROM (SELECT term, search_letters(term) AS letters
        FROM unnest(string_to_array(regexp_replace(trim(said), '\\s+', ' ', 'g'), ' ')) AS term LIMIT 8) AS terms
      WHERE letters <> ''
    ) AS each
  $$;

  CREATE FUNCTION case_sight_keys(lies text, room text, handler jsonb, verifier jsonb, informed jsonb, assistants jsonb)
  RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT coalesce(array_agg(DISTINCT key), '{}') FROM (
      SELECT CASE WHEN lies IS NULL THEN 'room:' || room ELSE 'area:' || lies END AS key
      UNION ALL SELECT 'person:' || (verifier->>'person')
      UNION ALL SELECT kind || (seat->>name)
        FROM jsonb_array_elements(jsonb_build_array(handler) || informed || assistants) AS seat,
          (VALUES ('person:', 'person'), ('dept:', 'dept'), ('post:', 'post')) AS parts(kind, name)
        WHERE jsonb_typeof(seat) = 'object'
    ) AS found WHERE key IS NOT NULL
  $$;

  CREATE FUNCTION keep_case_findable() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF TG_OP = 'INSERT' OR (NEW.number, NEW.title, NEW.words, NEW.place)
      IS DISTINCT FROM (OLD.number, OLD.title, OLD.words, OLD.place) THEN
      NEW.search_pairs := case_search_pairs(NEW.number, NEW.title, NEW.words, NEW.place);
    END IF;
    IF TG_OP = 'INSERT' OR (NEW.area, NEW.grid, NEW.room, NEW.handler, NEW.verifier, NEW.informed, NEW.assistants)
      IS DISTINCT FROM (OLD.area, OLD.grid, OLD.room, OLD.handler, OLD.verifier, OLD.informed, OLD.assistants) THEN
      NEW.sight_keys := case_sight_keys(coalesce(NEW.area, NEW.grid), NEW.room, NEW.handler, NEW.verifier,
        NEW.informed, NEW.assistants);
    END IF;
    RETURN NEW;
  END
  $$;
`

const columns = `
  ALTER TABLE cases ADD COLUMN search_pairs tsvector, ADD COLUMN sight_keys text[], ADD COLUMN outside jsonb;
  UPDATE cases SET search_pairs = case_search_pairs(number, title, words, place),
    sight_keys = case_sight_keys(coalesce(area, grid), room, handler, verifier, informed, assistants);
  CREATE TRIGGER cases_findable BEFORE INSERT OR UPDATE ON cases
    FOR EACH ROW EXECUTE FUNCTION keep_case_findable();

  CREATE INDEX cases_search_pairs ON cases USING gin (search_pairs);
  CREATE INDEX cases_sight_keys ON cases USING gin (sight_keys);
  CREATE INDEX cases_outside ON cases ((outside->>'number')) WHERE outside IS NOT NULL;
  CREATE INDEX cases_handler_dept ON cases ((handler->>'dept'), received_at) WHERE handler->>'dept' IS NOT NULL;
  CREATE INDEX cases_due ON cases (due_at, id) WHERE due_at IS NOT NULL;
  CREATE INDEX cases_closed ON cases (closed_at, id) WHERE closed_at IS NOT NULL;
  CREATE INDEX cases_urgency ON cases (urgency, received_at) WHERE urgency <> 'normal';
  CREATE INDEX cases_source ON cases (source, received_at) WHERE source <> 'chat';
  CREATE INDEX cases_confidential ON cases (received_at) WHERE confidential;
  CREATE INDEX cases_rework ON cases (received_at) WHERE rework > 0;
`

const tables = `
  CREATE TABLE saved_filters (
    id text PRIMARY KEY,
    person text NOT NULL,
    name text NOT NULL,
    query jsonb NOT NULL,
    version integer NOT NULL,
    made_at timestamptz NOT NULL,
    changed_at timestamptz NOT NULL
  );
  CREATE UNIQUE INDEX saved_filters_once ON saved_filters (person, name);

  CREATE TABLE callers (
    case_id text NOT NULL CONSTRAINT callers_case REFERENCES cases (id),
    reporter text NOT NULL,
    phone text,
    remark text,
    taken_by text NOT NULL,
    taken_at timestamptz NOT NULL,
    PRIMARY KEY (case_id, reporter)
  );

  CREATE TABLE case_notes (
    id bigserial PRIMARY KEY,
    case_id text NOT NULL CONSTRAINT case_notes_case REFERENCES cases (id),
    person text NOT NULL,
    words text NOT NULL,
    written_at timestamptz NOT NULL
  );
  CREATE INDEX case_notes_case_at ON case_notes (case_id, id);
`
