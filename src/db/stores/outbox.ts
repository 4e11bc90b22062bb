import type { EntityManager } from 'typeorm'
import {
  echoSeconds,
  uncounted,
  type Notice,
  type OutboxStore,
  type PendingNotice,
} from '../../chat/outbox.ts'
import { newId } from '../../kernel/ids.ts'
import { sealingOf, sealText, sealTextOrNull } from '../sealing.ts'
import { clean, cleanText, jsonText } from './clean.ts'
import { noticeSpot } from './office-spots.ts'
import { makeGatheringStore } from './outbox-gathering.ts'
import { makeLossStore } from './outbox-losses.ts'
import { firstOf, rowsOf, touched } from './rows.ts'
import { makeTakeBack } from './take-back.ts'

const columns = `id, dedupe_key AS "dedupeKey", addressee AS "to", text, mentions, purpose, held, priority,
  case_id AS "caseId", run_at AS "runAt", rung, expects, forwards, attempts`

/** Said anew it takes the new id: its words are sealed for that row. */
const putSql = `
  INSERT INTO outbox (id, dedupe_key, addressee, text, mentions, purpose, held, priority, case_id, run_at, rung,
    expects, gather, brief, forwards, state, attempts, hold, resent, loss_told)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, 'pending', 0, false, false, false)
  ON CONFLICT (dedupe_key) DO UPDATE SET id = excluded.id, state = 'pending', text = excluded.text, mentions = excluded.mentions,
    expects = excluded.expects, run_at = excluded.run_at, gather = excluded.gather, brief = excluded.brief, hold = false, settled_at = NULL, why = NULL
  WHERE outbox.state IN ('pending', 'dropped') AND outbox.expects IS DISTINCT FROM excluded.expects`

/** Where a notice goes, by the seats of this moment; a private code without an account is a contact id itself. */
const whereTo = `CASE
  WHEN o.addressee ? 'conversation' THEN o.addressee->>'conversation'
  WHEN o.addressee ? 'room'
    THEN 'room:' || (SELECT room_id FROM room_bindings WHERE code = o.addressee->>'room')
  ELSE 'private:' || coalesce(
    (SELECT contact_id FROM chat_accounts WHERE code = o.addressee->>'private'), o.addressee->>'private')
  END`

const claimSql = `
  WITH due AS (
    SELECT id FROM outbox WHERE state = 'pending' AND gather IS NULL AND run_at <= $1
    ORDER BY priority, run_at, queued LIMIT $2 FOR UPDATE SKIP LOCKED
  ), taken AS (
    UPDATE outbox AS o SET state = 'sending', attempts = o.attempts + 1, claimed_at = $1, hold = false,
      message_id = NULL, conversation_key = ${whereTo}
    FROM due WHERE o.id = due.id RETURNING o.*
  )
  SELECT ${columns} FROM taken ORDER BY priority, run_at, queued`

const nextHoldSql = `SELECT min(run_at) AS at FROM outbox WHERE state = 'pending' AND hold`
const nextSql = `
  SELECT least(
    (SELECT min(run_at) FROM outbox WHERE state = 'pending'),
    (SELECT min(settled_at) + interval '${echoSeconds} seconds' FROM outbox
     WHERE state IN ('uncertain', 'failed') AND message_id IS NULL AND NOT resent AND priority = 0)) AS at`

/** The room shows the names of those mentioned before the words, with spaces of its own. */
const bare = (text: string): string => cleanText(text).replace(/\s+/gu, '')
const echoes = (heard: string, said: string): boolean => bare(said) !== '' && bare(heard).endsWith(bare(said))

const expectsText = ({ expects }: Notice): string | null => (expects ? jsonText(expects) : null)

type Unsure = { id: string; text: string }

/**
 * `claim` outside of any transaction: `sending` must be written down before the call to the chat.
 * A postponed notice keeps its number of attempts, which is the fence and not a measure of failure.
 */
