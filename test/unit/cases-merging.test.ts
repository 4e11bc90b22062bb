import { describe, expect, it } from 'vitest'
import type { CaseRecord } from '../../src/cases/case.ts'
import { mergeCases, mergeObjection, takeOutMerged, unmergeCases } from '../../src/cases/merging.ts'
import { moveCase } from '../../src/cases/moving.ts'
import * as orders from '../../src/cases/orders.ts'
import { casesInMemory } from '../support/cases-in-memory.ts'
import { aReporter, ground, local, now, officer } from '../support/lifecycle-ask.ts'
import { byBot, byOfficer, one, refusalOf, two } from '../support/two-cases.ts'

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

  it('locked in one order whichever goes into which, so that two opposite merges do not wait for each other', async () => {
    for (const [from, into] of [
      ['case-1', 'case-2'],
      ['case-2', 'case-1'],
    ] as const) {
      const stores = casesInMemory([one(), two()])
      const locked: string[] = []
      const { lock } = stores.cases
      stores.cases.lock = (id) => (locked.push(id), lock(id))
      await mergeCases(stores, { from, into }, byOfficer, ground, now)
      expect(locked.slice(0, 2)).toEqual(['case-1', 'case-2'])
      expect(stores.now(from).state).toBe('merged')
    }
  })

  it('but not where something stands against it, or one of them is unknown', async () => {
    expect(await refusalOf(merge([one({ confidential: true }), two()]).done)).toBe('invalid')
    expect(await refusalOf(merge([one()]).done)).toBe('not_found')
    await expect(merge([]).done).rejects.toThrow('没有这个案件。')
    expect(await refusalOf(merge([two()]).done)).toBe('not_found')
    expect(await refusalOf(merge([one({ state: 'closed' }), two()]).done)).toBe('wrong_state')
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

    it('also with whoever has joined there on their own since', async () => {
      const { stores, unmerge, present } = await merged()
      await moveCase(stores, 'case-2', orders.joinCase(aReporter({ key: 'a' }), null), byBot, ground, now)
      await unmerge()
      expect(present()).toEqual(['resident-2', 'a'])
    })

    it('without the officer who merged what they had reported: merging is not speaking there', async () => {
      const records = [one({ reporters: [aReporter({ key: officer.by }), aReporter({ key: 'b' })] }), two()]
      const stores = casesInMemory(records)
      await mergeCases(stores, { from: 'case-1', into: 'case-2' }, byOfficer, ground, now)
      await moveCase(stores, 'case-2', orders.joinCase(aReporter({ key: 'c' }), null), byOfficer, ground, now)
      await unmergeCases(stores, stores.now('case-1'), byOfficer, ground, now)
      const present = stores.now('case-2').reporters.filter(({ withdrawn }) => !withdrawn)
      expect(present.map(({ key }) => key)).toEqual(['resident-2', 'c'])
    })

    it('where the merge brought nobody, or the other is not to be found', async () => {
      const stores = casesInMemory([one({ reporters: two().reporters }), two()])
      await mergeCases(stores, { from: 'case-1', into: 'case-2' }, byOfficer, ground, now)
      const { record } = await unmergeCases(stores, stores.now('case-1'), byOfficer, ground, now)
      expect(record.state).toBe('filed')
      expect(stores.now('case-2').reporters).toEqual(two().reporters)
      const lost = { facts: { into: 'QH20261123-0009' } }
      await expect(takeOutMerged(stores, one(), lost, byOfficer, ground, now)).resolves.toBeUndefined()
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
      expect(await refusalOf(unmerge(local('2026-11-24 15:01')))).not.toContain('no refusal')
      expect(present()).toEqual(['resident-2', 'a', 'b'])
    })
  })
})
