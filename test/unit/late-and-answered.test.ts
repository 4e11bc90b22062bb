import { describe, expect, it } from 'vitest'
import { isSomebodyThere } from '../../src/cases/told.ts'
import { askWhetherSame } from '../../src/desk/known-case.ts'
import { lateSaid } from '../../src/feedback/late-said.ts'
import { undoneForHandlerNotices } from '../../src/feedback/undo-notices.ts'
import { addMinutes } from '../../src/kernel/clock.ts'
import { casesInMemory } from '../support/cases-in-memory.ts'
import { aCase } from '../support/a-case.ts'
import { exampleGround } from '../support/example-town.ts'
import { anEvent, now } from '../support/feedback-ask.ts'

const ground = await exampleGround()

describe('An emergency that somebody has answered at the scene (3.8)', () => {
  const history = (...moves: ('receive' | 'dispatch' | 'at_scene' | 'designate' | 'reopen')[]) =>
    moves.map((move) => ({ move }))

  it('is answered, whoever gets it afterwards, until it is reopened', () => {
    expect(isSomebodyThere(history('receive', 'dispatch'))).toBe(false)
    expect(isSomebodyThere(history('receive', 'dispatch', 'at_scene', 'designate'))).toBe(true)
    expect(isSomebodyThere(history('receive', 'dispatch', 'at_scene', 'reopen'))).toBe(false)
  })
})

describe('Whether two are one, where only one is an emergency (8.6)', () => {
  const ordinary = aCase({ id: 'a', number: 'QH20261123-0001' })
  const fire = aCase({ id: 'b', number: 'QH20261123-0002', urgency: 'emergency', category: '0805' })
  const asked = async (record: typeof fire, other: typeof fire) => {
    const stores = casesInMemory([ordinary, fire, record, other])
    await askWhetherSame(stores, record, other, ground, now)
    return stores.happened.map(({ caseId, move, facts }) => [caseId, move, facts['into']])
  }

  it('proposes that the ordinary one goes into the emergency, which 同意 can do', async () => {
    expect(await asked(fire, ordinary)).toEqual([['a', 'ask', fire.number]])
    expect(await asked(ordinary, fire)).toEqual([['a', 'ask', fire.number]])
  })

  it('proposes nothing that could not be done, nor the same twice', async () => {
    expect(await asked(fire, { ...ordinary, state: 'resolved' })).toEqual([])
    const waits = { what: 'merge', by: 'bot', at: now.toISOString(), into: 'QH20261123-0009' } as const
    expect(await asked(fire, { ...ordinary, asks: [waits] })).toEqual([])
  })
})

describe('A case that was late when it was handed on (5.1)', () => {
  const handed = (dueBefore: string | null) =>
    lateSaid(anEvent(aCase(), { facts: dueBefore === null ? {} : { dueBefore } }), ground, now)

  it('says so to whoever gets it', () => {
    expect(handed(addMinutes(now, -60).toISOString())).toMatch(/^原定.*办完，已经超期，请抓紧。$/u)
  })

  it('says nothing where it was in time, or had no time', () => {
    expect([handed(addMinutes(now, 60).toISOString()), handed(null)]).toEqual(['', ''])
  })
})

describe('What was taken back (2.4)', () => {
  it('is told to whoever has the case by then, with the time', () => {
    const record = aCase()
    const [notice] = undoneForHandlerNotices(anEvent(record, { move: 'undo' }), record, '转办', ground, now)
    expect(notice?.mentions).toEqual(['chenlan'])
    expect(notice?.text).toMatch(/罗娜撤销了“转办”，由您办理，时限：/u)
  })

  it('not to whoever took it back, and to nobody where it is nobody’s', () => {
    const own = anEvent(aCase(), { actor: { by: 'chenlan', post: 'community_lead' } })
    expect(undoneForHandlerNotices(own, aCase(), '签收', ground, now)).toEqual([])
    const open = aCase({ state: 'triage', handler: null })
    expect(undoneForHandlerNotices(anEvent(open), open, '立案', ground, now)).toEqual([])
  })
})
