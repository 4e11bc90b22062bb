import type { MigrationInterface, QueryRunner } from 'typeorm'
import { forwardOnly } from './forward-only.ts'

/** What each case adds to the figures, by day and person; made anew from its events whenever one is added (9.2). */
export class LedgerFacts1795300000028 implements MigrationInterface {
  readonly down = forwardOnly

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE ledger_facts (
        case_id text NOT NULL CONSTRAINT ledger_facts_case_of REFERENCES cases (id),
        n integer NOT NULL,
        day date NOT NULL,
        person text,
        post text,
        dept text,
        area text,
        grid text,
        community text,
        category text NOT NULL,
        nature text NOT NULL,
        kind text NOT NULL,
        rounds boolean NOT NULL,
        confidential boolean NOT NULL,
        about text[] NOT NULL,
        received integer NOT NULL,
        refused integer NOT NULL,
        withdrawn integer NOT NULL,
        merged integer NOT NULL,
        dismissed integer NOT NULL,
        praise integer NOT NULL,
        to_county integer NOT NULL,
        dispatched integer NOT NULL,
        responded integer NOT NULL,
        resolved integer NOT NULL,
        work_minutes integer NOT NULL,
        timed integer NOT NULL,
        on_time integer NOT NULL,
        late_objective integer NOT NULL,
        late_responsible integer NOT NULL,
        late_confirmed integer NOT NULL,
        rework integer NOT NULL,
        extended integer NOT NULL,
        reopened integer NOT NULL,
        shelved integer NOT NULL,
        closed integer NOT NULL,
        solved integer NOT NULL,
        partly integer NOT NULL,
        explained integer NOT NULL,
        whole_minutes integer NOT NULL,
        shelved_closed integer NOT NULL,
        rated integer NOT NULL,
        satisfied integer NOT NULL,
        basic integer NOT NULL,
        dissatisfied integer NOT NULL,
        PRIMARY KEY (case_id, n)
      );
      CREATE INDEX ledger_facts_day ON ledger_facts (day);
      CREATE INDEX ledger_facts_area ON ledger_facts (area, day);
      CREATE INDEX ledger_facts_person ON ledger_facts (person, day);

      CREATE TABLE ledger_kept (
        case_id text PRIMARY KEY CONSTRAINT ledger_kept_case REFERENCES cases (id),
        seq integer NOT NULL
      );
    `)
  }
}