export function makeOutboxStore(manager: EntityManager): OutboxStore {
  /** The oldest notice whose fate is open and that reads like this echo. */
  const unsure = async (key: string, text: string, messageId: string): Promise<Unsure | null> => {
    const known = await firstOf(
      manager,
      `SELECT 1 FROM outbox WHERE conversation_key = $1 AND message_id = $2`,
      [key, messageId],
    )
    if (known !== null) return null
    const found = await rowsOf<Unsure>(
      manager,
      `SELECT id, text FROM outbox
       WHERE conversation_key = $1 AND state IN ('uncertain', 'sending') AND message_id IS NULL
       ORDER BY state = 'sending', claimed_at, queued`,
      [key],
    )
    const sealing = sealingOf(manager)
    return (
      found
        .map(({ id, text: kept }) => ({ id, text: sealing.open(kept, noticeSpot('text', id)) }))
        .find((notice) => echoes(text, notice.text)) ?? null
    )
  }

  return {
    ...makeTakeBack(manager),

    async put(notice) {
      const [id, sealing] = [newId(), sealingOf(manager)]
      await firstOf(manager, putSql, [
        id,
        notice.dedupeKey,
        jsonText(notice.to),
        sealText(sealing, cleanText(notice.text), noticeSpot('text', id)),
        [...notice.mentions],
        notice.purpose,
        notice.held,
        notice.priority,
        notice.caseId,
        notice.runAt,
        notice.rung,
        expectsText(notice),
        notice.gather ?? null,
        sealTextOrNull(sealing, clean(notice.brief ?? null), noticeSpot('brief', id)),
        notice.forwards ?? null,
      ])
    },

    async claim(now, most) {
      const rows = await rowsOf<PendingNotice>(manager, claimSql, [now, most])
      const sealing = sealingOf(manager)
      return rows.map(({ expects, forwards, ...notice }) => ({
        ...notice,
        text: sealing.open(notice.text, noticeSpot('text', notice.id)),
        ...(expects ? { expects } : {}),
        ...(forwards ? { forwards } : {}),
      }))
    },

    async settle(id, attempts, end) {
      const count = await touched(
        manager,
        `UPDATE outbox SET message_id = coalesce($4, message_id), why = $5, settled_at = $6,
           state = CASE WHEN $3::text = 'uncertain' AND message_id IS NOT NULL THEN 'sent' ELSE $3::text END
         WHERE id = $1 AND attempts = $2 AND state = 'sending'`,
        [id, attempts, end.state, end.messageId, end.why, end.at],
      )
      return count === 1
    },

    async postpone(id, attempts, runAt, hold, why) {
      await touched(
        manager,
        `UPDATE outbox SET state = 'pending', run_at = $3, hold = $4, why = $5, claimed_at = NULL
         WHERE id = $1 AND attempts = $2 AND state = 'sending'`,
        [id, attempts, runAt, hold, why],
      )
    },

    // One whose echo came before its sender died has gone out; the rest nobody can know.
    async parkExpired(claimedBefore, at) {
      const rows = await rowsOf<{ state: string }>(
        manager,
        `UPDATE outbox SET settled_at = $2,
           state = CASE WHEN message_id IS NULL THEN 'uncertain' ELSE 'sent' END,
           why = CASE WHEN message_id IS NULL THEN 'its sender ended before the answer came' END
         WHERE state = 'sending' AND claimed_at < $1 RETURNING state`,
        [claimedBefore, at],
      )
      return rows.filter((row) => row.state === 'uncertain').length
    },

    async confirm(conversationKey, text, messageId, at) {
      const notice = await unsure(conversationKey, text, messageId)
      if (notice === null) return null
      const row = await firstOf<{ id: string; state: string }>(
        manager,
        `UPDATE outbox SET message_id = $2,
           state = CASE state WHEN 'uncertain' THEN 'sent' ELSE state END,
           why = CASE state WHEN 'uncertain' THEN NULL ELSE why END,
           settled_at = CASE state WHEN 'uncertain' THEN $3 ELSE settled_at END
         WHERE id = $1 AND state IN ('sending', 'uncertain') RETURNING id, state`,
        [notice.id, messageId, at],
      )
      return row?.state === 'sent' ? row.id : null
    },

    async resendUncertain(before, now, priority) {
      return touched(
        manager,
        `UPDATE outbox SET state = 'pending', run_at = $2, hold = false, resent = true, settled_at = NULL,
           claimed_at = NULL
         WHERE state IN ('uncertain', 'failed') AND message_id IS NULL AND NOT resent
           AND priority <= $3 AND settled_at <= $1`,
        [before, now, priority],
      )
    },

    async spokenSince(conversationKey, since) {
      const rows = await rowsOf<{ at: Date }>(
        manager,
        `SELECT settled_at AS at FROM outbox
         WHERE state IN ('sent', 'uncertain') AND settled_at >= $1
           AND ($2::text IS NULL OR conversation_key = $2) ORDER BY settled_at`,
        [since, conversationKey],
      )
      return rows.map((row) => row.at)
    },

    async countedSince(conversationKey, since, except) {
      const row = await firstOf<{ count: number }>(
        manager,
        `SELECT count(*)::int AS count FROM outbox
         WHERE conversation_key = $1 AND state IN ('sent', 'uncertain', 'sending') AND id <> $3
           AND coalesce(settled_at, claimed_at) >= $2 AND priority > 0 AND purpose <> ALL($4)`,
        [conversationKey, since, except, [...uncounted]],
      )
      return row?.count ?? 0
    },

    ...makeGatheringStore(manager),
    ...makeLossStore(manager),

    async next(only) {
      const row = await firstOf<{ at: Date | null }>(manager, only === 'holds' ? nextHoldSql : nextSql)
      return row?.at ?? null
    },

    async inFlight() {
      const sql = `SELECT count(*)::int AS count FROM outbox WHERE state = 'sending'`
      return (await firstOf<{ count: number }>(manager, sql))?.count ?? 0
    },
  }
}
