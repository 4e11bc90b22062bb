import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Timer } from '../../src/kernel/timers.ts'
import { addSeconds, instant } from '../../src/kernel/clock.ts'
import type { FreshDatabase } from '../support/database.ts'
import { databaseServers, freshDatabase } from '../support/database.ts'
import { aTimer } from '../support/heard.ts'

const now = instant('2026-11-23T09:10:00+08:00')
const later = (seconds: number): Date => addSeconds(now, seconds)

describe.each(databaseServers)('the timers on %s', (server) => {
  let db: FreshDatabase

  beforeAll(async () => {
    db = await freshDatabase(server)
  })
  afterAll(() => db.drop())
  beforeEach(() => db.dataSource.query('DELETE FROM timers'))

  const set = (wanted: Partial<Timer>): Promise<void> => db.stores.timers.set(aTimer(wanted))
  const claimed = async (at: Date, most = 99): Promise<readonly string[]> =>
    (await db.unitOfWork.run((stores) => stores.timers.claim(at, most))).map((timer) => timer.key)

  it('gives back a timer as it was set, when it is due', async () => {
    const timer = aTimer({ caseId: 'case-1', hold: true, facts: { rung: 'soon', n: 2 } })
    await db.stores.timers.set(timer)
    expect(await db.stores.timers.claim(later(-1), 9)).toEqual([])
    expect(await db.stores.timers.claim(now, 9)).toEqual([{ ...timer, attempts: 0 }])
  })

  it('gives the earliest first and no more than asked', async () => {
    await set({ key: 'b', runAt: later(-5) })
    await set({ key: 'c' })
    await set({ key: 'a', runAt: later(-9) })
    expect(await claimed(now, 2)).toEqual(['a', 'b'])
    expect(await claimed(now)).toEqual(['c'])
  })

  it('moves the pending timer of a key, and never sets off a fired one again', async () => {
    await set({ key: 'k', runAt: later(-1) })
    await set({ key: 'k', kind: 'other', runAt: later(60), hold: true, facts: { n: 1 }, caseId: 'case-2' })
    expect(await claimed(now)).toEqual([])
    expect(await db.stores.timers.claim(later(60), 9)).toEqual([
      {
        key: 'k',
        kind: 'other',
        runAt: later(60),
        hold: true,
        facts: { n: 1 },
        caseId: 'case-2',
        attempts: 0,
      },
    ])
    await set({ key: 'k', runAt: now })
    expect(await claimed(later(99))).toEqual([])
    expect(await db.stores.timers.next()).toBeNull()
  })

  it('gives a timer to one of several who ask at once', async () => {
    for (let n = 0; n < 30; n += 1) await set({ key: `t-${String(n)}` })
    const taken = await Promise.all(Array.from({ length: 5 }, () => claimed(now, 10)))
    expect(taken.flat().sort()).toEqual([...new Set(taken.flat())].sort())
    expect(taken.flat().length + (await claimed(now)).length).toBe(30)
  })

  it('is pending again when its work failed, and later where that is wished', async () => {
    await set({ key: 'f' })
    const failing = db.unitOfWork.run(async (stores) => {
      await stores.timers.claim(now, 1)
      throw new Error('failed')
    })
    await expect(failing).rejects.toThrow('failed')
    await db.stores.timers.retry('f', later(30))
    expect(await claimed(now)).toEqual([])
    const [timer] = await db.stores.timers.claim(later(30), 1)
    expect(timer).toMatchObject({ key: 'f', attempts: 1, runAt: later(30) })
  })

  it('does not bring back by a retry what another has done meanwhile', async () => {
    await set({ key: 'd' })
    await claimed(now)
    await db.stores.timers.retry('d', now)
    expect(await claimed(later(99))).toEqual([])
  })

  it('cancels by key, and by case and kind, only what is pending; a cancelled key may be set anew', async () => {
    await set({ key: 'x' })
    await set({ key: '1a', caseId: '1', kind: 'a' })
    await set({ key: '1b', caseId: '1', kind: 'b' })
    await set({ key: '1c', caseId: '1', kind: 'c' })
    await set({ key: '2a', caseId: '2', kind: 'a' })
    await db.stores.timers.cancel('x')
    await db.stores.timers.cancelOfCase('1', ['a', 'b'])
    expect(await db.stores.timers.claim(now, 1)).toMatchObject([{ key: '1c' }])
    await db.stores.timers.cancelOfCase('2', [])
    await set({ key: 'x' })
    await set({ key: '1c', caseId: '1' })
    expect(await claimed(now)).toEqual(['2a', 'x'])
    await set({ key: '2b', caseId: '2' })
    await db.stores.timers.cancelOfCase('2')
    expect(await claimed(now)).toEqual([])
  })

  it('tells the next time, of all and of holds', async () => {
    expect(await db.stores.timers.next()).toBeNull()
    await set({ runAt: later(60), hold: true })
    await set({ runAt: later(30) })
    expect(await db.stores.timers.next()).toEqual(later(30))
    expect(await db.stores.timers.next('holds')).toEqual(later(60))
  })
})
