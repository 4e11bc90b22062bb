import { describe, expect, it } from 'vitest'
import { requireMove } from '../../src/cases/lifecycle.ts'
import type { Ground } from '../../src/grid/ground.ts'
import { makeDirectory } from '../../src/grid/make-directory.ts'
import type { Rulebook } from '../../src/grid/rulebook.ts'
import { Refusal } from '../../src/kernel/errors.ts'
import { aLeaf, smallTown } from '../support/small-town.ts'
import {
  ask,
  base,
  bot,
  clock,
  codeOf,
  director,
  fullFacts,
  ground,
  handler,
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
    ['for the group among others', { categories: ['03', '02'] }, true],
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
    const posts = ground.directory.data.posts.map((post) =>
      post.post === 'grid_adviser' ? { ...post, holders: [officer.by] } : post,
    )
    const wider: Ground = { ...ground, directory: makeDirectory({ ...ground.directory.data, posts }) }
    expect(ask('close', director, record, { second: officer.by, on: wider }).ok).toBe(true)
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

  it('goes by the statute’s terms where one sets the deadline, and waits for the director (4.7)', () => {
    const leaves = [aLeaf({ code: '1601', statutory: { n: 60, unit: 'natural_day' } })]
    const statutory = { ...ground, directory: makeDirectory({ ...smallTown(), leaves }) }
    const working = base({ state: 'in_progress', category: '1601' })
    const asking = (days: number) =>
      ask('ask_extension', handler, working, { facts: { days }, on: statutory })
    expect([1, 30].map((days) => asking(days).ok)).toEqual([true, true])
    expect(saysOf(asking(31))).toBe('延期最多30天。')
    expect(saysOf(ask('ask_extension', handler, working, { facts: { days: 4 } }))).toBe(
      '延期只能是2天或3天。',
    )
    const asked = { ...working, extensionAsked: { days: 30, reason: '案情复杂' } }
    expect(saysOf(ask('extend', officer, asked, { on: statutory }))).toBe('法定时限的延期要由主任同意。')
    expect(ask('extend', director, asked, { on: statutory }).ok).toBe(true)
    expect(ask('extend', officer, { ...asked, nature: 'county_matter' }, { on: statutory }).ok).toBe(true)
  })

  it('lets the clock resume at the next date, people before it', () => {
    const shelved = base({ state: 'long_term', dueAt: local('2026-11-23 15:00') })
    expect(ask('resume', clock, shelved).ok).toBe(true)
    expect(codeOf(ask('resume', clock, shelved, { at: local('2026-11-23 14:59') }))).toBe('wrong_state')
    expect(ask('resume', handler, shelved, { at: local('2026-11-23 14:59') }).ok).toBe(true)
    expect(codeOf(ask('resume', clock, { ...shelved, dueAt: null }))).toBe('wrong_state')
  })
})
