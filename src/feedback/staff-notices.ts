import type { Notice } from '../chat/outbox.ts'
import type { CaseRecord } from '../cases/case.ts'
import type { CaseEvent } from '../cases/event.ts'
import type { Ground } from '../grid/ground.ts'
import {
  acceptReminder,
  closeReminder,
  due,
  emergencyUnanswered,
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
  triageAgain,
  verifyReminder,
  withdrawnTask,
} from '../wording/staff.ts'
import { spokenDuration } from '../worktime/spoken.ts'
import { dutyOfficer, townshipPost } from './audience.ts'
import { dueShown, matterShown, nameOf } from './shown.ts'
import { dutyNotices, tell } from './tasks.ts'

interface Cause {
  id: string
}

const basics = (record: CaseRecord, ground: Ground) => ({
  number: record.number,
  matter: matterShown(record, ground),
})
const handlers = (record: CaseRecord) => (record.handler === null ? [] : [record.handler])

export const extensionGrantedNotices = (
  event: CaseEvent,
  record: CaseRecord,
  ground: Ground,
  now: Date,
): readonly Notice[] =>
  tell(
    event,
    record,
    'extended',
    handlers(record),
    extensionGranted({ number: record.number, due: dueShown(record, ground, now) }),
    ground,
    now,
  )

export const extensionRefusedNotices = (
  event: CaseEvent,
  record: CaseRecord,
  reason: string,
  ground: Ground,
  now: Date,
): readonly Notice[] => {
  const text = extensionRefused({ number: record.number, reason, due: dueShown(record, ground, now) })
  return tell(event, record, 'extension_refused', handlers(record), text, ground, now)
}

export const rejectedNotices = (
  event: CaseEvent,
  record: CaseRecord,
  reason: string,
  ground: Ground,
  now: Date,
): readonly Notice[] => {
  const text = rejected({ ...basics(record, ground), reason, due: dueShown(record, ground, now) })
  return tell(event, record, 'rejected', handlers(record), text, ground, now)
}

export const supplementNotices = (
  event: CaseEvent,
  record: CaseRecord,
  words: string,
  ground: Ground,
  now: Date,
): readonly Notice[] => {
  const text = supplementTask({ number: record.number, words })
  return words === '' ? [] : tell(event, record, 'supplement', handlers(record), text, ground, now)
}

export const withdrawnNotices = (
  event: CaseEvent,
  record: CaseRecord,
  ground: Ground,
  now: Date,
): readonly Notice[] =>
  record.state === 'withdrawn'
    ? tell(event, record, 'withdrawn', handlers(record), withdrawnTask(basics(record, ground)), ground, now)
    : []

/** The one who had the case before learns that it went on; named in the event as `handlerBefore`. */
export const takenOverNotices = (
  event: CaseEvent,
  record: CaseRecord,
  ground: Ground,
  now: Date,
): readonly Notice[] => {
  const before = event.facts['handlerBefore']
  const holding = typeof before === 'string' ? ground.directory.holdings(before)[0] : undefined
  if (holding === undefined || record.handler === null || event.actor.by === holding.person) return []
  const text = takenOver({ ...basics(record, ground), toName: nameOf(record.handler, ground) })
  return tell(event, record, 'taken_over', [{ ...holding }], text, ground, now)
}

/** 6.5: the supervisor is told of every dissatisfied rating that reopens a case. */
export const supervisorNotices = (
  event: CaseEvent,
  record: CaseRecord,
  ground: Ground,
  now: Date,
): readonly Notice[] => {
  const supervisor = townshipPost('supervisor', ground, now)
  return supervisor === null
    ? []
    : tell(
        event,
        record,
        'supervisor',
        [supervisor],
        supervisorDissatisfied(basics(record, ground)),
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
  const facts = {
    ...basics(record, ground),
    handlerName: record.handler === null ? '' : nameOf(record.handler, ground),
  }
  const timerKey = rung === 'over2' ? null : cause.id
  const says = (assignments: Parameters<typeof tell>[3], text: string): readonly Notice[] =>
    tell(cause, record, rung, assignments, text, ground, now, timerKey)
  switch (rung) {
    case 'soon': {
      const left = record.dueAt === null ? '' : spokenDuration(record.dueAt.getTime() - now.getTime())
      return says(handlers(record), soon({ ...facts, left, due: dueShown(record, ground, now) }))
    }
    case 'due':
      return says([...handlers(record), ...present(dutyOfficer(ground, now))], due(facts))
    case 'over1':
      return says([...handlers(record), ...present(townshipPost('supervisor', ground, now))], over1(facts))
    case 'over2':
      return says(
        present(townshipPost('director', ground, now)),
        over2({
          ...facts,
          from: before === null ? '' : ground.directory.nameOf(before),
          to: facts.handlerName,
        }),
      )
  }
}

const present = <T>(one: T | null): readonly T[] => (one === null ? [] : [one])

/** 4.4: what a stage clock says when it runs out, to the people its plan names. */
export function stageNotices(
  cause: Cause,
  stage: 'triage' | 'accept' | 'verify' | 'close',
  record: CaseRecord,
  to: Parameters<typeof tell>[3],
  ground: Ground,
  now: Date,
): readonly Notice[] {
  const waited = Math.round((now.getTime() - record.receivedAt.getTime()) / 60_000)
  const text = {
    triage: () => triageAgain({ ...basics(record, ground), minutes: waited }),
    accept: () => acceptReminder(basics(record, ground)),
    verify: () => verifyReminder(basics(record, ground)),
    close: () => closeReminder(basics(record, ground)),
  }[stage]()
  if (to.length > 0) return tell(cause, record, `stage_${stage}`, to, text, ground, now)
  return dutyNotices(cause, record, `stage_${stage}`, text, ground, now)
}

/** A shelved case is due again: its handler goes on. */
export const resumedNotices = (
  cause: Cause,
  record: CaseRecord,
  ground: Ground,
  now: Date,
): readonly Notice[] =>
  tell(
    cause,
    record,
    'resumed',
    handlers(record),
    resumed({ ...basics(record, ground), due: dueShown(record, ground, now) }),
    ground,
    now,
  )

/** 3.8: nobody has answered an emergency. */
export const unansweredNotices = (
  cause: Cause,
  record: CaseRecord,
  to: Parameters<typeof tell>[3],
  minutes: number,
  ground: Ground,
  now: Date,
) =>
  tell(
    cause,
    record,
    'emergency_unanswered',
    to,
    emergencyUnanswered({ ...basics(record, ground), minutes }),
    ground,
    now,
  )
