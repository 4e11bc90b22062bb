import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CaseRecord } from '../../src/cases/case.ts'
import type { NewEvent } from '../../src/cases/event.ts'
import { newId } from '../../src/kernel/ids.ts'
import { belongingOf, type Fact, factsOf } from '../../src/ledger/facts.ts'
import { catchUpFacts, keepFacts } from '../../src/ledger/keep-facts.ts'
import { addMeasures, type Measures, noMeasures } from '../../src/ledger/measures.ts'
import type { Sum, SumsAsked } from '../../src/ledger/ports.ts'
import { inSight, type Sight, sightOf, sightOfKey } from '../../src/rights/policy.ts'
import { aCase } from '../support/a-case.ts'
import { type FreshDatabase, databaseServers, freshDatabase } from '../support/database.ts'
import { exampleGround } from '../support/example-town.ts'
import { randomCourse } from '../support/random-course.ts'
import '../support/same-seed.ts'

const ground = await exampleGround()
const everything = { sight: { ...sightOfKey, confidential: true }, from: '2026-01-01', to: '2027-12-31' }

describe.each(databaseServers)('the facts behind the figures on %s', (server) => {
  let db: FreshDatabase
  const kept: CaseRecord[] = []

  beforeAll(async () => {
    db = await freshDatabase(server)
  })
  afterAll(() => db.drop())

  async function insert(wanted: Partial<CaseRecord>): Promise<CaseRecord> {
    const record = aCase({ id: newId(), number: `N-${String(kept.length)}`, ...wanted })
    await db.stores.cases.insert(record)
    kept.push(record)
    return record
  }
  const append = (record: CaseRecord, event: Omit<NewEvent, 'caseId'>, reckon: boolean) =>
    db.unitOfWork.run(async (stores) => {
      await stores.events.append({ ...event, caseId: record.id })
      if (reckon) await keepFacts(stores, record, ground)
    })
  const anew = async (): Promise<readonly (Fact & { record: CaseRecord })[]> => {
    const all = []
    for (const record of kept)
      for (const fact of factsOf(record, await db.stores.events.ofCase(record.id), ground))
        all.push({ ...fact, record })
    return all
  }
  const sums = (asked: Partial<SumsAsked>): Promise<readonly Sum[]> =>
    db.stores.ledger.sums({ ...everything, by: 'none', ...asked })
  const added = (facts: readonly { measures: Measures }[]): Measures =>
    facts.reduce((all, { measures }) => addMeasures(all, measures), noMeasures)

  const belongs = fc.record({
    grid: fc.constantFrom('QH-JX-01', 'QH-JX-02', 'QH-DF-01'),
    category: fc.constantFrom('0201', '0402', '1503'),
    confidential: fc.boolean(),
    source: fc.constantFrom('chat' as const, 'staff' as const),
    about: fc.subarray(['luona', 'chenlan']),
  })

  it('equal what is reckoned anew from all events, whenever they were kept and whatever was missed', async () => {
    await fc.assert(
      fc.asyncProperty(belongs, randomCourse, fc.infiniteStream(fc.boolean()), async (where, said, kept) => {
        const record = await insert({ ...where, area: where.grid })
        for (const event of said) await append(record, event, kept.next().value === true)
      }),
      { numRuns: 25 },
    )
    await catchUpFacts(db.unitOfWork, db.stores.ledger, () => ground)
    expect(await db.stores.ledger.behind(10)).toEqual([])
    const all = await anew()
    for (const rounds of [false, true]) {
      const own = all.filter(({ record }) => (record.source === 'staff') === rounds)
      const [sum] = (await sums({})).filter((one) => one.rounds === rounds)
      expect(sum?.measures ?? noMeasures).toEqual(added(own))
    }
    const keyOf = {
      person: ({ person }: Fact) => person,
      day: ({ day }: Fact) => day,
      month: ({ day }: Fact) => day.slice(0, 7),
    }
    for (const by of ['person', 'day', 'month'] as const)
      for (const one of await sums({ by })) {
        const own = all.filter(
          (fact) => keyOf[by](fact) === one.key && (fact.record.source === 'staff') === one.rounds,
        )
        expect(one.measures).toEqual(added(own))
      }
  })

  it('are summed for what is in sight alone: areas, departments, own work; never what is about the caller', async () => {
    const all = await anew()
    const sights: readonly Sight[] = [
      ...['zhangwei', 'chenlan', 'luona', 'zhaojian'].map((person) => sightOf(person, ground.directory)),
      sightOfKey,
    ]
    for (const sight of sights) {
      const own = all.filter(({ record, person, dept, post }) => {
        if (record.about.some((code) => sight.keepsOutOf.includes(code))) return false
        if (inSight(sight, record)) return true
        if (record.confidential) return false
        const worked = sight.person !== null && person === sight.person
        const seat = sight.departments.includes(dept ?? '') || sight.posts.some((one) => one === post)
        return worked || seat
      })
      const found = (await sums({ sight })).map(({ measures }) => ({ measures }))
      expect(added(found)).toEqual(added(own))
    }
  })

  it('are asked by days, the last not counted, by areas, departments, persons and categories', async () => {
    const all = (await anew()).filter(({ record }) => record.source !== 'staff')
    const ask = async (asked: Partial<SumsAsked>): Promise<Measures> =>
      added((await sums(asked)).filter(({ rounds }) => !rounds))
    expect(await ask({ from: '2026-11-03', to: '2026-11-06' })).toEqual(
      added(all.filter(({ day }) => day >= '2026-11-03' && day < '2026-11-06')),
    )
    expect(await ask({ areas: ['QH-JX-01'] })).toEqual(
      added(all.filter(({ record }) => record.grid === 'QH-JX-01')),
    )
    expect(await ask({ person: 'chenlan' })).toEqual(added(all.filter(({ person }) => person === 'chenlan')))
    expect(await ask({ category: '04' })).toEqual(
      added(all.filter(({ record }) => record.category === '0402')),
    )
    expect(await ask({ dept: 'none' })).toEqual(noMeasures)
    expect(belongingOf(kept[0]!, ground).community).not.toBeNull()
  })
})
