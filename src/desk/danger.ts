import type { KeptMessage } from '../intake/ports.ts'
import type { Reader } from '../intake/reading.ts'
import { readAtMost } from './spoken.ts'

/** Whether a message by itself, from nobody known, sounds like danger to life (7.2); read in the house alone. */
export function soundsDangerous(reader: Reader, message: KeptMessage): boolean {
  if (message.kind !== 'text') return false
  const heard = { room: 'community', speaker: 'resident', name: message.senderName, context: [] } as const
  const { matters } = reader.readNow({ ...heard, text: message.text.slice(0, readAtMost) })
  return matters.some(({ urgency }) => urgency === 'emergency')
}
