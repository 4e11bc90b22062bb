import type { KeptMessage } from '../intake/ports.ts'
import type { Reading } from '../intake/reading.ts'
import { readInPicture } from '../wording/voice.ts'
import { hearAppeal } from './appeals.ts'
import type { DeskDeps } from './ports.ts'
import type { Setting } from './speaker.ts'
import { caseJustTold, hearWordless } from './wordless.ts'

/**
 * A picture with words in it, where pictures are read. Behind the speaker's own matter the words go to the case with the
 * picture. Alone, and sent to the bot itself, they go at most to triage: what stands in a picture was written by somebody
 * else, perhaps elsewhere, and is no report of the speaker's, no command and no rating. Pictures among the talk of a room
 * are not read. True when the message is settled.
 */
export async function hearPicture(deps: DeskDeps, message: KeptMessage, setting: Setting): Promise<boolean> {
  if (message.kind !== 'image' || deps.wordsOfPicture === null) return false
  const { partsMinutes } = deps.ground().rulebook.hearing
  const told = await caseJustTold(deps.stores, setting, message.heardAt, partsMinutes)
  if (told === null && !setting.private) return false
  const words = await deps.wordsOfPicture(message.platformId)
  const now = await deps.stores.messages.byPlatformId(message.platformId)
  if (now?.state !== 'new') return true
  if (words === null) return false
  if (told !== null) {
    await hearWordless(deps, message, setting, `[image]${readInPicture}${words}`)
    return true
  }
  const reading = asSupport(await deps.reader().read(heardAlone(words, setting)))
  if (reading.act !== 'new' || reading.zone === 'ignore') return false
  await deps.unitOfWork.run(async (stores) => {
    const kept = { ...message, text: `${readInPicture}${words}` }
    const spoken = { message: kept, parts: [kept], setting, said: kept.text, reading }
    const settled = await hearAppeal(deps, stores, spoken, deps.clock.now())
    await stores.messages.settle([message.seq], settled.end, reading, settled.caseId)
  })
  return true
}

const heardAlone = (text: string, { speaker }: Setting) =>
  ({ text, room: 'private', speaker: speaker.role, name: speaker.name, context: [] }) as const

/** Never filed alone, and no emergency of its own: a person looks at the picture first. */
export const asSupport = (reading: Reading): Reading => ({
  ...reading,
  zone: reading.zone === 'file' ? 'triage' : reading.zone,
  matters: reading.matters.map((matter) =>
    matter.urgency === 'emergency' ? { ...matter, urgency: 'urgent' } : matter,
  ),
})
