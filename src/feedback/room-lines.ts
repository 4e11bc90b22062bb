import type { Notice } from '../chat/outbox.ts'
import type { Ground } from '../grid/ground.ts'
import type { Room } from '../grid/town.ts'
import { greetingForResidents, greetingForStaff } from '../wording/rooms.ts'

/** Purposes of what is about no case, whoever reads it in a staff room (6.11). */
export const openPurposes = ['room_greeting', 'login_in_room'] as const

/** What a room hears once it is bound, or goes live: what the bot does there and what it keeps. Once for room and binding. */
export const roomGreeting = (room: Room, roomId: string, { directory }: Ground, now: Date): Notice => {
  const bot = directory.data.bot.name
  return {
    dedupeKey: `greeting:${roomId}:${room.code}`,
    to: { room: room.code },
    text:
      room.kind === 'residents' ? greetingForResidents({ bot }) : greetingForStaff({ bot, room: room.name }),
    mentions: [],
    purpose: 'room_greeting',
    held: 'never',
    priority: 1,
    caseId: null,
    runAt: now,
    rung: null,
  }
}
