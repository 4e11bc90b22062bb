import { describe, expect, it } from 'vitest'
import { mayTry, requireMove } from '../../src/cases/lifecycle.ts'
import type { Ground } from '../../src/grid/ground.ts'
import { makeDirectory } from '../../src/grid/make-directory.ts'
import type { Rulebook } from '../../src/grid/rulebook.ts'
import { Refusal } from '../../src/kernel/errors.ts'
import {
  aReporter,
  ask,
  base,
  bot,
  clock,
  codeOf,
  director,
  fullFacts,
  ground,
  handler,
  history,
  local,
  now,
  officer,
  reporter,
  saysOf,
  verifier,
} from '../support/lifecycle-ask.ts'

const ruled = (rules: Partial<Rulebook>): Ground => ({
  ...ground,
  rulebook: { ...ground.rulebook, ...rules },
})

describe('who moves a case', () => {
  it('is refused on claiming a post that is not theirs, whatever they say', () => {
    const laowu = { by: 'resident-1', post: 'director' as const }
    expect(codeOf(ask('close', laowu, base({ state: 'verified' })))).toBe('forbidden')
    expect(codeOf(ask('accept', { ...handler, post: 'director' }, base()))).toBe('forbidden')
    expect(codeOf(ask('dispatch', { by: 'resident-1', post: 'bot' }, base({ state: 'filed' })))).toBe(
      'forbidden',
    )
    expect(codeOf(ask('escalate', { by: 'bot', post: 'clock' }, base()))).toBe('forbidden')
  })

  it('is told who they are not before they learn how the case stands', () => {
    const other = { by: 'grid_lead-G22', post: 'grid_lead' as const }
    expect(codeOf(ask('resolve', other, base({ state: 'closed' })))).toBe('forbidden')
    expect(codeOf(ask('resolve', handler, base({ state: 'closed' })))).toBe('wrong_state')
  })

  it('gets the post in which they may do it, not the one they named', () => {
    const answer = ask('accept', { ...handler, post: 'reporter' }, base())
    expect(answer.ok && answer.as).toBe('grid_member')
    const both = ask(
      'verify',
      { by: 'director-QH', post: 'director' },
      base({ state: 'resolved', verifier: null }),
    )
    expect(both.ok && both.as).toBe('director')
  })

  it('does nothing at all where the appeal is about them or their employer', () => {
    expect(saysOf(ask('dismiss', officer, base({ state: 'triage', about: [officer.by] })))).toContain('回避')
    const lead = { person: 'community_lead-C1', post: 'community_lead', area: 'C1', dept: null } as const
    const record = base({ handler: lead, about: ['wuye'] })
    expect(codeOf(ask('accept', { by: lead.person, post: lead.post }, record))).toBe('forbidden')
    expect(ask('accept', { by: lead.person, post: lead.post }, { ...record, about: [] }).ok).toBe(true)
    expect(ask('withdraw', reporter, { ...record, about: ['wuye'] }).ok).toBe(true)
  })

  it('may be a director and duty officer in one person, and the better of the two counts', () => {
    const town = ground.directory.data
    const posts = town.posts.map((post) =>
      post.post === 'director' ? { ...post, holders: [...post.holders, officer.by] } : post,
    )
    const on: Ground = { ...ground, directory: makeDirectory({ ...town, posts }) }
    const record = base({ designatedByDirector: true })
    expect(ask('designate', officer, record, { on })).toMatchObject({ ok: true, as: 'director' })
    expect(codeOf(ask('designate', officer, record))).toBe('forbidden')
  })

  it('tries a button without carrying anything yet', () => {
    expect(mayTry(base(), 'resolve', { actor: handler }, ground, now)).toBe(true)
    expect(mayTry(base(), 'resolve', { actor: verifier }, ground, now)).toBe(false)
    expect(mayTry(base({ state: 'closed' }), 'resolve', { actor: handler }, ground, now)).toBe(false)
  })

  it('hears a refusal thrown inside a transaction', () => {
    const order = { move: 'verify', facts: {}, words: null } as const
    expect(() => requireMove(base(), order, { actor: handler }, ground, now)).toThrow(Refusal)
    expect(requireMove(base({ state: 'resolved' }), order, { actor: verifier }, ground, now).to).toBe(
      'verified',
    )
  })
})

