import type { CaseRecord } from '../../cases/case.ts'
import type { CaseStore } from '../../cases/ports.ts'
import { firstMorning } from '../../deadlines/leave-morning.ts'
import { leaveNotices, spanShown } from '../../feedback/leave-notices.ts'
import { refOf } from '../../feedback/shown.ts'
import { withLeave } from '../../grid/attendance.ts'
import type { Ground } from '../../grid/ground.ts'
import type { Absence } from '../../grid/town.ts'
import { redactText } from '../../intake/redact.ts'
import { instant } from '../../kernel/clock.ts'
import { Refusal } from '../../kernel/errors.ts'
import {
  backFromLeave,
  delegateAway,
  delegateIsSelf,
  leaveFaults,
  leaveKept,
  leaveOfOthers,
  leaveOverlaps,
  notOnLeave,
} from '../../wording/attendance.ts'
import { atCentre, isRecused } from '../acting.ts'
import type { DeskStores } from '../ports.ts'
import { keptFromRooms } from '../todo.ts'
import type { Order, TownAnswer } from './answer.ts'
import { readLeave } from './leave-span.ts'
import { personNamed } from './person-named.ts'

/** Longer texts are no leave. */
const readAtMost = 200

const clashes = (spans: readonly Absence[], from: Date, to: Date): Absence | undefined =>
  spans.find((span) => span.from < to && from < span.to)

/** Whose leave it is: one's own, or that of a named person where the duty officer or the director says it (3.4). */
function personMeant(named: string, speaker: string, ground: Ground): string {
  const person = named === '' ? speaker : personNamed(redactText(named), ground.directory)
  if (person !== speaker && !atCentre(speaker, ground)) throw new Refusal('forbidden', leaveOfOthers())
  return person
}

/** The leave that was said, checked: dates, delegate, nothing twice; a Refusal is one line and nothing is kept (10.2). */
function leaveMeant({ command, now }: Order, speaker: string, ground: Ground): Absence {
  const { directory, calendar } = ground
  const said = readLeave(command.rest.slice(0, readAtMost), calendar, now)
  if ('fault' in said) throw new Refusal('invalid', leaveFaults[said.fault]())
  const person = personMeant(said.who, speaker, ground)
  const { from, to } = said
  const delegate = said.delegate === '' ? null : personNamed(said.delegate, directory)
  requireLeave({ person, from, to, delegate }, ground, now)
  return { person, from, to, delegate }
}

/** A leave that may be kept: nothing twice, and whoever stands in is another person who is there (3.4). */
function requireLeave({ person, from, to, delegate }: Absence, ground: Ground, now: Date): void {
  const { directory } = ground
  const twice = clashes(directory.leave(person), from, to)
  if (twice !== undefined)
    throw new Refusal(
      'conflict',
      leaveOverlaps({ name: directory.nameOf(person), span: spanShown(twice, ground, now) }),
    )
  if (delegate === null) return
  if (delegate === person) throw new Refusal('invalid', delegateIsSelf())
  const alsoAway = clashes(directory.leave(delegate), from, to)
  if (alsoAway !== undefined)
    throw new Refusal(
      'invalid',
      delegateAway({ name: directory.nameOf(delegate), span: spanShown(alsoAway, ground, now) }),
    )
}

/** What a person has in hand: it stays theirs through a leave (3.4, new cases only). */
async function inHand(person: string, cases: Pick<CaseStore, 'find'>): Promise<readonly CaseRecord[]> {
  const found = await cases.find({
    handler: person,
    states: ['dispatched', 'in_progress', 'long_term'],
    most: 200,
  })
  return found.filter((record) => record.handler?.person === person)
}

type LeaveStores = Pick<DeskStores, 'attendance' | 'cases' | 'outbox' | 'timers'>

