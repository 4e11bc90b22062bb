import type { InboundMessage } from '../chat/inbound.ts'
import type { Directory } from '../grid/directory.ts'
import type { KeptMessage } from '../intake/ports.ts'
import { normalise } from '../intake/normalise.ts'
import { hazardOf } from '../intake/urgency.ts'
import { heardAgain, leftOutFromNow, staffIsHeard } from '../wording/residents.ts'
import type { DeskDeps } from './ports.ts'
import { hearTraceWish } from './person-traces.ts'
import { replyTo } from './replies.ts'
import type { Setting } from './speaker.ts'

type Wish = 'leave_out' | 'hear_again'

const bare = (said: string): string => said.replaceAll(/[\s\p{P}～]/gu, '')
const leave = /^(?:请|麻烦)?你?们?(?:别|不要|不用)再?(?:记录?)我(?:了|吧|说的话|的话|的消息|的发言)?了?$/u
const again = /^(?:请|可以)?(?:重新|继续|恢复)?(?:记录?)我(?:了|吧)?$/u

/** 别记我, 记我 and the like, and nothing else (10.3). */
export function readWish(said: string): Wish | null {
  const words = bare(said)
  if (leave.test(words)) return 'leave_out'
  return again.test(words) ? 'hear_again' : null
}

/** Words that are said to the bot and to nobody else, with or without its name (10.3). */
const fixedWords = /^(?:进度|撤回|帮助|满意|基本满意|不满意)$/u

/**
 * A left-out speaker is heard where they turn to the bot — privately, by its name, quoting it, with its fixed words — and
 * where they cry for help; everything else is none of the bot's business (8.8).
 */
function turnsToBot(message: InboundMessage, botNames: readonly string[]): boolean {
  if (message.kind === 'recall' || message.conversation.kind === 'private' || message.addressed) return true
  if (message.quote !== null && botNames.includes(message.quote.name)) return true
  if (message.kind !== 'text') return false
  if (fixedWords.test(bare(message.text)) || readWish(message.text) !== null) return true
  return hazardOf(normalise(message.text.slice(0, 500)).text) === 'emergency'
}

/** The id, so that it is not heard twice, and nothing of what was said. */
const emptied = (message: InboundMessage): InboundMessage => ({
  ...message,
  ...{ senderName: '', kind: 'other', text: '', mentions: [], quote: null, location: null, attachment: null },
})

/**
 * What of a message may be kept (8.8): nothing of a left-out speaker's talk, and no quote of theirs in the words of others.
 * Asked before anything is stored.
 */
export async function whatMayBeKept(
  deps: DeskDeps,
  message: InboundMessage,
  directory: Directory,
): Promise<InboundMessage> {
  if (message.self) return message
  const { bot } = directory.data
  const names = [bot.name, ...bot.aliases]
  const { leftOut } = deps.stores
  if ((await leftOut.isLeftOut(message.senderId)) && !turnsToBot(message, names)) return emptied(message)
  const { quote } = message
  if (quote === null || names.includes(quote.name) || !(await leftOut.isNameLeftOut(quote.name)))
    return message
  return { ...message, quote: null }
}

/**
 * 别记我 and 记我 (8.8, 10.3): written down, answered once in private, and what was said before outside of any case is
 * erased. A person with a post is heard all the same: their words are official. True when the message is settled.
 */
export async function hearWish(
  deps: DeskDeps,
  message: KeptMessage,
  setting: Setting,
  text: string,
): Promise<boolean> {
  const wish = readWish(text)
  if (wish === null) return hearTraceWish(deps, message, setting, text)
  const now = deps.clock.now()
  const files = await deps.unitOfWork.run(async (stores) => {
    const heard = setting.speaker.staff
    if (!heard && wish === 'leave_out')
      await stores.leftOut.leaveOut(message.contactId, message.senderName, now)
    if (wish === 'hear_again') await stores.leftOut.hearAgain(message.contactId)
    const answer = wish === 'hear_again' ? heardAgain() : heard ? staffIsHeard() : leftOutFromNow()
    if (setting.room?.shadow !== true)
      await stores.outbox.put(replyTo(message, setting, answer, now, { privately: true }))
    await stores.messages.settle([message.seq], wish, null, null)
    return !heard && wish === 'leave_out' ? stores.messages.eraseOutsideCases(message.contactId) : []
  })
  for (const id of files) await deps.dropAttachment(id)
  return true
}
