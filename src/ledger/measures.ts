/**
 * What is counted of cases, each additive: the figures of a grid are the sum of its rows, those of a township the sum of
 * its grids' (9.2). Every row stands on the day on which the thing counted happened, in the town's zone; what is measured
 * against something else stands on the day of that: a response on the day of the dispatch, a rating on that of the closing.
 */
export const measureNames = [
  /** Taken in: without what was no appeal, what was merged into another, and praise. */
  'received',
  'refused',
  'withdrawn',
  'merged',
  'dismissed',
  /** 2.6: thanked and passed on, without clock or rating; stands in no other figure. */
  'praise',
  'toCounty',
  /** Given to somebody who had at least the time to accept it. */
  'dispatched',
  /** Of these, accepted within the time of 4.4. */
  'responded',
  /** A result that stood, with the working minutes from the dispatch to it. */
  'resolved',
  'workMinutes',
  /** Finished, or taken away after the due time: what can be on time or late. */
  'timed',
  'onTime',
  /** 5.2: of what is late, as the duty officer holds; `lateConfirmed` as the director has confirmed. */
  'lateObjective',
  'lateResponsible',
  'lateConfirmed',
  'rework',
  'extended',
  'reopened',
  'shelved',
  /** Closed, by outcome, with the working minutes from filing or reopening to the closing. */
  'closed',
  'solved',
  'partly',
  'explained',
  'wholeMinutes',
  /** Closed after it was shelved: counted here alone, never as solved or on time (2.1). */
  'shelvedClosed',
  /** Closed and rated by somebody; one rating a cycle, the worst (2.1, 6.4). */
  'rated',
  'satisfied',
  'basic',
  'dissatisfied',
] as const
export type Measure = (typeof measureNames)[number]
export type Measures = Readonly<Record<Measure, number>>

export const noMeasures: Measures = Object.fromEntries(measureNames.map((name) => [name, 0])) as Measures

export const addMeasures = (one: Measures, other: Partial<Measures>): Measures =>
  Object.fromEntries(measureNames.map((name) => [name, one[name] + (other[name] ?? 0)])) as Measures

export const isNothing = (measures: Measures): boolean => measureNames.every((name) => measures[name] === 0)
