import { describe, expect, it } from 'vitest'
import type { CaseRecord } from '../../src/cases/case.ts'
import type { EventFacts } from '../../src/cases/event.ts'
import * as asks from '../../src/feedback/ask-notices.ts'
import { askPlaceNotice, praiseNotices, refusalNotices } from '../../src/feedback/answers.ts'
import * as moves from '../../src/feedback/move-notices.ts'
import { undoneNotices } from '../../src/feedback/undo-notices.ts'
import { aCase } from '../support/a-case.ts'
import { exampleGround } from '../support/example-town.ts'
import { aCaseOfNeighbours, anEvent, night, now, someReporter } from '../support/feedback-ask.ts'
import { textsOf, toldOf } from '../support/told.ts'

const ground = await exampleGround()

describe('What is said when two cases become one (2.1)', () => {
  const merged = aCaseOfNeighbours({ state: 'merged' })
  const event = anEvent(merged, { move: 'merge', facts: { into: 'QH20261123-0009' } })

  it('tells each reporter in private, but nobody who has withdrawn, and the handler where they sit', () => {
    const told = moves.mergedNotices(event, merged, ground, now)
    expect(toldOf(told)).toEqual([
      'merged liayi if merged',
      'merged xiaozhou if merged',
      'merged_handler #jx-staff @chenlan if merged',
    ])
    for (const text of textsOf(told)) expect(text).toMatch(/QH20261123-0001.*QH20261123-0009/u)
    expect(told.at(-1)?.text).toContain('不用单独办')
  })

  it('tells no handler where nobody has the case yet, and none whom it is about', () => {
    for (const wanted of [{ handler: null }, { about: ['chenlan'] }])
      expect(toldOf(moves.mergedNotices(event, { ...merged, ...wanted }, ground, now))).toEqual([
        'merged liayi if merged',
        'merged xiaozhou if merged',
      ])
  })

  it('is taken back in the same places, with the time that is left', () => {
    const told = moves.unmergedNotices(event, aCaseOfNeighbours(), ground, now)
    expect(toldOf(told)).toEqual([
      'unmerged liayi',
      'unmerged xiaozhou',
      'unmerged_handler #jx-staff @chenlan if dispatched in_progress, handler chenlan',
    ])
    expect(told[0]?.text).toContain('单独办理')
    expect(told[2]?.text).toContain('明天17:30')
    const unheld = moves.unmergedNotices(event, aCaseOfNeighbours({ handler: null }), ground, now)
    expect(toldOf(unheld)).toEqual(['unmerged liayi', 'unmerged xiaozhou'])
  })
})

describe('What the county says (2.1)', () => {
  const record = aCaseOfNeighbours({ state: 'county' })
  const said = '已派人看过，联系13812341234王工。'

  it.each([
    ['county_progress', '县里的进展', '核实以后'],
    ['county_answer', '核实以后', '县里的进展'],
  ] as const)('reaches every reporter in private as %s, with telephones masked', (move, has, hasNot) => {
    const told = moves.countySaid(anEvent(record, { move }), record, said, ground, now)
    expect(toldOf(told)).toEqual([`${move} liayi`, `${move} xiaozhou`])
    for (const text of textsOf(told)) {
      expect(text).toContain(has)
      expect(text).not.toContain(hasNot)
      expect(text).toContain('已派人看过')
      expect(text).not.toContain('13812341234')
    }
  })

  it('waits for the morning, like whatever the bot starts at night', () => {
    const [first] = moves.countySaid(anEvent(record, { move: 'county_answer' }), record, said, ground, night)
    expect(first?.runAt.toISOString()).toBe('2026-11-24T00:30:00.000Z')
    expect(first).toMatchObject({ held: 'quiet_hours', gather: 'morning', priority: 2, caseId: 'case-1' })
  })
})

describe('An objection (7.1)', () => {
  const refused = aCaseOfNeighbours({ state: 'refused', handler: null })

  it('that is upheld is told to those who objected, with the number of the new case', () => {
    const facts = { into: 'QH20261124-0003', askers: ['xiaozhou'] }
    const told = moves.upheldNotices(anEvent(refused, { facts }), refused, ground, now)
    expect(toldOf(told)).toEqual(['upheld xiaozhou'])
    expect(told[0]?.text).toMatch(/QH20261123-0001.*QH20261124-0003/u)
  })

  it.each([[{ askers: ['xiaozhou'] }], [{ into: 'QH20261124-0003' }]] as const)(
    'tells nobody where the event does not say who or where: %o',
    (facts) => {
      expect(moves.upheldNotices(anEvent(refused, { facts }), refused, ground, now)).toEqual([])
    },
  )

  it('can be made by everybody who is refused: the reason, where to go, and that they may object', () => {
    const record = { ...refused, result: '上次已更换灯泡' }
    const told = refusalNotices(anEvent(record, { facts: { ground: 'repeat' } }), record, ground, now)
    expect(toldOf(told)).toEqual(['refused liayi if refused', 'refused xiaozhou if refused'])
    expect(told[0]?.text).toMatch(/QH20261123-0001[^]*上次已更换灯泡[^]*\n.*不同意/u)
    for (const why of ['statutory', 'secret', 'outside', 'unlawful']) {
      const event = anEvent(record, { facts: { ground: why } })
      expect(refusalNotices(event, record, ground, now)[0]?.text).not.toBe(told[0]?.text)
    }
    const silent = refusalNotices(anEvent(refused, { facts: { ground: 'repeat' } }), refused, ground, now)
    expect(silent[0]?.text).not.toMatch(/null|undefined|Stryker/u)
  })

  it('has no reply for a ground that the rules do not know', () => {
    for (const facts of [{ ground: 'whim' }, { ground: 7 }, {}] as const)
      expect(refusalNotices(anEvent(refused, { facts }), refused, ground, now)).toEqual([])
  })
})

