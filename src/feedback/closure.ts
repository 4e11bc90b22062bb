import type { Addressee, Notice } from '../chat/outbox.ts'
import { needsCare } from '../cases/care.ts'
import type { CaseRecord, Outcome, Reporter } from '../cases/case.ts'
import type { CaseEvent } from '../cases/event.ts'
import type { Ground } from '../grid/ground.ts'
import {
  askWhyDissatisfied,
  careClosure,
  closureBrief,
  closureNotice,
  ratingReminder,
  stillWondering,
} from '../wording/residents.ts'
import { spokenDuration } from '../worktime/spoken.ts'
import { withoutNames } from './without-names.ts'
import { noticeOf } from './audience.ts'
import { isQuarrel } from './receipts.ts'
import { matterShown, nameOf, placeShown } from './shown.ts'
import { presentReporters, toEachReporter, toReporter } from './to-reporters.ts'

const outcomeSaid: Readonly<Record<Outcome, string>> = {
  solved: '解决了',
  partly: '部分解决了',
  explained: '作了说明',
}

export const sayOutcome = (outcome: Outcome | null): string =>
  outcome === null ? '办理了' : outcomeSaid[outcome]

/** A question was answered, not solved (2.6). */
const outcomeFor = (record: CaseRecord): string =>
  record.kind === 'enquiry' ? '答复您' : sayOutcome(record.outcome)

/** What is said of a closed case is true while it is closed: not after it was taken up again (5.3). */
const stillClosed = { states: ['closed'] } as const

/** Disputes, violence and confidential cases are closed in private (6.3). */
export const closedInPrivate = (record: CaseRecord): boolean =>
  record.confidential || isQuarrel(record) || record.category === '0902'

/**
 * 6.3: the closure notice, in each room the matter was reported in, mentioning at most five by name,
 * "等N位邻居" beyond; private for disputes and confidential cases and for those who reported privately.
 */
export function closureNotices(
  event: CaseEvent,
  record: CaseRecord,
  ground: Ground,
  now: Date,
): readonly Notice[] {
  const most = ground.rulebook.namesInNotice
  return gatherReporters(record, presentReporters(record)).map(({ to, reporters }) => {
    const named = reporters.slice(0, most)
    const others = reporters.length > named.length ? `等${String(reporters.length)}位邻居，` : ''
    return noticeOf(
      event,
      record,
      {
        purpose: 'closure',
        to,
        text: closureText(record, others, ground),
        ...(needsCare(record) ? {} : { brief: closureBrief(closureFacts(record, others, ground)) }),
        mentions: 'room' in to ? named.map((reporter) => reporter.key) : [],
        expects: stillClosed,
      },
      ground,
      now,
    )
  })
}

function gatherReporters(
  record: CaseRecord,
  reporters: readonly Reporter[],
): { to: Addressee; reporters: Reporter[] }[] {
  const byPlace = new Map<string, { to: Addressee; reporters: Reporter[] }>()
  for (const reporter of reporters) {
    const to: Addressee =
      reporter.room === null || closedInPrivate(record) ? { private: reporter.key } : { room: reporter.room }
    const key = JSON.stringify(to)
    const place = byPlace.get(key) ?? { to, reporters: [] }
    place.reporters.push(reporter)
    byPlace.set(key, place)
  }
  return [...byPlace.values()]
}

/** A result longer than this is cut: the notice has to fit one screen, and who wants more asks. */
const resultAtMost = 90

function resultShown(record: CaseRecord, ground: Ground): string {
  const masked = withoutNames(record.result ?? '', record, ground, 'residents')
  const oneLine = masked.replace(/\s+/gu, ' ').replace(/[。.!！\s]+$/u, '')
  const letters = [...oneLine]
  return letters.length > resultAtMost ? `${letters.slice(0, resultAtMost - 1).join('')}…` : oneLine
}

const closureFacts = (record: CaseRecord, others: string, ground: Ground) => ({
  number: record.number,
  place: placeShown(record, 'residents'),
  matter: matterShown(record, ground),
  handlerName: record.handler === null ? '工作人员' : nameOf(record.handler, ground),
  outcome: outcomeFor(record),
  others,
})

const closureText = (record: CaseRecord, others: string, ground: Ground): string =>
  needsCare(record) ? careClosure(closureFacts(record, '', ground)) : closureInFull(record, others, ground)

const closureInFull = (record: CaseRecord, others: string, ground: Ground): string =>
  closureNotice({
    ...closureFacts(record, others, ground),
    result: resultShown(record, ground),
    took: spokenDuration((record.resolvedAt ?? record.receivedAt).getTime() - record.receivedAt.getTime()),
  })

/** 6.4: one gentle reminder, in private, to those who have not rated. */
export const ratingReminders = (
  cause: { id: string },
  record: CaseRecord,
  ground: Ground,
  now: Date,
): readonly Notice[] => {
  if (needsCare(record)) return []
  const text = ratingReminder({ number: record.number, matter: matterShown(record, ground) })
  const waiting = presentReporters(record).filter(
    ({ rating, contactId }) => rating === null && contactId !== null,
  )
  const saying = { purpose: 'rating_reminder', text, expects: stillClosed }
  return toEachReporter(cause, record, saying, ground, now, waiting)
}

/** 6.5: asked why, in private. */
export const askWhyNotice = (
  event: CaseEvent,
  record: CaseRecord,
  reporterKey: string,
  ground: Ground,
  now: Date,
): Notice => {
  const text = askWhyDissatisfied({ number: record.number, matter: matterShown(record, ground) })
  const saying = { purpose: 'ask_why', text, answer: true, expects: stillClosed }
  return toReporter(event, record, reporterKey, saying, ground, now)
}

/** 6.5: asked once more, gently. */
export const askWhyAgain = (
  cause: { id: string },
  record: CaseRecord,
  reporterKey: string,
  ground: Ground,
  now: Date,
): Notice => {
  const text = stillWondering({ number: record.number, matter: matterShown(record, ground) })
  return toReporter(
    cause,
    record,
    reporterKey,
    { purpose: 'ask_why_again', text, expects: stillClosed },
    ground,
    now,
  )
}
