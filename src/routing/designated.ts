import type { Directory, Holding } from '../grid/directory.ts'
import type { PostName } from '../grid/town.ts'
import type { Limit } from '../worktime/limit.ts'
import type { Assignment } from './decision.ts'
import { boundByDanger, boundByHours, limitOf, ownLeaf } from './matter.ts'
import type { Matter } from './matter.ts'
import { acting, seatOf } from './occupant.ts'
import type { NumberedStep } from './rows.ts'

/** Whom somebody names: a person by code, or a department, then its lead. */
export type Target = { person: string } | { dept: string }

/** The seat in which the named one takes the case, with the step and clock that go with it. */
export interface NamedSeat {
  at: number
  handler: Assignment
  limit: Limit
  assists: PostName | undefined
  passed: readonly string[]
}

/** The first step of the row in which this seat stands for the case. */
const stepOf = (seat: Assignment, { steps, search }: Matter): NumberedStep | undefined =>
  steps.find(
    ({ step }) =>
      step.post === seat.post &&
      seatOf(step.post, search) === seat.area &&
      (step.post !== 'department_lead' || search.dept === seat.dept),
  )

/** Seats in the row first, then those whose area holds the case, nearest first; the code settles the rest. */
function bestSeat(holdings: readonly Holding[], matter: Matter): Assignment | null {
  const { directory, area } = matter.search
  const line = directory.upward(area).map(({ code }) => code)
  const graded = holdings.map(({ person, post, area: seat, dept }) => {
    const assignment: Assignment = { person, post, area: seat, dept }
    const step = stepOf(assignment, matter)
    const near = line.indexOf(seat)
    return {
      assignment,
      grade: [step?.at ?? 1_000, near === -1 ? 1_000 : near] as const,
      name: `${post} ${seat} ${dept ?? ''}`,
    }
  })
  const [best] = graded.toSorted(
    (a, b) => a.grade[0] - b.grade[0] || a.grade[1] - b.grade[1] || (a.name < b.name ? -1 : 1),
  )
  return best?.assignment ?? null
}

/** Seats in which somebody can have a case; the county's desk is handed to, not dispatched to. */
const seatsOf = (person: string, directory: Directory): readonly Holding[] =>
  directory.holdings(person).filter(({ post }) => post !== 'county_desk')

function personFault(person: string, directory: Directory, matter: Matter): string | null {
  const name = directory.nameOf(person)
  if (matter.search.recused.has(person)) return `${name}应当回避（3.5），请另定。`
  const absence = directory.absence(person, matter.search.now)
  if (absence === null) return seatsOf(person, directory).length === 0 ? `${name}没有岗位，请另定。` : null
  return absence.delegate === null
    ? `${name}请假（3.4），请另定。`
    : `${name}请假（3.4），由${directory.nameOf(absence.delegate)}代，请转给代办的人。`
}

function seatAsked(
  to: Target,
  matter: Matter,
): { handler: Assignment; passed: readonly string[] } | { fault: string } {
  const { search } = matter
  const { directory } = search
  if ('dept' in to) {
    const { assignment, passed } = acting('department_lead', { ...search, dept: to.dept })
    const why = passed.map((one) => `${one}，`).join('')
    if (assignment === null)
      return { fault: `${why}${directory.departmentName(to.dept)}没有人可派，请另定。` }
    return { handler: assignment, passed }
  }
  const fault = personFault(to.person, directory, matter)
  const handler = bestSeat(seatsOf(to.person, directory), matter)
  return fault !== null || handler === null
    ? { fault: fault ?? '没有岗位，请另定。' }
    : { handler, passed: [] }
}

/** The seat for whoever is named, or one Chinese sentence why that cannot be; `step` is where the case stands in its row. */
export function namedSeat(to: Target, step: number, matter: Matter): NamedSeat | { fault: string } {
  const asked = seatAsked(to, matter)
  if ('fault' in asked) return asked
  const { handler, passed } = asked
  const numbered = stepOf(handler, matter)
  if (numbered !== undefined)
    return { ...asked, at: numbered.at, limit: limitOf(numbered, matter), assists: numbered.step.assists }
  const { search, context } = matter
  const leaf = ownLeaf(matter)
  const level = search.directory.area(handler.area)?.level ?? 'township'
  const byLevel = boundByHours(context.rulebook.clockByLevel[level], matter)
  const limit = boundByDanger(leaf?.statutory ?? (leaf?.urgent === true ? leaf.limit : byLevel), matter)
  return { handler, passed, at: step, limit, assists: undefined }
}
