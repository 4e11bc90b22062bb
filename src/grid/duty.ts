import type { Directory, Holding } from './directory.ts'
import { latest } from './attendance.ts'
import type { Shift } from './town.ts'

type Town = Pick<Directory, 'data' | 'holders' | 'township' | 'absence' | 'dutyOfficers' | 'takenOver'>

/** How far ahead a change of duty is looked for. */
const boundsAtMost = 200

const shiftsOf = (town: Town): readonly Shift[] =>
  town.data.roster.filter(({ post }) => post === 'duty_officer')

/** Who ought to be on duty: by the roster, in a gap the first holder who is there (1.6). */
export interface Expected {
  officer: Holding | null
  /** The roster names nobody for this moment. */
  gap: boolean
}

export function expectedAt(town: Town, at: Date): Expected {
  const shift = latest(shiftsOf(town), at)
  const present = town
    .holders('duty_officer', town.township().code)
    .filter(({ person }) => town.absence(person, at) === null)
  const named = present.find(({ person }) => person === shift?.holder)
  return { officer: named ?? present[0] ?? null, gap: shift === null }
}

/** The moments after this one at which a shift begins or ends, in order. */
const boundsAfter = (town: Town, at: Date): readonly Date[] =>
  [
    ...new Map(
      shiftsOf(town)
        .flatMap(({ from, to }) => [from, to])
        .filter((bound) => bound > at)
        .map((bound) => [bound.getTime(), bound]),
    ).values(),
  ]
    .toSorted((a, b) => a.getTime() - b.getTime())
    .slice(0, boundsAtMost)

/** When the duty passes from this person to somebody else by the roster, and to whom; null where it does not. */
export function nextChange(
  town: Town,
  person: string | null,
  after: Date,
): { at: Date; person: string } | null {
  for (const at of boundsAfter(town, after)) {
    const { officer } = expectedAt(town, at)
    if (officer !== null && officer.person !== person) return { at, person: officer.person }
  }
  return null
}

/** The duty at a moment: who has it, who ought to have it, and who has it next. */
export interface DutyView {
  onDuty: Holding | null
  expected: Expected
  next: { at: Date; person: string } | null
}

export function dutyAt(town: Town, at: Date): DutyView {
  const [onDuty = null] = town.dutyOfficers(at)
  return { onDuty, expected: expectedAt(town, at), next: nextChange(town, onDuty?.person ?? null, at) }
}

/** When what the roster says now began to hold: its shift, in a gap the end of the last one; null before any. */
function heldSince(town: Town, at: Date): Date | null {
  const shifts = shiftsOf(town)
  const ended = shifts.map(({ to }) => to).filter((to) => to <= at)
  return latest(shifts, at)?.from ?? ended.toSorted((a, b) => b.getTime() - a.getTime())[0] ?? null
}

/**
 * True where the shift of somebody else has begun and nobody has said 接班 since (1.6): who takes the coming shift a
 * little early, or has it on the director's word in the middle of one, leaves nothing outstanding. Never where nobody
 * ever said it.
 */
export function handoverOutstanding(town: Town, { onDuty, expected }: DutyView, at: Date): boolean {
  const taken = town.takenOver(at)
  const since = heldSince(town, at)
  if (taken === null || expected.officer === null || expected.officer.person === onDuty?.person) return false
  // Whoever said it last may be on leave by now: then it is somebody else's duty, and they have said nothing.
  return taken.person !== onDuty?.person || since === null || taken.at < since
}
