import type { Notice } from '../chat/outbox.ts'
import type { Ground } from '../grid/ground.ts'
import { roomFor } from '../routing/where.ts'
import { quietUntil } from '../worktime/windows.ts'

/**
 * A line for the duty officer of the moment that is about no case: said once for its key, in the centre's room, after the
 * quiet hours (5.4), at once where `danger` may be behind it (3.8). `privately` where that room is the very one it is about.
 * Null where the town has nobody to tell.
 */
export function dutyLine(
  line: { key: string; purpose: string; text: string; privately?: boolean; danger?: boolean },
  ground: Ground,
  now: Date,
): Notice | null {
  const { directory, rulebook, calendar } = ground
  const [officer] = directory.dutyOfficers(now)
  const [director] = directory.holders('director', directory.township().code)
  const one = officer ?? director
  if (one === undefined) return null
  const to = line.privately === true ? { private: one.person } : roomFor({ ...one }, directory)
  return {
    dedupeKey: line.key,
    to,
    text: line.text,
    mentions: 'room' in to ? [one.person] : [],
    purpose: line.purpose,
    held: line.danger === true ? 'never' : 'quiet_hours',
    priority: line.danger === true ? 0 : 2,
    caseId: null,
    runAt: line.danger === true ? now : (quietUntil(now, rulebook.quietHours, calendar.zone) ?? now),
    rung: null,
  }
}
