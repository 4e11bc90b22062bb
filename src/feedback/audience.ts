import type { Addressee, Notice } from '../chat/outbox.ts'
import type { CaseRecord } from '../cases/case.ts'
import type { CaseEvent } from '../cases/event.ts'
import type { Directory } from '../grid/directory.ts'
import type { Ground } from '../grid/ground.ts'
import type { Assignment } from '../routing/decision.ts'
import { roomFor } from '../routing/where.ts'
import { quietUntil } from '../worktime/windows.ts'

/** Several people who are told in one place: one message, all its mentions (3.8). */
export interface Gathering {
  to: Addressee
  assignments: readonly Assignment[]
}

const keyOf = (to: Addressee): string => JSON.stringify(to)

/**
 * Where each of these is told (1.4), one gathering per room or private talk, each person once.
 * `privately` sends everybody to a private talk: confidential cases.
 */
export function gather(
  assignments: readonly Assignment[],
  directory: Directory,
  privately: (assignment: Assignment) => boolean,
): readonly Gathering[] {
  const gatherings = new Map<string, { to: Addressee; assignments: Assignment[] }>()
  const told = new Set<string>()
  for (const assignment of assignments) {
    if (told.has(assignment.person)) continue
    told.add(assignment.person)
    const to: Addressee = privately(assignment)
      ? { private: assignment.person }
      : roomFor(assignment, directory)
    const gathering = gatherings.get(keyOf(to)) ?? { to, assignments: [] }
    gathering.assignments.push(assignment)
    gatherings.set(keyOf(to), gathering)
  }
  return [...gatherings.values()]
}

/** The category whose cases never appear in a grid or community room (6.13). */
const violence = '0902'

/** Who must be told privately about this case: everybody where it is confidential, grid and community posts where it is violence. */
export const privatelyFor =
  (record: Pick<CaseRecord, 'confidential' | 'category'>, directory: Directory) =>
  (assignment: Assignment): boolean =>
    record.confidential ||
    (record.category === violence &&
      ['grid', 'community'].includes(directory.area(assignment.area)?.level ?? ''))

/** The duty officer and the director of the moment, primary holders first (1.6). */
export function dutyOfficer(ground: Ground, now: Date): Assignment | null {
  const holding = ground.directory.dutyOfficers(now)[0]
  return holding === undefined ? null : { ...holding }
}

export function townshipPost(
  post: 'director' | 'supervisor' | 'township_lead',
  ground: Ground,
  now: Date,
): Assignment | null {
  const holders = ground.directory.holders(post, ground.directory.township().code)
  const present =
    holders.find((holding) => ground.directory.absence(holding.person, now) === null) ?? holders[0]
  return present === undefined ? null : { ...present }
}

export interface NoticeMakings {
  purpose: string
  to: Addressee
  text: string
  mentions?: readonly string[]
  /** An answer to somebody who has just spoken, or an emergency: not held by quiet hours (5.4). */
  answer?: boolean
  rung?: string | null
}

/**
 * A notice about a case. Its key is event, purpose and addressee, so that a reaction done twice says it once.
 * What the bot starts in quiet hours waits for the morning; emergencies and natural-hour limits do not (5.4).
 */
export function noticeOf(
  cause: Pick<CaseEvent, 'id'> | { id: string },
  record: CaseRecord,
  makings: NoticeMakings,
  ground: Ground,
  now: Date,
): Notice {
  const urgent = record.urgency === 'emergency'
  const prompt = urgent || makings.answer === true || record.limit?.unit === 'natural_hour'
  const quiet = prompt ? null : quietUntil(now, ground.rulebook.quietHours, ground.calendar.zone)
  return {
    dedupeKey: `${cause.id}:${makings.purpose}:${keyOf(makings.to)}`,
    to: makings.to,
    text: makings.text,
    mentions: makings.mentions ?? [],
    purpose: makings.purpose,
    held: prompt ? 'never' : 'quiet_hours',
    priority: urgent ? 0 : makings.answer === true ? 1 : 2,
    caseId: record.id,
    runAt: quiet ?? now,
    rung: makings.rung ?? null,
  }
}
