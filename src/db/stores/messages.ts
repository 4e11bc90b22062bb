import type { EntityManager } from 'typeorm'
import type { InboundMessage } from '../../chat/inbound.ts'
import { conversationKey } from '../../chat/conversation.ts'
import type { KeptMessage, MessageStore } from '../../intake/ports.ts'
import type { Reading } from '../../intake/reading.ts'
import { openJson, sealingOf, sealJson, sealText } from '../sealing.ts'
import type { Sealing } from '../../kernel/sealing.ts'
import { clean, jsonText } from './clean.ts'
import { forgetCorrectionsOf, forgetCorrectionsWith } from './corrections.ts'
import { eraseAsked } from './model-exchanges.ts'
import { messageSpot, readingSpot } from './message-spots.ts'
import { firstOf, rowsOf, touched } from './rows.ts'

const columns = `seq, platform_id AS "platformId", conversation_key AS "conversationKey", contact_id AS "contactId",
  sender_name AS "senderName", self, kind, text, addressed, quote, mentions, sent_at AS "sentAt",
  heard_at AS "heardAt", state, reading, case_id AS "caseId", ending AS "end"`

const sealedReading = (sealing: Sealing, seq: string, reading: Reading): string =>
  sealJson(sealing, jsonText(reading), readingSpot(seq)) ?? 'null'

/** A row as the port gives it: what lies sealed is opened. */
const opened = (sealing: Sealing, row: KeptMessage): KeptMessage => ({
  ...row,
  text: sealing.open(row.text, messageSpot('text', row.platformId)),
  senderName: sealing.open(row.senderName, messageSpot('sender_name', row.platformId)),
  quote: openJson(sealing, row.quote, messageSpot('quote', row.platformId)) as KeptMessage['quote'],
  reading: openJson(sealing, row.reading, readingSpot(row.seq)) as Reading | null,
})

/** Messages by the rest of a statement, opened. */
export const keptMessages = async (
  manager: EntityManager,
  rest: string,
  values: readonly unknown[],
): Promise<readonly KeptMessage[]> =>
  (await rowsOf<KeptMessage>(manager, `SELECT ${columns} FROM messages ${rest}`, values)).map((row) =>
    opened(sealingOf(manager), row),
  )

const jsonOrNull = (value: object | null): string | null => (value === null ? null : jsonText(value))

const valuesOf = (message: InboundMessage, at: Date, sealing: Sealing): readonly unknown[] => [
  message.id,
  conversationKey(message.conversation),
  message.senderId,
  sealText(sealing, clean(message.senderName), messageSpot('sender_name', clean(message.id))),
  message.self,
  message.kind,
  sealText(sealing, clean(message.text), messageSpot('text', clean(message.id))),
  message.addressed,
  sealJson(sealing, jsonOrNull(message.quote), messageSpot('quote', clean(message.id))),
  [...message.mentions],
  sealJson(sealing, jsonOrNull(message.location), messageSpot('location', clean(message.id))),
  message.attachment === null
    ? null
    : jsonText({ name: message.attachment.name, mediaType: message.attachment.mediaType }),
  message.recalledId,
  message.sentAt,
  at,
]

