import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { instant } from '../../src/kernel/clock.ts'
import { makeLedgerThreads } from '../../src/ledger-thread.ts'
import { sightOfKey } from '../../src/rights/policy.ts'
import { defaultRulebook } from '../../src/grid/rulebook.ts'
import { aCase } from '../support/a-case.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import { smallTown } from '../support/small-town.ts'
import { testKeySettings } from '../support/test-sealing.ts'

const now = instant('2026-11-23T09:10:00+08:00')
const asked = { filters: { sight: sightOfKey }, privately: false, now }

describe('threads that write ledgers', () => {
  let db: FreshDatabase
  beforeAll(async () => {
    db = await freshDatabase()
    await db.stores.town.save(smallTown(), defaultRulebook, 'test', now)
    await db.stores.cases.insert(aCase({}))
  })
  afterAll(() => db.drop())

  it('give their place to the next when nobody reads any more', async () => {
    const threads = makeLedgerThreads({ ...db, keys: testKeySettings, pauseMs: 4_000 })
    const both = [threads.write(asked), threads.write(asked)]
    expect(threads.hasRoom()).toBe(true)
    const firsts = await Promise.all(both.map((one) => one.next()))
    expect(firsts.map(({ done }) => done)).toEqual([false, false])
    expect(threads.hasRoom()).toBe(false)
    await expect.poll(() => threads.hasRoom(), { timeout: 15_000 }).toBe(true)
    await Promise.all(both.map((one) => one.return(undefined)))
    expect(threads.hasRoom()).toBe(true)
  })

  it('fail whole where a name cannot be opened, and leave their place', async () => {
    const otherKey = { ...testKeySettings, sealingKeys: `k2:${Buffer.alloc(32, 1).toString('base64')}` }
    const threads = makeLedgerThreads({ ...db, keys: otherKey })
    await expect(threads.write(asked).next()).rejects.toThrow(/key/u)
    expect(threads.hasRoom()).toBe(true)
  })
})
