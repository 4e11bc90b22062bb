import type { Ground } from '../../src/grid/ground.ts'
import { makeDirectory } from '../../src/grid/make-directory.ts'
import { defaultRulebook } from '../../src/grid/rulebook.ts'
import { postsByLevel } from '../../src/grid/town.ts'
import type { Absence, TownData } from '../../src/grid/town.ts'
import { addHours, instant } from '../../src/kernel/clock.ts'
import type { Appeal, Assignment, Decision, Previous, Routing } from '../../src/routing/decision.ts'
import { calendarByRules } from '../../src/worktime/calendar.ts'
import { smallTown } from './small-town.ts'

/** A Monday morning in the small town. */
export const monday = instant('2026-11-23T09:00:00+08:00')

export const groundOf = (town: TownData): Ground => ({
  directory: makeDirectory(town),
  rulebook: defaultRulebook,
  calendar: calendarByRules(town.timezone, defaultRulebook),
})

export const away = (person: string, delegate: string | null = null): Absence => ({
  ...{ person, delegate },
  from: instant('2026-11-23T00:00:00+08:00'),
  to: instant('2026-11-30T00:00:00+08:00'),
})

/** The small town on that Monday, changed where a test says so; `awayPeople` are on leave. */
export const on = (awayPeople: readonly (string | Absence)[] = [], change: Partial<TownData> = {}) => ({
  ...groundOf({
    ...smallTown(),
    absences: awayPeople.map((one) => (typeof one === 'string' ? away(one) : one)),
    ...change,
  }),
  now: monday,
})

export const said = (wanted: Partial<Appeal['place']> = {}): Appeal['place'] => ({
  ...{ estate: null, building: null, unit: null, room: null, spot: null },
  ...wanted,
})

/** An appeal of that leaf from grid G11. */
export function anAppeal(category: string, wanted: Partial<Appeal> = {}): Appeal {
  const nature = smallTown().leaves.find(({ code }) => code === category)?.nature ?? 'community_matter'
  return {
    ...{ kind: 'help', category, nature, urgency: 'normal', confidential: false },
    place: said({ estate: 'G11苑', building: '3' }),
    ...{ room: 'room-g11', homeEstate: null, grid: null, about: [] },
    ...wanted,
  }
}

export function decisionOf(routing: Routing): Decision {
  if (routing.to !== 'handler') throw new RangeError(`${routing.to}: ${routing.reason}`)
  return routing.decision
}

export const handlerOf = (routing: Routing): string =>
  routing.to === 'handler' ? routing.decision.handler.person : routing.to

export const dueOf = (routing: Routing): string =>
  routing.to === 'triage'
    ? ''
    : addHours(routing.to === 'county' ? routing.dueAt : routing.decision.dueAt, 8)
        .toISOString()
        .slice(5, 16)
        .replace('T', ' ')

/** The seat of somebody of the small town, where everybody is named after their post. */
function seatOf(person: string): Assignment {
  const [name = '', area = ''] = person.split('-')
  if (name === 'lead') return { person, post: 'department_lead', area: 'QH', dept: area }
  const post = Object.values(postsByLevel)
    .flat()
    .find((one) => one === name)
  if (post === undefined) throw new RangeError(`${person} is named after no post`)
  return { person, post, area, dept: null }
}

export const had = (step: number, handler: string | null, returners: readonly string[] = []): Previous => ({
  step,
  handler: handler === null ? null : seatOf(handler),
  returners,
})
