import { describe, expect, it } from 'vitest'
import { moveCase } from '../../src/cases/moving.ts'
import * as orders from '../../src/cases/orders.ts'
import { casesInMemory } from '../support/cases-in-memory.ts'
import { aReporter, clock, ground, local, now, officer } from '../support/lifecycle-ask.ts'
import { byBot, byOfficer, one, refusalOf, two } from '../support/two-cases.ts'

describe('A move (2.2)', () => {
  it('of a case that nobody knows is refused', async () => {
    const stores = casesInMemory()
    expect(await refusalOf(moveCase(stores, 'gone', orders.acceptCase(), byOfficer, ground, now))).toBe(
      'not_found',
    )
  })

  it('that the table forbids changes nothing and leaves no event', async () => {
    const stores = casesInMemory([one()])
    const tried = moveCase(stores, 'case-1', orders.verifyCase(), byOfficer, ground, now)
    expect(await refusalOf(tried)).not.toContain('no refusal')
    expect(stores.now('case-1')).toEqual(one())
    expect(stores.happened).toEqual([])
  })

  it('is one event: from, to, who, in which post, by which door, with the private words apart', async () => {
    const stores = casesInMemory([one()])
    const dueAt = local('2026-11-23 23:59')
    const { record, event } = await moveCase(
      stores,
      'case-1',
      orders.handToCounty(dueAt),
      byOfficer,
      ground,
      now,
    )
    expect(record).toMatchObject({ state: 'county', version: one().version + 1, dueAt })
    expect(event).toMatchObject({
      move: 'hand_to_county',
      from: 'filed',
      to: 'county',
      door: 'chat',
      at: now,
      actor: officer,
    })
    expect(event).not.toHaveProperty('words')
    expect(stores.now('case-1')).toEqual(record)
  })

  it('that changes due time or handler writes old and new into the event (4.5)', async () => {
    const stores = casesInMemory([two({ dueAt: local('2026-11-24 17:30') })])
    const { event } = await moveCase(
      ...([
        stores,
        'case-2',
        orders.handToCounty(local('2026-11-23 23:59')),
        byOfficer,
        ground,
        now,
      ] as const),
    )
    expect(event.facts).toMatchObject({
      dueBefore: '2026-11-24T09:30:00.000Z',
      dueAfter: '2026-11-23T15:59:00.000Z',
      handlerBefore: two().handler?.person,
    })
    const joined = await moveCase(stores, 'case-2', orders.joinCase(aReporter(), null), byBot, ground, now)
    for (const fact of ['dueBefore', 'dueAfter', 'handlerBefore'])
      expect(joined.event.facts).not.toHaveProperty(fact)
  })

  it('keeps since when the case is late, whatever time it is given next, and forgets it in a new cycle (5.1)', async () => {
    const dueAt = local('2026-11-23 12:00')
    const handing = orders.handToCounty(local('2026-11-23 23:59'))
    const handed = async (wanted: Parameters<typeof two>[0]) =>
      (await moveCase(casesInMemory([two(wanted)]), 'case-2', handing, byOfficer, ground, now)).record
        .lateSince
    expect(await handed({ dueAt })).toEqual(dueAt)
    expect(await handed({ dueAt, lateSince: local('2026-11-20 17:30') })).toEqual(local('2026-11-20 17:30'))
    expect(await handed({ dueAt: local('2026-11-24 17:30') })).toBeNull()
    const record = two({ dueAt })
    const stores = casesInMemory([record])
    const joined = await moveCase(stores, 'case-2', orders.joinCase(aReporter(), null), byBot, ground, now)
    expect(joined.record.lateSince).toBeNull()
  })

  it('keeps how the case stood where a person may take it back, not where the bot moved it (2.4)', async () => {
    const stores = casesInMemory([one({ state: 'triage' })])
    const { event } = await moveCase(stores, 'case-1', orders.dismissCase(), byOfficer, ground, now)
    expect(await stores.events.before(event.id)).toEqual(one({ state: 'triage' }))
    const joined = casesInMemory([one()])
    const join = await moveCase(joined, 'case-1', orders.joinCase(aReporter(), '也是'), byBot, ground, now)
    expect(await joined.events.before(join.event.id)).toBeNull()
    const own = { actor: { by: 'resident-1', post: 'reporter' }, door: 'chat' } as const
    const more = await moveCase(joined, 'case-1', orders.supplementCase('还在漏', {}), own, ground, now)
    expect(await joined.events.before(more.event.id)).toBeNull()
    expect(await joined.events.words(join.event.id)).toBe('也是')
  })

  it('of a case that nobody knows says so', async () => {
    const tried = moveCase(casesInMemory(), 'gone', orders.acceptCase(), byOfficer, ground, now)
    await expect(tried).rejects.toThrow('没有这个案件。')
  })

  it('by the clock is nothing that anybody takes back (2.4)', async () => {
    const stores = casesInMemory([one({ state: 'resolved' })])
    const seat = { person: 'grid_lead-G11', post: 'grid_lead', area: 'G11', dept: null } as const
    const byClock = { actor: clock, door: 'clock' } as const
    const { event } = await moveCase(stores, 'case-1', orders.takeVerification(seat), byClock, ground, now)
    expect(await stores.events.before(event.id)).toBeNull()
  })

  it('that sets the first due time, or takes the last away, says so as well (4.5)', async () => {
    const dueAt = local('2026-11-24 17:30')
    const moved = async (before: Date | null, after: Date | null) => {
      const stores = casesInMemory([one({ dueAt: before })])
      const order = { ...orders.joinCase(aReporter(), null), change: () => ({ dueAt: after }) }
      return (await moveCase(stores, 'case-1', order, byBot, ground, now)).event.facts
    }
    expect(await moved(null, dueAt)).toMatchObject({ dueBefore: null, dueAfter: '2026-11-24T09:30:00.000Z' })
    expect(await moved(dueAt, null)).toMatchObject({ dueBefore: '2026-11-24T09:30:00.000Z', dueAfter: null })
    expect(await moved(null, null)).not.toHaveProperty('dueBefore')
    expect(await moved(dueAt, local('2026-11-24 17:30'))).not.toHaveProperty('dueBefore')
  })
})
