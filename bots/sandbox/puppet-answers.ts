import type { FileBoxInterface } from 'file-box'
import { FileBox } from 'file-box'
import type { payloads } from 'wechaty-puppet'
import { Puppet, types } from 'wechaty-puppet'
import { instant } from '../../src/kernel/clock.ts'
import type { AttachmentShelf } from './attachments.ts'
import { codeOfContact, contactIdOf, isRoomId, roomCodeOf, roomIdOf } from './people-of-world.ts'
import { messagePayloadOf } from './wire.ts'
import type { StoredMessage } from './world-entry.ts'
import type { Room } from './world-state.ts'
import { botCode, nameIn, seatedIn } from './world-state.ts'
import type { WorldStore } from './world-store.ts'

/** Small files travel inside the answer, larger ones as a stream. */
const inlineBytes = 16 * 1024

/** What the sandbox answers when Wechaty asks: messages, people, rooms, files. */
export abstract class SandboxAnswers extends Puppet {
  protected readonly world: WorldStore
  protected readonly shelf: AttachmentShelf

  constructor(deps: { store: WorldStore; shelf: AttachmentShelf }) {
    super()
    this.world = deps.store
    this.shelf = deps.shelf
  }

  protected messageCalled(id: string): StoredMessage {
    const message = this.world.state.byId.get(id)
    if (!message) throw new Error(`no message ${id} in the sandbox`)
    return message
  }

  protected roomOf(roomId: string): Room {
    const room = this.world.state.rooms.get(roomCodeOf(roomId))
    if (!room) throw new Error(`no room ${roomId} in the sandbox`)
    return room
  }

  protected codeOf(contactId: string): string {
    const code = codeOfContact(this.world.state, contactId)
    if (code === null) throw new Error(`no contact ${contactId} in the sandbox`)
    return code
  }

  override async messageRawPayload(id: string): Promise<payloads.Message> {
    return messagePayloadOf(this.world.state, this.messageCalled(id))
  }

  override async messageRawPayloadParser(raw: payloads.Message): Promise<payloads.Message> {
    return raw
  }

  override async messageFile(id: string): Promise<FileBoxInterface> {
    const { attachment } = this.messageCalled(id)
    if (!attachment) throw new Error(`message ${id} has no file`)
    const bytes = this.shelf.read(id)
    return bytes.length <= inlineBytes
      ? FileBox.fromBase64(bytes.toString('base64'), attachment.name)
      : FileBox.fromFile(this.shelf.pathOf(id), attachment.name)
  }

  override async messageImage(id: string, _size: types.Image): Promise<FileBoxInterface> {
    return this.messageFile(id)
  }

  override async messageLocation(id: string): Promise<payloads.Location> {
    const { location } = this.messageCalled(id)
    if (!location) throw new Error(`message ${id} is no location`)
    return { accuracy: 15, ...location }
  }

  override async contactList(): Promise<string[]> {
    return [botCode, ...this.world.state.people.keys()].map(contactIdOf)
  }

  /** Wechaty asks for rooms here too (after a seat has changed), so a room answers as if it were a contact. */
  override async contactRawPayload(id: string): Promise<payloads.Contact> {
    const { state } = this.world
    const base = { id, gender: types.ContactGender.Unknown, avatar: '', phone: [] }
    if (isRoomId(id))
      return { ...base, friend: true, type: types.Contact.Unknown, name: this.roomOf(id).name }
    const code = this.codeOf(id)
    const common = { ...base, friend: state.people.get(code)?.friend !== false }
    const name = code === botCode ? state.bot.name : (state.people.get(code)?.name ?? code)
    const alias = state.remarks.get(code) ?? ''
    return { ...common, type: types.Contact.Individual, name, alias }
  }

  override async contactRawPayloadParser(raw: payloads.Contact): Promise<payloads.Contact> {
    return raw
  }

  /** The rooms the bot sits in. */
  override async roomList(): Promise<string[]> {
    const rooms = [...this.world.state.rooms.values()].filter((room) => seatedIn(room).includes(botCode))
    return rooms.map(({ code }) => roomIdOf(code))
  }

  override async roomRawPayload(roomId: string): Promise<payloads.Room> {
    const room = this.roomOf(roomId)
    const memberIdList = seatedIn(room).map(contactIdOf)
    return {
      id: roomId,
      topic: room.name,
      memberIdList,
      adminIdList: [],
      avatar: '',
      ownerId: '',
    }
  }

  override async roomRawPayloadParser(raw: payloads.Room): Promise<payloads.Room> {
    return raw
  }

  override async roomMemberList(roomId: string): Promise<string[]> {
    return seatedIn(this.roomOf(roomId)).map(contactIdOf)
  }

  override async roomMemberRawPayload(roomId: string, contactId: string): Promise<payloads.RoomMember> {
    const room = this.roomOf(roomId)
    const code = this.codeOf(contactId)
    const roomAlias = room.seats.get(code)?.nickname ?? ''
    return { id: contactId, name: nameIn(this.world.state, '', code), roomAlias, avatar: '' }
  }

  override async roomMemberRawPayloadParser(raw: payloads.RoomMember): Promise<payloads.RoomMember> {
    return raw
  }

  override async roomInvitationRawPayload(id: string): Promise<payloads.RoomInvitation> {
    const invitation = this.world.state.invitations.get(id)
    if (!invitation) throw new Error(`no invitation ${id} in the sandbox`)
    const room = this.roomOf(roomIdOf(invitation.room))
    const memberIdList = seatedIn(room).map(contactIdOf)
    return {
      id,
      inviterId: contactIdOf(invitation.by),
      receiverId: contactIdOf(botCode),
      topic: room.name,
      avatar: '',
      invitation: `邀请你加入群聊“${room.name}”`,
      memberCount: memberIdList.length,
      memberIdList,
      timestamp: instant(invitation.at).getTime(),
    }
  }

  override async roomInvitationRawPayloadParser(
    raw: payloads.RoomInvitation,
  ): Promise<payloads.RoomInvitation> {
    return raw
  }

  /** Everybody here is a friend already; a friendship is known by the person it is with. */
  override async friendshipRawPayload(id: string): Promise<payloads.Friendship> {
    this.codeOf(id)
    const timestamp = this.world.now().getTime()
    return { id, contactId: id, type: types.Friendship.Confirm, timestamp, hello: '' }
  }

  override async friendshipRawPayloadParser(raw: payloads.Friendship): Promise<payloads.Friendship> {
    return raw
  }

  override async friendshipSearchPhone(_phone: string): Promise<null> {
    return null
  }

  override async friendshipSearchHandle(_handle: string): Promise<null> {
    return null
  }

  override async tagContactList(_contactId?: string): Promise<string[]> {
    return []
  }
}
