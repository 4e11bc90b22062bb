import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { natures } from '../../src/grid/town.ts'
import type { Absence, TownData } from '../../src/grid/town.ts'
import { kinds, urgencies } from '../../src/intake/reading.ts'
import { instant } from '../../src/kernel/clock.ts'
import type { Appeal, Assignment, Previous, Routing } from '../../src/routing/decision.ts'
import { nextStep, route } from '../../src/routing/rules.ts'
import type { Why } from '../../src/routing/rules.ts'
import { smallTown } from '../support/small-town.ts'
import { groundOf, said } from '../support/routing-ask.ts'

const town = smallTown()
const codes = town.people.map(({ code }) => code)
const span = { from: instant('2026-11-01T00:00:00Z'), to: instant('2026-12-01T00:00:00Z') }
const now = instant('2026-11-23T01:00:00Z')

const somebody = fc.constantFrom(...codes)
const absences = fc.array(
  fc.record({ person: somebody, delegate: fc.option(somebody) }).map((one): Absence => ({ ...one, ...span })),
  { maxLength: 30 },
)
const appeals: fc.Arbitrary<Appeal> = fc.record({
  kind: fc.constantFrom(...kinds),
  category: fc.constantFrom(...town.leaves.map(({ code }) => code), '4711'),
  nature: fc.constantFrom(...natures),
  urgency: fc.constantFrom(...urgencies),
  confidential: fc.boolean(),
  place: fc
    .record({
      estate: fc.option(fc.constantFrom('G11苑', 'G21苑', '别处')),
      building: fc.option(fc.constantFrom('3', '8、9', '1至4', '77')),
    })
    .map(said),
  room: fc.option(fc.constantFrom('room-g11', 'room-c1')),
  homeEstate: fc.option(fc.constantFrom('G12苑')),
  grid: fc.option(fc.constantFrom('G11', 'G22')),
  about: fc.array(fc.constantFrom(...codes, 'wuye', 'resident-1'), { maxLength: 6 }),
})
const before = fc.record({
  step: fc.constantFrom(0, 1, 2, 90, 91),
  handler: somebody.map((person): Assignment => ({ person, post: 'grid_lead', area: 'G11', dept: null })),
  returners: fc.array(somebody, { maxLength: 3 }),
})
const whys = fc.constantFrom<Why>('escalate', 'return', 'clock', 'reopen')

interface Asked {
  appeal: Appeal
  leave: readonly Absence[]
  previous: Previous | null
  why: Why
}
const asked: fc.Arbitrary<Asked> = fc.record({
  appeal: appeals,
  leave: absences,
  previous: fc.option(before),
  why: whys,
})

const townOn = (leave: readonly Absence[]): TownData => ({ ...town, absences: leave })

function answer({ appeal, leave, previous, why }: Asked, data: TownData = townOn(leave)): Routing {
  const context = { ...groundOf(data), now }
  return previous === null ? route(appeal, context) : nextStep(appeal, previous, context, why)
}

const recusedOf = (appeal: Appeal): ReadonlySet<string> =>
  new Set(appeal.about.flatMap((code) => (code === 'wuye' ? ['community_lead-C1', 'resident-1'] : [code])))

/** Holds the post, or stands in as the named delegate of an absent holder. */
function rightful(one: Assignment, leave: readonly Absence[]): boolean {
  const holders = town.posts
    .filter((post) => post.post === one.post && post.area === one.area && post.dept === one.dept)
    .flatMap((post) => post.holders)
  const delegates = leave.filter(({ person }) => holders.includes(person)).map(({ delegate }) => delegate)
  return holders.includes(one.person) || delegates.includes(one.person)
}

/** The director who keeps the case at the end of everything (3.6). */
const isKeeping = ({ previous }: Asked, handler: Assignment, step: number): boolean =>
  step === 91 && handler.post === 'director' && previous?.handler?.person === handler.person

const runs = { numRuns: 400 }

describe('every decision', () => {
  it('goes to somebody present, not recused, in a post they hold, or says why it is for people to decide', () => {
    fc.assert(
      fc.property(asked, (one) => {
        const routing = answer(one)
        expect(routing.to === 'handler' ? routing.decision.reason : routing.reason).toMatch(/[一-鿿].*。$/u)
        if (routing.to !== 'handler') return
        const { handler, verifier, informed, assistants, step } = routing.decision
        const away = new Set(one.leave.map(({ person }) => person))
        const recused = recusedOf(one.appeal)
        const working = [
          ...assistants,
          ...(verifier === null ? [] : [verifier]),
          ...(isKeeping(one, handler, step) ? [] : [handler]),
        ]
        for (const person of working) {
          expect([person.person, away.has(person.person)]).toEqual([person.person, false])
          expect([person.person, recused.has(person.person)]).toEqual([person.person, false])
          expect(rightful(person, one.leave)).toBe(true)
        }
        for (const { person } of informed) expect(recused.has(person)).toBe(false)
        expect(verifier?.person).not.toBe(handler.person)
        expect(assistants.map(({ person }) => person)).not.toContain(handler.person)
        const told = [handler, ...assistants, ...informed].map(({ person }) => person)
        expect(new Set(told).size).toBe(told.length)
      }),
      runs,
    )
  })

  it('moves on to somebody else, the director at the end apart, and never back to a returner', () => {
    fc.assert(
      fc.property(asked, (one) => {
        const { previous, why } = one
        if (previous === null) return
        const routing = answer(one)
        if (routing.to !== 'handler') return
        const { handler, step } = routing.decision
        if (isKeeping(one, handler, step)) return
        expect(handler.person).not.toBe(previous.handler?.person)
        const lastOfAll = handler.post === 'director' && why !== 'return'
        if (!lastOfAll) expect(previous.returners).not.toContain(handler.person)
      }),
      runs,
    )
  })

  it('is the same for the same case, and for the same town in another order', () => {
    const shuffled = <T>(list: readonly T[]): fc.Arbitrary<T[]> =>
      fc.shuffledSubarray([...list], { minLength: list.length, maxLength: list.length })
    const towns = fc.record({
      posts: shuffled(town.posts),
      areas: shuffled(town.areas),
      people: shuffled(town.people),
      places: shuffled(town.places),
      rooms: shuffled(town.rooms),
      leaves: shuffled(town.leaves),
      organisations: shuffled(town.organisations),
    })
    fc.assert(
      fc.property(asked, towns, (one, order) => {
        const routing = answer(one)
        expect(answer(one)).toEqual(routing)
        expect(answer(one, { ...townOn(one.leave), ...order })).toEqual(routing)
      }),
      { numRuns: 200 },
    )
  })

  it('tells of an emergency whoever of the four is there', () => {
    fc.assert(
      fc.property(asked, (one) => {
        const routing = answer({ ...one, appeal: { ...one.appeal, urgency: 'emergency' }, leave: [] })
        if (routing.to !== 'handler') return
        const { handler, assistants, informed } = routing.decision
        const told = [handler, ...assistants, ...informed].map(({ person }) => person)
        const recused = recusedOf(one.appeal)
        for (const post of ['duty_officer', 'director']) {
          const first = [`${post}-QH`, `${post}-QH-2`].find((person) => !recused.has(person))
          if (first !== undefined) expect(told).toContain(first)
        }
      }),
      runs,
    )
  })
})
