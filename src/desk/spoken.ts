import type { Mover } from '../cases/moving.ts'
import type { KeptMessage } from '../intake/ports.ts'
import type { Reading } from '../intake/reading.ts'
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

/** How a message was settled, and the case it belongs to. */
export type Settled = { end: string; caseId: string | null }
