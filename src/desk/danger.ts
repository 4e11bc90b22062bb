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

const cries =
  /出不(?:去|来)|跑不(?:出|掉)|被?困(?:住|在|了)|没(?:有)?(?:跑)?出来|(?:里面|楼上|屋里|家里|还)有(?:人|老人|孩子|小孩|病人)|救救?(?:我|他|她|人|命)|喘不|呛|晕|烧伤|受伤|快来/u
const noCry = /[?？]|[吗呢]\s*$|了没|出来了|没人/u

/** "我在702，出不去了": below a danger these words belong to it, whatever they would mean alone (3.8). */
export const criesBelow = (said: string): boolean =>
  said.length <= 60 && cries.test(said) && !noCry.test(said)
