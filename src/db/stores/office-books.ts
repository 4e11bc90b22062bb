import type { EntityManager } from 'typeorm'
import type { FollowUp } from '../../feedback/follow-up.ts'
import type { Visit } from '../../grid/ports.ts'
import { type NoticeKept, type OfficeBooks, openNoticeStates } from '../../ledger/office-books.ts'
import { sealingOf } from '../sealing.ts'
import { followUpColumns, openFollowUp } from './follow-ups.ts'
import { noticeSpot } from './office-spots.ts'
import { firstOf, rowsOf, touched } from './rows.ts'
import { openVisit, visitColumns } from './staff-desk.ts'

const noticeColumns = `id, dedupe_key AS "dedupeKey", addressee AS "to", text, purpose, priority,
  case_id AS "caseId", run_at AS "runAt", state, attempts, settled_at AS "settledAt", why`

/** Nobody can say that it was read, and no room has echoed it. */
const lost = `state IN ('uncertain', 'failed', 'parked') AND message_id IS NULL`

const followUps =
  (manager: EntityManager): OfficeBooks['followUps'] =>
  async (wanted) => {
    const { assignee, done, caseId, after, most } = wanted
    const rows = await rowsOf<FollowUp>(
      manager,
      `SELECT ${followUpColumns} FROM follow_ups
     WHERE ($1::text IS NULL OR assignee_person = $1) AND ($2::boolean IS NULL OR (done_at IS NOT NULL) = $2)
       AND ($3::text IS NULL OR case_id = $3) AND outcome IS DISTINCT FROM 'dropped'
       AND ($4::timestamptz IS NULL OR (due_at, key) > ($4, $5)) ORDER BY due_at, key LIMIT $6`,
      [assignee, done, caseId, after?.at ?? null, after?.id ?? null, most],
    )
    return rows.map((row) => openFollowUp(manager, row))
  }

const visits =
  (manager: EntityManager): OfficeBooks['visits'] =>
  async (wanted) => {
    const { sight, area, person, from, to, after, most } = wanted
    const rows = await rowsOf<Visit>(
      manager,
      `SELECT ${visitColumns} FROM visits
     WHERE ($1::text[] IS NULL OR area = ANY($1) OR person = $2) AND ($3::text IS NULL OR area = $3)
       AND ($4::text IS NULL OR person = $4) AND ($5::timestamptz IS NULL OR visited_at >= $5)
       AND ($6::timestamptz IS NULL OR visited_at < $6)
       AND ($7::timestamptz IS NULL OR (visited_at, id) < ($7, $8::bigint))
     ORDER BY visited_at DESC, id DESC LIMIT $9`,
      [
        ...[sight === null ? null : [...sight.areas], sight?.person ?? null, area, person, from, to],
        ...[after?.at ?? null, after?.id ?? null, most],
      ],
    )
    return rows.map((row) => openVisit(manager, row))
  }

const openNotice = (manager: EntityManager, row: NoticeKept): NoticeKept => ({
  ...row,
  text: sealingOf(manager).open(row.text, noticeSpot('text', row.id)),
})

export const makeOfficeBooks = (manager: EntityManager): OfficeBooks => ({
  followUps: followUps(manager),
  visits: visits(manager),

  async notices({ state, after, most }) {
    const rows = await rowsOf<NoticeKept>(
      manager,
      `SELECT ${noticeColumns} FROM outbox WHERE state = $1
         AND ($2::timestamptz IS NULL OR (run_at, id) < ($2, $3)) ORDER BY run_at DESC, id DESC LIMIT $4`,
      [state, after?.at ?? null, after?.id ?? null, most],
    )
    return rows.map((row) => openNotice(manager, row))
  },
  async notice(id) {
    const row = await firstOf<NoticeKept>(manager, `SELECT ${noticeColumns} FROM outbox WHERE id = $1`, [id])
    return row === null ? null : openNotice(manager, row)
  },

  resend: async (id, at) =>
    (await touched(
      manager,
      `UPDATE outbox SET state = 'pending', run_at = $2, hold = false, settled_at = NULL, claimed_at = NULL,
         why = NULL WHERE id = $1 AND ${lost}`,
      [id, at],
    )) === 1,
  giveUp: async (id, why, at) =>
    (await touched(
      manager,
      `UPDATE outbox SET state = 'dropped', settled_at = $3, why = $2, loss_told = true WHERE id = $1 AND ${lost}`,
      [id, why, at],
    )) === 1,

  async noticeCounts() {
    const rows = await rowsOf<{ state: string; count: number }>(
      manager,
      'SELECT state, count(*)::int AS count FROM outbox WHERE state = ANY($1::text[]) GROUP BY state',
      [[...openNoticeStates]],
    )
    const of = (state: string): number => rows.find((row) => row.state === state)?.count ?? 0
    return { pending: of('pending'), uncertain: of('uncertain'), parked: of('parked'), failed: of('failed') }
  },

  async lastTalk() {
    const row = await firstOf<{ heardAt: Date | null; saidAt: Date | null }>(
      manager,
      `SELECT (SELECT heard_at FROM messages WHERE NOT self ORDER BY seq DESC LIMIT 1) AS "heardAt",
         (SELECT max(settled_at) FROM outbox WHERE state IN ('sent', 'uncertain')) AS "saidAt"`,
    )
    return row ?? { heardAt: null, saidAt: null }
  },
})