describe('What the centre is asked (10.1)', () => {
  const asked = (
    what: string,
    wanted: Partial<CaseRecord> = {},
    more: EventFacts = {},
    words = '还是不亮',
  ) => {
    const record = aCase(wanted)
    return asks.askNotices(anEvent(record, { facts: { what, ...more } }), record, words, ground, now)
  }

  it.each([
    ['withdrawal', 'in_progress', 'ask_withdrawal #centre @luona if in_progress', '想撤回'],
    ['merge', 'triage', 'ask_merge #centre @luona if triage', '像是同一件'],
    ['objection', 'refused', 'ask_objection #centre @tianye if refused', '不服不予受理'],
    ['reopening', 'closed', 'ask_reopening #centre @tianye if closed', '再次不满意'],
  ] as const)('goes, as a %s, to whoever may decide it', (what, state, line, mark) => {
    const told = asked(what, { state }, { into: 'QH20261122-0004', ground: 'outside' })
    expect(toldOf(told)).toEqual([line])
    expect(told[0]?.text).toContain(mark)
    expect(told[0]?.text).toContain('同意 1')
  })

  it('goes past the director whom it is about to the one next in the post, and to the duty officer at last', () => {
    const meant = { state: 'refused', handler: null } as const
    expect(toldOf(asked('objection', { ...meant, about: ['tianye'] }))).toEqual([
      'ask_objection gaofeng if refused',
    ])
    expect(toldOf(asked('objection', { ...meant, about: ['tianye', 'gaofeng'] }))).toEqual([
      'ask_objection luona if refused',
    ])
  })

  it('quotes the resident where the director has to judge, and the ground of the refusal by its name', () => {
    expect(asked('reopening', { state: 'closed' })[0]?.text).toContain('还是不亮')
    const [objection] = asked('objection', { state: 'refused' }, { ground: 'outside' })
    expect(objection?.text).toMatch(/原因是(?!不予受理)[^]*还是不亮/u)
    expect(asked('objection', { state: 'refused' }, {})[0]?.text).toContain('原因是不予受理')
  })

  it('sets both cases side by side where the bot is not sure that they are one (8.6)', () => {
    const record = aCase({ state: 'triage' })
    const facts = { what: 'merge', into: 'QH20261122-0004' }
    const other = aCase({ category: '0803', words: '闻到煤气', place: { ...record.place, building: '5' } })
    const [one] = asks.askNotices(anEvent(record, { facts }), record, '', ground, now, other)
    expect(one?.text).toMatch(/QH20261123-0001.*3号楼[^]*楼道灯坏了[^]*QH20261122-0004.*5号楼[^]*闻到煤气/u)
    const [alone] = asks.askNotices(anEvent(record, { facts }), record, '', ground, now)
    expect(alone?.text).toContain('QH20261122-0004')
    expect(alone?.text).not.toContain('5号楼')
  })

  it('is nothing where the event names no question', () => {
    expect(asked('weather')).toEqual([])
  })

  describe('and does not agree to', () => {
    const record = aCaseOfNeighbours()
    const declined = (facts: EventFacts) =>
      asks.declinedNotices(anEvent(record, { move: 'decline', facts }), record, '先排险', ground, now)

    it.each([
      ['withdrawal', '还不能撤回'],
      ['reopening', '不再重新办理'],
      ['objection', '还是不能受理'],
    ])('is answered, as a %s, in private to everybody who asked, with the reason', (what, has) => {
      const told = declined({ what, askers: ['liayi', 'xiaozhou'] })
      expect(toldOf(told)).toEqual(['declined liayi', 'declined xiaozhou'])
      for (const text of textsOf(told)) {
        expect(text).toContain(has)
        expect(text).toContain('先排险')
      }
    })

    it('is not answered where nobody asked: two cases that stay two, or an event that names nobody', () => {
      expect(declined({ what: 'merge', askers: ['bot'] })).toEqual([])
      expect(declined({ what: 'objection' })).toEqual([])
      expect(declined({ what: 'weather', askers: ['liayi'] })).toEqual([])
    })
  })

  it('tells a reporter in private that their withdrawal was agreed to, and nobody who withdrew unasked', () => {
    const record = aCaseOfNeighbours({ state: 'withdrawn' })
    const actor = { by: 'liayi', post: 'reporter' } as const
    const agreed = anEvent(record, { actor, facts: { agreedBy: 'luona' } })
    expect(toldOf(asks.withdrawalAgreedNotices(agreed, record, ground, now))).toEqual([
      'withdrawal_agreed liayi',
    ])
    expect(asks.withdrawalAgreedNotices(agreed, record, ground, now)[0]?.text).toContain('QH20261123-0001')
    expect(asks.withdrawalAgreedNotices(anEvent(record, { actor }), record, ground, now)).toEqual([])
  })
})

