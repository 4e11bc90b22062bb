import { type Conversation, inPrivate, inRoom } from '../../src/chat/conversation.ts'
import type { Attachment, InboundMessage, Location, MessageKind } from '../../src/chat/inbound.ts'
import { mentionsByName, mentionsEveryone } from '../../src/chat/mention.ts'
import type { Clock } from '../../src/kernel/clock.ts'
import { reasonOf } from '../../src/kernel/errors.ts'
import type { Log } from '../../src/kernel/log.ts'
import type { Calls } from './calls.ts'
import type { MessagePayload as Payload } from './library.ts'
import { messageType } from './message-type.ts'
import type { Names } from './names.ts'
import { withoutQuote } from './quote.ts'
import { isPlatformSpeaker, isSystemText } from './system-text.ts'
import { timeOf } from './time-of.ts'

export interface TranslateDeps {
  calls: Calls
  names: Names
  botNames: () => readonly string[]
  clock: Clock
  log: Log
}

/** Where the message was said. In private: with whom, whoever of the two speaks. */
export function conversationOfPayload(payload: Payload, self: string): Conversation {
  if (payload.roomId) return inRoom(payload.roomId)
  const other = payload.talkerId === self ? (payload.listenerId ?? '') : payload.talkerId
  return inPrivate(other)
}

const kinds: Readonly<Record<number, MessageKind>> = {
  [messageType.Text]: 'text',
  [messageType.Image]: 'image',
  [messageType.Audio]: 'voice',
  [messageType.Attachment]: 'file',
  [messageType.Video]: 'file',
  [messageType.Location]: 'location',
  [messageType.Recalled]: 'recall',
}

const cards: ReadonlySet<number> = new Set([messageType.Url, messageType.MiniProgram, messageType.Contact])

function kindOf(payload: Payload): MessageKind {
  if (payload.type === messageType.Recalled) return 'recall'
  if (isPlatformSpeaker(payload.talkerId, payload.roomId ?? null)) return 'system'
  const kind = kinds[payload.type] ?? 'other'
  const mayBeSystem = kind === 'text' || payload.type === messageType.Unknown
  return mayBeSystem && isSystemText(payload.text ?? '') ? 'system' : kind
}

/** The message taken back: its id alone, or inside the platform's XML. */
function recalledIn(text: string): string | null {
  const tagged = /<(newmsgid|msgid)>\s*([^<\s]+)\s*<\/\1>/u.exec(text)?.[2]
  if (tagged !== undefined) return tagged
  const id = text.trim()
  return /^[^\s<>]{1,128}$/u.test(id) ? id : null
}

const isMarkup = (text: string): boolean => /^\s*<(?:\?xml|msg|appmsg|sysmsg|!DOCTYPE)/iu.test(text)

/** Makes what the platform reports into what we hear. Decides nothing; a part that cannot be had is null and logged. */
export function makeTranslate(deps: TranslateDeps): (payload: Payload) => Promise<InboundMessage> {
  const { calls, names, log } = deps

  async function orNothing<T>(payload: Payload, what: string, ask: () => Promise<T>): Promise<T | null> {
    try {
      return await ask()
    } catch (error) {
      log.warn({ messageId: payload.id, why: reasonOf(error) }, `${what} could not be had`)
      return null
    }
  }

  const attachmentOf = (payload: Payload): Promise<Attachment | null> =>
    orNothing(payload, 'an attachment', () => calls.attachment(payload.id, payload.type))

  const locationOf = (payload: Payload): Promise<Location | null> =>
    orNothing(payload, 'a place', () => calls.location(payload.id))

  async function cardOf(payload: Payload): Promise<string> {
    if (cards.has(payload.type)) {
      const words = await orNothing(payload, 'a card', () => calls.card(payload.id, payload.type))
      if (words) return words
    }
    const text = payload.text ?? ''
    return isMarkup(text) ? (/<title>([^<]*)<\/title>/u.exec(text)?.[1] ?? '') : text
  }

  async function addressed(payload: Payload, words: string, self: string): Promise<boolean> {
    if (payload.talkerId === self) return false
    const called = mentionsByName(words, deps.botNames())
    if (called || !payload.roomId) return called
    // Puppets list everybody, or the bot among others, as mentioned by @所有人 (trap 8).
    if (payload.mentionIdList?.includes(self)) return !mentionsEveryone(words)
    if (!/[@＠]/u.test(words)) return false
    return mentionsByName(words, [await names.inRoom(payload.roomId, self)])
  }

  return async (payload) => {
    const self = calls.self()
    const kind = kindOf(payload)
    const spoken = kind === 'text' ? withoutQuote(payload.text ?? '') : null
    const text =
      spoken?.reply ??
      (kind === 'system' ? (payload.text ?? '') : kind === 'other' ? await cardOf(payload) : '')
    const { roomId, talkerId } = payload
    const hasBytes = kind === 'image' || kind === 'voice' || kind === 'file'
    const named = kind !== 'system' && talkerId !== ''
    return {
      id: payload.id,
      conversation: conversationOfPayload(payload, self),
      senderId: talkerId,
      senderName: named ? await (roomId ? names.inRoom(roomId, talkerId) : names.ofContact(talkerId)) : '',
      self: talkerId === self,
      sentAt: timeOf(payload.timestamp, deps.clock),
      kind,
      text,
      mentions: payload.mentionIdList ?? [],
      addressed: kind === 'text' && (await addressed(payload, text, self)),
      quote: spoken?.quote ?? null,
      location: kind === 'location' ? await locationOf(payload) : null,
      attachment: hasBytes ? await attachmentOf(payload) : null,
      recalledId: kind === 'recall' ? recalledIn(payload.text ?? '') : null,
    }
  }
}
