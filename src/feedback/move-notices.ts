import type { Expectation, Notice } from '../chat/outbox.ts'
import type { CaseRecord } from '../cases/case.ts'
import type { CaseEvent } from '../cases/event.ts'
import type { Ground } from '../grid/ground.ts'
import {
  countyAnswerForReporter,
  countyProgressForReporter,
  mergedForHandler,
  mergedForReporter,
  objectionUpheld,
  unmergedForHandler,
  unmergedForReporter,
} from '../wording/moves.ts'
import { noticeOf } from './audience.ts'
import { dueShown } from './shown.ts'
import { caseFacts, stillTheirs, tell } from './tasks.ts'
import { withoutNames } from './without-names.ts'

type Told = (event: CaseEvent, record: CaseRecord, ground: Ground, now: Date) => readonly Notice[]

/** To each reporter in private (6.2). */
const toReporters = (
  purpose: string,
  text: string,
  [event, record, ground, now]: Parameters<Told>,
  expects?: Expectation,
): readonly Notice[] =>
  record.reporters
    .filter(({ withdrawn }) => !withdrawn)
    .map(({ key }) =>
      noticeOf(
        event,
        record,
        { purpose, to: { private: key }, text, ...(expects === undefined ? {} : { expects }) },
        ground,
        now,
      ),
    )

/** 2.1 merge: the reporters learn where it goes on, the handler that there is nothing more to do. */
export const mergedNotices: Told = (event, record, ground, now) => {
  const into = String(event.facts['into'])
  const expects: Expectation = { states: ['merged'] }
  const text = mergedForHandler({ ...caseFacts(record, ground, now), into })
  const handlers = record.handler === null ? [] : [record.handler]
  return [
    ...toReporters('merged', mergedForReporter({ ...record, into }), [event, record, ground, now], expects),
    ...tell(event, record, 'merged_handler', handlers, text, ground, now, { expects }),
  ]
}

/** 2.1 unmerge: told to the same people. */
export const unmergedNotices: Told = (event, record, ground, now) => {
  const due = dueShown(record, ground, now)
  const text = unmergedForHandler({ ...caseFacts(record, ground, now), due })
  const handlers = record.handler === null ? [] : [record.handler]
  return [
    ...toReporters('unmerged', unmergedForReporter(record), [event, record, ground, now]),
    ...tell(event, record, 'unmerged_handler', handlers, text, ground, now, { expects: stillTheirs(record) }),
  ]
}

/** 2.1: what the county says reaches every reporter; names and figures of others are masked (6.3). */
export function countySaid(
  event: CaseEvent,
  record: CaseRecord,
  words: string,
  ground: Ground,
  now: Date,
): readonly Notice[] {
  const facts = { number: record.number, text: withoutNames(words, record, ground, 'residents') }
  const text =
    event.move === 'county_answer' ? countyAnswerForReporter(facts) : countyProgressForReporter(facts)
  return toReporters(event.move, text, [event, record, ground, now])
}

/** 7.1: whoever objected hears that the director has taken it up. */
export const upheldNotices: Told = (event, record, ground, now) => {
  const { into, askers } = event.facts
  if (typeof into !== 'string' || !Array.isArray(askers)) return []
  const text = objectionUpheld({ number: record.number, again: into })
  return (askers as readonly string[]).map((key) =>
    noticeOf(event, record, { purpose: 'upheld', to: { private: key }, text }, ground, now),
  )
}
