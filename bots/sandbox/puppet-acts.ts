import type { FileBoxInterface } from 'file-box'
import type { payloads } from 'wechaty-puppet'
import { newId } from '../../src/kernel/ids.ts'
import type { AttachmentShelf } from './attachments.ts'
import { mediaTypeOf } from './attachments.ts'
import { acceptInvitation, rename, seat, unseat } from './changing.ts'
import type { SendFaults } from './faults.ts'
import { codeOfContact, isRoomId, roomIdOf } from './people-of-world.ts'
import { SandboxAnswers } from './puppet-answers.ts'
import { draftOf, keepAttachment, refuseRecall } from './saying.ts'
import type { StoredMessage } from './world-entry.ts'
import { botCode, privateRoomOf } from './world-state.ts'
import type { WorldStore } from './world-store.ts'

/** What the bot's account does in the sandbox. Every send passes the faults first, and is stamped with the world's clock. */
export abstract class SandboxActs extends SandboxAnswers {
  readonly #faults: SendFaults

  constructor(deps: { store: WorldStore; shelf: AttachmentShelf; faults: SendFaults }) {
    super(deps)
    this.#faults = deps.faults
  }

  /** The room or private talk behind a conversation id; refuses a room the bot does not sit in. */
  #placeOf(conversationId: string): string {
    if (!isRoomId(conversationId)) {
      const code = this.codeOf(conversationId)
      // As the platform says it.
      if (this.world.state.people.get(code)?.friend === false)
        throw new Error('对方开启了朋友验证，你还不是他（她）朋友')
      return privateRoomOf(code)
    }
    const room = this.roomOf(conversationId)
    if (room.seats.get(botCode)?.here !== true)
      throw new Error(`the bot is not in the room ${conversationId}`)
    return room.code
  }

  async #send(
    conversationId: string,
    write: (draft: ReturnType<typeof draftOf>) => StoredMessage,
  ): Promise<string> {
    const place = this.#placeOf(conversationId)
    await this.#faults.pass()
    return write(draftOf(botCode, place, this.world.now())).id
  }

  override async messageSendText(
    conversationId: string,
    text: string,
    mentionIds?: string[],
  ): Promise<string> {
    const mentions = (mentionIds ?? []).flatMap((id) => codeOfContact(this.world.state, id) ?? [])
    return this.#send(conversationId, (draft) => this.world.say({ ...draft, text, mentions }))
  }

  override async messageSendFile(conversationId: string, file: FileBoxInterface): Promise<string> {
    const bytes = await file.toBuffer()
    const { name } = file
    const mediaType = mediaTypeOf(name)
    const kind = mediaType.startsWith('image/') ? 'image' : mediaType.startsWith('audio/') ? 'voice' : 'file'
    const deps = { store: this.world, shelf: this.shelf }
    return this.#send(conversationId, (draft) =>
      keepAttachment(deps, { ...draft, kind }, { name, mediaType, bytes }),
    )
  }

  override async messageSendLocation(conversationId: string, place: payloads.Location): Promise<string> {
    const { latitude, longitude, name, address } = place
    const location = { latitude, longitude, name, address }
    return this.#send(conversationId, (draft) => this.world.say({ ...draft, kind: 'location', location }))
  }

  override async messageSendUrl(conversationId: string, link: payloads.UrlLink): Promise<string> {
    return this.messageSendText(conversationId, `${link.title}\n${link.url}`)
  }

  override async messageForward(conversationId: string, messageId: string): Promise<string> {
    const { kind, text, location, attachment } = this.messageCalled(messageId)
    if (!attachment)
      return this.#send(conversationId, (draft) => this.world.say({ ...draft, kind, text, location }))
    const made = { ...attachment, bytes: this.shelf.read(messageId) }
    const deps = { store: this.world, shelf: this.shelf }
    return this.#send(conversationId, (draft) => keepAttachment(deps, { ...draft, kind }, made))
  }

  override async messageRecall(messageId: string): Promise<boolean> {
    const { room } = refuseRecall(this.world.state, botCode, messageId)
    this.world.say({ ...draftOf(botCode, room, this.world.now()), kind: 'recall', text: messageId })
    return true
  }

  override contactAlias(contactId: string): Promise<string>
  override contactAlias(contactId: string, alias: string | null): Promise<void>
  override async contactAlias(contactId: string, alias?: string | null): Promise<string | void> {
    const code = this.codeOf(contactId)
    if (alias === undefined) return this.world.state.remarks.get(code) ?? ''
    this.world.record({ is: 'remark', code, text: alias ?? '' })
  }

  override roomTopic(roomId: string): Promise<string>
  override roomTopic(roomId: string, topic: string): Promise<void>
  override async roomTopic(roomId: string, topic?: string): Promise<string | void> {
    const room = this.roomOf(roomId)
    if (topic === undefined) return room.name
    rename(this.world, room, topic, botCode, this.world.now())
  }

  override async roomAdd(roomId: string, contactId: string | string[], _inviteOnly?: boolean): Promise<void> {
    const room = this.roomOf(roomId)
    for (const code of [contactId].flat().map((id) => this.codeOf(id))) {
      if (room.seats.get(code)?.here !== true) seat(this.world, room, code, botCode, this.world.now())
    }
  }

  override async roomDel(roomId: string, contactId: string | string[]): Promise<void> {
    const room = this.roomOf(roomId)
    for (const code of [contactId].flat().map((id) => this.codeOf(id))) {
      if (room.seats.get(code)?.here === true) unseat(this.world, room, code, botCode, this.world.now())
    }
  }

  override async roomQuit(roomId: string): Promise<void> {
    unseat(this.world, this.roomOf(roomId), botCode, botCode, this.world.now())
  }

  override async roomCreate(contactIds: string[], topic?: string): Promise<string> {
    const members = contactIds.map((id) => this.codeOf(id))
    const code = `made-${newId().slice(0, 8)}`
    this.world.record({ is: 'room', code, name: topic ?? '群聊', kind: 'staff', arranged: false })
    for (const member of new Set([botCode, ...members])) {
      this.world.record({ is: 'seat', room: code, code: member, here: true, nickname: null })
    }
    return roomIdOf(code)
  }

  override async roomInvitationAccept(id: string): Promise<void> {
    acceptInvitation(this.world, id, this.world.now())
  }

  override async friendshipAdd(contactId: string): Promise<void> {
    this.world.tell({ kind: 'befriended', who: this.codeOf(contactId) })
  }

  override async friendshipAccept(friendshipId: string): Promise<void> {
    this.codeOf(friendshipId)
  }
}
