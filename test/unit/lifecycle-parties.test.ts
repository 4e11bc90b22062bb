import { describe, expect, it } from 'vitest'
import {
  aReporter,
  ask,
  base,
  bot,
  clock,
  codeOf,
  director,
  fullFacts,
  handler,
  history,
  local,
  now,
  officer,
  reporter,
  saysOf,
  verifier,
} from '../support/lifecycle-ask.ts'

describe('verifying', () => {
  it('is never done by the handler', () => {
    const own = base({
      state: 'resolved',
      verifier: { person: handler.by, post: 'grid_member', area: 'G11', dept: null },
    })
    expect(codeOf(ask('verify', handler, own))).toBe('forbidden')
    expect(codeOf(ask('reject', handler, own))).toBe('forbidden')
  })

  it('falls to the director where nobody qualified', () => {
    const record = base({ state: 'resolved', verifier: null })
    expect(ask('verify', director, record).ok).toBe(true)
    expect(codeOf(ask('verify', verifier, record))).toBe('forbidden')
    expect(codeOf(ask('verify', director, { ...record, verifier: base().verifier }))).toBe('forbidden')
  })
})

describe('what reporters may do', () => {
  const neighbour = aReporter({ key: 'resident-2' })

  it('takes back only their own share while others remain', () => {
    expect(ask('withdraw', reporter, base())).toMatchObject({ to: 'withdrawn' })
    expect(ask('withdraw', reporter, base({ reporters: [aReporter(), neighbour] }))).toMatchObject({
      to: 'dispatched',
    })
    const gone = base({ reporters: [aReporter(), { ...neighbour, withdrawn: true }] })
    expect(ask('withdraw', reporter, gone)).toMatchObject({ to: 'withdrawn' })
    expect(codeOf(ask('withdraw', { by: 'resident-2', post: 'reporter' }, gone))).toBe('forbidden')
  })

  it('takes back violence and danger only after the duty officer has spoken with them', () => {
    for (const record of [base({ urgency: 'emergency' }), base({ category: '0902' })]) {
      expect(codeOf(ask('withdraw', reporter, record))).toBe('wrong_state')
      expect(ask('withdraw', reporter, record, { spokenWithReporter: true }).ok).toBe(true)
    }
  })

  it('rates once a cycle, each for themselves', () => {
    const closed = base({ state: 'closed', reporters: [aReporter({ rating: 'basic' }), neighbour] })
    expect(codeOf(ask('rate', reporter, closed))).toBe('conflict')
    expect(ask('rate', { by: 'resident-2', post: 'reporter' }, closed).ok).toBe(true)
  })

  it('has a case reopened when dissatisfied, once by the bot and later by the director', () => {
    const closed = base({ state: 'closed', rating: 'dissatisfied' })
    expect(ask('reopen', bot, closed)).toMatchObject({ to: 'dispatched' })
    expect(codeOf(ask('reopen', bot, { ...closed, cycle: 2 }))).toBe('forbidden')
    expect(ask('reopen', director, { ...closed, cycle: 2 }).ok).toBe(true)
    expect(codeOf(ask('reopen', bot, { ...closed, rating: 'basic' }))).toBe('wrong_state')
  })
})

describe('handlers', () => {
  it.each(['dispatch', 'designate', 'escalate', 'reopen'] as const)(
    '%s never makes a recused person one',
    (move) => {
      const state = {
        dispatch: 'filed',
        designate: 'dispatched',
        escalate: 'dispatched',
        reopen: 'closed',
      } as const
      const record = base({ state: state[move], rating: 'dissatisfied', about: ['wuye'] })
      const who = move === 'escalate' ? clock : director
      expect(saysOf(ask(move, who, record))).toContain('回避')
      expect(ask(move, who, record, { facts: { ...fullFacts, handler: 'community_lead-C2' } }).ok).toBe(true)
    },
  )

  it('may be a recused director only, who keeps what nobody else can have (3.6)', () => {
    const record = base({ state: 'filed', about: ['director-QH'] })
    expect(ask('dispatch', bot, record, { facts: { ...fullFacts, handler: 'director-QH' } }).ok).toBe(true)
  })
})

describe('taking back', () => {
  it('undoes the last move within ten minutes, by the person who made it', () => {
    const record = base({ state: 'in_progress' })
    const past = history('accept', 'dispatched', handler)
    expect(ask('undo', handler, record, { history: past, at: local('2026-11-23 15:05') })).toMatchObject({
      to: 'dispatched',
      as: 'grid_member',
    })
    expect(codeOf(ask('undo', handler, record, { history: past, at: local('2026-11-23 15:06') }))).toBe(
      'wrong_state',
    )
    expect(codeOf(ask('undo', officer, record, { history: past }))).toBe('forbidden')
    expect(codeOf(ask('undo', handler, record))).toBe('forbidden')
  })

  it('cannot be done once somebody has acted on it, but what the bot did in its wake does not count', () => {
    const record = base({ state: 'dispatched' })
    const filed = history('file', 'triage', officer)
    const byBot = history('dispatch', 'filed', bot)
    expect(ask('undo', officer, record, { history: [...filed, ...byBot] })).toMatchObject({ to: 'triage' })
    const acted = [...filed, ...byBot, ...history('accept', 'dispatched', handler)]
    expect(codeOf(ask('undo', officer, record, { history: acted }))).toBe('forbidden')
    const byClock = [...filed, ...history('escalate', 'dispatched', clock)]
    expect(codeOf(ask('undo', officer, record, { history: byClock }))).toBe('forbidden')
  })

  it('undoes neither an undoing nor the beginning', () => {
    expect(codeOf(ask('undo', officer, base(), { history: history('undo', 'filed', officer) }))).toBe(
      'wrong_state',
    )
    const begun = [{ move: 'receive' as const, from: null, actor: officer, at: now }]
    expect(codeOf(ask('undo', officer, base(), { history: begun }))).toBe('wrong_state')
  })

  it('unmerges within 24 hours, to where the case stood', () => {
    const record = base({ state: 'merged' })
    const past = history('merge', 'in_progress', bot)
    expect(ask('unmerge', officer, record, { history: past })).toMatchObject({ to: 'in_progress' })
    expect(ask('unmerge', officer, record, { history: past, at: local('2026-11-24 14:55') }).ok).toBe(true)
    expect(codeOf(ask('unmerge', officer, record, { history: past, at: local('2026-11-24 14:56') }))).toBe(
      'wrong_state',
    )
    expect(codeOf(ask('unmerge', officer, record))).toBe('wrong_state')
  })
})
