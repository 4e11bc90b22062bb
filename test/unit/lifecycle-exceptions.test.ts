import { describe, expect, it } from 'vitest'
import type { CaseRecord } from '../../src/cases/case.ts'
import type { Actor, EventFacts, Move } from '../../src/cases/event.ts'
import type { MoveEvidence } from '../../src/cases/lifecycle-row.ts'
import type { Ground } from '../../src/grid/ground.ts'
import { makeDirectory } from '../../src/grid/make-directory.ts'
import { smallTown } from '../support/small-town.ts'
import {
  aReporter,
  ask,
  base,
  bot,
  codeOf,
  director,
  fullFacts,
  ground,
  handler,
  history,
  local,
  officer,
  reporter,
  saysOf,
  verifier,
} from '../support/lifecycle-ask.ts'

const at = (wall: string): Date => local(`2026-${wall}`)
/** With no standing authority at all (2.3). */
const alone: Ground = { ...ground, rulebook: { ...ground.rulebook, standingAuthority: [] } }
const emergency = { urgency: 'emergency' } as const

type More = Partial<MoveEvidence> & { facts?: EventFacts; at?: Date; on?: Ground }

describe('What stands against it no more', () => {
  it.each<[string, Move, Actor, Partial<CaseRecord>, More]>([
    [
      'a closed case is rated to the last minute of its time (6.4)',
      'rate',
      reporter,
      { state: 'closed', closedAt: at('11-20 15:01') },
      {},
    ],
    ['one whose closing is not dated is rated', 'rate', reporter, { state: 'closed', closedAt: null }, {}],
    ['what was never dispatched has no day for its return', 'return', handler, { dispatchedAt: null }, {}],
    ['others’ returns are not one’s own', 'return', handler, { returners: ['grid_lead-G12'] }, {}],
    [
      'the first return is the duty officer’s to settle',
      'dispatch',
      officer,
      { state: 'filed', returns: 1 },
      {},
    ],
    ['what nobody returned is the bot’s to dispatch', 'dispatch', bot, { state: 'filed', returns: 0 }, {}],
    ['with its authority the centre files alone', 'file', officer, { state: 'triage' }, {}],
    [
      'the director agrees where there is no authority',
      'file',
      officer,
      { state: 'triage' },
      { on: alone, second: director.by },
    ],
    [
      'the director reopens what somebody has asked for',
      'reopen',
      director,
      {
        state: 'closed',
        rating: 'basic',
        asks: [{ what: 'reopening', by: 'resident-1', at: '2026-11-23T06:00:00Z' }],
      },
      {},
    ],
    [
      'an emergency is withdrawn after the talk',
      'withdraw',
      reporter,
      emergency,
      { spokenWithReporter: true },
    ],
    ['an ordinary case without one', 'withdraw', reporter, {}, { spokenWithReporter: false }],
    [
      'who is not recused may be called to help',
      'confer',
      officer,
      { about: ['wuye'] },
      { facts: { assistants: ['lead-yingji'] } },
    ],
    ['a reason that was given is classed', 'late_class', officer, { lateReason: '等货' }, {}],
    [
      'what is held for somebody’s fault is confirmed',
      'late_confirm',
      director,
      { lateClass: 'responsible' },
      {},
    ],
    ['another than the handler verifies', 'verify', verifier, { state: 'resolved' }, {}],
    [
      'what nobody handles any more is verified',
      'verify',
      verifier,
      { state: 'resolved', handler: null },
      {},
    ],
    [
      'the director’s own word may be changed by the director',
      'designate',
      director,
      { designatedByDirector: true, returns: 2 },
      {},
    ],
    ['the first return leaves it to the officer to name another', 'designate', officer, { returns: 1 }, {}],
  ])('%s', (_what, move, actor, wanted, more) => {
    expect(saysOf(ask(move, actor, base(wanted), more))).toBe('')
  })

  it.each(['director-QH', 'duty_officer-QH-2', 'township_lead-QH', 'supervisor-QH'])(
    'an emergency is dismissed with %s (3.8)',
    (second) => {
      const triage = base({ state: 'triage', ...emergency })
      expect(ask('dismiss', officer, triage, { second }).ok).toBe(true)
      expect(codeOf(ask('dismiss', officer, { ...triage, about: [second] }, { second }))).toBe('forbidden')
    },
  )

  it('is never one’s own agreeing, nor that of somebody who is not the director (2.3)', () => {
    const posts = smallTown().posts.map((post) =>
      post.post === 'director' ? { ...post, holders: [...post.holders, officer.by] } : post,
    )
    const both = { ...alone, directory: makeDirectory({ ...smallTown(), posts }) }
    const file = (second: string, on: Ground) =>
      ask('file', officer, base({ state: 'triage' }), { second, on })
    expect(codeOf(file(officer.by, both))).toBe('forbidden')
    expect(codeOf(file('duty_officer-QH-2', alone))).toBe('forbidden')
    expect(file(director.by, both).ok).toBe(true)
  })

  it('is an authority for everything also of a category that the list does not know', () => {
    const on = (categories: string[]): Ground => ({
      ...ground,
      rulebook: { ...ground.rulebook, standingAuthority: [{ categories, moves: ['close'] }] },
    })
    const odd = base({ state: 'verified', category: '4711' })
    expect(ask('close', officer, odd, { on: on(['*']) }).ok).toBe(true)
    expect(codeOf(ask('close', officer, odd, { on: on(['02']) }))).toBe('forbidden')
  })
})

