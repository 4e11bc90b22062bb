import { EntitySchema } from 'typeorm'
import { text, time, timeOrNull, yesOrNo } from './columns.ts'

interface RoomSeenRow {
  roomId: string
  topic: string
  /** The bot sits in it. */
  here: boolean
  seenAt: Date
  /** When its members were last heard of whole; null: never. */
  completeAt: Date | null
}

/** Chat rooms as the bot saw them, bound or not. */
export const roomsSeen = new EntitySchema<RoomSeenRow>({
  name: 'rooms_seen',
  columns: {
    roomId: { ...text, primary: true },
    topic: text,
    here: yesOrNo,
    seenAt: time,
    completeAt: timeOrNull,
  },
})

interface RoomMemberRow {
  roomId: string
  contactId: string
  name: string
  seenAt: Date
}

/** Who sits in a chat room (6.11), the bot left out. */
export const roomMembers = new EntitySchema<RoomMemberRow>({
  name: 'room_members',
  columns: {
    roomId: { ...text, primary: true, foreignKey: { target: 'rooms_seen', name: 'room_members_room' } },
    contactId: { ...text, primary: true },
    name: text,
    seenAt: time,
  },
})
