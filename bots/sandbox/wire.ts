import { type payloads, types } from 'wechaty-puppet'
import { instant } from '../../src/kernel/clock.ts'
import { contactIdOf, roomIdOf } from './people-of-world.ts'
import type { StoredMessage } from './world-entry.ts'
import type { WorldState } from './world-state.ts'
import { botCode, nameIn, personOfPrivate, systemCode } from './world-state.ts'

type MessagePayload = payloads.Message

const typeOfKind: Readonly<Record<StoredMessage['kind'], types.Message>> = {
  text: types.Message.Text,
  image: types.Message.Image,
  voice: types.Message.Audio,
  file: types.Message.Attachment,
  location: types.Message.Location,
  recall: types.Message.Recalled,
  // The platform's own words have no type of their own: gateways pass them on as unknown, spoken by the room itself.
  system: types.Message.Unknown,
}

const standIns: Readonly<Partial<Record<StoredMessage['kind'], string>>> = {
  image: '[图片]',
  voice: '[语音]',
  location: '[位置]',
}

/** How WeChat quotes: as text in front of the reply. */
const quoteRule = '- - - - - - - - - - - - - - -'

function quoted(state: WorldState, message: StoredMessage): string {
  const original = message.quote === null ? undefined : state.byId.get(message.quote)
  if (!original) return message.text
  const content =
    original.kind === 'file' ? `[文件] ${original.attachment?.name ?? ''}` : standIns[original.kind]
  const name = nameIn(state, original.room, original.from)
  return `「${name}：${content ?? original.text}」\n${quoteRule}\n${message.text}`
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** A place travels as XML in the text; its fields are had by a call of their own. */
function placeText(message: StoredMessage): string {
  const place = message.location
  if (!place) return ''
  const { latitude, longitude, name, address } = place
  return (
    `<?xml version="1.0"?>\n<msg>\n\t<location x="${String(latitude)}" y="${String(longitude)}" scale="16" ` +
    `label="${escaped(address)}" poiname="${escaped(name)}" />\n</msg>`
  )
}

function textOf(state: WorldState, message: StoredMessage): string {
  if (message.kind === 'location') return placeText(message)
  return message.kind === 'text' ? quoted(state, message) : message.text
}

/** The message as a puppet reports it: quote and place in the text, ids of the platform, time in milliseconds. */
export function messagePayloadOf(state: WorldState, message: StoredMessage): MessagePayload {
  const person = personOfPrivate(message.room)
  const base = {
    id: message.id,
    type: typeOfKind[message.kind],
    text: textOf(state, message),
    timestamp: instant(message.at).getTime(),
    ...(message.attachment ? { filename: message.attachment.name } : {}),
  }
  if (person !== null) {
    const listener = message.from === botCode ? person : botCode
    return { ...base, talkerId: contactIdOf(message.from), listenerId: contactIdOf(listener) }
  }
  const roomId = roomIdOf(message.room)
  const talkerId = message.from === systemCode ? roomId : contactIdOf(message.from)
  return { ...base, roomId, talkerId, mentionIdList: message.mentions.map(contactIdOf) }
}