describe('An objection (7.1)', () => {
  const refused = base({ state: 'refused' })
  type Past = Required<MoveEvidence>['history']
  const refusedAt = (wall: string): Past => [{ move: 'refuse', from: 'triage', actor: officer, at: at(wall) }]
  const objected = (by: string, what = 'objection'): Past => [
    { move: 'ask', from: 'refused', actor: reporter, at: at('11-22 10:00'), facts: { what, by } },
  ]
  const object = (past: Past | undefined, wall = '11-23 15:00', record = refused) =>
    saysOf(
      ask('ask', reporter, record, {
        facts: { what: 'objection', by: reporter.by },
        at: at(wall),
        ...(past === undefined ? {} : { history: past }),
      }),
    )

  it('is made within fifteen days of the refusal', () => {
    expect(object(refusedAt('11-08 15:00'))).toBe('')
    expect(object(refusedAt('11-08 14:59'))).toBe(
      `${refused.number} 过了15天，不能再提异议了。有新情况请直接告诉我。`,
    )
    expect(object([...refusedAt('11-01 09:00'), ...refusedAt('11-20 09:00')])).toBe('')
  })

  it('is made once by each', () => {
    const says = `${refused.number} 您已经提过一次，主任的决定是最终的。`
    expect(object([...refusedAt('11-20 09:00'), ...objected(reporter.by)])).toBe(says)
    expect(object([...refusedAt('11-20 09:00'), ...objected('resident-2')])).toBe('')
    expect(object([...refusedAt('11-20 09:00'), ...objected(reporter.by, 'withdrawal')])).toBe('')
    const [first] = objected(reporter.by)
    const declined = first === undefined ? [] : [{ ...first, move: 'decline' as const }]
    expect(object([...refusedAt('11-20 09:00'), ...declined])).toBe('')
    expect(object([...refusedAt('11-20 09:00'), ...history('ask', 'refused')])).toBe('')
  })

  it('is made against a refusal alone', () => {
    expect(object([])).toBe('这件没有不予受理的决定。')
    expect(object(undefined)).toBe('这件没有不予受理的决定。')
    expect(object(history('merge', 'filed'))).toBe('这件没有不予受理的决定。')
    const closed = ask('ask', reporter, base({ state: 'closed' }), {
      facts: { what: 'reopening', by: reporter.by },
    })
    expect(saysOf(closed)).toBe('')
  })
})

describe('Which row stands for a case', () => {
  it('is that of the last reporter only where nobody else is left', () => {
    const two = [aReporter(), aReporter({ key: 'resident-2' })]
    expect(ask('withdraw', reporter, base({ reporters: two }))).toMatchObject({ to: 'dispatched' })
    expect(ask('withdraw', reporter, base())).toMatchObject({ to: 'withdrawn' })
  })

  it('is that of praise only for praise (2.6)', () => {
    const close = (kind: CaseRecord['kind']) => ask('close', officer, base({ state: 'filed', kind }))
    expect(close('praise')).toMatchObject({ to: 'closed', rule: '2.6' })
    expect(codeOf(close('help'))).not.toBe('ok')
  })

  it('is the director’s for an objection taken up, and nobody else’s', () => {
    const upheld = { ...fullFacts, to: 'filed', refused: 'QH20261101-0001' }
    const taken = (who: Actor, facts: EventFacts) => ask('receive', who, null, { facts })
    expect(taken(director, upheld)).toMatchObject({ to: 'filed', rule: '7.1', as: 'director' })
    expect(codeOf(taken(director, { ...fullFacts, to: 'filed' }))).toBe('forbidden')
    expect(codeOf(taken(director, { ...upheld, to: 'triage' }))).toBe('forbidden')
    expect(codeOf(taken(director, { ...upheld, refused: null }))).toBe('forbidden')
    expect(taken(officer, { ...fullFacts, to: 'triage' })).toMatchObject({ to: 'triage' })
    expect(taken(officer, { ...fullFacts, to: 'filed' })).toMatchObject({ to: 'filed' })
  })
})
