import { promisify } from 'node:util'
import type { Attachment, Location } from '../../src/chat/inbound.ts'
import { attachmentOf, attachmentOnWire, TooLarge } from './bytes.ts'
import type { MessagePayload, Puppet } from './library.ts'
import type { PuppetLine } from './line.ts'
import { imageInFull, messageType } from './message-type.ts'
import { within } from './within.ts'

export interface CallsDeps {
  puppet: Puppet
  /** Null for puppets that live in this process. */
  line: PuppetLine | null
  /** Milliseconds for one question, and for the bytes of one file. */
  callMs: number
  downloadMs: number
  maxAttachmentBytes: number
}

/** What the chat server is asked. Every question ends in time, by itself if need be: a frozen server answers none. */
export interface Calls {
  /** The bot's own contact id; the last known one where the account is logged out. */
  self(): string
  message(id: string): Promise<MessagePayload>
  location(id: string): Promise<Location>
  /** Rejects with TooLarge for more bytes than allowed. */
  attachment(id: string, type: number): Promise<Attachment>
  /** The words on a link, a mini-program or a contact card. */
  card(id: string, type: number): Promise<string>
  member(roomId: string, contactId: string): Promise<{ roomAlias: string; name: string }>
  contact(contactId: string): Promise<{ name: string }>
  roomIds(): Promise<readonly string[]>
  room(roomId: string): Promise<{ topic: string }>
  memberIds(roomId: string): Promise<readonly string[]>
  invitation(id: string): Promise<{ topic: string; inviterId: string; timestamp: number }>
  accept(invitationId: string): Promise<void>
}

/**
 * The place behind a message. The library spreads the answer's object, which holds none of the fields, and so
 * answers 0, 0 and NOADDRESS for every place (trap 10): the raw call it is.
 */
async function locationOnWire(line: PuppetLine, id: string): Promise<Location> {
  const { client, wire } = line
  const request = new wire.MessageLocationRequest()
  request.setId(id)
  const ask = promisify(client.messageLocation.bind(client))
  const place = (await ask(request)).getLocation()
  if (place === undefined) throw new Error('the server knows no place')
  return {
    latitude: place.getLatitude(),
    longitude: place.getLongitude(),
    name: place.getName(),
    address: place.getAddress(),
  }
}

async function fileOnWire(line: PuppetLine, id: string): Promise<string> {
  const { client, wire } = line
  const request = new wire.MessageFileRequest()
  request.setId(id)
  const ask = promisify(client.messageFile.bind(client))
  return (await ask(request)).getFileBox()
}

async function imageOnWire(line: PuppetLine, id: string): Promise<string> {
  const { client, wire } = line
  const request = new wire.MessageImageRequest()
  request.setId(id)
  request.setType(imageInFull)
  const ask = promisify(client.messageImage.bind(client))
  return (await ask(request)).getFileBox()
}

/** Asked past the library's memory, which keeps people and rooms for days (trap 13). */
async function freshContact(puppet: Puppet, id: string): Promise<{ name: string }> {
  return puppet.contactRawPayloadParser(await puppet.contactRawPayload(id))
}

async function freshRoom(puppet: Puppet, id: string): Promise<{ topic: string }> {
  return puppet.roomRawPayloadParser(await puppet.roomRawPayload(id))
}

export function makeCalls(deps: CallsDeps): Calls {
  const { puppet, line } = deps
  const asked = <T>(what: string, answer: Promise<T>): Promise<T> => within(deps.callMs, what, answer)

  async function fetched(id: string, type: number, signal: AbortSignal): Promise<Attachment> {
    const most = deps.maxAttachmentBytes
    if (line === null) return attachmentOf(await puppet.messageFile(id), most, signal)
    const fromFile = (): Promise<Attachment> =>
      fileOnWire(line, id).then((json) => attachmentOnWire(line, json, most, signal))
    if (type !== messageType.Image) return fromFile()
    // Some gateways give pictures only as pictures, not as files.
    return fromFile().catch(async (error: unknown) => {
      if (error instanceof TooLarge || signal.aborted) throw error
      return attachmentOnWire(line, await imageOnWire(line, id), most, signal)
    })
  }

  async function words(id: string, type: number): Promise<string> {
    if (type === messageType.Contact)
      return (await puppet.contactPayload(await puppet.messageContact(id))).name
    if (type === messageType.MiniProgram) return (await puppet.messageMiniProgram(id)).title ?? ''
    const link = await puppet.messageUrl(id)
    return [link.title, link.url].filter((part) => part !== '').join('\n')
  }

  let own = ''
  return {
    self() {
      if (puppet.isLoggedIn) own = puppet.currentUserId
      return own
    },
    message: (id) => asked('a message', puppet.messagePayload(id)),
    location: (id) => asked('a place', line === null ? puppet.messageLocation(id) : locationOnWire(line, id)),
    async attachment(id, type) {
      const over = new AbortController()
      try {
        return await within(deps.downloadMs, 'an attachment', fetched(id, type, over.signal))
      } finally {
        over.abort()
      }
    },
    card: (id, type) => asked('a card', words(id, type)),
    async member(roomId, contactId) {
      const { name, roomAlias = '' } = await asked('a member', puppet.roomMemberPayload(roomId, contactId))
      return { name, roomAlias }
    },
    contact: (contactId) => asked('a contact', freshContact(puppet, contactId)),
    roomIds: () => asked('the rooms', puppet.roomList()),
    room: (roomId) => asked('a room', freshRoom(puppet, roomId)),
    memberIds: (roomId) => asked('the members', puppet.roomMemberList(roomId)),
    invitation: (id) => asked('an invitation', puppet.roomInvitationPayload(id)),
    accept: (id) => asked('accepting an invitation', puppet.roomInvitationAccept(id)),
  }
}
