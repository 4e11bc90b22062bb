import { minutesOf, type WorkCalendar } from '../../worktime/calendar.ts'
import { instant } from '../../kernel/clock.ts'
import { addDays, atTime, type Day, dayNumber, dayOf } from '../../worktime/zone.ts'

/** What 请假 carries: for whom, from when to when, and who stands in; names as they were written, '' where none is. */
export interface LeaveSaid {
  who: string
  from: Date
  to: Date
  delegate: string
}

export type LeaveRead = LeaveSaid | { fault: 'no_date' | 'past' | 'backwards' | 'too_long' | 'delegate' }

const relative: Readonly<Record<string, number>> = {
  今天: 0,
  今日: 0,
  今: 0,
  明天: 1,
  明日: 1,
  明: 1,
  后天: 2,
  大后天: 3,
}
const noon = '12:00'
const wholeDay = 1_440
const longestDays = 366
/** A day said without its year that lies further back than this is meant for the next year. */
const backwardsDays = 180

const dayWord = String.raw`大后天|今天|今日|明天|明日|后天|(?:\d{4}[年\-/.])?\d{1,2}[月\-/.]\d{1,2}[日号]?|\d{1,2}[日号]`
const halfWord = '上午|下午|早上|全天|一天'
const span = new RegExp(
  `^(?<who>.{0,20}?)\\s*(?:从|自)?\\s*(?<first>${dayWord})\\s*(?<firstHalf>${halfWord})?` +
    `(?:\\s*(?:到|至|~|～|—+|－|-)\\s*(?<last>${dayWord})\\s*(?<lastHalf>${halfWord})?)?(?:止|为止)?(?<tail>[\\s\\S]*)$`,
  'u',
)
const standIn =
  /^(?:[\s\S]{0,60}?[\s,，。;；])?\s*(?:由|请|让|找)\s*(?<name>\S(?:[\s\S]{0,28}?\S)?)\s*(?:来)?(?:代班|代理|代办|代替|替班|顶班|代|替|顶)(?:一下)?[\s。.!！]*$/u
const soundsLikeStandIn = /(?:^|[\s,，])由|(?:代|替|顶)(?:班|理)?[\s。.!！]*$/u

/** The calendar day that was said; null where there is none such (2月30日). `near` gives the month or year left out. */
function dayMeant(said: string, today: Day, near: Day): Day | null {
  const far = relative[said]
  if (far !== undefined) return addDays(today, far)
  const parts = said.match(/\d+/gu) ?? []
  const [day, month, year] = parts.toReversed()
  const written = (y: string, m: string): Day | null => {
    const made = `${y}-${m.padStart(2, '0')}-${(day ?? '').padStart(2, '0')}`
    try {
      return addDays(made, 0) === made ? made : null
    } catch {
      return null
    }
  }
  if (year !== undefined) return written(year, month ?? '')
  if (month === undefined) return written(near.slice(0, 4), near.slice(5, 7))
  const thisYear = written(near.slice(0, 4), month)
  if (thisYear !== null && dayNumber(near) - dayNumber(thisYear) <= backwardsDays) return thisYear
  return written(String(Number(near.slice(0, 4)) + 1), month)
}

const isMorning = (half: string | undefined): boolean => half === '上午' || half === '早上'

/**
 * Reads "11月25日到11月27日 由陈岚代", "明天下午", "孙丽 11-25到11-26" in the town's zone: whole days from midnight to
 * midnight, half days divided at noon. What began before now begins now. The fault says what one line should ask for.
 */
export function readLeave(rest: string, calendar: Pick<WorkCalendar, 'zone'>, now: Date): LeaveRead {
  const found = span.exec(rest.normalize('NFKC').trim())?.groups
  if (found === undefined) return { fault: 'no_date' }
  const today = dayOf(now, calendar.zone)
  const first = dayMeant(found['first'] ?? '', today, today)
  const last = first === null ? null : dayMeant(found['last'] ?? found['first'] ?? '', today, first)
  if (first === null || last === null) return { fault: 'no_date' }
  const lastHalf = found['last'] === undefined ? found['firstHalf'] : found['lastHalf']
  const begins = found['firstHalf'] === '下午' ? minutesOf(noon) : 0
  const ends = isMorning(lastHalf) ? minutesOf(noon) : wholeDay
  const from = atTime(first, begins, calendar.zone)
  const to = atTime(last, ends, calendar.zone)
  if (to <= from) return { fault: 'backwards' }
  if (to <= now) return { fault: 'past' }
  if (dayNumber(last) - dayNumber(first) > longestDays) return { fault: 'too_long' }
  const tail = (found['tail'] ?? '').trim()
  // An end that is not understood is no end: better asked than a leave of one day.
  if (/^(?:到|至|~|—|-)/u.test(tail)) return { fault: 'no_date' }
  const delegate = standIn.exec(tail)?.groups?.['name'] ?? ''
  if (delegate === '' && soundsLikeStandIn.test(tail)) return { fault: 'delegate' }
  return { who: nameOnly(found['who'] ?? ''), from: from < now ? instant(now) : from, to, delegate }
}

const nameOnly = (said: string): string =>
  said.replace(/^(?:给|帮|替|为)\s*/u, '').replace(/[\s,，:：]+$/u, '')
