import type { EntityManager } from 'typeorm'
import { ended } from '../../cases/case.ts'
import type { Whose, Erased, TracesOf, PersonTraces } from '../../cases/person-traces.ts'
import { sealingOf, sealText } from '../sealing.ts'
import { forgetCorrectionsOf, forgetCorrectionsWith } from './corrections.ts'
import { keepPairs } from './like-cases.ts'
import { eraseAsked } from './model-exchanges.ts'
import { reporterSpot } from './reporter-spot.ts'
import { forgetInTown, leaveTown, townOf } from './person-in-town.ts'
import { namingIn } from './person-naming.ts'
import { takeOutOfWords } from './person-words.ts'
import { firstOf, rowsOf, touched } from './rows.ts'

const withFiles: readonly string[] = ['image', 'voice', 'file']
/** What stands where words stood. */
const erasedMark = '（应本人要求已删除）'

interface OwnCase {
  id: string
  number: string
  state: string
  /** Nobody else has reported it: its words are theirs alone. */
  alone: boolean
}

const casesSql = `
  SELECT c.id, c.number, c.state,
    NOT EXISTS (SELECT FROM case_reporters o WHERE o.case_id = c.id AND o.key <> $1
      AND (o.contact_id IS NULL OR o.contact_id IS DISTINCT FROM $2)) AS alone
  FROM cases c WHERE c.id IN (SELECT case_id FROM case_reporters WHERE key = $1 OR contact_id = $2)
  ORDER BY c.received_at DESC`

/** Their own words in events; of what the bot wrote down, all where nobody else reported, else what it names as theirs. */
const wordsSql = `
  DELETE FROM event_words w USING case_events e WHERE w.event_id = e.id AND e.case_id = ANY($1::text[])
    AND (e.moved_by IN ($2, $3) OR (e.moved_by IN ('bot', 'clock') AND (e.case_id = ANY($4::text[]) OR e.facts->>'reporter' IN ($2, $3)))
      OR (e.case_id = ANY($4::text[]) AND e.move IN ('receive', 'join', 'supplement')))`

