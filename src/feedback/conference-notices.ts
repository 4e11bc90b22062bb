import type { Notice } from '../chat/outbox.ts'
import type { Assistant } from '../cases/assistant.ts'
import { busyAssistants } from '../cases/conference.ts'
import type { CaseRecord } from '../cases/case.ts'
import type { CaseEvent } from '../cases/event.ts'
import type { Ground } from '../grid/ground.ts'
import { instant } from '../kernel/clock.ts'
import { assistantDone, assistantLate, assistTask, leadTold, leadToldLate } from '../wording/conference.ts'
import { spokenTime } from '../worktime/spoken.ts'
import { heardAt } from './audience.ts'
import { placeForStaff } from './place-for-staff.ts'
import { nameOf } from './shown.ts'
import { caseFacts, stillTheirs, tell } from './tasks.ts'

const leadOf = (record: CaseRecord) => (record.handler === null ? [] : [record.handler])

/** 3.9: each assistant is told the task and its time, the lead who helps. */
export function conferredNotices(
  event: CaseEvent,
  record: CaseRecord,
  ground: Ground,
  now: Date,
): readonly Notice[] {
  const called = event.facts['assistants']
  const persons: readonly string[] = Array.isArray(called) ? (called as readonly string[]) : []
  const assistants = busyAssistants(record).filter(({ person }) => persons.includes(person))
  const facts = caseFacts(record, ground, now)
  const lead = record.handler === null ? '' : nameOf(record.handler, ground)
  const tasks = assistants.flatMap((one) => {
    const due =
      one.dueAt === undefined
        ? ''
        : spokenTime(instant(one.dueAt), heardAt(record, ground, now), ground.calendar)
    const text = assistTask({
      ...facts,
      place: placeForStaff(record, ground),
      lead,
      task: one.task ?? '',
      due,
    })
    return tell(event, record, `assist:${one.person}`, [one], text, ground, now)
  })
  const text = leadTold({ ...facts, assistants: assistants.map((one) => nameOf(one, ground)) })
  return [
    ...tasks,
    ...tell(event, record, 'lead', leadOf(record), text, ground, now, { expects: stillTheirs(record) }),
  ]
}

/** 3.9: the lead hears what an assistant has done. */
export function assistDoneNotices(
  event: CaseEvent,
  record: CaseRecord,
  words: string,
  ground: Ground,
  now: Date,
): readonly Notice[] {
  const name = ground.directory.nameOf(event.actor.by)
  const text = assistantDone({ ...caseFacts(record, ground, now), name, result: words })
  return tell(event, record, 'assist_done', leadOf(record), text, ground, now)
}

/** 3.9: an assistant's time is over: reminded once, and the lead told. */
export function assistLateNotices(
  cause: { id: string },
  record: CaseRecord,
  late: Assistant,
  ground: Ground,
  now: Date,
): readonly Notice[] {
  const facts = caseFacts(record, ground, now)
  const reminder = assistantLate({ ...facts, task: late.task ?? '' })
  const told = leadToldLate({ ...facts, name: nameOf(late, ground) })
  return [
    ...tell(cause, record, 'assist_late', [late], reminder, ground, now),
    ...tell(cause, record, 'assist_late_lead', leadOf(record), told, ground, now),
  ]
}
