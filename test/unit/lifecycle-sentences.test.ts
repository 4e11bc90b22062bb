import { describe, expect, it } from 'vitest'
import type { AskKind } from '../../src/cases/ask.ts'
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
  clock,
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
const own = base({ verifier: { person: handler.by, post: 'grid_member', area: 'G11', dept: null } })
const emergency = { urgency: 'emergency' } as const
const waiting = { extensionAsked: { days: 2, reason: '等货' } } as const

const asked = (what: AskKind) => ({ what, by: reporter.by, at: '2026-11-23T06:00:00Z' })

type More = Partial<MoveEvidence> & { facts?: EventFacts; at?: Date; on?: Ground }

describe('What stands against a move is said in one sentence', () => {
  it.each<[string, string, Move, Actor, Partial<CaseRecord>, More]>([
    [
      '这类事项没有主任的常设授权，要主任同意。',
      'forbidden',
      'file',
      officer,
      { state: 'triage' },
      { on: alone },
    ],
    [
      '紧急事项要另一位值班人员或领导一起同意。',
      'forbidden',
      'dismiss',
      officer,
      { state: 'triage', ...emergency },
      {},
    ],
    ['紧急事项不能不予受理。', 'forbidden', 'refuse', officer, { state: 'triage', ...emergency }, {}],
    ['这件关系到安全，值班人员联系过您之后才能撤回。', 'wrong_state', 'withdraw', reporter, emergency, {}],
    [
      '被反映的人要回避，不能办理这件。',
      'forbidden',
      'designate',
      officer,
      { about: ['wuye'] },
      { facts: { ...fullFacts, handler: 'community_lead-C1' } },
    ],
    ['第二次退回的要由主任定。', 'forbidden', 'dispatch', officer, { state: 'filed', returns: 2 }, {}],
    ['第二次退回的要由主任定。', 'forbidden', 'dispatch', bot, { state: 'filed', returns: 3 }, {}],
    ['退回的要等值班人员定。', 'forbidden', 'dispatch', bot, { state: 'filed', returns: 1 }, {}],
    [
      '主任已经指定了办理人，只有主任能改。',
      'forbidden',
      'return',
      handler,
      { designatedByDirector: true },
      {},
    ],
    ['您已经退回过一次，不能再退。', 'wrong_state', 'return', handler, { returners: [handler.by] }, {}],
    [
      '派遣后一个工作日内才能退回，现在只能上报。',
      'wrong_state',
      'return',
      handler,
      {},
      { at: at('11-24 17:31') },
    ],
    [
      '已经延期过了，不能再延。',
      'wrong_state',
      'ask_extension',
      handler,
      { state: 'in_progress', extensions: 1 },
      {},
    ],
    [
      '延期申请已经在等中心同意。',
      'wrong_state',
      'ask_extension',
      handler,
      { state: 'in_progress', ...waiting },
      {},
    ],
    ['没有等着同意的延期申请。', 'wrong_state', 'extend', officer, { state: 'in_progress' }, {}],
    ['还没到挂账的下次办理日期。', 'wrong_state', 'resume', clock, { state: 'long_term', dueAt: null }, {}],
    [
      '自己办的不能自己核实。',
      'forbidden',
      'verify',
      handler,
      { state: 'resolved', verifier: own.verifier },
      {},
    ],
    [
      '您已经评价过了，谢谢。',
      'conflict',
      'rate',
      reporter,
      { state: 'closed', reporters: [aReporter({ rating: 'basic' })] },
      {},
    ],
    ['有人评价不满意才能重新办理。', 'wrong_state', 'reopen', bot, { state: 'closed', rating: 'basic' }, {}],
    [
      '再次重新办理要主任定。',
      'forbidden',
      'reopen',
      bot,
      { state: 'closed', rating: 'dissatisfied', cycle: 2 },
      {},
    ],
    ['这件不是并案。', 'wrong_state', 'unmerge', officer, { state: 'merged' }, {}],
    [
      '这件不是并案。',
      'wrong_state',
      'unmerge',
      officer,
      { state: 'merged' },
      { history: history('accept', 'filed') },
    ],
    [
      '并案超过24小时，不能取消了。',
      'wrong_state',
      'unmerge',
      officer,
      { state: 'merged' },
      { history: history('merge', 'filed'), at: at('11-24 14:56') },
    ],
    [
      '超过10分钟，不能撤销了。',
      'wrong_state',
      'undo',
      officer,
      {},
      { history: history('designate', 'filed'), at: at('11-23 15:06') },
    ],
    ['没有可以撤销的操作。', 'wrong_state', 'undo', officer, {}, { history: history('undo', 'filed') }],
    [
      '没有可以撤销的操作。',
      'wrong_state',
      'undo',
      officer,
      {},
      { history: [{ move: 'receive', from: null, actor: officer, at: at('11-23 14:55') }] },
    ],
    [
      '被反映的人要回避，不能协办这件。',
      'forbidden',
      'confer',
      officer,
      { about: ['wuye'] },
      { facts: { assistants: ['lead-yingji', 'community_lead-C1'] } },
    ],
    [
      '评价的时间已经过了，您的意见我们记下了。',
      'wrong_state',
      'rate',
      reporter,
      { state: 'closed', closedAt: at('11-20 15:00') },
      {},
    ],
    ['经办人还没说明超期原因。', 'wrong_state', 'late_class', officer, {}, {}],
    ['值班人员没有判为责任问题。', 'wrong_state', 'late_confirm', director, { lateClass: 'objective' }, {}],
    ['值班人员没有判为责任问题。', 'wrong_state', 'late_confirm', director, {}, {}],
    ['这件没有等着答复的请求。', 'wrong_state', 'decline', officer, {}, { facts: { what: 'withdrawal' } }],
    ['这件没有等着答复的请求。', 'wrong_state', 'decline', officer, {}, { facts: { what: 'money' } }],
    [
      '有人评价不满意才能重新办理。',
      'wrong_state',
      'reopen',
      director,
      { state: 'closed', rating: 'basic', asks: [] },
      {},
    ],
    [
      '有人评价不满意才能重新办理。',
      'wrong_state',
      'reopen',
      bot,
      { state: 'closed', rating: 'basic', asks: [asked('reopening')] },
      {},
    ],
    [
      '这件已经在等中心答复了。',
      'conflict',
      'ask',
      reporter,
      { asks: [asked('withdrawal')] },
      { facts: { what: 'withdrawal', by: reporter.by } },
    ],
  ])('%s (%s)', (says, code, move, actor, wanted, more) => {
    const answer = ask(move, actor, base(wanted), more)
    expect([saysOf(answer), codeOf(answer)]).toEqual([says, code])
  })
})

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
