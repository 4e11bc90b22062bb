import type { Mover } from '../cases/moving.ts'
import type { KeptMessage } from '../intake/ports.ts'
import type { Reading } from '../intake/reading.ts'
import { redactText } from '../intake/redact.ts'
import { heardFromVoice } from '../wording/voice.ts'
import type { Setting } from './speaker.ts'

/** Longer messages are read up to here; nobody states a matter in more. */
export const readAtMost = 2_000

export interface Spoken {
  message: KeptMessage
  /** All parts that are settled together, oldest first. */
  parts: readonly KeptMessage[]
  setting: Setting
  /** The parts' words, without the mention of the bot. */
  said: string
  reading: Reading
}

/** The speaker as a reporter; the lifecycle table looks whether the case is theirs. */
export const moverOf = (setting: Setting): Mover => ({
  actor: { by: setting.speaker.key, post: 'reporter' },
  door: 'chat',
})

/** The words as staff read them: without private parts, and marked where a machine has heard some of them. */
export function wordsForStaff({
  said,
  message,
  parts = [message],
}: Pick<Spoken, 'message' | 'said'> & { parts?: readonly KeptMessage[] }): string {
  const heard = parts.some(({ kind, text }) => kind === 'voice' && text !== '')
  return `${heard ? heardFromVoice : ''}${redactText(said.replace(/^[\s,，、。;；:：]+/u, ''))}`
}

/** How a message was settled, and the case it belongs to. */
export type Settled = { end: string; caseId: string | null }
