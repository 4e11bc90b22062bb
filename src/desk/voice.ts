import type { KeptMessage } from '../intake/ports.ts'
import { redactText } from '../intake/redact.ts'
import { spokenCommand } from '../wording/voice.ts'
import { readCommand } from './command.ts'
import type { DeskDeps } from './ports.ts'
import { replyTo } from './replies.ts'
import type { Setting } from './speaker.ts'
import { isStaffTalk } from './staff-talk.ts'
import { caseJustTold } from './wordless.ts'

/**
 * 6.12: a voice message with the words that were heard in it, asked for once and kept with the message; the message as it
 * came where no transcriber is set or nothing was heard. Null where it was taken back while it was listened to (6.9).
 */
export async function withHeardWords(deps: DeskDeps, message: KeptMessage): Promise<KeptMessage | null> {
  if (message.kind !== 'voice' || message.text !== '' || deps.wordsOfVoice === null) return message
  const words = await deps.wordsOfVoice(message.platformId)
  const { bot } = deps.ground().directory.data
  const called = words !== null && withoutCall(words, [bot.name, ...bot.aliases]) !== words
  const kept =
    words === null
      ? await deps.stores.messages.byPlatformId(message.platformId)
      : await deps.stores.messages.putWords(message.seq, words, called)
  return kept?.state === 'new' ? kept : null
}

/** Spoken words without the bot's name in front: who begins with it has turned to the bot, as with an @ in writing. */
export function withoutCall(words: string, names: readonly string[]): string {
  const said = words.replace(/^[\s\p{P}]+/u, '')
  const name = names.find((one) => one !== '' && said.startsWith(one))
  return name === undefined ? words : said.slice(name.length).replace(/^[\s\p{P}]+/u, '')
}

/**
 * A spoken command moves nothing (10.1): the speaker is told to write it where somebody waits; in a room a bare word such
 * as 收到 is talk. True when the message is settled.
 */
export async function hearSpokenCommand(
  deps: DeskDeps,
  message: KeptMessage,
  setting: Setting,
  text: string,
): Promise<boolean> {
  const command = message.kind === 'voice' && isStaffTalk(setting) ? readCommand(text) : null
  if (command === null) return false
  const answered = setting.private || message.addressed || command.numbers.length > 0
  const answer = spokenCommand({ words: redactText(text) })
  await deps.unitOfWork.run(async (stores) => {
    if (answered) await stores.outbox.put(replyTo(message, setting, answer, deps.clock.now()))
    await stores.messages.settle([message.seq], answered ? 'answered:spoken_command' : 'chatter', null, null)
  })
  return true
}

/**
 * Whether a voice right behind the speaker's own matter only adds to it: read by itself it asks for nothing. Then it
 * belongs to that case as any voice does, whatever was understood of it.
 */
export async function addsToOwnMatter(
  deps: DeskDeps,
  message: KeptMessage,
  setting: Setting,
  text: string,
): Promise<boolean> {
  if (message.kind !== 'voice') return false
  const { partsMinutes } = deps.ground().rulebook.hearing
  const told = await caseJustTold(deps.stores, setting, message.heardAt, partsMinutes)
  if (told === null) return false
  const { act } = await deps.reader().read({
    ...{ text, name: setting.speaker.name, speaker: setting.speaker.role, context: [] },
    room: setting.private ? 'private' : 'community',
  })
  return act === 'chatter' || act === 'supplement'
}
