import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { CaseEvent } from '../../src/cases/event.ts'
import { addSeconds, instant } from '../../src/kernel/clock.ts'
import { newId } from '../../src/kernel/ids.ts'
import { aCase } from '../support/a-case.ts'
import type { FreshDatabase } from '../support/database.ts'
import { databaseServers, freshDatabase } from '../support/database.ts'

const now = instant('2026-11-23T09:10:00+08:00')
const later = (seconds: number): Date => addSeconds(now, seconds)

describe.each(databaseServers)('the queue of reactions on %s', (server) => {
  let db: FreshDatabase

  beforeAll(async () => {
    db = await freshDatabase(server)
  })
  afterAll(() => db.drop())
  beforeEach(() => db.dataSource.query('DELETE FROM reactions'))

  const newCase = async (): Promise<string> => {
    const id = newId()
    await db.stores.cases.insert(aCase({ id, number: `R-${id}` }))
    return id
  }
  const append = (caseId: string): Promise<CaseEvent> =>
    db.unitOfWork.run((stores) =>
      stores.events.append({
        ...{ caseId, move: 'accept', from: 'dispatched', to: 'in_progress', door: 'chat', at: now },
        ...{ actor: { by: 'chenlan', post: 'community_lead' }, facts: {}, words: null },
      }),
    )
  const claimed = async (at: Date): Promise<string | undefined> =>
    (await db.unitOfWork.run((stores) => stores.reactions.claim(at)))?.id

  it('never lets a later event of a case overtake one that is put off', async () => {
    const mine = await newCase()
    const first = await append(mine)
    const second = await append(mine)
    const other = await append(await newCase())
    const { reactions } = db.stores
    await reactions.putOff(first.id, later(30), 'failed')
    expect(await claimed(now)).toBe(other.id)
    await reactions.settle(other.id)
    expect(await claimed(now)).toBeUndefined()
    expect(await reactions.waiting(now)).toBe(0)
    expect(await reactions.next()).toEqual(later(30))
    expect(await claimed(later(30))).toBe(first.id)
    expect(await reactions.waiting(later(30))).toBe(1)
    await reactions.settle(first.id)
    expect(await claimed(now)).toBe(second.id)
  })

  it('gives nobody the second event of a case while another works at its first', async () => {
    const mine = await newCase()
    const first = await append(mine)
    await append(mine)
    await db.unitOfWork.run(async (stores) => {
      expect((await stores.reactions.claim(now))?.id).toBe(first.id)
      expect(await claimed(now)).toBeUndefined()
    })
  })

  it('keeps a parked one to be read, and lets the case go on', async () => {
    const mine = await newCase()
    const first = await append(mine)
    const second = await append(mine)
    const { reactions } = db.stores
    await reactions.putOff(first.id, later(30), 'failed')
    expect(await reactions.attempts(first.id)).toBe(1)
    await reactions.park(first.id, 'failed for good')
    expect(await reactions.parked()).toEqual([
      { eventId: first.id, caseId: mine, attempts: 2, why: 'failed for good' },
    ])
    expect(await claimed(now)).toBe(second.id)
    await reactions.settle(second.id)
    expect(await claimed(later(999_999))).toBeUndefined()
    expect([await reactions.waiting(), await reactions.next()]).toEqual([0, null])
  })
})
