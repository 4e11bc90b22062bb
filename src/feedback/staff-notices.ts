import type { Notice } from '../chat/outbox.ts'
import type { CaseRecord } from '../cases/case.ts'
import type { CaseEvent } from '../cases/event.ts'
import { appealOfCase } from '../cases/routing-of-case.ts'
import { underWay } from '../deadlines/standing.ts'
import type { Ground } from '../grid/ground.ts'
import { ownSeat } from '../grid/naming.ts'
import type { Assignment } from '../routing/decision.ts'
import { toldWhileWaiting } from '../routing/emergency.ts'
import {
  addressTold,
  type CaseFacts,
  due,
  dueForDuty,
  extensionGranted,
  extensionRefused,
  over1,
  over2,
  rejected,
  resumed,
  soon,
  supervisorDissatisfied,
  supplementTask,
  takenOver,
  withdrawnTask,
} from '../wording/staff.ts'
import { spokenDuration } from '../worktime/spoken.ts'
import { dutyOfficer, heardAt, townshipPost } from './audience.ts'
import { dueShown, nameOf, sentShown } from './shown.ts'
import { tellOrStandIn } from './stand-in.ts'
import { caseFacts as basics, dutyNotices, stillTheirs, taskFacts, tell } from './tasks.ts'

export { stageNotices, unansweredNotices } from './stage-notices.ts'

interface Cause {
  id: string
}

const handlers = (record: CaseRecord) => (record.handler === null ? [] : [record.handler])

/** The due time as it will be read: what waits for the morning does not say 明天 for what is today by then. */
const dueRead = (record: CaseRecord, ground: Ground, now: Date): string =>
  dueShown(record, ground, heardAt(record, ground, now))

/** What a notice to the handler may say; `reason` is what was said with the move, '' where nothing was. */
type SaidToHandler = CaseFacts & { due: string; reason: string }

/** A notice to the handler alone, as long as the case is the handler's. */
const toHandler =
  (purpose: string, text: (facts: SaidToHandler) => string) =>
  (cause: Cause, record: CaseRecord, reason: string, ground: Ground, now: Date): readonly Notice[] => {
    const said = text({ ...basics(record, ground, now), due: dueRead(record, ground, now), reason })
    return tellOrStandIn(cause, record, purpose, handlers(record), said, ground, now, {
      expects: stillTheirs(record),
    })
  }

const granted = toHandler('extended', extensionGranted)
const goingOn = toHandler('resumed', resumed)

export const extensionGrantedNotices = (event: CaseEvent, record: CaseRecord, ground: Ground, now: Date) =>
  granted(event, record, '', ground, now)
export const extensionRefusedNotices = toHandler('extension_refused', extensionRefused)
export const rejectedNotices = toHandler('rejected', rejected)

/** A shelved case is due again: its handler goes on. */
export const resumedNotices = (cause: Cause, record: CaseRecord, ground: Ground, now: Date) =>
  goingOn(cause, record, '', ground, now)

const isWaiting = ({ state }: CaseRecord): boolean => state === 'triage' || state === 'filed'

/** Who was told of an emergency at once beside the centre (3.8), its handler first. */
const alarmed = (record: CaseRecord, ground: Ground, now: Date): readonly Assignment[] =>
  isWaiting(record) ? toldWhileWaiting(appealOfCase(record), { ...ground, now }) : toldAtWork(record)

const toldAtWork = (record: CaseRecord): readonly Assignment[] => [
  ...handlers(record),
  ...record.informed.filter(
    ({ person, post }) => person !== record.handler?.person && post !== 'duty_officer' && post !== 'director',
  ),
]

/**
 * What is added to an emergency, often the address, goes to everybody who was told of it (3.8). Otherwise:
 * what a resident adds goes to the handler, and behind a result also to whoever is to verify or close it; where nobody
 * holds the case, to the duty officer: never to nobody (8.4).
 */
