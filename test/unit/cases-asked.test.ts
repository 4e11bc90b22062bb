import { describe, expect, it } from 'vitest'
import { type Ask, type AskKind, askKinds } from '../../src/cases/ask.ts'
import { askFits, asksFor, isAsked, isAskKind, openAsks, withoutAsks } from '../../src/cases/asks.ts'
import { type State, states } from '../../src/cases/case.ts'

const by = (what: AskKind, who: string): Ask => ({ what, by: who, at: '2026-11-23T06:00:00.000Z' })
const standing = (state: State, ...asks: readonly Ask[]) => ({ state, asks })

describe('What is asked of the centre (2.1, 7.1, 10.1)', () => {
  it.each<[AskKind, readonly State[]]>([
    ['withdrawal', ['triage', 'filed', 'dispatched', 'in_progress']],
    ['merge', ['triage', 'filed', 'dispatched', 'in_progress']],
    ['objection', ['refused']],
    ['reopening', ['closed']],
  ])('as %s counts only in %s', (what, where) => {
    expect(states.filter((state) => askFits(what, state))).toEqual(where)
  })

  it('is one of four things', () => {
    expect(askKinds.map(isAskKind)).toEqual([true, true, true, true])
    expect(['money', '', null, undefined].map(isAskKind)).toEqual([false, false, false, false])
  })

  it('waits, the oldest first, until the state has overtaken it', () => {
    const asks = [by('withdrawal', 'a'), by('objection', 'b'), by('merge', 'bot')]
    expect(openAsks(standing('filed', ...asks)).map(({ what }) => what)).toEqual(['withdrawal', 'merge'])
    expect(openAsks(standing('refused', ...asks)).map(({ what }) => what)).toEqual(['objection'])
    expect(openAsks(standing('county', ...asks))).toEqual([])
  })

  it('is known by who asks it', () => {
    const filed = standing('filed', by('withdrawal', 'a'), by('merge', 'bot'), by('withdrawal', 'b'))
    expect(asksFor('withdrawal', filed).map((ask) => ask.by)).toEqual(['a', 'b'])
    expect(asksFor('withdrawal', { ...filed, state: 'closed' })).toEqual([])
  })

  it('stands once for each reporter, and once for all where two may be one', () => {
    const filed = standing('filed', by('withdrawal', 'a'), by('merge', 'bot'))
    expect(isAsked(filed, { what: 'withdrawal', by: 'a' })).toBe(true)
    expect(isAsked(filed, { what: 'withdrawal', by: 'b' })).toBe(false)
    expect(isAsked(filed, { what: 'merge', by: 'somebody' })).toBe(true)
    expect(isAsked(standing('filed', by('withdrawal', 'a')), { what: 'merge', by: 'a' })).toBe(false)
    expect(isAsked({ ...filed, state: 'resolved' }, { what: 'withdrawal', by: 'a' })).toBe(false)
  })

  it('is gone once it is answered, and nothing else with it', () => {
    const asks = [by('withdrawal', 'a'), by('merge', 'bot'), by('reopening', 'a')]
    expect(withoutAsks(asks, ['merge', 'reopening'])).toEqual([by('withdrawal', 'a')])
    expect(withoutAsks(asks, [])).toEqual(asks)
  })
})
