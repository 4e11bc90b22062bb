import type { Notice } from '../chat/outbox.ts'
import type { Ground } from '../grid/ground.ts'
import { weekSummary } from '../wording/digest.ts'
import { dayOf } from '../worktime/zone.ts'
import type { RoomWeek } from './ports.ts'

const dayShown = (at: Date, { calendar }: Ground): string => {
  const [, month, date] = dayOf(at, calendar.zone).split('-').map(Number)
  return `${String(month)}月${String(date)}日`
}

/**
 * 6.7: the week of one residents' room in counts. Explained stands beside solved and is never added to it; who did not
 * rate is not satisfied; below three ratings nothing is said of them, since they would point at somebody. Null where
 * nothing came in and nothing was closed: a room with nothing to say hears nothing.
 */
export function weeklyNotice(
  room: string,
  week: RoomWeek,
  span: { from: Date; to: Date },
  ground: Ground,
  now: Date,
): Notice | null {
  const closed = week.solved + week.partly + week.explained
  if (week.received + closed === 0) return null
  const rated =
    week.rated < ground.rulebook.weekly.ratedAtLeast ? null : { all: week.rated, content: week.content }
  return {
    dedupeKey: `weekly:${dayOf(span.to, ground.calendar.zone)}:${room}`,
    to: { room },
    text: weekSummary({ ...week, rated, from: dayShown(span.from, ground), to: dayShown(span.to, ground) }),
    mentions: [],
    purpose: 'weekly',
    held: 'quiet_hours',
    priority: 3,
    caseId: null,
    runAt: now,
    rung: null,
  }
}