describe('The question for the place (8.3)', () => {
  it('is put where it was said with a mention, at any hour', () => {
    const record = aCase({ state: 'filed' })
    const question = askPlaceNotice(anEvent(record), record, ground, night)
    expect(toldOf([question])).toEqual(['ask_place #cuihu-a @liayi'])
    expect(question).toMatchObject({ held: 'never', runAt: night, priority: 1 })
  })

  it.each([
    ['a confidential case', { confidential: true }],
    ['violence', { category: '0902' }],
    ['words said in private', { reporters: [someReporter('liayi', { room: null })] }],
  ] as const)('is put in private for %s', (_what, wanted) => {
    const record = aCase({ state: 'filed', ...wanted })
    expect(toldOf([askPlaceNotice(anEvent(record), record, ground, now)])).toEqual(['ask_place liayi'])
  })

  it('is put to nobody where nobody reported', () => {
    const record = aCase({ reporters: [] })
    expect(askPlaceNotice(anEvent(record), record, ground, now)).toBeNull()
  })
})

describe('Praise (2.6)', () => {
  const praised = (wanted: Partial<CaseRecord> = {}) => {
    const record = aCase({ kind: 'praise', words: '张师傅修得快', handler: null, ...wanted })
    return praiseNotices(anEvent(record), record, ground, now)
  }

  it('is thanked in the room and passed on, in its own words, to the lead of the community', () => {
    const told = praised()
    expect(toldOf(told)).toEqual(['praise_thanks #cuihu-a @liayi', 'praise #jx-staff @chenlan'])
    expect(told[1]?.text).toContain('张师傅修得快')
    expect(toldOf(praised({ room: 'dongfeng' }))[1]).toBe('praise #df-staff @heyun')
  })

  it('goes past a lead whom it complains of to the next in the post', () => {
    expect(toldOf(praised({ about: ['chenlan'] }))[1]).toBe('praise wangqiang')
  })

  it('goes to the duty officer where it came from no room, or no lead may hear it', () => {
    for (const wanted of [{ room: null }, { room: 'gone' }, { room: 'centre' }])
      expect(toldOf(praised(wanted))[1]).toBe('praise #centre @luona')
    expect(toldOf(praised({ about: ['chenlan', 'wangqiang'] }))[1]).toBe('praise #centre @luona')
  })

  it('is passed on even where there is nobody to thank', () => {
    expect(toldOf(praised({ reporters: [] }))).toEqual(['praise #jx-staff @chenlan'])
  })
})

describe('What was taken back (2.4)', () => {
  const told = [
    { to: { room: 'cuihu-a' }, mentions: ['liayi'] },
    { to: { room: 'jx-staff' }, mentions: ['chenlan'] },
    { to: { room: 'jx-staff' }, mentions: ['zhangwei', 'chenlan'] },
    { to: { private: 'liayi' }, mentions: [] },
    { to: { private: 'yaolei' }, mentions: [] },
    { to: { conversation: 'x' }, mentions: [] },
  ]
  const undone = (wanted: Partial<CaseRecord> = {}) => {
    const record = aCase(wanted)
    return undoneNotices(anEvent(record, { move: 'undo' }), record, { told, what: '转办' }, ground, now)
  }

  it('is said once in each place where it was told, to everybody who was mentioned there', () => {
    expect(toldOf(undone())).toEqual([
      'undone #cuihu-a @liayi',
      'undone #jx-staff @chenlan @zhangwei',
      'undone liayi',
      'undone yaolei',
      'undone x',
    ])
  })

  it('does not tell residents what was taken back and by whom, but tells staff', () => {
    const [room, staff, resident, lead] = textsOf(undone())
    for (const text of [room, resident]) {
      expect(text).toContain('不作数')
      expect(text).not.toMatch(/罗娜|转办|楼道灯/u)
    }
    for (const text of [staff, lead]) expect(text).toMatch(/罗娜撤销了刚才的“转办”/u)
  })

  it('is said at once, also at night, and not to whoever the case is about by now', () => {
    const record = aCase({ about: ['yaolei', 'zhangwei'] })
    const lines = undoneNotices(anEvent(record), record, { told, what: '转办' }, ground, night)
    for (const one of lines) expect(one).toMatchObject({ runAt: night, held: 'never' })
    expect(toldOf(lines).join(' ')).not.toMatch(/yaolei|zhangwei/u)
    expect(toldOf(lines)).toContain('undone #jx-staff @chenlan')
  })
})
