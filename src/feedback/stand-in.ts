import type { CaseRecord } from '../cases/case.ts'
import type { Ground } from '../grid/ground.ts'
import type { Notice } from '../chat/outbox.ts'
import type { Assignment } from '../routing/decision.ts'
import { standingIn } from '../wording/attendance.ts'
import { heardAt, recusedOf } from './audience.ts'
import { tell, type TellMore } from './tasks.ts'

/**
 * Who looks after the cases of somebody on leave (3.4): the delegate, else the first of primary and deputies of the same
 * post who is there. Never somebody recused from the case; null where the person is there, or nobody can.
 */
export function standInOf(
  away: Assignment,
  record: Pick<CaseRecord, 'about'>,
  ground: Ground,
  now: Date,
): Assignment | null {
  const { directory } = ground
  const absence = directory.absence(away.person, now)
  if (absence === null) return null
  const recused = recusedOf(record, directory)
  const free = (person: string): boolean =>
    person !== away.person && !recused.has(person) && directory.absence(person, now) === null
  const { delegate } = absence
  if (delegate !== null && directory.person(delegate) !== null && free(delegate))
    return seatNear(delegate, away, ground)
  const deputy = directory.holders(away.post, away.area, away.dept).find(({ person }) => free(person))
  return deputy === undefined
    ? null
    : { person: deputy.person, post: deputy.post, area: deputy.area, dept: deputy.dept }
}

/** The post in which a delegate is told: one of their own nearest to the area of whoever is away, so that they read it where they sit. */
function seatNear(person: string, away: Assignment, { directory }: Ground): Assignment {
  const own = directory.holdings(person)
  const line = directory.upward(away.area).map(({ code }) => code)
  const near = line.flatMap((area) => own.filter((one) => one.area === area))[0] ?? own[0]
  return near === undefined
    ? { ...away, person }
    : { person, post: near.post, area: near.area, dept: near.dept }
}

/** As `tell`, and whoever is on leave is not told alone: whoever stands in hears it too, with a word why (3.4). */
export function tellOrStandIn(
  cause: { id: string },
  record: CaseRecord,
  purpose: string,
  people: readonly Assignment[],
  text: string,
  ground: Ground,
  now: Date,
  more: TellMore = {},
): readonly Notice[] {
  const at = heardAt(record, ground, now)
  const stoodIn = people.map((away) => ({ away, standIn: standInOf(away, record, ground, at) }))
  const why = stoodIn
    .filter((one) => one.standIn !== null)
    .map(({ away, standIn }) =>
      standingIn({
        name: ground.directory.nameOf(away.person),
        standInName: ground.directory.nameOf(standIn?.person ?? ''),
      }),
    )
  const all = stoodIn.flatMap(({ away, standIn }) => (standIn === null ? [away] : [away, standIn]))
  return tell(cause, record, purpose, all, text + why.join(''), ground, now, more)
}
