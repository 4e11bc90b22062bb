import { conversationKey } from '../../chat/conversation.ts'
import { uncounted } from '../../chat/outbox.ts'
import type { Ground } from '../../grid/ground.ts'
import { minutesOf } from '../../worktime/calendar.ts'
import { nextAt } from '../../worktime/windows.ts'
import { minuteOfDay, startOfDay } from '../../worktime/zone.ts'
import { placeOf } from '../seats.ts'
import { go, privatelyInstead, type Gate, type GateDeps, type Sending, type Verdict } from './gate.ts'

/** When what is over is said: with the evening's summary, after it with the next morning's message. */
export function laterToday(
  now: Date,
  { rulebook, calendar }: Ground,
): Extract<Verdict, { verdict: 'gather' }> {
  const { zone } = calendar
  const { summaryAt } = rulebook.pacing
  const why = 'the room has heard enough today'
  return minuteOfDay(now, zone) < minutesOf(summaryAt)
    ? { verdict: 'gather', gather: 'summary', until: nextAt(now, summaryAt, zone), why }
    : { verdict: 'gather', gather: 'morning', until: nextAt(now, rulebook.quietHours.deliverAt, zone), why }
}

async function residentsRoomOf({ where }: Sending, { stores, ground }: GateDeps): Promise<boolean> {
  if (where?.kind !== 'room') return false
  const code = await stores.seats.roomOf(where.roomId)
  return code !== null && ground().directory.room(code)?.kind === 'residents'
}

/**
 * 5.6: a residents' room hears so many messages a day that are not urgent, answers included. Beyond them an answer goes
 * privately to whom it is for, where that person can be reached; everything else waits for the one summary. The summary
 * itself and the weekly figures (6.7) come at an hour of their own and are not counted.
 */
export const dayFull: Gate = async (sending, deps) => {
  const { notice, where, now } = sending
  if (notice.priority === 0 || where === null || uncounted.includes(notice.purpose)) return go
  if (!(await residentsRoomOf(sending, deps))) return go
  const ground = deps.ground()
  const since = startOfDay(now, ground.calendar.zone)
  const said = await deps.stores.outbox.countedSince(conversationKey(where), since, notice.id)
  if (said < ground.rulebook.pacing.residentsRoomPerDay) return go
  if (notice.priority > 1 || notice.mentions.length === 0) return laterToday(now, ground)
  const places = await Promise.all(
    notice.mentions.map((key) => placeOf({ private: key }, deps.stores.seats, ground)),
  )
  if (places.includes(null)) return laterToday(now, ground)
  return { verdict: 'instead', notices: privatelyInstead(notice), why: 'the room has heard enough today' }
}
