import { describe, expect, it } from 'vitest'
import type { CaseRecord } from '../../src/cases/case.ts'
import { mergeCases, mergeObjection, unmergeCases } from '../../src/cases/merging.ts'
import { moveCase } from '../../src/cases/moving.ts'
import * as orders from '../../src/cases/orders.ts'
import { Refusal } from '../../src/kernel/errors.ts'
import { casesInMemory } from '../support/cases-in-memory.ts'
import { aReporter, base, bot, ground, local, now, officer } from '../support/lifecycle-ask.ts'

const byOfficer = { actor: officer, door: 'chat' } as const
const byBot = { actor: bot, door: 'rule' } as const
const refusal = async (tried: Promise<unknown>): Promise<string> => {
  const error = await tried.then(
    () => null,
    (why: unknown) => why,
  )
  return error instanceof Refusal ? error.code : `no refusal: ${String(error)}`
}

const one = (wanted: Partial<CaseRecord> = {}): CaseRecord =>
  base({ id: 'case-1', number: 'QH20261123-0001', state: 'filed', handler: null, ...wanted })
const two = (wanted: Partial<CaseRecord> = {}): CaseRecord =>
  base({
    ...{ id: 'case-2', number: 'QH20261123-0002', state: 'in_progress' },
    reporters: [aReporter({ key: 'resident-2' })],
    ...wanted,
  })

