import { describe, expect, it } from 'vitest'
import type { Ask } from '../../src/cases/ask.ts'
import type { CaseRecord } from '../../src/cases/case.ts'
import { askCentre, declineAsk, fileCase, withdrawShare } from '../../src/cases/orders.ts'
import { readCommand } from '../../src/desk/command.ts'
import { decisionOf, waitedFor } from '../../src/desk/decisions.ts'
import { ask, base, bot, codeOf, director, now, officer, reporter, saysOf } from '../support/lifecycle-ask.ts'

const asked = (what: Ask['what'], more: Partial<Ask> = {}): Ask => ({
  what,
  by: reporter.by,
  at: '2026-11-23T06:00:00.000Z',
  ...more,
})

const decided = (text: string, record: CaseRecord) => {
  const command = readCommand(text)
  if (command === null) throw new Error(`no command: ${text}`)
  return decisionOf(command, record)
}

describe('what a case waits for', () => {
  it.each<[string, Partial<CaseRecord>, readonly string[]]>([
    ['filing in triage', { state: 'triage' }, ['filing']],
    ['whether it is another’s double, before filing', { state: 'triage', asks: [asked('merge')] }, ['merge']],
    [
      'dispatch and a withdrawal',
      { state: 'filed', asks: [asked('withdrawal')] },
      ['dispatch', 'withdrawal'],
    ],
    [
      'a withdrawal once, whoever asks',
      { asks: [asked('withdrawal'), asked('withdrawal', { by: 'b' })] },
      ['withdrawal'],
    ],
    ['nothing that its state has overtaken', { state: 'verified', asks: [asked('withdrawal')] }, ['closing']],
    ['an objection', { state: 'refused', asks: [asked('objection')] }, ['objection']],
    ['nothing', {}, []],
  ])('is %s', (_what, wanted, waits) => {
    expect(waitedFor(base(wanted))).toEqual(waits)
  })

  it('is asked for with the words to add where there are two', () => {
    const record = base({
      state: 'in_progress',
      extensionAsked: { days: 2, reason: '等货' },
      asks: [asked('withdrawal')],
    })
    expect(() => decided('同意 7', record)).toThrow('“同意 7 延期”或“同意 7 撤回”')
    expect(() => decided('不同意 7 不行', record)).toThrow('“不同意 7 延期”或“不同意 7 撤回”')
    expect(decided('同意 7 延期', record)).toEqual({ what: 'extension', rest: '' })
    expect(decided('不同意 7 撤回，她还有危险', record)).toEqual({ what: 'withdrawal', rest: '她还有危险' })
  })

  it('is filed all the same where the duty officer says so', () => {
    const record = base({ state: 'triage', asks: [asked('merge', { by: 'bot', into: 'case-2' })] })
    expect(decided('同意 7 立案', record)).toEqual({ what: 'filing', rest: '' })
    expect(fileCase().change(record, now).asks).toEqual([])
  })
})

describe('asking the centre', () => {
  const order = (record: CaseRecord, who = reporter, facts = {}) =>
    ask('ask', who, record, { facts: { what: 'withdrawal', by: reporter.by, ...facts } })

  it('is written into the case, and once for each who asks', () => {
    const { asks } = askCentre({ what: 'withdrawal', by: reporter.by }).change(base(), now)
    expect(asks).toEqual([asked('withdrawal', { at: now.toISOString() })])
    expect(order(base()).ok).toBe(true)
    expect(saysOf(order(base({ asks: asks ?? [] })))).toBe('这件已经在等中心答复了。')
    expect(order(base({ asks: asks ?? [] }), bot, { by: 'resident-2' }).ok).toBe(true)
  })

  it('is done by nobody for somebody else, and never out of place', () => {
    expect(codeOf(order(base(), reporter, { by: 'resident-2' }))).toBe('invalid')
    expect(codeOf(order(base({ state: 'refused' })))).toBe('invalid')
    expect(codeOf(order(base(), reporter, { what: 'merge', into: 'case-2' }))).toBe('invalid')
    const triage = base({ state: 'triage' })
    expect(order(triage, bot, { what: 'merge', by: 'bot', into: 'case-2' }).ok).toBe(true)
    expect(codeOf(order(triage, bot, { what: 'merge', by: 'bot', into: triage.number }))).toBe('invalid')
    expect(codeOf(order(triage, bot, { what: 'merge', by: 'bot', into: '' }))).toBe('invalid')
  })

  it('is answered once, with a reason, objections by the director alone', () => {
    const refused = base({ state: 'refused', asks: [asked('objection')] })
    const facts = { what: 'objection' }
    expect(codeOf(ask('decline', officer, refused, { facts }))).toBe('forbidden')
    expect(codeOf(ask('decline', director, refused, { facts, words: '' }))).toBe('invalid')
    expect(ask('decline', director, refused, { facts }).ok).toBe(true)
    expect(codeOf(ask('decline', director, { ...refused, asks: [] }, { facts }))).toBe('wrong_state')
    const triage = base({ state: 'triage', asks: [asked('merge')] })
    expect(ask('decline', officer, triage, { facts: { what: 'merge' }, words: null }).ok).toBe(true)
  })

  it('leaves nothing behind of what is answered', () => {
    const record = base({ asks: [asked('withdrawal'), asked('merge', { by: 'bot' })] })
    const decline = declineAsk('withdrawal', [asked('withdrawal')], '还危险')
    expect(decline.facts['askers']).toEqual([reporter.by])
    expect(decline.change(record, now).asks?.map(({ what }) => what)).toEqual(['merge'])
    expect(
      withdrawShare(reporter.by)
        .change(record, now)
        .asks?.map(({ what }) => what),
    ).toEqual(['merge'])
  })
})