describe('filing, refusing and closing', () => {
  it('is left to the bot only where 2.5 says so', () => {
    expect(codeOf(ask('file', bot, base({ state: 'triage' }), { botMayFile: false }))).toBe('forbidden')
    const filed = { ...fullFacts, to: 'filed' }
    expect(codeOf(ask('receive', bot, null, { facts: filed, botMayFile: false }))).toBe('forbidden')
    expect(ask('receive', bot, null, { facts: filed })).toMatchObject({ to: 'filed' })
    expect(ask('receive', officer, null, { facts: filed, botMayFile: false })).toMatchObject({ to: 'filed' })
  })

  it.each<[string, Partial<Rulebook['standingAuthority'][number]>, boolean]>([
    ['for everything', { categories: ['*'] }, true],
    ['for the group', { categories: ['02'] }, true],
    ['for the leaf', { categories: ['0201'] }, true],
    ['for another group', { categories: ['03'] }, false],
    ['for another move', { moves: ['refuse'] }, false],
    ['until today', { until: '2026-11-23' }, true],
    ['until yesterday', { until: '2026-11-22' }, false],
    ['from today', { signedOn: '2026-11-23' }, true],
    ['from tomorrow', { signedOn: '2026-11-24' }, false],
  ])('by the duty officer needs the standing authority: %s (2.3)', (_how, granted, may) => {
    const on = ruled({ standingAuthority: [{ categories: ['*'], moves: ['file', 'close'], ...granted }] })
    expect(ask('close', officer, base({ state: 'verified' }), { on }).ok).toBe(may)
    expect(ask('close', director, base({ state: 'verified' }), { on }).ok).toBe(true)
    expect(ask('close', officer, base({ state: 'verified' }), { on, second: director.by }).ok).toBe(true)
  })

  it('of an emergency takes a second person of the centre (3.8)', () => {
    const record = base({ state: 'verified', urgency: 'emergency' })
    expect(codeOf(ask('close', director, record))).toBe('forbidden')
    expect(codeOf(ask('close', director, record, { second: director.by }))).toBe('forbidden')
    expect(codeOf(ask('close', director, record, { second: 'grid_lead-G11' }))).toBe('forbidden')
    expect(codeOf(ask('close', director, { ...record, about: [officer.by] }, { second: officer.by }))).toBe(
      'forbidden',
    )
    expect(ask('close', director, record, { second: officer.by }).ok).toBe(true)
    expect(codeOf(ask('dismiss', officer, { ...record, state: 'triage' }))).toBe('forbidden')
    expect(ask('dismiss', officer, { ...record, state: 'triage' }, { second: director.by }).ok).toBe(true)
  })

  it('never refuses an emergency, second person or not (7.2)', () => {
    const record = base({ state: 'triage', urgency: 'emergency' })
    expect(codeOf(ask('refuse', officer, record, { second: director.by }))).toBe('forbidden')
    expect(ask('refuse', officer, { ...record, urgency: 'urgent' }).ok).toBe(true)
  })

  it('of an enquiry and of praise needs no verification (2.6)', () => {
    expect(ask('close', bot, base({ state: 'resolved', kind: 'enquiry' }))).toMatchObject({
      to: 'closed',
      rule: '2.6',
    })
    expect(codeOf(ask('close', bot, base({ state: 'resolved' })))).toBe('wrong_state')
    expect(ask('close', bot, base({ state: 'filed', kind: 'praise' }))).toMatchObject({ to: 'closed' })
    expect(codeOf(ask('dispatch', bot, base({ state: 'filed', kind: 'praise' })))).toBe('wrong_state')
    expect(codeOf(ask('rate', reporter, base({ state: 'closed', kind: 'praise' })))).toBe('wrong_state')
  })
})

describe('returning a case', () => {
  it.each([
    ['2026-11-23 17:30', true],
    ['2026-11-24 17:30', true],
    ['2026-11-24 17:31', false],
  ])('at %s, a day after its dispatch: %s', (at, may) => {
    expect(ask('return', handler, base(), { at: local(at) }).ok).toBe(may)
  })

  it('is possible once for a handler', () => {
    expect(codeOf(ask('return', handler, base({ returns: 1, returners: [handler.by] })))).toBe('wrong_state')
    expect(ask('return', handler, base({ returns: 1, returners: ['grid_lead-G12'] })).ok).toBe(true)
  })

  it('ends with the director’s word', () => {
    expect(codeOf(ask('return', handler, base({ designatedByDirector: true })))).toBe('forbidden')
    expect(codeOf(ask('return', handler, base({ returns: 2 })))).toBe('forbidden')
    expect(codeOf(ask('designate', officer, base({ returns: 2 })))).toBe('forbidden')
  })

  it('leaves the next dispatch to a person, the second time to the director', () => {
    const once = base({ state: 'filed', returns: 1 })
    expect([bot, officer, director].map((who) => ask('dispatch', who, once).ok)).toEqual([false, true, true])
    const twice = base({ state: 'filed', returns: 2 })
    expect([bot, officer, director].map((who) => ask('dispatch', who, twice).ok)).toEqual([
      false,
      false,
      true,
    ])
  })
})

describe('extending, shelving and resuming', () => {
  it('asks once, grants once', () => {
    const working = base({ state: 'in_progress' })
    const asked = { ...working, extensionAsked: { days: 2, reason: '等货' } }
    expect(ask('ask_extension', handler, working).ok).toBe(true)
    expect(saysOf(ask('ask_extension', handler, asked))).toContain('已经在等')
    expect(saysOf(ask('ask_extension', handler, { ...working, extensions: 1 }))).toContain('不能再延')
    expect(codeOf(ask('extend', officer, { ...asked, extensions: 1 }))).toBe('wrong_state')
    expect(codeOf(ask('extend', officer, working))).toBe('wrong_state')
    expect(codeOf(ask('refuse_extension', officer, working))).toBe('wrong_state')
    expect(
      ask('ask_extension', handler, { ...working, extensions: 1 }, { on: ruled({ extensionsAllowed: 2 }) })
        .ok,
    ).toBe(true)
  })

  it('lets the clock resume at the next date, people before it', () => {
    const shelved = base({ state: 'long_term', dueAt: local('2026-11-23 15:00') })
    expect(ask('resume', clock, shelved).ok).toBe(true)
    expect(codeOf(ask('resume', clock, shelved, { at: local('2026-11-23 14:59') }))).toBe('wrong_state')
    expect(ask('resume', handler, shelved, { at: local('2026-11-23 14:59') }).ok).toBe(true)
    expect(codeOf(ask('resume', clock, { ...shelved, dueAt: null }))).toBe('wrong_state')
  })
})

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
