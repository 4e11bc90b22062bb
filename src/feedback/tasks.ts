import type { Notice } from '../chat/outbox.ts'
import type { CaseRecord } from '../cases/case.ts'
import type { Ground } from '../grid/ground.ts'
import type { Assignment } from '../routing/decision.ts'
import {
  closeTask,
  confidentialInRoom,
  countyTask,
  emergencyTask,
  extensionTask,
  forInformation,
  newTask,
  noWayFound,
  reopenedTask,
  returnedTask,
  type TaskFacts,
  triageTask,
  verifyTask,
} from '../wording/staff.ts'
import { dutyOfficer, gather, noticeOf, privatelyFor, townshipPost } from './audience.ts'
import { sayOutcome } from './closure.ts'
import { dueShown, matterShown, nameOf, placeShown, titleOf, wordsShown } from './shown.ts'

interface Cause {
  id: string
}

const taskFacts = (record: CaseRecord, ground: Ground, now: Date): TaskFacts => ({
  number: record.number,
  matter: matterShown(record, ground),
  place: placeShown(record, 'staff'),
  words: wordsShown(record),
  due: dueShown(record, ground, now),
})

/** Tells each of these, one message per room or private talk. */
export function tell(
  cause: Cause,
  record: CaseRecord,
  purpose: string,
  assignments: readonly Assignment[],
  text: string,
  ground: Ground,
  now: Date,
  rung: string | null = null,
): readonly Notice[] {
  return gather(assignments, ground.directory, privatelyFor(record, ground.directory)).map((gathering) =>
    noticeOf(
      cause,
      record,
      {
        purpose,
        to: gathering.to,
        text,
        mentions: 'room' in gathering.to ? gathering.assignments.map((assignment) => assignment.person) : [],
        rung,
      },
      ground,
      now,
    ),
  )
}

/** Rung `new`: the handler gets the task; those informed hear of it without one (3.2, 5.1). */
export function dispatchNotices(
  cause: Cause,
  record: CaseRecord,
  ground: Ground,
  now: Date,
): readonly Notice[] {
  if (record.handler === null) return []
  if (record.urgency === 'emergency') return emergencyNotices(cause, record, ground, now)
  const facts = taskFacts(record, ground, now)
  const text =
    record.cycle > 1
      ? reopenedTask({ ...facts, reason: record.reason ?? '' })
      : newTask({ ...facts, reason: record.reason ?? '' })
  const others = [...record.assistants, ...record.informed].filter(
    ({ person }) => person !== record.handler?.person,
  )
  return [
    ...tell(cause, record, 'task', [record.handler], text, ground, now),
    ...tell(
      cause,
      record,
      'information',
      others,
      forInformation({ ...facts, handlerName: nameOf(record.handler, ground) }),
      ground,
      now,
    ),
  ]
}

/** 3.8: handler, grid and community lead, duty officer and director at once; one message per room with all its mentions. */
function emergencyNotices(cause: Cause, record: CaseRecord, ground: Ground, now: Date): readonly Notice[] {
  if (record.handler === null) return []
  const text = emergencyTask({
    ...taskFacts(record, ground, now),
    handlerName: nameOf(record.handler, ground),
    handlerTitle: titleOf(record.handler, ground),
  })
  const all = [record.handler, ...record.informed, ...record.assistants]
  return tell(cause, record, 'emergency', all, text, ground, now)
}

/** What waits for the duty officer: told in the centre's room, or privately with only the number in the room. */
export function dutyNotices(
  cause: Cause,
  record: CaseRecord,
  purpose: string,
  text: string,
  ground: Ground,
  now: Date,
): readonly Notice[] {
  const officer = dutyOfficer(ground, now) ?? townshipPost('director', ground, now)
  if (officer === null) return []
  const told = tell(cause, record, purpose, [officer], text, ground, now)
  if (!record.confidential) return told
  const inRoom = gather([officer], ground.directory, () => false)
    .filter((gathering) => 'room' in gathering.to)
    .map((gathering) =>
      noticeOf(
        cause,
        record,
        {
          purpose: `${purpose}_sealed`,
          to: gathering.to,
          text: confidentialInRoom(record),
          mentions: [officer.person],
        },
        ground,
        now,
      ),
    )
  return [...inRoom, ...told]
}

export const triageNotices = (
  cause: Cause,
  record: CaseRecord,
  proposal: string,
  ground: Ground,
  now: Date,
): readonly Notice[] =>
  dutyNotices(
    cause,
    record,
    'triage',
    triageTask({ ...taskFacts(record, ground, now), proposal, ask: '' }),
    ground,
    now,
  )

export const noWayNotices = (cause: Cause, record: CaseRecord, reason: string, ground: Ground, now: Date) =>
  dutyNotices(cause, record, 'no_way', noWayFound({ ...taskFacts(record, ground, now), reason }), ground, now)

export const countyNotices = (cause: Cause, record: CaseRecord, due: string, ground: Ground, now: Date) =>
  dutyNotices(cause, record, 'county', countyTask({ ...taskFacts(record, ground, now), due }), ground, now)

export const returnNotices = (
  cause: Cause,
  record: CaseRecord,
  facts: { by: string; reason: string; proposal: string },
  ground: Ground,
  now: Date,
) =>
  dutyNotices(
    cause,
    record,
    'returned',
    returnedTask({
      number: record.number,
      matter: matterShown(record, ground),
      handlerName: facts.by,
      reason: facts.reason,
      proposal: facts.proposal,
    }),
    ground,
    now,
  )

export const extensionNotices = (
  cause: Cause,
  record: CaseRecord,
  ground: Ground,
  now: Date,
): readonly Notice[] =>
  record.extensionAsked === null
    ? []
    : dutyNotices(
        cause,
        record,
        'extension_asked',
        extensionTask({
          number: record.number,
          matter: matterShown(record, ground),
          handlerName: record.handler === null ? '' : nameOf(record.handler, ground),
          ...record.extensionAsked,
        }),
        ground,
        now,
      )

export const closeNotices = (
  cause: Cause,
  record: CaseRecord,
  ground: Ground,
  now: Date,
): readonly Notice[] =>
  dutyNotices(
    cause,
    record,
    'close',
    closeTask({
      number: record.number,
      matter: matterShown(record, ground),
      place: placeShown(record, 'staff'),
      verifierName: record.verifier === null ? '' : nameOf(record.verifier, ground),
      result: record.result ?? '',
    }),
    ground,
    now,
  )

/** 3.7: the verifier is asked whether it is true. */
export const verifyNotices = (
  cause: Cause,
  record: CaseRecord,
  ground: Ground,
  now: Date,
): readonly Notice[] =>
  record.verifier === null
    ? closeNotices(cause, record, ground, now)
    : tell(
        cause,
        record,
        'verify',
        [record.verifier],
        verifyTask({
          number: record.number,
          matter: matterShown(record, ground),
          place: placeShown(record, 'staff'),
          handlerName: record.handler === null ? '' : nameOf(record.handler, ground),
          outcome: sayOutcome(record.outcome),
          result: record.result ?? '',
        }),
        ground,
        now,
      )
