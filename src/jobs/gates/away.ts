import { go, type Gate, privatelyInstead } from './gate.ts'

/**
 * A room that is bound to no chat room, or whose chat room the bot had to leave: what was meant for it does not vanish,
 * the reporters or the staff it mentions are told privately. What mentions nobody goes on, and is parked or refused.
 */
export const away: Gate = async ({ notice, where }, { stores }) => {
  const room = 'room' in notice.to || where?.kind === 'room'
  if (!room || notice.mentions.length === 0) return go
  const here = where?.kind === 'room' && (await stores.rooms.find(where.roomId))?.here !== false
  return here
    ? go
    : { verdict: 'instead', notices: privatelyInstead(notice), why: 'the bot does not sit in the room' }
}
