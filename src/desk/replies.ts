import type { Notice } from '../chat/outbox.ts'
import type { KeptMessage } from '../intake/ports.ts'
import type { Setting } from './speaker.ts'

/** An answer to the message itself, where it was said; in a room it mentions the speaker. Never held by quiet hours (5.4). */
export const replyTo = (
  message: KeptMessage,
  setting: Setting,
  text: string,
  now: Date,
  more: { purpose?: string; caseId?: string | null; privately?: boolean } = {},
): Notice => {
  // 8.8: what was said in a shadow room is not answered privately either; addressed to the room, it is dropped.
  const privately = setting.private || (more.privately === true && setting.room?.shadow !== true)
  return {
    dedupeKey: `reply:${message.seq}:${more.purpose ?? 'answer'}`,
    to: privately ? { private: setting.speaker.key } : { conversation: setting.conversationKey },
    text,
    mentions: privately ? [] : [setting.speaker.key],
    purpose: more.purpose ?? 'answer',
    held: 'never',
    priority: 1,
    caseId: more.caseId ?? null,
    runAt: now,
    rung: null,
  }
}