/** Messages with their words; a private store. Bytes of attachments are not kept here. */
export function makeMessageStore(manager: EntityManager): MessageStore {
  const sealing = (): Sealing => sealingOf(manager)
  const all = async (sql: string, values: readonly unknown[] = []): Promise<readonly KeptMessage[]> =>
    (await rowsOf<KeptMessage>(manager, sql, values)).map((row) => opened(sealing(), row))
  const one = async (sql: string, values: readonly unknown[]): Promise<KeptMessage | null> =>
    (await all(sql, values))[0] ?? null

  return {
    keep: (message, at) =>
      one(
        `INSERT INTO messages (platform_id, conversation_key, contact_id, sender_name, self, kind, text, addressed,
           quote, mentions, location, attachment, recalled_id, sent_at, heard_at, state)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, 'new')
         ON CONFLICT (platform_id) DO NOTHING RETURNING ${columns}`,
        valuesOf(message, at, sealing()),
      ),

    async putWords(seq, words, addressed) {
      const kept = await one(`SELECT ${columns} FROM messages WHERE seq = $1`, [seq])
      if (kept === null) return null
      return one(
        `UPDATE messages SET text = $2, addressed = addressed OR $3
         WHERE seq = $1 AND state = 'new' RETURNING ${columns}`,
        [seq, sealText(sealing(), clean(words), messageSpot('text', kept.platformId)), addressed],
      )
    },

    unsettled: () => all(`SELECT ${columns} FROM messages WHERE state = 'new' ORDER BY seq`),

    held: (key, contactId) =>
      all(
        `SELECT ${columns} FROM messages
         WHERE conversation_key = $1 AND contact_id = $2
           AND (state = 'held' OR (state = 'new' AND ending = 'waited')) ORDER BY seq`,
        [key, contactId],
      ),

    async hold(seq, reading) {
      await touched(manager, `UPDATE messages SET state = 'held', reading = $2 WHERE seq = $1`, [
        seq,
        sealedReading(sealing(), seq, reading),
      ])
    },

    async release(key, contactId) {
      await touched(
        manager,
        `UPDATE messages SET state = 'new', ending = 'waited'
         WHERE state = 'held' AND conversation_key = $1 AND contact_id = $2`,
        [key, contactId],
      )
    },

    async settle(seqs, end, reading, caseId) {
      await touched(
        manager,
        `UPDATE messages AS m SET state = 'done', ending = $2, reading = coalesce(given.reading::jsonb, m.reading),
           case_id = $4
         FROM unnest($1::bigint[], $3::text[]) AS given (seq, reading) WHERE m.seq = given.seq`,
        [
          [...seqs],
          end,
          seqs.map((seq) => (reading === null ? null : sealedReading(sealing(), seq, reading))),
          caseId,
        ],
      )
    },

    reopen: (key, end, since) =>
      touched(
        manager,
        `UPDATE messages SET state = 'new', ending = NULL
         WHERE conversation_key = $1 AND state = 'done' AND ending = $2 AND heard_at >= $3`,
        [key, end, since],
      ),

    byPlatformId: (platformId) => one(`SELECT ${columns} FROM messages WHERE platform_id = $1`, [platformId]),

    above: (key, beforeSeq, since, most) =>
      all(
        `SELECT * FROM (
           SELECT ${columns} FROM messages
           WHERE conversation_key = $1 AND seq < $2 AND heard_at >= $3 AND (self OR contact_id NOT IN (
             SELECT contact_id FROM left_out_speakers
             EXCEPT SELECT speaker.contact_id FROM messages AS speaker WHERE speaker.seq = $2))
           ORDER BY seq DESC LIMIT $4
         ) AS latest ORDER BY seq`,
        [key, beforeSeq, since, most],
      ),

    // The reading goes too: its evidence is made of the words.
    async erase(platformId) {
      await touched(
        manager,
        `UPDATE messages SET text = '', quote = NULL, location = NULL, attachment = NULL, reading = NULL
         WHERE platform_id = $1`,
        [platformId],
      )
      await eraseAsked(manager, [platformId])
      await forgetCorrectionsWith(manager, [platformId])
    },

    async eraseOutsideCases(contactId) {
      const rows = await rowsOf<{ id: string; kind: string }>(
        manager,
        `UPDATE messages SET text = '', sender_name = '', quote = NULL, location = NULL, attachment = NULL,
           reading = NULL, ending = CASE WHEN state = 'done' THEN ending ELSE 'left_out' END, state = 'done'
         WHERE contact_id = $1 AND case_id IS NULL AND NOT self AND (state <> 'new' OR ending = 'waited')
         RETURNING platform_id AS id, kind`,
        [contactId],
      )
      const ids = rows.map(({ id }) => id)
      await eraseAsked(manager, ids)
      await forgetCorrectionsWith(manager, ids)
      await forgetCorrectionsOf(manager, contactId)
      return rows.filter(({ kind }) => ['image', 'voice', 'file'].includes(kind)).map(({ id }) => id)
    },

    async open() {
      const row = await firstOf<{ fresh: number; held: number }>(
        manager,
        `SELECT (SELECT count(*)::int FROM messages WHERE state = 'new') AS fresh,
                (SELECT count(*)::int FROM messages WHERE state = 'held') AS held`,
      )
      return row ?? { fresh: 0, held: 0 }
    },
  }
}