export const makePersonTraces = (manager: EntityManager): PersonTraces => {
  const casesOf = ({ key, contactId }: Whose): Promise<readonly OwnCase[]> =>
    rowsOf<OwnCase>(manager, casesSql, [key, contactId])
  const count = async (sql: string, values: readonly unknown[]): Promise<number> =>
    (await firstOf<{ count: number }>(manager, `SELECT count(*)::int AS count FROM ${sql}`, values))?.count ??
    0

  async function eraseMessages(contactId: string): Promise<readonly { id: string; kind: string }[]> {
    const rows = await rowsOf<{ id: string; kind: string }>(
      manager,
      `UPDATE messages SET text = '', sender_name = '', quote = NULL, location = NULL, attachment = NULL, reading = NULL,
         mentions = '{}' WHERE contact_id = $1 AND NOT self RETURNING platform_id AS id, kind`,
      [contactId],
    )
    const ids = rows.map(({ id }) => id)
    await eraseAsked(manager, ids)
    await forgetCorrectionsWith(manager, ids)
    await forgetCorrectionsOf(manager, contactId)
    await touched(manager, `UPDATE room_members SET name = '' WHERE contact_id = $1`, [contactId])
    await touched(manager, 'DELETE FROM desk_questions WHERE contact_id = $1', [contactId])
    return rows
  }

  /** What waits to be said to them is not said; what was said, and what quotes them, loses its words. */
  async function eraseNotices(
    { key, contactId }: Whose,
    alone: readonly string[],
    pseudonym: string,
  ): Promise<number> {
    await touched(
      manager,
      `UPDATE outbox SET state = 'dropped', why = 'erased', settled_at = run_at
       WHERE state = 'pending' AND addressee->>'private' IN ($1, $2)`,
      [key, contactId],
    )
    await touched(
      manager,
      `UPDATE outbox SET mentions = array_remove(array_remove(mentions, $1), $2) WHERE mentions && ARRAY[$1, $2]`,
      [key, contactId ?? key],
    )
    const erased = await touched(
      manager,
      `UPDATE outbox SET text = '', brief = NULL, forwards = NULL
       WHERE state NOT IN ('pending', 'sending') AND text <> ''
         AND (addressee->>'private' IN ($1, $2) OR case_id = ANY($3::text[]))`,
      [key, contactId, [...alone]],
    )
    await touched(
      manager,
      `UPDATE outbox SET addressee = jsonb_build_object('private', $3::text), conversation_key = NULL
       WHERE state NOT IN ('pending', 'sending') AND addressee->>'private' IN ($1, $2)`,
      [key, contactId, pseudonym],
    )
    return erased
  }

  async function eraseInCases(cases: readonly OwnCase[]): Promise<void> {
    for (const { id } of cases.filter(({ alone }) => alone)) {
      await touched(manager, 'UPDATE cases SET words = $2 WHERE id = $1', [id, erasedMark])
      await keepPairs(manager, id, '')
    }
    const over = cases.filter(({ alone, state }) => alone && [...ended].some((one) => one === state))
    await touched(
      manager,
      // A title may have been cut off within the word (intake/title.ts).
      `UPDATE cases SET place = place || '{"room": null, "unit": null}', home_estate = NULL,
         title = coalesce(replace(replace(title, place->>'unit' || '单元', ''), place->>'unit' || '单', ''), title)
       WHERE id = ANY($1::text[])`,
      [over.map(({ id }) => id)],
    )
  }

  async function giveOtherName({ key, contactId }: Whose, pseudonym: string): Promise<void> {
    const own = await rowsOf<{ id: string; caseId: string }>(
      manager,
      'SELECT id, case_id AS "caseId" FROM case_reporters WHERE key = $1 OR contact_id = $2 ORDER BY id FOR UPDATE',
      [key, contactId],
    )
    const named = new Set<string>()
    for (const { id, caseId } of own) {
      // Reported once as a stranger and once as somebody known: they were one, and stay apart.
      const name = named.has(caseId) ? `${pseudonym}:${id}` : pseudonym
      named.add(caseId)
      await touched(
        manager,
        'UPDATE case_reporters SET key = $2, name = $3, contact_id = NULL, room = NULL WHERE id = $1',
        [id, name, sealText(sealingOf(manager), '居民', reporterSpot('name', caseId, name))],
      )
    }
    for (const one of [key, contactId]) {
      if (one === null) continue
      await touched(manager, 'UPDATE cases SET about = array_replace(about, $1, $2) WHERE $1 = ANY(about)', [
        one,
        pseudonym,
      ])
      await touched(manager, 'DELETE FROM callers WHERE reporter = $1', [one])
      await touched(manager, 'DELETE FROM place_questions WHERE reporter = $1', [one])
      await touched(manager, 'DELETE FROM follow_ups WHERE reporter = $1 AND done_at IS NULL', [one])
      await touched(manager, 'UPDATE follow_ups SET reporter = $2, words = NULL WHERE reporter = $1', [
        one,
        pseudonym,
      ])
      await touched(manager, 'DELETE FROM chat_accounts WHERE code = $1 OR contact_id = $1', [one])
    }
  }

  return {
    async of(subject): Promise<TracesOf> {
      const { key, contactId } = subject
      const cases = await casesOf(subject)
      return {
        cases: cases.map(({ id, number, state }) => ({
          id,
          number,
          ended: [...ended].some((one) => one === state),
        })),
        messages: await count(`messages WHERE contact_id = $1 AND NOT self AND text <> ''`, [contactId]),
        files: await count(`messages WHERE contact_id = $1 AND NOT self AND attachment IS NOT NULL`, [
          contactId,
        ]),
        phones: await count('callers WHERE reporter IN ($1, $2) AND phone IS NOT NULL', [key, contactId]),
        rooms: await count('room_members WHERE contact_id = $1', [contactId]),
        tied: (await count('chat_accounts WHERE code = $1 OR contact_id = $2', [key, contactId])) > 0,
        leftOut: (await count('left_out_speakers WHERE contact_id = $1', [contactId])) > 0,
      }
    },

    async erase(subject, pseudonym, at): Promise<Erased> {
      const { key, contactId } = subject
      const cases = await casesOf(subject)
      const [ids, alone] = [cases.map(({ id }) => id), cases.filter((one) => one.alone).map(({ id }) => id)]
      for (const id of ids.toSorted())
        await firstOf(manager, 'SELECT id FROM cases WHERE id = $1 FOR UPDATE', [id])
      const { areas, others } = await townOf(manager, subject, ids)
      const naming = await namingIn(manager, subject, ids, others)
      const words = await touched(manager, wordsSql, [ids, key, contactId ?? key, alone])
      await touched(
        manager,
        `DELETE FROM before_moves b USING case_events e WHERE b.event_id = e.id AND e.case_id = ANY($1::text[])`,
        [ids],
      )
      await eraseInCases(cases)
      const messages = contactId === null ? [] : await eraseMessages(contactId)
      const notices = await eraseNotices(subject, alone, pseudonym)
      const rewritten = await takeOutOfWords(manager, naming, { ids, alone, areas }, contactId)
      await giveOtherName(subject, pseudonym)
      await leaveTown(manager, { kind: 'resident', code: key }, at)
      return {
        ...{ cases: ids.length, messages: messages.length, words, notices, rewritten },
        files: messages.filter(({ kind }) => withFiles.includes(kind)).map(({ id }) => id),
      }
    },

    async leaveTown(resident) {
      await forgetInTown(manager, { kind: 'resident', code: resident })
    },

    async eraseStaff(person, at) {
      await leaveTown(manager, { kind: 'person', code: person }, at)
      for (const [table, column] of [
        ['staff_passwords', 'person'],
        ['staff_totp', 'person'],
        ['sessions', 'person'],
        ['saved_filters', 'person'],
        ['chat_accounts', 'code'],
      ] as const)
        await touched(manager, `DELETE FROM ${table} WHERE ${column} = $1`, [person])
    },
  }
}
