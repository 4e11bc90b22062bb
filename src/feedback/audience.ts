import type { Addressee, Expectation, Gather, Notice } from '../chat/outbox.ts'
import type { CaseRecord } from '../cases/case.ts'
import type { CaseEvent } from '../cases/event.ts'
import type { Directory } from '../grid/directory.ts'
import type { Ground } from '../grid/ground.ts'
import type { PostName } from '../grid/town.ts'
import type { Assignment } from '../routing/decision.ts'
import { recusedFrom } from '../routing/recusal.ts'
import { roomFor } from '../routing/where.ts'
import { minutesOf } from '../worktime/calendar.ts'
import { quietUntil } from '../worktime/windows.ts'
import { atTime, dayOf } from '../worktime/zone.ts'

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

/** Who must hear nothing of this case (3.5). */
export const recusedOf = (record: Pick<CaseRecord, 'about'>, directory: Directory): ReadonlySet<string> =>
  recusedFrom(record.about, directory)

/** True where somebody the case is about sits in the room in which this post would be told (3.5). */
function sharesRoomWith(recused: ReadonlySet<string>, assignment: Assignment, directory: Directory): boolean {
  const place = roomFor(assignment, directory)
  if (!('room' in place)) return false
  return [...recused]
    .flatMap((person) => directory.holdings(person))
    .map((holding) => roomFor(holding, directory))
    .some((theirs) => 'room' in theirs && theirs.room === place.room)
}

/** Who is told, without the recused; and who of them privately, since else a recused person would read it (3.5, 6.13). */
export function hearers(
  record: Pick<CaseRecord, 'about' | 'confidential' | 'category'>,
  assignments: readonly Assignment[],
  directory: Directory,
): readonly Gathering[] {
  const recused = recusedOf(record, directory)
  const privately = privatelyFor(record, directory)
  return gather(
    assignments.filter(({ person }) => !recused.has(person)),
    directory,
    (assignment) => privately(assignment) || sharesRoomWith(recused, assignment, directory),
  )
}

/** The first of these who is not recused and present; where nobody is present the first who is not recused. */
function fitOf(
  holders: readonly Assignment[],
  record: Pick<CaseRecord, 'about'>,
  ground: Ground,
  now: Date,
): Assignment | null {
  const recused = recusedOf(record, ground.directory)
  const fit = holders.filter(({ person }) => !recused.has(person))
  const one = fit.find(({ person }) => ground.directory.absence(person, now) === null) ?? fit[0]
  return one === undefined ? null : { person: one.person, post: one.post, area: one.area, dept: one.dept }
}

const holdersAtTop = (post: PostName, ground: Ground): readonly Assignment[] =>
  ground.directory.holders(post, ground.directory.township().code)

/** The duty officer of the moment who may hear of this case, else the director, else the township_lead (1.6, 3.5). */
export const dutyOfficer = (
  record: Pick<CaseRecord, 'about'>,
  ground: Ground,
  now: Date,
): Assignment | null =>
  fitOf(ground.directory.dutyOfficers(now), record, ground, now) ??
  fitOf(holdersAtTop('duty_officer', ground), record, ground, now) ??
  townshipPost('director', record, ground, now) ??
  townshipPost('township_lead', record, ground, now)

/** The holder of a post of the township who may hear of this case; null where there is none (3.5). */
export const townshipPost = (
  post: 'director' | 'supervisor' | 'township_lead',
  record: Pick<CaseRecord, 'about'>,
  ground: Ground,
  now: Date,
): Assignment | null => fitOf(holdersAtTop(post, ground), record, ground, now)

/**
 * Until when what the bot starts now is held back (5.4): the end of the quiet hours, on a working day the hour of the
 * digest if that is later, since both are one message (5.5). Null: it is not held.
 */
export function heldUntil(now: Date, { rulebook, calendar }: Ground): Date | null {
  const until = quietUntil(now, rulebook.quietHours, calendar.zone)
  if (until === null) return null
  const day = dayOf(until, calendar.zone)
  const digest = atTime(day, minutesOf(rulebook.digestAt), calendar.zone)
  return calendar.isWorkDay(day) && digest > until ? digest : until
}

/** When what the bot starts now about this case is heard: now, or at the end of the quiet hours (5.4). */
export const heardAt = (record: Pick<CaseRecord, 'urgency' | 'limit'>, ground: Ground, now: Date): Date =>
  record.urgency === 'emergency' || record.limit?.unit === 'natural_hour'
    ? now
    : (heldUntil(now, ground) ?? now)

export interface NoticeMakings {
  purpose: string
  to: Addressee
  text: string
  mentions?: readonly string[]
  /** An answer to somebody who has just spoken, or an emergency: not held by quiet hours (5.4). */
  answer?: boolean
  rung?: string | null
  expects?: Expectation
  /** What remains of it in a message with others; absent: its first line. */
  brief?: string
  /** Said together with what else waits for this addressee, also by day. */
  gather?: Gather
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
  const runAt = prompt ? now : heardAt(record, ground, now)
  const gather = prompt ? null : runAt > now ? 'morning' : (makings.gather ?? null)
  return {
    dedupeKey: `${cause.id}:${makings.purpose}:${keyOf(makings.to)}`,
    to: makings.to,
    text: makings.text,
    mentions: makings.mentions ?? [],
    purpose: makings.purpose,
    held: prompt ? 'never' : 'quiet_hours',
    priority: urgent ? 0 : makings.answer === true ? 1 : 2,
    caseId: record.id,
    runAt,
    rung: makings.rung ?? null,
    ...(makings.expects === undefined ? {} : { expects: makings.expects }),
    ...(gather === null ? {} : { gather }),
    ...(makings.brief === undefined ? {} : { brief: makings.brief }),
  }
}
