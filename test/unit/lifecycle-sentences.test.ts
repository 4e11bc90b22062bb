import { describe, expect, it } from 'vitest'
import type { AskKind } from '../../src/cases/ask.ts'
import type { CaseRecord } from '../../src/cases/case.ts'
import type { Actor, EventFacts, Move } from '../../src/cases/event.ts'
import type { MoveEvidence } from '../../src/cases/lifecycle-row.ts'
import type { Ground } from '../../src/grid/ground.ts'
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
    [
      '紧急事项要先处置，一律受理，不能退掉。',
      'forbidden',
      'refuse',
      officer,
      { state: 'triage', ...emergency },
      {},
    ],
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
