import type { InboundMessage } from '../../src/chat/inbound.ts'
import { inRoom } from '../../src/chat/conversation.ts'
import type { Notice } from '../../src/chat/outbox.ts'
import { instant } from '../../src/kernel/clock.ts'
import type { Timer } from '../../src/kernel/timers.ts'
import { newId } from '../../src/kernel/ids.ts'

const morning = instant('2026-11-23T09:10:00+08:00')

/** A message in a residents' room; only what matters is named. */
export const aMessage = (wanted: Partial<InboundMessage> = {}): InboundMessage => ({
  id: newId(),
  conversation: inRoom('room-1'),
  senderId: 'c-liayi',
  senderName: '李阿姨',
  self: false,
  sentAt: morning,
  kind: 'text',
  text: '楼道灯坏了',
  mentions: [],
  addressed: false,
  quote: null,
  location: null,
  attachment: null,
  recalledId: null,
  ...wanted,
})

/** A notice to a residents' room, due at 09:10. */
export const aNotice = (wanted: Partial<Notice> = {}): Notice => ({
  dedupeKey: newId(),
  to: { room: 'cuihu-a' },
  text: '已受理',
  mentions: [],
  purpose: 'receipt',
  held: 'never',
  priority: 2,
  caseId: null,
  runAt: morning,
  rung: null,
  ...wanted,
})

/** A timer due at 09:10. */
export const aTimer = (wanted: Partial<Timer> = {}): Timer => ({
  key: newId(),
  kind: 'rung',
  runAt: morning,
  hold: false,
  caseId: null,
  facts: {},
  ...wanted,
})
