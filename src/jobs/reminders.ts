import type { Expectation, Notice } from '../chat/outbox.ts'
import { openAsks } from '../cases/asks.ts'
import { type CaseRecord, ended } from '../cases/case.ts'
import { morningLine } from '../feedback/morning-line.ts'
import { matterShown, nameOf, refOf } from '../feedback/shown.ts'
import { tell } from '../feedback/tasks.ts'
import type { Ground } from '../grid/ground.ts'
import type { PostName } from '../grid/town.ts'
import { instant } from '../kernel/clock.ts'
import { roomFor } from '../routing/where.ts'
import { acting, searchFor } from '../routing/occupant.ts'
import type { Assignment } from '../routing/decision.ts'
import * as words from '../wording/clocks.ts'
import { spokenDuration } from '../worktime/spoken.ts'
import { underWay } from '../deadlines/standing.ts'
import { dayOf } from '../worktime/zone.ts'

interface Cause {
  id: string
}

const present = <T>(found: readonly (T | null)[]): readonly T[] => found.filter((one) => one !== null)

/** Who acts in these posts for this case now; recused people do not (3.5). Nobody at all: the township's lead. */
function holders(posts: readonly PostName[], record: CaseRecord, ground: Ground, now: Date) {
  const where = { area: record.grid ?? record.area ?? ground.directory.township().code, dept: null }
  const search = searchFor(ground.directory, now, record.about, where)
  const found = present(posts.map((post) => acting(post, search).assignment))
  return found.length > 0 ? found : present([acting('township_lead', search).assignment])
}

/** When what the case waits for began. */
const began = (record: CaseRecord): Date => {
  const [ask] = openAsks(record)
  if (ended.has(record.state) && ask !== undefined) return instant(ask.at)
  return sinceWhen(record)
}

const sinceWhen = (record: CaseRecord): Date =>
  ({
    triage: record.receivedAt,
    filed: record.filedAt,
    dispatched: record.dispatchedAt,
    in_progress: record.dispatchedAt,
    resolved: record.resolvedAt,
    verified: record.verifiedAt,
    county: record.filedAt,
    long_term: record.dueAt,
  })[record.state as string] ?? record.receivedAt

function textOf(record: CaseRecord, late: boolean, ground: Ground, now: Date): string {
  const nameIn = (one: Assignment | null): string => (one === null ? '' : nameOf(one, ground))
  const facts = {
    number: record.number,
    ref: refOf(record, ground, now),
    matter: matterShown(record, ground),
    waited: spokenDuration(now.getTime() - began(record).getTime()),
    handlerName: nameIn(record.handler),
    verifierName: nameIn(record.verifier),
  }
  switch (record.state) {
    case 'triage':
      return words.triageStanding(facts)
    case 'filed':
      return words.filedStanding(facts)
    case 'resolved':
      return words.verifyStanding(facts)
    case 'verified':
      return words.closeStanding(facts)
    case 'county':
      return words.countyStanding(facts)
    case 'long_term':
      return words.shelvedStanding(facts)
    case 'refused':
    case 'closed':
      return words.askStanding(facts)
    default:
      return record.state === 'dispatched' && !late ? words.acceptStanding(facts) : words.overStanding(facts)
  }
}

/** A reminder that something lies still is true while it lies there, with the same person (5.3). */
const asItStands = ({ state, handler, verifier }: CaseRecord): Expectation => ({
  states: [state],
  ...(underWay.has(state) && handler !== null ? { handler: handler.person } : {}),
  ...(state === 'resolved' && verifier !== null ? { verifier: verifier.person } : {}),
})

/** Whose turn it is, beside the duty officer and the director. */
const askedIn = (record: CaseRecord): readonly (Assignment | null)[] => {
  if (underWay.has(record.state)) return [record.handler]
  return record.state === 'resolved' ? [record.verifier] : []
}

/**
 * A case in which nothing moves, said again (3.6, 4.4): to the duty officer and the director and to whose turn it is;
 * of a late one under way to the director and the handler, of one at the county to the duty officer alone, of an ended
 * one to the director, whom somebody still asks something.
 */
export function standingNotices(
  cause: Cause,
  record: CaseRecord,
  ground: Ground,
  now: Date,
): readonly Notice[] {
  const late = underWay.has(record.state) && record.dueAt !== null && record.dueAt <= now
  const both: readonly PostName[] = ['duty_officer', 'director']
  const director = late || ended.has(record.state)
  const posts: readonly PostName[] =
    record.state === 'county' ? ['duty_officer'] : director ? ['director'] : both
  const to = [...holders(posts, record, ground, now), ...present(askedIn(record))]
  return tell(cause, record, 'standing', to, textOf(record, late, ground, now), ground, now, {
    expects: asItStands(record),
    gather: 'morning',
  })
}

/** A stage clock of a filed case: the people of its plan, nobody named is the duty officer of the moment (4.4). */
export function filedNotices(
  cause: Cause,
  record: CaseRecord,
  to: readonly Assignment[],
  ground: Ground,
  now: Date,
): readonly Notice[] {
  const told = to.length > 0 ? to : holders(['duty_officer'], record, ground, now)
  const text = textOf(record, false, ground, now)
  return tell(cause, record, 'stage_filed', told, text, ground, now, { expects: asItStands(record) })
}

/** 4.3: the years whose holidays nobody knows, said once a day where the duty officer reads. */
export function calendarNotice(years: readonly number[], ground: Ground, now: Date): Notice | null {
  const [officer] = ground.directory.dutyOfficers(now)
  const [director] = ground.directory.holders('director', ground.directory.township().code)
  const one = officer ?? director
  if (one === undefined) return null
  const key = `calendar:${dayOf(now, ground.calendar.zone)}`
  const to = roomFor({ ...one }, ground.directory)
  const text = words.unknownYear(years)
  return morningLine({ key, purpose: 'calendar', person: one.person, to, text }, now)
}
