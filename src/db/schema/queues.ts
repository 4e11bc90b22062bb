import { EntitySchema } from 'typeorm'
import type { Notice, NoticeState } from '../../chat/outbox.ts'
import type { Timer } from '../../kernel/timers.ts'
import {
  id,
  idOrNull,
  json,
  jsonOrNull,
  rising,
  text,
  textOrNull,
  texts,
  time,
  timeOrNull,
  whole,
  yesOrNo,
} from './columns.ts'

export interface NoticeRow extends Notice {
  id: string
  /** The order of putting, for notices of one priority and time. */
  queued: string
  state: NoticeState
  attempts: number
  /** Waits only for the pace of the room. */
  hold: boolean
  /** The dedupe key of the notice that said it together with others. */
  saidIn: string | null
  /** It got lost and the duty officer has been told. */
  lossTold: boolean
  /** An emergency that was taken up a second time (3.8). */
  resent: boolean
  /** Where it goes, as the seats were when it was taken; null where nobody sits there. */
  conversationKey: string | null
  claimedAt: Date | null
  settledAt: Date | null
  messageId: string | null
  why: string | null
}

export const outbox = new EntitySchema<NoticeRow>({
  name: 'outbox',
  columns: {
    id: { ...id, primary: true },
    queued: rising,
    dedupeKey: text,
    to: { ...json, name: 'addressee' },
    text,
    mentions: texts,
    purpose: text,
    held: text,
    priority: whole,
    caseId: idOrNull,
    runAt: time,
    rung: textOrNull,
    expects: jsonOrNull,
    gather: textOrNull,
    brief: textOrNull,
    forwards: textOrNull,
    saidIn: textOrNull,
    lossTold: yesOrNo,
    state: text,
    attempts: whole,
    hold: yesOrNo,
    resent: yesOrNo,
    conversationKey: textOrNull,
    claimedAt: timeOrNull,
    settledAt: timeOrNull,
    messageId: textOrNull,
    why: textOrNull,
  },
  indices: [
    { name: 'outbox_once', columns: ['dedupeKey'], unique: true },
    { name: 'outbox_pending', columns: ['runAt'], where: `state = 'pending'` },
    { name: 'outbox_holds', columns: ['runAt'], where: `state = 'pending' AND hold` },
    {
      name: 'outbox_gathered',
      columns: ['runAt'],
      where: `state = 'pending' AND gather IS NOT NULL`,
    },
    { name: 'outbox_said_in', columns: ['saidIn'], where: 'said_in IS NOT NULL' },
    {
      name: 'outbox_loss',
      columns: ['settledAt'],
      where: `state IN ('uncertain', 'failed', 'parked') AND NOT loss_told`,
    },
    { name: 'outbox_sending', columns: ['claimedAt'], where: `state = 'sending'` },
    { name: 'outbox_uncertain', columns: ['conversationKey'], where: `state IN ('sending', 'uncertain')` },
    { name: 'outbox_spoken', columns: ['settledAt'], where: `state IN ('sent', 'uncertain')` },
    {
      name: 'outbox_spoken_where',
      columns: ['conversationKey', 'settledAt'],
      where: `state IN ('sent', 'uncertain')`,
    },
    { name: 'outbox_texts', columns: ['settledAt'], where: `settled_at IS NOT NULL AND text <> ''::text` },
    { name: 'outbox_case', columns: ['caseId'], where: 'case_id IS NOT NULL' },
    {
      name: 'outbox_lost',
      columns: ['settledAt'],
      where: `state IN ('uncertain', 'failed') AND NOT resent AND priority = 0`,
    },
  ],
})

export interface TimerRow extends Timer {
  state: 'pending' | 'fired'
  attempts: number
}

export const timers = new EntitySchema<TimerRow>({
  name: 'timers',
  columns: {
    key: { ...text, primary: true },
    kind: text,
    runAt: time,
    hold: yesOrNo,
    caseId: idOrNull,
    facts: json,
    state: text,
    attempts: whole,
  },
  indices: [
    { name: 'timers_pending', columns: ['runAt'], where: `state = 'pending'` },
    { name: 'timers_holds', columns: ['runAt'], where: `state = 'pending' AND hold` },
    { name: 'timers_case', columns: ['caseId'], where: `state = 'pending' AND case_id IS NOT NULL` },
  ],
})
