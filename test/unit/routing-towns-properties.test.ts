import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { natures } from '../../src/grid/town.ts'
import type { TownData } from '../../src/grid/town.ts'
import { kinds, urgencies } from '../../src/intake/reading.ts'
import { instant } from '../../src/kernel/clock.ts'
import type { Appeal, Assignment, Previous, Routing } from '../../src/routing/decision.ts'
import { designate, nextStep, route } from '../../src/routing/rules.ts'
import type { Why } from '../../src/routing/rules.ts'
import { randomEstates, randomPeople, randomRooms, randomTown } from '../support/random-town.ts'
import { groundOf, said } from '../support/routing-ask.ts'
import { smallTown } from '../support/small-town.ts'

const now = instant('2026-11-23T01:00:00Z')
const somebody = fc.constantFrom(...randomPeople)

const appeals: fc.Arbitrary<Appeal> = fc.record({
  kind: fc.constantFrom(...kinds),
  category: fc.constantFrom(...smallTown().leaves.map(({ code }) => code), '4711'),
  nature: fc.constantFrom(...natures),
  urgency: fc.constantFrom(...urgencies),
  confidential: fc.boolean(),
  place: fc
    .record({
      estate: fc.option(fc.constantFrom(...randomEstates, '别处')),
      building: fc.option(fc.constantFrom('3', '8、9', '1至4', 'B座', '东区', '四组')),
      spot: fc.option(fc.constantFrom('人民路', '楼道')),
    })
    .map(said),
  room: fc.option(fc.constantFrom(...randomRooms)),
  homeEstate: fc.option(fc.constantFrom(...randomEstates)),
  grid: fc.option(fc.constantFrom('G00', 'G10'), { freq: 3 }),
  about: fc.array(fc.constantFrom(...randomPeople, 'wuye'), { maxLength: 4 }),
})

interface Asked {
  appeal: Appeal
  previous: Previous | null
  why: Why
  named: string | null
}
const asked: fc.Arbitrary<Asked> = fc.record({
  appeal: appeals,
  previous: fc.option(
    fc.record({
      step: fc.constantFrom(0, 1, 2, 90, 91),
      handler: fc.option(
        somebody.map((person): Assignment => ({ person, post: 'director', area: 'QH', dept: null })),
      ),
      returners: fc.array(somebody, { maxLength: 3 }),
    }),
  ),
  why: fc.constantFrom<Why>('escalate', 'return', 'clock', 'reopen'),
  named: fc.option(somebody, { freq: 3 }),
})

function answer({ appeal, previous, why, named }: Asked, town: TownData): Routing {
  const context = { ...groundOf(town), now }
  if (named !== null) return designate(appeal, { person: named }, previous, context)
  return previous === null ? route(appeal, context) : nextStep(appeal, previous, context, why)
}

const recusedIn = (town: TownData, { about }: Appeal): ReadonlySet<string> =>
  new Set(
    about.flatMap((code) => [
      code,
      ...town.organisations.filter((o) => o.code === code).flatMap((o) => o.staff),
    ]),
  )

const away = (town: TownData): ReadonlySet<string> => new Set(town.absences.map(({ person }) => person))

const holdersOf = (town: TownData, { post, area, dept }: Assignment): readonly string[] =>
  town.posts
    .filter((one) => one.post === post && one.area === area && one.dept === dept)
    .flatMap(({ holders }) => holders)

/** Holds the post, or is the delegate whom an absent holder has named. */
const rightful = (town: TownData, one: Assignment): boolean => {
  const holders = holdersOf(town, one)
  return (
    holders.includes(one.person) ||
    town.absences.some(({ person, delegate }) => holders.includes(person) && delegate === one.person)
  )
}

/** 3.6: at the end of everything the director keeps what nobody else can have. */
const keeps = ({ previous }: Asked, handler: Assignment, step: number): boolean =>
  step === 91 && handler.post === 'director' && handler.person === previous?.handler?.person

const runs = { numRuns: 600 }

describe('In any town, with any absences, delegates and recusals', () => {
  it('a case goes to somebody present who holds the post and is not recused, never to nobody', () => {
    fc.assert(
      fc.property(randomTown, asked, (town, one) => {
        const routing = answer(one, town)
        if (routing.to !== 'handler') {
          expect(routing.reason).toMatch(/[。]$/u)
          return
        }
        const { handler, verifier, informed, assistants, step } = routing.decision
        const recused = recusedIn(town, one.appeal)
        const absent = away(town)
        const working = [...assistants, verifier, keeps(one, handler, step) ? null : handler]
        for (const each of working) {
          if (each === null) continue
          expect([each, absent.has(each.person)]).toEqual([each, false])
          expect([each, recused.has(each.person)]).toEqual([each, false])
          expect([each, rightful(town, each)]).toEqual([each, true])
        }
        for (const { person } of informed) expect([person, recused.has(person)]).toEqual([person, false])
        expect(verifier?.person).not.toBe(handler.person)
      }),
      runs,
    )
  })

  it('waits for people only where nobody can be found or no place is known', () => {
    fc.assert(
      fc.property(randomTown, asked, (anyTown, one) => {
        // Without delegates: who stands in for whom is held above.
        const town = { ...anyTown, absences: [] }
        const routing = answer({ ...one, named: null }, town)
        if (routing.to !== 'triage' || routing.reason.includes('未能确定网格和社区')) return
        // Whoever might have been the director is recused, or has had it already.
        const context = groundOf(town)
        const recused = recusedIn(town, one.appeal)
        const had = new Set([
          one.previous?.handler?.person,
          ...(one.why === 'return' ? (one.previous?.returners ?? []) : []),
        ])
        const [acting] = context.directory
          .holders('director', 'QH')
          .filter(({ person }) => !recused.has(person))
        expect(acting === undefined || had.has(acting.person)).toBe(true)
      }),
      runs,
    )
  })

  it('is the same again, and from the same town in another order', () => {
    const turned = (town: TownData): TownData => ({
      ...town,
      posts: town.posts.toReversed(),
      areas: town.areas.toReversed(),
      people: town.people.toReversed(),
      places: town.places.toReversed(),
      rooms: town.rooms.toReversed(),
      leaves: town.leaves.toReversed(),
      organisations: town.organisations.toReversed(),
      roster: town.roster.toReversed(),
      absences: town.absences.toReversed(),
    })
    fc.assert(
      fc.property(randomTown, asked, (town, one) => {
        const routing = answer(one, town)
        expect(answer(one, town)).toEqual(routing)
        expect(answer(one, turned(town))).toEqual(routing)
      }),
      runs,
    )
  })
})
