import type { Notice } from '../chat/outbox.ts'
import type { AskKind } from '../cases/ask.ts'
import { isAskKind } from '../cases/asks.ts'
import type { CaseRecord } from '../cases/case.ts'
import type { CaseEvent } from '../cases/event.ts'
import type { Ground } from '../grid/ground.ts'
import {
  mergeAsked,
  objectionAsked,
  objectionDeclined,
  reopeningAsked,
  reopeningDeclined,
  withdrawalAgreed,
  withdrawalAsked,
  withdrawalDeclined,
} from '../wording/asks.ts'
import { groundNames } from '../wording/residents.ts'
import { noticeOf, townshipPost } from './audience.ts'
import { placeForStaff } from './place-for-staff.ts'
import { matterShown, wordsShown } from './shown.ts'
import { caseFacts, dutyNotices, tell } from './tasks.ts'

const askText: Readonly<
  Record<
    AskKind,
    (
      event: CaseEvent,
      record: CaseRecord,
      words: string,
      ground: Ground,
      now: Date,
      other: CaseRecord | null,
    ) => string
  >
> = {
  withdrawal: (_event, record, _words, ground, now) => withdrawalAsked(caseFacts(record, ground, now)),
  reopening: (_event, record, words, ground, now) =>
    reopeningAsked({ ...caseFacts(record, ground, now), words }),
  objection: (event, record, words, ground, now) =>
    objectionAsked({
      ...caseFacts(record, ground, now),
      words,
      ground: groundNames[String(event.facts['ground'])] ?? '不予受理',
    }),
  merge: (event, record, _words, ground, now, other) =>
    mergeAsked({
      ...caseFacts(record, ground, now),
      into: String(event.facts['into']),
      place: placeForStaff(record, ground),
      words: wordsShown(record),
      other:
        other === null
          ? null
          : {
              matter: matterShown(other, ground),
              place: placeForStaff(other, ground),
              words: wordsShown(other),
            },
    }),
}

/** What only the director decides (2.1, 7.1). */
const forDirector: ReadonlySet<AskKind> = new Set(['objection', 'reopening'])

/** `other` is the case that this one may be the same as. Whoever may decide is told what is asked and how to answer: the director, else the duty officer. */
export function askNotices(
  event: CaseEvent,
  record: CaseRecord,
  words: string,
  ground: Ground,
  now: Date,
  other: CaseRecord | null = null,
): readonly Notice[] {
  const { what } = event.facts
  if (!isAskKind(what)) return []
  const text = askText[what](event, record, words, ground, now, other)
  const expects = { states: [record.state] }
  const director = forDirector.has(what) ? townshipPost('director', record, ground, now) : null
  if (director === null) return dutyNotices(event, record, `ask_${what}`, text, ground, now, expects)
  return tell(event, record, `ask_${what}`, [director], text, ground, now, { expects })
}

const declinedText: Readonly<
  Record<AskKind, ((facts: { number: string; reason: string }) => string) | null>
> = {
  withdrawal: withdrawalDeclined,
  reopening: reopeningDeclined,
  objection: objectionDeclined,
  merge: null,
}

/** Whoever asked hears in private that it was not agreed to, and why; of a merge nobody asked. */
export function declinedNotices(
  event: CaseEvent,
  record: CaseRecord,
  reason: string,
  ground: Ground,
  now: Date,
): readonly Notice[] {
  const { what, askers } = event.facts
  const text = isAskKind(what) ? declinedText[what] : null
  if (text === null || !Array.isArray(askers)) return []
  return (askers as readonly string[]).map((key) =>
    noticeOf(
      event,
      record,
      { purpose: 'declined', to: { private: key }, text: text({ number: record.number, reason }) },
      ground,
      now,
    ),
  )
}

/** A withdrawal that waited for the duty officer's word has been made: its reporter hears it in private (2.1). */
export function withdrawalAgreedNotices(
  event: CaseEvent,
  record: CaseRecord,
  ground: Ground,
  now: Date,
): readonly Notice[] {
  const { agreedBy } = event.facts
  if (typeof agreedBy !== 'string') return []
  const to = { private: event.actor.by }
  const text = withdrawalAgreed({ number: record.number })
  return [noticeOf(event, record, { purpose: 'withdrawal_agreed', to, text }, ground, now)]
}
