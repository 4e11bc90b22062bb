import type { Expectation, Gather, Notice } from '../chat/outbox.ts'
import { needsCare } from '../cases/care.ts'
import type { CaseRecord } from '../cases/case.ts'
import { extensionTerms } from '../cases/extension.ts'
import { proposedRouting } from '../cases/proposal.ts'
import { needsPlace } from '../cases/routing-filed.ts'
import type { Ground } from '../grid/ground.ts'
import type { Assignment } from '../routing/decision.ts'
import {
  type CaseFacts,
  closeTask,
  countyTask,
  emergencyTask,
  extensionTask,
  forInformation,
  newTask,
  noWayFound,
  reopenedTask,
  returnedTask,
  taskBrief,
  type TaskFacts,
  triageTask,
  verifyTask,
} from '../wording/staff.ts'
import { dutyOfficer, hearers, heardAt, noticeOf, townshipPost } from './audience.ts'
import { sayOutcome } from './closure.ts'
import { placeForStaff } from './place-for-staff.ts'
import { sealedInRoom, whomToLookAfter } from './sealed.ts'
import { dueShown, matterShown, nameOf, refOf, titleOf, wordsShown } from './shown.ts'

interface Cause {
  id: string
}

/** What every notice to staff says, as it will be true when it is read. */
export const caseFacts = (record: CaseRecord, ground: Ground, now: Date): CaseFacts => ({
  number: record.number,
  ref: refOf(record, ground, heardAt(record, ground, now)),
  matter: matterShown(record, ground),
})

/** The same with place, words and due time: what a task says. */
export const taskFacts = (record: CaseRecord, ground: Ground, now: Date): TaskFacts => ({
  ...caseFacts(record, ground, now),
  place: placeForStaff(record, ground),
  words: wordsShown(record),
  due: dueShown(record, ground, heardAt(record, ground, now)),
})

/** States in which somebody works at the case. */
const atWork = ['dispatched', 'in_progress'] as const

/** A sentence to the handler is true while this handler works at the case. */
export const stillTheirs = (record: CaseRecord): Expectation => ({
  states: atWork,
  ...(record.handler === null ? {} : { handler: record.handler.person }),
})

export interface TellMore {
  /** The timer key of a deadline rung (5.3). */
  rung?: string | null
  expects?: Expectation
  gather?: Gather
  brief?: string
}

/** Tells each of these who may hear of the case (3.5), one message per room or private talk. */
export function tell(
  cause: Cause,
  record: CaseRecord,
  purpose: string,
  assignments: readonly Assignment[],
  text: string,
  ground: Ground,
  now: Date,
  more: TellMore = {},
): readonly Notice[] {
  return hearers(record, assignments, ground.directory).map((gathering) =>
    noticeOf(
      cause,
      record,
      {
        purpose,
        to: gathering.to,
        text,
        mentions: 'room' in gathering.to ? gathering.assignments.map((assignment) => assignment.person) : [],
        ...more,
      },
      ground,
      now,
    ),
  )
}

const marks = { escalate: '上报件', designate: '转办件', recategorise: '改类别' } as const

/** How the case came to its handler, and the sentence that came with it; '' where nobody said anything. */
export interface HandedOn {
  how: 'dispatch' | 'reopen' | keyof typeof marks
  said: string
}

/** Rung `new`: the handler gets the task; those informed hear of it without one (3.2, 5.1). */
export function dispatchNotices(
  cause: Cause,
  record: CaseRecord,
  ground: Ground,
  now: Date,
  handedOn: HandedOn = { how: 'dispatch', said: '' },
): readonly Notice[] {
  if (record.handler === null) return []
  const { how, said } = handedOn
  if (record.urgency === 'emergency') return emergencyNotices(cause, record, said, ground, now)
  const facts = { ...taskFacts(record, ground, now), said }
  const text =
    how === 'reopen'
      ? reopenedTask(facts)
      : newTask(how === 'dispatch' ? facts : { ...facts, mark: marks[how] })
  const expects = stillTheirs(record)
  const others = [...record.assistants, ...record.informed].filter(
    ({ person }) => person !== record.handler?.person,
  )
  return [
    ...tell(cause, record, 'task', [record.handler], text, ground, now, { expects, brief: taskBrief(facts) }),
    ...tell(
      cause,
      record,
      'information',
      others,
      forInformation({ ...facts, handlerName: nameOf(record.handler, ground) }),
      ground,
      now,
      { expects },
    ),
  ]
}

/** 3.8: handler, grid and community lead, duty officer and director at once; one message per room with all its mentions. */
function emergencyNotices(
  cause: Cause,
  record: CaseRecord,
  said: string,
  ground: Ground,
  now: Date,
): readonly Notice[] {
  if (record.handler === null) return []
  const text = emergencyTask({
    ...taskFacts(record, ground, now),
    said: [said, whomToLookAfter(record, ground)].filter((part) => part !== '').join('\n'),
    handlerName: nameOf(record.handler, ground),
    handlerTitle: titleOf(record.handler, ground),
  })
  const all = [record.handler, ...record.informed, ...record.assistants]
  const told = tell(cause, record, 'emergency', all, text, ground, now)
  const officer = needsCare(record) ? dutyOfficer(record, ground, now) : null
  return officer === null
    ? told
    : [...sealedInRoom(cause, record, 'emergency', officer, ground, now), ...told]
}

