import type { Expectation, Notice } from '../chat/outbox.ts'
import { needsCare } from '../cases/care.ts'
import type { CaseRecord } from '../cases/case.ts'
import type { CaseEvent } from '../cases/event.ts'
import { saysWhereToGo } from '../cases/place-told.ts'
import type { Ground } from '../grid/ground.ts'
import {
  emergencyAnswer,
  emergencyAnswerInConfidence,
  emergencyConduct,
  hazardOf,
} from '../wording/hazards.ts'
import {
  askWhereToGo,
  askWhereYouAre,
  atCounty,
  confidentialReceipt,
  countyReceipt,
  extended,
  handedOn,
  movedUp,
  neutralReceipt,
  receipt,
  reopened,
  triageReceipt,
} from '../wording/residents.ts'
import { spokenTime } from '../worktime/spoken.ts'
import { heardAt } from './audience.ts'
import { dueShown, matterShown, nameOf, placeShown, titleOf } from './shown.ts'
import { answerToFirst, toEachReporter } from './to-reporters.ts'

const emergencySaid = (record: CaseRecord, facts: { number: string; handlerName: string }): string => {
  const said = { ...facts, hazard: hazardOf(record.category, record.words) }
  return record.confidential ? emergencyAnswerInConfidence(said) : emergencyAnswer(said)
}

/** 3.8, 8.3: an emergency is filed and told at once, and whoever cried for help is asked in the same breath where it is. */
export const asksWhereToGo = (record: CaseRecord): boolean =>
  record.urgency === 'emergency' && record.reporters.length > 0 && !saysWhereToGo(record.place)

const withQuestion = (record: CaseRecord, text: string, asks: boolean): string =>
  asks ? `${text}\n${needsCare(record) ? askWhereYouAre() : askWhereToGo()}` : text

/** Natures whose progress is nobody else's business (6.2). */
const quarrels: ReadonlySet<string> = new Set(['resident_dispute', 'organisation_dispute'])

export const isQuarrel = (record: Pick<CaseRecord, 'nature'>): boolean => quarrels.has(record.nature)

/** Whoever tells of violence at home hears where safety is, also where it is not just now (6.13); always in private. */
const inConfidence = (record: CaseRecord): string =>
  record.category === '0902'
    ? `${emergencyConduct('violence')}\n${confidentialReceipt(record)}`
    : confidentialReceipt(record)

/**
 * 6.1: once a case has its person, the first reporter hears it where the appeal was made.
 * An emergency is answered with what to do now (6.13), a dispute neutrally (6.2). `asks`: nobody has asked yet where it is.
 */
export function receiptNotice(
  event: CaseEvent,
  record: CaseRecord,
  ground: Ground,
  now: Date,
  asks = false,
): Notice | null {
  if (record.handler === null || record.dueAt === null) return null
  const facts = {
    number: record.number,
    handlerName: nameOf(record.handler, ground),
    handlerTitle: titleOf(record.handler, ground),
    due: spokenTime(record.dueAt, now, ground.calendar),
  }
  const place = placeShown(record, 'residents')
  const text =
    record.urgency === 'emergency'
      ? withQuestion(record, emergencySaid(record, facts), asks)
      : record.confidential
        ? inConfidence(record)
        : isQuarrel(record)
          ? neutralReceipt(facts)
          : receipt({ ...facts, place, matter: matterShown(record, ground) })
  // What to do in an emergency is said however the case stands by then (7.2).
  const more = record.urgency === 'emergency' ? {} : { expects: { handler: record.handler.person } }
  const cause = { id: `${record.id}:${String(record.cycle)}` }
  return answerToFirst(cause, record, { purpose: 'receipt', text, ...more }, ground, event.at)
}

/**
 * Said where a case waits for the duty officer, and only to somebody who addressed the bot (2.5, 6.1). In an emergency
 * what to do now is said at once, to everybody (7.2), and once: waiting on after it was filed says the same only where
 * the danger is another (6.13). `asks`: nobody has asked yet where it is.
 */
export function waitingNotice(record: CaseRecord, ground: Ground, now: Date, asks = false): Notice | null {
  const emergency = record.urgency === 'emergency'
  const quiet = emergency ? confidentialReceipt(record) : inConfidence(record)
  const plain = record.confidential || record.category === '0902' ? quiet : triageReceipt(record)
  const hazard = hazardOf(record.category, record.words)
  const text = emergency ? withQuestion(record, `${emergencyConduct(hazard)}\n${plain}`, asks) : plain
  const cause = { id: `${record.id}:${String(record.cycle)}:waiting${emergency ? `:${hazard}` : ''}` }
  return answerToFirst(cause, record, { purpose: 'receipt', text }, ground, now)
}

/** The county's matter: said like a receipt, since the duty officer hands it over the same day. */
export function countyReceiptNotice(
  event: CaseEvent,
  record: CaseRecord,
  ground: Ground,
  now: Date,
): Notice | null {
  const text = countyReceipt({
    number: record.number,
    place: placeShown(record, 'residents'),
    matter: matterShown(record, ground),
  })
  return answerToFirst(event, record, { purpose: 'receipt', text }, ground, now)
}

export type Progress = 'moved_up' | 'handed_on' | 'extended' | 'reopened' | 'county'

/**
 * Unasked progress, to each reporter in private (6.2): moved up, handed on, extended, reopened, at the county. Whoever
 * must be looked after hears nothing of desks and dates: people speak with them.
 */
export function progressNotices(
  event: CaseEvent,
  record: CaseRecord,
  what: Progress,
  ground: Ground,
  now: Date,
): readonly Notice[] {
  if (needsCare(record) && what !== 'reopened') return []
  const readAt = what === 'reopened' ? now : heardAt(record, ground, now)
  const due = dueShown(record, ground, readAt)
  const handler = record.handler
  const expects: Expectation =
    what === 'county' ? { states: ['county'] } : handler === null ? {} : { handler: handler.person }
  const facts = {
    number: record.number,
    due,
    handlerName: handler === null ? '' : nameOf(handler, ground),
    handlerTitle: handler === null ? '' : titleOf(handler, ground),
  }
  const text = {
    moved_up: () => movedUp(facts),
    handed_on: () => handedOn(facts),
    extended: () => extended(facts),
    reopened: () => reopened(facts),
    county: () => atCounty(facts),
  }[what]()
  const saying = { purpose: what, text, answer: what === 'reopened', expects }
  return toEachReporter(event, record, saying, ground, now)
}
