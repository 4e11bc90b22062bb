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

  const free = (threads: ReturnType<typeof makeLedgerThreads>): boolean => {
    const place = threads.enter('next')
    void place?.leave()
    return place !== null
  }

  it('give their place to the next when nobody reads any more, and cut off who had it', async () => {
    const threads = makeLedgerThreads({ ...db, keys: testKeySettings, pauseMs: 4_000 })
    const both = [threads.enter('one'), threads.enter('two')].filter((place) => place !== null)
    expect(both).toHaveLength(2)
    expect(free(threads)).toBe(false)
    const written = both.map((place) => place.write(asked))
    const firsts = await Promise.all(written.map((one) => one.next()))
    expect(firsts.map((one) => one.done)).toEqual([false, false])
    expect(free(threads)).toBe(false)
    await expect.poll(() => free(threads), { timeout: 15_000 }).toBe(true)
    expect(both.map((place) => place.late.aborted)).toEqual([true, true])
    await Promise.all(written.map((one) => one.return(undefined)))
    // Given back once, and not once more by whoever comes late.
    const again = ['one', 'two', 'three'].map((owner) => threads.enter(owner) !== null)
    expect(again).toEqual([true, true, false])
  })

  it('are one at a time for one caller, who leaves the other place to somebody else', async () => {
    const threads = makeLedgerThreads({ ...db, keys: testKeySettings })
    const first = threads.enter('one')
    expect(threads.enter('one')).toBeNull()
    expect(free(threads)).toBe(true)
    await first?.leave()
    await first?.leave()
    const second = threads.enter('one')
    // Who has left long ago takes nothing from who came after.
    await first?.leave()
    expect(second).not.toBeNull()
    expect(threads.enter('one')).toBeNull()
  })

  it('fail whole where a name cannot be opened, and leave their place', async () => {
    const otherKey = { ...testKeySettings, sealingKeys: `k2:${Buffer.alloc(32, 1).toString('base64')}` }
    const threads = makeLedgerThreads({ ...db, keys: otherKey })
    const [place, other] = [threads.enter('one'), threads.enter('two')]
    await expect(place?.write(asked).next()).rejects.toThrow(/key/u)
    expect(free(threads)).toBe(true)
    await other?.leave()
  })
})
