import type { EntityManager } from 'typeorm'
import type { PlaceQuestion, PlaceQuestionStore } from '../../cases/place-questions.ts'
import type { LeftOutStore } from '../../intake/left-out.ts'
import type { HotSpotStore, RaisedHotSpot } from '../../ledger/hot-spots.ts'
import type { Sealing } from '../../kernel/sealing.ts'
import { sealingOf, sealText } from '../sealing.ts'
import { cleanText } from './clean.ts'
import { firstOf, rowsOf, touched } from './rows.ts'

export function makeLeftOutStore(manager: EntityManager): LeftOutStore {
  const sealing = (): Sealing => sealingOf(manager)
  return {
    async leaveOut(contactId, name, at) {
      await firstOf(
        manager,
        `INSERT INTO left_out_speakers (contact_id, name, name_digest, since) VALUES ($1, $2, $3, $4)
       ON CONFLICT (contact_id) DO UPDATE SET name = excluded.name, name_digest = excluded.name_digest`,
        [
          contactId,
          sealText(sealing(), cleanText(name), {
            place: 'left_out_speakers.name',
            row: cleanText(contactId),
          }),
          sealing().digests(cleanText(name), 'left_out_speakers.name')[0],
          at,
        ],
      )
    },
    async hearAgain(contactId) {
      await touched(manager, 'DELETE FROM left_out_speakers WHERE contact_id = $1', [contactId])
    },
    isLeftOut: async (contactId) =>
      (await firstOf(manager, 'SELECT 1 FROM left_out_speakers WHERE contact_id = $1', [contactId])) !== null,
    isNameLeftOut: async (name) =>
      (await firstOf(
        manager,
        // A name from before there were keys lies open until it is sealed.
        'SELECT 1 FROM left_out_speakers WHERE name_digest = ANY($1::text[]) OR (name_digest IS NULL AND name = $2)',
        [[...sealing().digests(cleanText(name), 'left_out_speakers.name')], name],
      )) !== null,
  }
}

export const makePlaceQuestionStore = (manager: EntityManager): PlaceQuestionStore => ({
  async ask({ caseId, reporter, what, room, askedAt }) {
    await firstOf(
      manager,
      `INSERT INTO place_questions (case_id, reporter, what, room, asked_at) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (case_id, reporter) DO UPDATE SET what = excluded.what, room = excluded.room,
         asked_at = excluded.asked_at`,
      [caseId, reporter, what, room, askedAt],
    )
  },
  openFor: (reporter, room, since) =>
    firstOf<PlaceQuestion>(
      manager,
      `SELECT case_id AS "caseId", reporter, what, room, asked_at AS "askedAt" FROM place_questions
       WHERE reporter = $1 AND room IS NOT DISTINCT FROM $2 AND asked_at >= $3
       ORDER BY asked_at DESC LIMIT 1`,
      [reporter, room, since],
    ),
  async answered(caseId, reporter) {
    await touched(manager, 'DELETE FROM place_questions WHERE case_id = $1 AND reporter = $2', [
      caseId,
      reporter,
    ])
  },
})

const hotSpotColumns = `key, kind, community, category, case_ids AS "caseIds", raised_at AS "raisedAt",
  settled_at AS "settledAt", settled_by AS "settledBy", settlement`

export const makeHotSpotStore = (manager: EntityManager): HotSpotStore => ({
  list: ({ settled, before, most }) =>
    rowsOf<RaisedHotSpot>(
      manager,
      `SELECT ${hotSpotColumns} FROM hot_spots
       WHERE ($1::boolean IS NULL OR (settled_at IS NOT NULL) = $1) AND ($2::timestamptz IS NULL OR raised_at < $2)
       ORDER BY raised_at DESC, key LIMIT $3`,
      [settled, before, most],
    ),
  byKey: (key) =>
    firstOf<RaisedHotSpot>(manager, `SELECT ${hotSpotColumns} FROM hot_spots WHERE key = $1`, [key]),
  settle: async (key, by, words, at) =>
    (await touched(
      manager,
      `UPDATE hot_spots SET settled_at = $4, settled_by = $2, settlement = $3 WHERE key = $1 AND settled_at IS NULL`,
      [key, by, words, at],
    )) === 1,
  async raise({ key, kind, community, category, caseIds }, at) {
    const row = await firstOf(
      manager,
      `INSERT INTO hot_spots (key, kind, community, category, case_ids, raised_at) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (key) DO NOTHING RETURNING key`,
      [key, kind, community, category, [...caseIds], at],
    )
    return row !== null
  },
})
