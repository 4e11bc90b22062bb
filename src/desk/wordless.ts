import { addMinutes } from '../kernel/clock.ts'
import { supplementCase } from '../cases/orders.ts'
import { moveCase } from '../cases/moving.ts'
import { ended } from '../cases/case.ts'
import type { KeptMessage } from '../intake/ports.ts'
import { fileKept, greeting, pictureNeedsWords, voiceKept, voiceKeptOfStaff } from '../wording/residents.ts'
import type { DeskDeps, DeskStores } from './ports.ts'
import { replyTo } from './replies.ts'
import type { Setting } from './speaker.ts'
import { wordsForStaff } from './spoken.ts'
import { passVoiceOn } from './voice-passed-on.ts'

const answers: Readonly<Partial<Record<KeptMessage['kind'], () => string>>> = {
  image: pictureNeedsWords,
  voice: voiceKept,
  file: fileKept,
  location: pictureNeedsWords,
}

/**
 * A picture, a voice, a file, a place, or nothing but a mention. Behind an appeal of the same speaker it belongs
 * to that case; alone it is kept, and answered only where the bot was addressed (8.2). Nobody who sends an addressed
 * voice is told to type: the grid lead gets the voice itself (6.12; with a transcriber it never comes here).
 */
export async function hearWordless(
  deps: DeskDeps,
  message: KeptMessage,
  setting: Setting,
  text: string,
): Promise<void> {
  const now = deps.clock.now()
  await deps.unitOfWork.run(async (stores) => {
    const record = await caseJustTold(stores, setting, now, deps.ground().rulebook.hearing.partsMinutes)
    const evidence =
      message.kind === 'image' ||
      message.kind === 'file' ||
      message.kind === 'voice' ||
      message.kind === 'location'
    if (record !== null && evidence) {
      const mover = { actor: { by: setting.speaker.key, post: 'reporter' as const }, door: 'chat' as const }
      const note = supplementCase(
        text === '' ? `[${message.kind}]` : wordsForStaff({ message, said: text }),
        {},
      )
      await moveCase(stores, record.id, note, mover, deps.ground(), now)
      await stores.messages.settle([message.seq], 'supplement', null, record.id)
      return
    }
    const awaited = setting.private || message.addressed
    if (awaited) {
      const voice = message.kind === 'voice' && setting.speaker.staff
      const answer = voice ? voiceKeptOfStaff : (answers[message.kind] ?? greeting)
      await stores.outbox.put(replyTo(message, setting, answer(), now))
      if (message.kind === 'voice') await passVoiceOn(stores, message, setting, deps.ground(), now)
    }
    await stores.messages.settle(
      [message.seq],
      awaited ? `answered:${message.kind}` : `alone:${message.kind}`,
      null,
      null,
    )
  })
}

/** The newest open case of this speaker, told within these minutes. */
export async function caseJustTold(
  stores: Pick<DeskStores, 'cases'>,
  setting: Setting,
  now: Date,
  minutes: number,
) {
  const found = await stores.cases.find({
    reporter: setting.speaker.key,
    receivedSince: addMinutes(now, -minutes),
    most: 5,
  })
  return found.find((record) => !ended.has(record.state)) ?? null
}
