import { EntitySchema } from 'typeorm'
import type { InboundMessage } from '../../chat/inbound.ts'
import type { KeptMessage } from '../../intake/ports.ts'
import { idOrNull, jsonOrNull, rising, text, textOrNull, texts, time, yesOrNo } from './columns.ts'

/** A message as kept, with what the reader's port does not name: nothing heard is thrown away. */
export interface MessageRow extends KeptMessage {
  location: InboundMessage['location']
  /** Name and media type; the bytes lie elsewhere. */
  attachment: { name: string; mediaType: string } | null
  recalledId: string | null
}

export const messages = new EntitySchema<MessageRow>({
  name: 'messages',
  columns: {
    seq: { ...rising, primary: true },
    platformId: text,
    conversationKey: text,
    contactId: text,
    senderName: text,
    self: yesOrNo,
    kind: text,
    text,
    addressed: yesOrNo,
    quote: jsonOrNull,
    mentions: texts,
    location: jsonOrNull,
    attachment: jsonOrNull,
    recalledId: textOrNull,
    sentAt: time,
    heardAt: time,
    state: text,
    reading: jsonOrNull,
    caseId: idOrNull,
    // `end` is a word of SQL's own.
    end: { ...textOrNull, name: 'ending' },
  },
  indices: [
    { name: 'messages_platform_id', columns: ['platformId'], unique: true },
    { name: 'messages_new', columns: ['seq'], where: `state = 'new'` },
    {
      name: 'messages_waiting',
      columns: ['conversationKey', 'contactId', 'seq'],
      where: `state IN ('new', 'held')`,
    },
    { name: 'messages_conversation', columns: ['conversationKey', 'seq'] },
    { name: 'messages_chatter', columns: ['heardAt'], where: 'case_id IS NULL' },
    { name: 'messages_case', columns: ['caseId'], where: 'case_id IS NOT NULL' },
  ],
})

export interface LinkGapRow {
  id: string
  from: Date
  to: Date
}

/** Stretches in which nothing could be heard. */
export const linkGaps = new EntitySchema<LinkGapRow>({
  name: 'link_gaps',
  columns: {
    id: { ...rising, primary: true },
    from: { ...time, name: 'from_at' },
    to: { ...time, name: 'to_at' },
  },
  indices: [{ name: 'link_gaps_to', columns: ['to'] }],
})