describe('A move (2.2)', () => {
  it('of a case that nobody knows is refused', async () => {
    const stores = casesInMemory()
    expect(await refusal(moveCase(stores, 'gone', orders.acceptCase(), byOfficer, ground, now))).toBe(
      'not_found',
    )
  })

  it('that the table forbids changes nothing and leaves no event', async () => {
    const stores = casesInMemory([one()])
    const tried = moveCase(stores, 'case-1', orders.verifyCase(), byOfficer, ground, now)
    expect(await refusal(tried)).not.toContain('no refusal')
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
})

describe('Two cases become one (2.1)', () => {
  const emergency = { urgency: 'emergency' } as const
  it.each<[string, Partial<CaseRecord>, Partial<CaseRecord>, RegExp | null]>([
    ['two of a kind may', {}, {}, null],
    ['an ended case takes in no other', {}, { state: 'closed' }, /QH20261123-0002 已经了结/u],
    ['a case does not go into itself', { id: 'case-2' }, {}, /自己/u],
    ['confidential and open stay apart', { confidential: true }, {}, /保密/u],
    ['open and confidential stay apart', {}, { confidential: true }, /保密/u],
    ['an emergency does not vanish in the ordinary', emergency, {}, /紧急/u],
    ['an emergency may take in the ordinary', {}, emergency, null],
    ['two emergencies may', emergency, emergency, null],
    ['a handler whom it is about does not get it', { about: ['grid_member-G11'] }, {}, /回避/u],
    ['somebody else whom it is about stands in no way', { about: ['director-QH'] }, {}, null],
    ['a case with no handler may take in any', { about: ['grid_member-G11'] }, { handler: null }, null],
  ])('%s', (_what, from, into, objection) => {
    const said = mergeObjection(one(from), two(into), ground)
    if (objection === null) expect(said).toBeNull()
    else expect(said).toMatch(objection)
  })

  const merge = (records: readonly CaseRecord[], from = 'case-1', into = 'case-2') => {
    const stores = casesInMemory(records)
    return { stores, done: mergeCases(stores, { from, into }, byOfficer, ground, now) }
  }

  it('with every reporter who is left, each with the room they spoke in, as having joined now', async () => {
    const reporters = [
      aReporter({ key: 'a', room: 'room-c1', rating: 'basic', joinedAt: local('2026-11-20 08:00') }),
      aReporter({ key: 'b', withdrawn: true }),
      aReporter({ key: 'resident-2' }),
    ]
    const { stores, done } = merge([one({ reporters }), two()])
    const { record } = await done
    expect(record.state).toBe('merged')
    expect(
      stores.now('case-2').reporters.map(({ key, room, rating, joinedAt }) => [key, room, rating, joinedAt]),
    ).toEqual([
      ['resident-2', 'room-g11', null, now],
      ['a', 'room-c1', null, now],
    ])
    expect(stores.happened.map(({ caseId, move, facts }) => [caseId, move, facts])).toEqual([
      ['case-1', 'merge', { into: 'QH20261123-0002' }],
      ['case-2', 'join', { reporter: 'a', mergedFrom: 'QH20261123-0001' }],
    ])
  })

  it('and somebody who had withdrawn from the other is of it again', async () => {
    const gone = aReporter({ key: 'a', withdrawn: true })
    const { stores, done } = merge([
      one({ reporters: [aReporter({ key: 'a' })] }),
      two({ reporters: [gone] }),
    ])
    await done
    expect(stores.now('case-2').reporters.map(({ key, withdrawn }) => [key, withdrawn])).toEqual([
      ['a', false],
    ])
  })

  it('but not where something stands against it, or one of them is unknown', async () => {
    expect(await refusal(merge([one({ confidential: true }), two()]).done)).toBe('invalid')
    expect(await refusal(merge([one()]).done)).toBe('not_found')
    expect(await refusal(merge([two()]).done)).toBe('not_found')
    expect(await refusal(merge([one({ state: 'closed' }), two()]).done)).toBe('wrong_state')
  })

  describe('and two again within a day', () => {
    const merged = async (into: Partial<CaseRecord> = {}) => {
      const reporters = [aReporter({ key: 'a' }), aReporter({ key: 'b' })]
      const { stores, done } = merge([one({ reporters }), two(into)])
      await done
      const unmerge = (at = local('2026-11-23 16:00')) =>
        unmergeCases(stores, stores.now('case-1'), byOfficer, ground, at)
      const present = () =>
        stores
          .now('case-2')
          .reporters.filter(({ withdrawn }) => !withdrawn)
          .map(({ key }) => key)
      return { stores, unmerge, present }
    }

    it('without those whom the merge brought', async () => {
      const { stores, unmerge, present } = await merged()
      const { record } = await unmerge()
      expect(record.state).toBe('filed')
      expect(present()).toEqual(['resident-2'])
      expect(
        stores.happened.filter(({ move }) => move === 'leave').map(({ facts }) => facts['reporter']),
      ).toEqual(['a', 'b'])
    })

    it('but with those who have spoken there for themselves since', async () => {
      const { stores, unmerge, present } = await merged()
      const own = { actor: { by: 'a', post: 'reporter' }, door: 'chat' } as const
      await moveCase(stores, 'case-2', orders.supplementCase('还在漏', {}), own, ground, now)
      await unmerge()
      expect(present()).toEqual(['resident-2', 'a'])
    })

    it('without who had spoken there before the merge alone, and with who joined on their own', async () => {
      const [a, second] = [aReporter({ key: 'a' }), aReporter({ key: 'resident-2' })]
      const records = [one({ reporters: [a] }), two({ reporters: [second, a] })]
      const stores = casesInMemory(records)
      const of = (by: string) => ({ actor: { by, post: 'reporter' }, door: 'chat' }) as const
      await moveCase(stores, 'case-2', orders.supplementCase('路过看见', {}), of('a'), ground, now)
      await moveCase(stores, 'case-2', orders.withdrawShare('a'), of('a'), ground, now)
      await mergeCases(stores, { from: 'case-1', into: 'case-2' }, byOfficer, ground, now)
      await moveCase(stores, 'case-2', orders.joinCase(aReporter({ key: 'c' }), null), byBot, ground, now)
      await unmergeCases(stores, stores.now('case-1'), byOfficer, ground, now)
      const present = stores.now('case-2').reporters.filter(({ withdrawn }) => !withdrawn)
      expect(present.map(({ key }) => key)).toEqual(['resident-2', 'c'])
    })

    it('with nobody taken out of a case that has ended: they have heard the end', async () => {
      const { stores, unmerge, present } = await merged()
      const closed = { ...stores.now('case-2'), state: 'closed' } as const
      await stores.cases.update({ ...closed, version: closed.version + 1 })
      await unmerge()
      expect(present()).toEqual(['resident-2', 'a', 'b'])
    })

    it('and not after a day', async () => {
      const { unmerge, present } = await merged()
      expect(await refusal(unmerge(local('2026-11-24 15:01')))).not.toContain('no refusal')
      expect(present()).toEqual(['resident-2', 'a', 'b'])
    })
  })
})