/**
 * What waits for the duty officer: told in the centre's room, or privately with only the number in the room. Whoever the
 * case is about is passed over, and nothing is said where nobody else is left (3.5).
 */
export function dutyNotices(
  cause: Cause,
  record: CaseRecord,
  purpose: string,
  text: string,
  ground: Ground,
  now: Date,
  expects?: Expectation,
): readonly Notice[] {
  const officer = dutyOfficer(record, ground, now)
  if (officer === null) return []
  const more = expects === undefined ? {} : { expects }
  const told = tell(cause, record, purpose, [officer], text, ground, now, more)
  return record.confidential
    ? [...sealedInRoom(cause, record, purpose, officer, ground, now, more), ...told]
    : told
}

/**
 * The proposal to the duty officer: said once for each handler that is proposed, so that words that come later and
 * change the proposed handler bring a new one, and words that do not bring none.
 */
export function triageNotices(
  record: CaseRecord,
  proposal: string,
  ground: Ground,
  now: Date,
): readonly Notice[] {
  const asksFirst = needsPlace(record, ground)
  const byHand =
    !asksFirst && record.kind !== 'praise' && proposedRouting(record, ground, now).to === 'triage'
  const asked = triageTask({ ...taskFacts(record, ground, now), proposal, asksFirst, byHand })
  const whom = whomToLookAfter(record, ground)
  const text = whom === '' ? asked : `${asked}\n${whom}`
  const cause = { id: `${record.id}:${proposal}` }
  return dutyNotices(cause, record, 'triage', text, ground, now, { states: ['triage'] })
}

/** Where a case may stand that waits for the duty officer to find somebody. */
const unplaced: Expectation = { states: ['filed', 'triage'] }

export const noWayNotices = (cause: Cause, record: CaseRecord, reason: string, ground: Ground, now: Date) => {
  const text = noWayFound({ ...taskFacts(record, ground, now), reason })
  return dutyNotices(cause, record, 'no_way', text, ground, now, unplaced)
}

/** The county is next: the duty officer hands it over the same day, whether it waits or lies with somebody overdue. */
export const countyNotices = (cause: Cause, record: CaseRecord, due: string, ground: Ground, now: Date) => {
  const text = countyTask({ ...taskFacts(record, ground, now), due })
  const expects = record.handler === null ? unplaced : stillTheirs(record)
  return dutyNotices(cause, record, 'county', text, ground, now, expects)
}

export const returnNotices = (
  cause: Cause,
  record: CaseRecord,
  facts: { by: string; reason: string; proposal: string },
  ground: Ground,
  now: Date,
) => {
  const { by, ...rest } = facts
  const text = returnedTask({ ...caseFacts(record, ground, now), ...rest, handlerName: by })
  return dutyNotices(cause, record, 'returned', text, ground, now, unplaced)
}

export const extensionNotices = (
  cause: Cause,
  record: CaseRecord,
  ground: Ground,
  now: Date,
): readonly Notice[] => {
  if (record.extensionAsked === null) return []
  const handlerName = record.handler === null ? '' : nameOf(record.handler, ground)
  const { days, reason } = record.extensionAsked
  const terms = extensionTerms(record, ground)
  const asked = { handlerName, reason, span: terms.span(days), director: terms.byDirectorAlone }
  const text = extensionTask({ ...caseFacts(record, ground, now), ...asked })
  const expects = stillTheirs(record)
  const director = asked.director ? townshipPost('director', record, ground, now) : null
  return director === null
    ? dutyNotices(cause, record, 'extension_asked', text, ground, now, expects)
    : tell(cause, record, 'extension_asked', [director], text, ground, now, { expects })
}

export const closeNotices = (
  cause: Cause,
  record: CaseRecord,
  ground: Ground,
  now: Date,
): readonly Notice[] => {
  const text = closeTask({
    ...caseFacts(record, ground, now),
    place: placeForStaff(record, ground),
    verifierName: record.verifier === null ? '' : nameOf(record.verifier, ground),
    result: record.result ?? '',
  })
  return dutyNotices(cause, record, 'close', text, ground, now, {
    states: record.verifier === null ? ['resolved', 'verified'] : ['verified'],
  })
}

/** 3.7: the verifier is asked whether it is true. */
export function verifyNotices(
  cause: Cause,
  record: CaseRecord,
  ground: Ground,
  now: Date,
): readonly Notice[] {
  const { verifier } = record
  if (verifier === null) return closeNotices(cause, record, ground, now)
  const text = verifyTask({
    ...caseFacts(record, ground, now),
    place: placeForStaff(record, ground),
    handlerName: record.handler === null ? '' : nameOf(record.handler, ground),
    outcome: sayOutcome(record.outcome),
    result: record.result ?? '',
  })
  const expects = { states: ['resolved'], verifier: verifier.person }
  return tell(cause, record, 'verify', [verifier], text, ground, now, { expects })
}
