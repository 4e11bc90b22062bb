import type { EntityManager } from 'typeorm'
import type { CaseNote } from '../../cases/beside.ts'
import type { CaseAttachment, CaseHistory } from '../../cases/lists.ts'
import { instant } from '../../kernel/clock.ts'
import { sealingOf } from '../sealing.ts'
import type { EventRow } from '../schema/events.ts'
import { eventColumns, eventOf, wordsSpot } from './event-rows.ts'
import { noteSpot } from './office-spots.ts'
import { preparedFirst } from './prepared.ts'

/** What came with the case $1: by chat, and at the pages. */
const attachmentRows = `SELECT platform_id AS id, kind, contact_id AS "contactId", NULL AS person,
    attachment->>'name' AS name, sent_at AS at FROM messages
  WHERE case_id = $1 AND kind IN ('image', 'voice', 'file')
  UNION ALL SELECT id, kind, NULL, person, name, uploaded_at FROM uploads WHERE case_id = $1`

export const attachmentsSql = `SELECT * FROM (${attachmentRows}) AS came ORDER BY at, id`

// Notes of one moment stand as they were written: their ids are numbers.
const notesSql = `SELECT id::text, person, written_at AS "writtenAt", words FROM case_notes
  WHERE case_id = $1 ORDER BY written_at, case_notes.id`

/** A list of rows as JSON, in their order; '[]' where there are none. */
const listed = (sql: string): string =>
  `(SELECT coalesce(json_agg(row_to_json(listed)), '[]') FROM (${sql}) AS listed)`

/** In one question: this is asked with every look at a case, and a question costs more than what it finds. */
const historySql = `SELECT
  ${listed(attachmentsSql)} AS attachments,
  ${listed(notesSql)} AS notes,
  ${listed(`SELECT ${eventColumns}, w.words AS said FROM case_events e
    LEFT JOIN event_words w ON w.event_id = e.id WHERE e.case_id = $1 ORDER BY e.seq`)} AS events`

/** As the database's JSON has it, with moments as it writes them there. */
type Told<Row, Moment extends keyof Row> = Omit<Row, Moment> & Readonly<Record<Moment, string>>

interface HistoryTold {
  attachments: readonly Told<CaseAttachment, 'at'>[]
  notes: readonly Told<CaseNote, 'writtenAt'>[]
  events: readonly (Told<EventRow, 'at'> & { said: string | null })[]
}

const nothing: HistoryTold = { attachments: [], notes: [], events: [] }

export async function historyOf(manager: EntityManager, caseId: string): Promise<CaseHistory> {
  const told = (await preparedFirst<HistoryTold>(manager, historySql, [caseId])) ?? nothing
  const sealing = sealingOf(manager)
  return {
    attachments: told.attachments.map((one) => ({ ...one, at: instant(one.at) })),
    notes: told.notes.map((one) => ({
      ...{ ...one, writtenAt: instant(one.writtenAt) },
      words: sealing.open(one.words, noteSpot(one.id)),
    })),
    events: told.events.map(({ said: _words, ...row }) => eventOf({ ...row, at: instant(row.at) })),
    words: new Map(
      told.events.flatMap(({ id, said }) =>
        said === null ? [] : [[id, sealing.open(said, wordsSpot(id))] as const],
      ),
    ),
  }
}
