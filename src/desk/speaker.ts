import { conversationOf } from '../chat/conversation.ts'
import type { Directory } from '../grid/directory.ts'
import type { SeatStore } from '../grid/ports.ts'
import type { Room } from '../grid/town.ts'
import type { ContextLine, Heard } from '../intake/reading.ts'
import type { KeptMessage } from '../intake/ports.ts'
import { roleOf } from '../intake/role.ts'

/** Who speaks and where, as the town knows it; the name the platform shows proves nothing. */
export interface Speaker {
  contactId: string
  /** Person or resident code; null for somebody the town does not know. */
  code: string | null
  /** How reporters, mentions and addressees name this speaker: the code, else the contact id. */
  key: string
  name: string
  /** Holds a post. */
  staff: boolean
  role: Heard['speaker']
}

export interface Setting {
  speaker: Speaker
  conversationKey: string
  /** Null in private talk, and in a room that is not bound. */
  room: Room | null
  private: boolean
}

/** Resolves speaker and room of a message through the tied accounts and bound rooms (1.3, 1.5). */
export async function settingOf(
  message: KeptMessage,
  seats: SeatStore,
  directory: Directory,
): Promise<Setting> {
  const conversation = conversationOf(message.conversationKey)
  const roomCode = conversation.kind === 'room' ? await seats.roomOf(conversation.roomId) : null
  return {
    speaker: await speakerOf(message.contactId, message.senderName, seats, directory),
    conversationKey: message.conversationKey,
    room: roomCode === null ? null : directory.room(roomCode),
    private: conversation.kind === 'private',
  }
}

export async function speakerOf(
  contactId: string,
  senderName: string,
  seats: SeatStore,
  directory: Directory,
): Promise<Speaker> {
  const code = await seats.personOf(contactId)
  const staff = code !== null && directory.holdings(code).length > 0
  return {
    contactId,
    code,
    key: code ?? contactId,
    name: senderName === '' && code !== null ? directory.nameOf(code) : senderName,
    staff,
    role: roleOf(code, directory),
  }
}

/** What stood above a message, as the reader wants it (annotation.md, `context`). */
export async function contextLines(
  above: readonly KeptMessage[],
  setting: Setting,
  botName: string,
  seats: SeatStore,
  directory: Directory,
): Promise<readonly ContextLine[]> {
  const lines: ContextLine[] = []
  for (const message of above) {
    if (message.text === '') continue
    if (message.self) {
      lines.push({ speaker: 'bot', name: botName, text: message.text })
      continue
    }
    const speaker = await speakerOf(message.contactId, message.senderName, seats, directory)
    const own = setting.private && message.contactId === setting.speaker.contactId
    lines.push({ speaker: speaker.role, name: own ? '我' : speaker.name, text: message.text })
  }
  return lines
}
