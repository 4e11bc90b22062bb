import type { Addressee, Expectation, Notice } from '../chat/outbox.ts'
import { type CaseRecord, isCaller, type Reporter } from '../cases/case.ts'
import type { Ground } from '../grid/ground.ts'
import { noticeOf } from './audience.ts'

/** Violence and confidential matters are answered in private only (6.1, 6.13). */
export const isSecluded = (record: Pick<CaseRecord, 'confidential' | 'category'>): boolean =>
  record.confidential || record.category === '0902'

/** Where a reporter is answered: in the room it was said in, else in private (6.1). */
export const answerPlace = (record: CaseRecord, reporter: Reporter): Addressee =>
  reporter.room === null || isSecluded(record) ? { private: reporter.key } : { room: reporter.room }

/** Whose matter it still is. */
export const presentReporters = (record: Pick<CaseRecord, 'reporters'>): readonly Reporter[] =>
  record.reporters.filter((reporter) => !reporter.withdrawn)

/** A sentence to reporters. `answer`: said to somebody who has just spoken, so never held by quiet hours (5.4). */
export interface Saying {
  purpose: string
  text: string
  answer?: boolean
  expects?: Expectation
}

/** An answer to whoever spoke first, in the room where it was said with a mention, else in private; null: nobody did. */
export function answerToFirst(
  cause: { id: string },
  record: CaseRecord,
  saying: Saying,
  ground: Ground,
  now: Date,
): Notice | null {
  const reporter = record.reporters[0]
  // A caller was answered by whoever took the call.
  if (reporter === undefined || isCaller(reporter.key)) return null
  const to = answerPlace(record, reporter)
  const mentions = 'room' in to ? [reporter.key] : []
  return noticeOf(cause, record, { ...saying, to, mentions, answer: true }, ground, now)
}

/** To one reporter, in private. */
export const toReporter = (
  cause: { id: string },
  record: CaseRecord,
  key: string,
  saying: Saying,
  ground: Ground,
  now: Date,
): Notice => noticeOf(cause, record, { ...saying, to: { private: key } }, ground, now)

/** To each of these in private (6.2); where nobody is named, to everybody who has not withdrawn. */
export const toEachReporter = (
  cause: { id: string },
  record: CaseRecord,
  saying: Saying,
  ground: Ground,
  now: Date,
  whom: readonly Reporter[] = presentReporters(record),
): readonly Notice[] => whom.map(({ key }) => toReporter(cause, record, key, saying, ground, now))