export function supplementNotices(
  event: CaseEvent,
  record: CaseRecord,
  words: string,
  ground: Ground,
  now: Date,
): readonly Notice[] {
  const sent = sentShown(words)
  if (sent === '') return []
  const placed = record.urgency === 'emergency' && event.facts['placed'] === true
  const text = placed
    ? addressTold({ ...taskFacts(record, ground, now), sent, onTheWay: record.state === 'in_progress' })
    : supplementTask({ ...basics(record, ground, now), sent })
  if (record.urgency === 'emergency' && (underWay.has(record.state) || (placed && isWaiting(record)))) {
    const officer = dutyOfficer(record, ground, now)
    const others = alarmed(record, ground, now).filter(({ person }) => person !== officer?.person)
    return [
      ...tell(event, record, 'supplement', others, text, ground, now),
      ...dutyNotices(event, record, 'supplement_duty', text, ground, now),
    ]
  }
  const told = tellOrStandIn(event, record, 'supplement', handlers(record), text, ground, now, {
    expects: record.handler === null ? {} : { handler: record.handler.person },
  })
  if (told.length === 0) return dutyNotices(event, record, 'supplement', text, ground, now)
  if (record.state === 'resolved' && record.verifier !== null)
    return [...told, ...tell(event, record, 'supplement_verify', [record.verifier], text, ground, now)]
  if (record.state !== 'resolved' && record.state !== 'verified') return told
  return [...told, ...dutyNotices(event, record, 'supplement_close', text, ground, now)]
}

export const withdrawnNotices = (
  event: CaseEvent,
  record: CaseRecord,
  ground: Ground,
  now: Date,
): readonly Notice[] =>
  record.state === 'withdrawn'
    ? tell(
        event,
        record,
        'withdrawn',
        handlers(record),
        withdrawnTask(basics(record, ground, now)),
        ground,
        now,
      )
    : []

/** The one who had the case before learns that it went on; named in the event as `handlerBefore`. */
export const takenOverNotices = (
  event: CaseEvent,
  record: CaseRecord,
  ground: Ground,
  now: Date,
): readonly Notice[] => {
  const before = event.facts['handlerBefore']
  const holding = typeof before === 'string' ? ownSeat(ground.directory, before) : null
  if (holding === null || record.handler === null || event.actor.by === holding.person) return []
  const expects = { handler: record.handler.person }
  const text = takenOver({ ...basics(record, ground, now), toName: nameOf(record.handler, ground) })
  return tell(event, record, 'taken_over', [{ ...holding }], text, ground, now, { expects })
}

/** 6.5: the supervisor is told of every dissatisfied rating that reopens a case. */
export const supervisorNotices = (
  event: CaseEvent,
  record: CaseRecord,
  ground: Ground,
  now: Date,
): readonly Notice[] => {
  const supervisor = townshipPost('supervisor', record, ground, now)
  return supervisor === null
    ? []
    : tell(
        event,
        record,
        'supervisor',
        [supervisor],
        supervisorDissatisfied(basics(record, ground, now)),
        ground,
        now,
      )
}

export type SpokenRung = 'soon' | 'due' | 'over1' | 'over2'

/** What a rung of the ladder says and to whom (5.1). `before` is who had the case until over2 moved it. */
export function rungNotices(
  cause: Cause,
  rung: SpokenRung,
  record: CaseRecord,
  ground: Ground,
  now: Date,
  before: string | null = null,
): readonly Notice[] {
  const handlerName = record.handler === null ? '' : nameOf(record.handler, ground)
  const facts = { ...basics(record, ground, now), handlerName }
  const says = (
    assignments: readonly Assignment[],
    text: string,
    purpose: string = rung,
  ): readonly Notice[] =>
    tellOrStandIn(cause, record, purpose, assignments, text, ground, now, {
      rung: rung === 'over2' ? null : cause.id,
      ...(rung === 'over2' ? {} : { expects: stillTheirs(record) }),
    })
  switch (rung) {
    case 'soon': {
      const at = heardAt(record, ground, now)
      const left = record.dueAt === null ? '' : spokenDuration(wholeMinutes(record.dueAt, at))
      const mayExtend = record.urgency !== 'emergency'
      return says(handlers(record), soon({ ...facts, left, mayExtend, due: dueRead(record, ground, now) }))
    }
    case 'due': {
      const officer = present(dutyOfficer(record, ground, now)).filter(
        ({ person }) => person !== record.handler?.person,
      )
      return [...says(handlers(record), due(facts)), ...says(officer, dueForDuty(facts), 'due_duty')]
    }
    case 'over1':
      return says(
        [...handlers(record), ...present(townshipPost('supervisor', record, ground, now))],
        over1(facts),
      )
    case 'over2': {
      const from = before === null ? '' : ground.directory.nameOf(before)
      return says(
        present(townshipPost('director', record, ground, now)),
        over2({ ...facts, from, to: handlerName }),
      )
    }
  }
}

/** The time between in whole minutes, rounded up: a reminder that goes out a second late still says 2小时. */
const wholeMinutes = (later: Date, earlier: Date): number =>
  Math.ceil((later.getTime() - earlier.getTime()) / 60_000) * 60_000

const present = <T>(one: T | null): readonly T[] => (one === null ? [] : [one])
