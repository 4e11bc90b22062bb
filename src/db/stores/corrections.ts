import type { EntityManager } from 'typeorm'
import {
  type CaseWords,
  type CorrectionOfCase,
  type CorrectionStore,
  placeLearnt,
  pointedOutEnd,
  type ReadAs,
  type ReaderCorrection,
} from '../../intake/corrections.ts'
import type { Reading } from '../../intake/reading.ts'
import { openJson, sealingOf } from '../sealing.ts'
import { messageSpot, readingSpot } from './message-spots.ts'
import { jsonText } from './clean.ts'
import { firstOf, rowsOf, touched } from './rows.ts'

type WordsRow = Omit<CaseWords, 'readAs' | 'matters'> & { reading: Reading | null }

/** What was never read counts as passed over, too. */
function readAsOf(reading: Reading | null): ReadAs {
  const [only] = reading?.matters ?? []
  const { kind = null, category = null, nature = null } = only ?? {}
  return {
    act: reading?.act ?? 'chatter',
    ...{ kind, category, nature },
    ...(only === undefined ? {} : { place: placeLearnt(only.place) }),
  }
}

const columns = `r.case_id AS "caseId", r.move, r.at, r.post, r.contact_id AS "contactId", r.sources, r.heard,
  r.read_as AS "readAs", r.meant, r.handler`
const withCase = `SELECT ${columns}, c.number FROM reader_corrections r JOIN cases c ON c.id = r.case_id
  WHERE NOT (c.about && $1::text[]) AND NOT c.confidential`

/** What the port says, on the table `reader_corrections`. */
export const makeCorrectionStore = (manager: EntityManager): CorrectionStore => ({
  async keep({ caseId, move, at, post, contactId, sources, heard, readAs, meant, handler }) {
    await firstOf(
      manager,
      `INSERT INTO reader_corrections (case_id, move, at, post, contact_id, sources, heard, read_as, meant, handler)
       SELECT $1, $2, $3::timestamptz, $4, $5, $6::text[], $7::jsonb, $8::jsonb, $9::jsonb, $10
       WHERE NOT EXISTS (SELECT 1 FROM left_out_speakers WHERE contact_id = $5)
         AND NOT EXISTS (SELECT 1 FROM messages WHERE platform_id = ANY($6::text[]) AND kind = 'text' AND text = '')
       ON CONFLICT (case_id, move) DO UPDATE SET at = excluded.at, post = excluded.post,
         contact_id = excluded.contact_id, sources = excluded.sources, heard = excluded.heard,
         read_as = excluded.read_as, meant = excluded.meant, handler = excluded.handler`,
      [
        ...[caseId, move, at, post, contactId, [...sources]],
        ...[jsonText(heard), jsonText(readAs), jsonText(meant), handler],
      ],
    )
  },

  async takeBack(caseId, move) {
    await touched(manager, 'DELETE FROM reader_corrections WHERE case_id = $1 AND move = $2', [caseId, move])
  },

  all: () =>
    rowsOf<ReaderCorrection>(
      manager,
      `SELECT ${columns} FROM reader_corrections r ORDER BY at, case_id, move`,
    ),

  page: ({ keepsOutOf, move, after, most }) =>
    rowsOf<CorrectionOfCase>(
      manager,
      `${withCase} AND ($2::text IS NULL OR r.move = $2)
         AND ($3::timestamptz IS NULL OR (r.at, r.case_id || ':' || r.move) < ($3::timestamptz, $4))
       ORDER BY r.at DESC, r.case_id || ':' || r.move DESC LIMIT $5`,
      [[...keepsOutOf], move, after?.at ?? null, after?.key ?? '', most],
    ),

  one: (number, move, keepsOutOf) =>
    firstOf<CorrectionOfCase>(manager, `${withCase} AND c.number = $2 AND r.move = $3`, [
      ...[[...keepsOutOf], number, move],
    ]),

  async wordsOf(caseId) {
    const rows = await rowsOf<WordsRow>(
      manager,
      `SELECT seq, platform_id AS "platformId", conversation_key AS "conversationKey", contact_id AS "contactId",
         text, heard_at AS "heardAt", reading, ending = $2 AS "pointedOut" FROM messages
       WHERE case_id = $1 AND NOT self AND text <> '' AND (reading IS NOT NULL OR ending = $2)
         AND contact_id NOT IN (SELECT contact_id FROM left_out_speakers) ORDER BY seq`,
      [caseId, pointedOutEnd],
    )
    const sealing = sealingOf(manager)
    const opened = rows.map((row) => ({
      ...row,
      text: sealing.open(row.text, messageSpot('text', row.platformId)),
      reading: openJson(sealing, row.reading, readingSpot(row.seq)) as Reading | null,
    }))
    return opened
      .filter(({ reading, pointedOut }) => pointedOut || reading?.act === 'new')
      .map(({ reading, ...words }) => ({
        ...words,
        readAs: readAsOf(reading),
        matters: reading?.matters.length ?? 0,
      }))
  },
})

/** Deletes what was kept with words of these messages. */
export const forgetCorrectionsWith = (
  manager: EntityManager,
  platformIds: readonly string[],
): Promise<number> =>
  touched(manager, 'DELETE FROM reader_corrections WHERE sources && $1::text[]', [[...platformIds]])

/** Deletes what was kept of this account's words. */
export const forgetCorrectionsOf = (manager: EntityManager, contactId: string): Promise<number> =>
  touched(manager, 'DELETE FROM reader_corrections WHERE contact_id = $1', [contactId])
