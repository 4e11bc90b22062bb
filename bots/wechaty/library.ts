import type { FileBoxInterface } from 'file-box'
import type { payloads } from 'wechaty-puppet'

/*
 * What we use of the library, written out: its own declarations point at files that are not in its packages, so
 * that a bot, its puppet and the wire would all be `any` without a word. `seat.ts` is where the one becomes the other.
 */

export interface MessagePayload {
  id: string
  talkerId: string
  roomId?: string | undefined
  listenerId?: string | undefined
  mentionIdList?: readonly string[] | undefined
  text?: string | undefined
  /** Seconds or milliseconds. */
  timestamp: number
  /** See `messageType`. */
  type: number
}

export interface PuppetEvents {
  message: payloads.EventMessage
  'room-join': payloads.EventRoomJoin
  'room-leave': payloads.EventRoomLeave
  'room-topic': payloads.EventRoomTopic
  'room-invite': payloads.EventRoomInvite
  dirty: { payloadType: number; payloadId: string }
  scan: { qrcode?: string }
  login: payloads.EventLogin
  logout: payloads.EventLogout
  heartbeat: payloads.EventHeartbeat
  dong: payloads.EventDong
}

export interface Puppet {
  readonly isLoggedIn: boolean
  readonly currentUserId: string
  readonly state: { active(): boolean | 'pending' }
  on<Name extends keyof PuppetEvents>(name: Name, listener: (event: PuppetEvents[Name]) => void): unknown
  emit<Name extends keyof PuppetEvents>(name: Name, event: PuppetEvents[Name]): boolean
  removeAllListeners(name: string): unknown
  ding(word: string): void
  messagePayload(id: string): Promise<MessagePayload>
  messageSendText(conversationId: string, text: string, mentionIds: string[]): Promise<string | undefined>
  messageForward(conversationId: string, messageId: string): Promise<string | undefined>
  messageFile(id: string): Promise<FileBoxInterface>
  messageLocation(id: string): Promise<payloads.Location>
  messageUrl(id: string): Promise<payloads.UrlLink>
  messageMiniProgram(id: string): Promise<payloads.MiniProgram>
  messageContact(id: string): Promise<string>
  contactPayload(id: string): Promise<{ name: string }>
  roomList(): Promise<string[]>
  roomMemberList(roomId: string): Promise<string[]>
  roomMemberPayload(roomId: string, contactId: string): Promise<{ name: string; roomAlias?: string }>
  roomInvitationPayload(id: string): Promise<payloads.RoomInvitation>
  roomInvitationAccept(id: string): Promise<void>
  /** Beneath the library's memory; every puppet has them. */
  contactRawPayload(id: string): Promise<unknown>
  contactRawPayloadParser(raw: unknown): Promise<{ name: string }>
  roomRawPayload(id: string): Promise<unknown>
  roomRawPayloadParser(raw: unknown): Promise<{ topic: string }>
}

export interface Bot {
  readonly puppet: Puppet
  init(): Promise<void>
  start(): Promise<void>
  stop(): Promise<void>
  on(name: 'error', listener: (error: unknown) => void): unknown
}

interface IdRequest {
  setId(id: string): void
}

interface ImageRequest extends IdRequest {
  setType(type: number): void
}

interface FileAnswer {
  /** A FileBox as JSON. */
  getFileBox(): string
}

interface LocationAnswer {
  getLocation():
    { getLatitude(): number; getLongitude(): number; getName(): string; getAddress(): string } | undefined
}

export interface DownloadStream extends AsyncIterable<{ getChunk_asU8(): Uint8Array }> {
  on(name: 'error', listener: (error: unknown) => void): unknown
  cancel(): void
}

type Call<Request, Answer> = (
  request: Request,
  done: (error: Error | null, answer: Answer) => void,
) => unknown

/** The gRPC client, as far as we ask it ourselves. */
export interface WireClient {
  messageLocation: Call<IdRequest, LocationAnswer>
  messageFile: Call<IdRequest, FileAnswer>
  messageImage: Call<ImageRequest, FileAnswer>
  download(request: IdRequest): DownloadStream
  close(): void
}

export interface WireEvent {
  getType(): number
  getPayload(): string
}

/** The generated messages of the wire. */
export interface Wire {
  EventType: { EVENT_TYPE_LOGIN: number; EVENT_TYPE_LOGOUT: number }
  MessageLocationRequest: new () => IdRequest
  MessageFileRequest: new () => IdRequest
  MessageImageRequest: new () => ImageRequest
  DownloadRequest: new () => IdRequest
}