/** Keeps a leave and tells who must know; the cases that lie with the person (3.4). `id` names it once for its notices. */
async function keepLeave(
  stores: LeaveStores,
  absence: Absence,
  { id, by }: { id: string; by: string },
  ground: Ground,
  now: Date,
): Promise<readonly CaseRecord[]> {
  await stores.attendance.addLeave({ ...absence, back: false }, by, now)
  const open = await inHand(absence.person, stores.cases)
  const away: Ground = { ...ground, directory: withLeave(ground.directory, absence) }
  for (const notice of leaveNotices({ id: `leave:${id}` }, absence, open, away, now))
    await stores.outbox.put(notice)
  await setMorning(stores, id, absence, ground, now)
  return open
}

/** 请假 at another door: the same checks, notices and timers. Refuses what has passed. */
export async function leaveAsked(
  stores: LeaveStores,
  absence: Absence,
  asked: { id: string; by: string },
  ground: Ground,
  now: Date,
): Promise<readonly CaseRecord[]> {
  if (absence.to <= now) throw new Refusal('invalid', leaveFaults.past())
  if (absence.to <= absence.from) throw new Refusal('invalid', leaveFaults.backwards())
  const from = absence.from < now ? instant(now) : absence.from
  requireLeave({ ...absence, from }, ground, now)
  return keepLeave(stores, { ...absence, from }, asked, ground, now)
}

/**
 * 请假 date到date 由 person 代 (3.4): at once in the routing of new cases. The answer names what lies with the person;
 * whoever stands in and the duty officer hear of it now, and again on the first morning where that is still to come.
 */
export const leave: TownAnswer = async (deps, stores, order) => {
  const { setting, now, message } = order
  const ground = deps.ground()
  const speaker = setting.speaker.code ?? ''
  const absence = leaveMeant(order, speaker, ground)
  const open = await keepLeave(stores, absence, { id: message.seq, by: speaker }, ground, now)
  const named = open.filter((record) => !isRecused(speaker, record, ground))
  const shown = named.filter((record) => setting.private || !keptFromRooms(record))
  return leaveKept({
    name: ground.directory.nameOf(absence.person),
    span: spanShown(absence, ground, now),
    delegateName: absence.delegate === null ? '' : ground.directory.nameOf(absence.delegate),
    refs: shown.map((record) => refOf(record, ground, now)),
    kept: named.length - shown.length,
  })
}

/** What lies there is named once more on the first morning, where the leave is still to come. */
async function setMorning(
  stores: Pick<DeskStores, 'timers'>,
  seq: string,
  { person, from, to }: Absence,
  ground: Ground,
  now: Date,
): Promise<void> {
  const runAt = firstMorning({ from }, ground)
  if (from <= now || runAt >= to) return
  await stores.timers.set({
    ...{ key: `leave_begins:${seq}`, kind: 'leave', runAt, hold: false, caseId: null },
    facts: { person },
  })
}

/** 销假: the leave that runs ends now; where none runs, the next one is cancelled. */
export const back: TownAnswer = async (deps, stores, { command, setting, now }) => {
  const ground = deps.ground()
  const speaker = setting.speaker.code ?? ''
  const person = personMeant(command.rest.slice(0, readAtMost).replace(/[\s。.!！]+$/u, ''), speaker, ground)
  const name = ground.directory.nameOf(person)
  const first = await endLeave(stores, { person, by: speaker }, ground, now)
  return backFromLeave(name, first.from > now)
}

/** The leave that runs ends now; where none runs, the next one is cancelled. The leave as it was. */
export async function endLeave(
  stores: Pick<DeskStores, 'attendance'>,
  { person, by }: { person: string; by: string },
  { directory }: Ground,
  now: Date,
): Promise<Absence> {
  const [first] = directory.leave(person).filter(({ to }) => to > now)
  if (first === undefined) throw new Refusal('not_found', notOnLeave(directory.nameOf(person)))
  const from = first.from > now ? first.from : instant(now)
  await stores.attendance.addLeave({ person, from, to: first.to, delegate: null, back: true }, by, now)
  return first
}
