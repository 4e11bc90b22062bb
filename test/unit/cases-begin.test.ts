import { describe, expect, it } from 'vitest'
import type { CaseRecord } from '../../src/cases/case.ts'
import { takeUpAgain } from '../../src/cases/objecting.ts'
import { answeredBefore, earlierOf } from '../../src/cases/repeats.ts'
import { receiveCase } from '../../src/cases/receive.ts'
import type { NewAppeal } from '../../src/cases/receive.ts'
import { casesInMemory } from '../support/cases-in-memory.ts'
import { aReporter, base, bot, director, ground, local, now } from '../support/lifecycle-ask.ts'
import { byBot, one, refusalOf } from '../support/two-cases.ts'

describe('A case begins (1.7, 2.1)', () => {
  const appeal = (wanted: Partial<NewAppeal> = {}): NewAppeal => {
    const { kind, category, nature, urgency, confidential, place, occurred, title } = base()
    return {
      matter: { kind, category, nature, urgency, confidential, place, occurred, title },
      ...{ words: '灯坏了', privateWords: '3-2-502灯坏了', reporter: aReporter(), room: 'room-g11' },
      ...{ homeEstate: null, about: [], source: 'chat', addressed: true },
      ...wanted,
    }
  }

  it.each(['triage', 'filed'] as const)(
    'in %s, with the next number of the day in the town’s zone',
    async (to) => {
      const stores = casesInMemory()
      // Still Monday in the town, and by UTC.
      const late = local('2026-11-23 23:59')
      const { record, event } = await receiveCase(stores, appeal(), to, byBot, ground, late)
      expect(record).toMatchObject({
        number: 'XZ20261123-0001',
        state: to,
        version: 1,
        cycle: 1,
        handler: null,
      })
      expect(record.filedAt).toEqual(to === 'filed' ? late : null)
      expect(record.reporters.map(({ key }) => key)).toEqual(['resident-1'])
      expect(stores.now(record.id)).toEqual(record)
      expect(event).toMatchObject({
        seq: 1,
        move: 'receive',
        from: null,
        to,
        actor: bot,
        door: 'rule',
        at: late,
      })
      const early = await receiveCase(stores, appeal(), to, byBot, ground, local('2026-11-24 00:01'))
      expect(early.record.number).toBe('XZ20261124-0001')
    },
  )

  it('with nothing done, asked, rated or counted yet', async () => {
    const { record } = await receiveCase(casesInMemory(), appeal(), 'triage', byBot, ground, now)
    const { id: _, number: __, ...rest } = record
    expect(rest).toEqual({
      ...{
        kind: 'help',
        category: '0201',
        nature: 'community_matter',
        urgency: 'normal',
        title: '楼道灯坏了',
      },
      ...{ confidential: false, place: base().place, occurred: null, words: '灯坏了', room: 'room-g11' },
      ...{ homeEstate: null, about: [], source: 'chat', state: 'triage', version: 1, area: null, grid: null },
      ...{
        step: null,
        handler: null,
        verifier: null,
        informed: [],
        assistants: [],
        limit: null,
        dueAt: null,
      },
      ...{ reason: null, receivedAt: now, filedAt: null, dispatchedAt: null, acceptedAt: null },
      ...{
        contactedAt: null,
        resolvedAt: null,
        verifiedAt: null,
        closedAt: null,
        outcome: null,
        result: null,
      },
      ...{
        rating: null,
        cycle: 1,
        rework: 0,
        extensions: 0,
        extensionAsked: null,
        returns: 0,
        returners: [],
      },
      ...{
        designatedByDirector: false,
        lateReason: null,
        lateClass: null,
        lateSince: null,
        outside: null,
        asks: [],
        reporters: [aReporter()],
      },
    })
  })

  it('with what was said in codes in the event, and the words apart from it', async () => {
    const stores = casesInMemory()
    const { record, event } = await receiveCase(stores, appeal(), 'filed', byBot, ground, now)
    expect(event.facts).toEqual({
      ...{ to: 'filed', number: record.number, source: 'chat', category: '0201', nature: 'community_matter' },
      ...{ kind: 'help', urgency: 'normal', reporter: 'resident-1', addressed: true },
    })
    expect(event.facts).not.toHaveProperty('refused')
    expect(await stores.events.words(event.id)).toBe('3-2-502灯坏了')
    expect(record.words).toBe('灯坏了')
  })

  it('also where neither side of a quarrel is to be named (6.10)', async () => {
    const stores = casesInMemory()
    const { record, event } = await receiveCase(
      stores,
      appeal({ reporter: null }),
      'triage',
      byBot,
      ground,
      now,
    )
    expect(record.reporters).toEqual([])
    expect(event.facts).not.toHaveProperty('reporter')
  })

  it('anew where the director takes an objection up, with those who objected and the old number (7.1)', async () => {
    const at = '2026-11-23T06:00:00Z'
    const refused = one({
      ...{ state: 'refused', asks: [{ what: 'objection', by: 'b', at }] },
      reporters: [aReporter({ key: 'a' }), aReporter({ key: 'b', rating: 'basic' })],
    })
    const stores = casesInMemory([refused])
    const byDirector = { actor: director, door: 'chat' } as const
    const { record, event } = await takeUpAgain(stores, refused, byDirector, ground, now)
    expect(record).toMatchObject({ state: 'refused', asks: [] })
    expect(event.facts).toMatchObject({ askers: ['b'], into: 'XZ20261123-0001' })
    const again = await stores.cases.byNumber('XZ20261123-0001')
    expect(again).toMatchObject({ state: 'filed', words: refused.words, category: refused.category })
    expect(again?.reporters.map(({ key, rating }) => [key, rating])).toEqual([['b', null]])
    expect(stores.happened[0]?.facts).toMatchObject({ refused: 'QH20261123-0001' })
    const nobody = takeUpAgain(casesInMemory([one()]), one(), byDirector, ground, now)
    expect(await refusalOf(nobody)).toBe('wrong_state')
    await expect(nobody).rejects.toThrow('这件没有等着答复的请求。')
  })

  it('anew with the words as they were first said, as a matter whose reporters wait for an answer (7.1, 8.2)', async () => {
    const reporters = [
      aReporter({ key: 'a', withdrawn: true, rating: 'basic', joinedAt: local('2026-11-20 09:00') }),
      aReporter({ key: 'b', withdrawn: true, rating: 'basic', joinedAt: local('2026-11-20 09:00') }),
    ]
    const stores = casesInMemory()
    const { record } = await receiveCase(stores, appeal(), 'triage', byBot, ground, now)
    const asks = reporters.map(({ key }) => ({
      what: 'objection' as const,
      by: key,
      at: '2026-11-23T06:00:00Z',
    }))
    const refused = { ...record, state: 'refused' as const, version: 2, asks, reporters }
    await stores.cases.update(refused)
    await takeUpAgain(stores, refused, { actor: director, door: 'chat' }, ground, now)
    const again = await stores.cases.byNumber('XZ20261123-0002')
    expect(again?.reporters).toEqual(
      ['a', 'b'].map((key) => aReporter({ key, withdrawn: false, rating: null, joinedAt: now })),
    )
    expect(again).toMatchObject({ words: '灯坏了', source: 'chat', room: 'room-g11' })
    const { facts, words } = stores.happened.findLast(({ move }) => move === 'receive') ?? {}
    expect([words, facts?.['addressed'], facts?.['refused']]).toEqual(['3-2-502灯坏了', true, record.number])
  })
})

describe('What was brought up before (7.1 repeat)', () => {
  const on = (day: string, wanted: Partial<CaseRecord> = {}) =>
    one({ id: day, receivedAt: local(`2026-11-${day} 09:00`), ...wanted })

  it('is what the same reporter said under the same leaf, the newest first, and not what came later', async () => {
    const others = [
      ...[on('10'), on('12'), on('25')],
      ...[on('11', { category: '0102' }), on('13', { reporters: [aReporter({ key: 'resident-2' })] })],
    ]
    const atOnce = on('20', { id: 'at once' })
    const { cases } = casesInMemory([on('20'), atOnce, ...others])
    expect((await earlierOf(on('20'), cases)).map(({ id }) => id)).toEqual(['at once', '12', '10'])
    expect(await earlierOf(on('20', { reporters: [] }), cases)).toEqual([])
  })

  it('was answered only where the answer was verified', () => {
    const verifiedAt = now
    const earlier = [
      on('12', { result: '换了' }),
      on('11', { verifiedAt }),
      on('10', { verifiedAt, result: '修了' }),
    ]
    expect(answeredBefore(earlier)?.id).toBe('10')
    expect(answeredBefore(earlier.slice(0, 2))).toBeNull()
  })
})
