import { describe, expect, it } from 'vitest'
import * as orders from '../../src/cases/orders.ts'
import { aReporter, ground, handler, local, now, verifier } from '../support/lifecycle-ask.ts'
import { aDecision, changedBy, muchHappened, two } from '../support/two-cases.ts'

const mine = aReporter({ rating: 'basic' })
const theirs = aReporter({ key: 'resident-2', room: 'room-c1', rating: 'satisfied' })
const record = muchHappened({ reporters: [mine, theirs] })
const seat = { person: verifier.by, post: 'grid_helper', area: 'G12', dept: null } as const

/** What 4.5 and 3.11 ask to be written down of a decision. */
const dispatched = {
  ...{ handler: 'community_lead-C1', post: 'community_lead', area: 'C1', step: 2 },
  ...{ rules: ['3.1 community_matter', '3.2'], due: '2026-11-26T09:30:00.000Z' },
}

/** Who has it now, by when, and the stages of the work begun anew. */
const { rules: _, ...decided } = aDecision()
const begunAnew = {
  ...decided,
  ...{ dispatchedAt: now, acceptedAt: null, contactedAt: null, resolvedAt: null, verifiedAt: null },
  extensionAsked: null,
}

type Row = [string, orders.MoveOrder, Partial<orders.MoveOrder>, ReturnType<typeof changedBy>]

const asksBut = (answered: string) => record.asks.filter(({ what }) => what !== answered)

describe('What a move says and what it changes', () => {
  it.each<Row>([
    [
      '立案 stamps the hour and answers whether two are one',
      orders.fileCase(),
      { move: 'file', facts: {} },
      { filedAt: now, asks: asksBut('merge') },
    ],
    ['记为非诉求 changes nothing but the state', orders.dismissCase(), { move: 'dismiss', facts: {} }, {}],
    [
      '不予受理 says the ground',
      orders.refuseCase('outside'),
      { move: 'refuse', facts: { ground: 'outside' } },
      {},
    ],
    [
      '不予受理 of a repeat names the earlier case and replies with its answer (7.1)',
      orders.refuseCase('repeat', two({ result: '灯已换' })),
      { move: 'refuse', facts: { ground: 'repeat', earlier: 'QH20261123-0002' } },
      { result: '灯已换' },
    ],
    [
      '派遣 gives it to whom the rules name and begins the stages anew',
      orders.dispatchTo(aDecision()),
      { move: 'dispatch', facts: dispatched },
      begunAnew,
    ],
    [
      '转 by the duty officer gives it on',
      orders.designateTo(aDecision(), false, '离得近'),
      { move: 'designate', facts: { ...dispatched, byDirector: false }, words: '离得近' },
      begunAnew,
    ],
    [
      '转 by the director is final (2.1)',
      orders.designateTo(aDecision(), true, null),
      { move: 'designate', facts: { ...dispatched, byDirector: true } },
      { ...begunAnew, designatedByDirector: true },
    ],
    [
      '上报 says who could not do it',
      orders.escalateTo(aDecision(), 'handler', '现场处理不成'),
      { move: 'escalate', facts: { ...dispatched, why: 'handler' }, words: '现场处理不成' },
      begunAnew,
    ],
    ['签收 stamps the hour', orders.acceptCase(), { move: 'accept', facts: {} }, { acceptedAt: now }],
    [
      '已联系 stamps the hour',
      orders.contactReporter(),
      { move: 'contact', facts: {} },
      { contactedAt: now },
    ],
    [
      '退回 counts, names who returned it, and leaves it with nobody',
      orders.returnCase('不归我管'),
      { move: 'return', facts: {}, words: '不归我管' },
      { returns: 2, returners: ['grid_lead-G12', handler.by], handler: null },
    ],
    [
      '延期 asked for waits with its days and its reason',
      orders.askExtension(3, '等审批'),
      { move: 'ask_extension', facts: { days: 3 }, words: '等审批' },
      { extensionAsked: { days: 3, reason: '等审批' } },
    ],
    [
      '延期 granted counts, moves the due time and waits no more (4.2)',
      orders.extendCase(2, ground),
      { move: 'extend', facts: { days: 2 } },
      { dueAt: local('2026-11-26 17:30'), extensions: 2, extensionAsked: null },
    ],
    [
      '延期 refused leaves the due time as it was',
      orders.refuseExtension('不用等'),
      { move: 'refuse_extension', facts: {}, words: '不用等' },
      { extensionAsked: null },
    ],
    [
      '办结 keeps outcome and result, and no extension waits any more',
      orders.resolveCase('solved', '换好了'),
      { move: 'resolve', facts: { outcome: 'solved' }, words: '换好了' },
      { outcome: 'solved', result: '换好了', resolvedAt: now, extensionAsked: null },
    ],
    [
      'the next of the line takes the verification over (4.4)',
      orders.takeVerification(seat),
      { move: 'take_verification', facts: { verifier: verifier.by, post: 'grid_helper' } },
      { verifier: seat },
    ],
    ['核实 stamps the hour', orders.verifyCase(), { move: 'verify', facts: {} }, { verifiedAt: now }],
    [
      '核实不通过 is rework',
      orders.rejectCase('没换'),
      { move: 'reject', facts: {}, words: '没换' },
      { rework: 4, resolvedAt: null, verifiedAt: null },
    ],
    [
      '退办 is rework',
      orders.sendBackCase('再看看'),
      { move: 'send_back', facts: {}, words: '再看看' },
      { rework: 4, resolvedAt: null, verifiedAt: null },
    ],
    ['结案 stamps the hour', orders.closeCase(), { move: 'close', facts: {} }, { closedAt: now }],
    [
      '重新办理 begins the next cycle with nothing of the last: no result, no rating, a new extension, new returns',
      orders.reopenTo(aDecision(), '还是不亮'),
      { move: 'reopen', facts: dispatched, words: '还是不亮' },
      {
        ...begunAnew,
        ...{ cycle: 3, outcome: null, result: null, closedAt: null, rating: null, extensions: 0, returns: 0 },
        asks: asksBut('reopening'),
        reporters: record.reporters.map((each) => ({ ...each, rating: null })),
      },
    ],
    [
      '并记反映人 brings one more',
      orders.joinCase(aReporter({ key: 'resident-3' }), '我家也是'),
      { move: 'join', facts: { reporter: 'resident-3' }, words: '我家也是' },
      { reporters: [...record.reporters, aReporter({ key: 'resident-3' })] },
    ],
    [
      'who joins again is not counted twice',
      orders.joinCase(aReporter({ key: 'resident-2', name: '新名' }), null),
      { move: 'join', facts: { reporter: 'resident-2' } },
      { reporters: [mine, aReporter({ key: 'resident-2', name: '新名' })] },
    ],
    [
      '并案 names the case it joins and answers that question',
      orders.mergeInto('QH20261123-0002'),
      { move: 'merge', facts: { into: 'QH20261123-0002' } },
      { asks: asksBut('merge') },
    ],
    ['取消并案 changes nothing but the state', orders.unmergeCase(), { move: 'unmerge', facts: {} }, {}],
    [
      'a merge brings a reporter over, as joined now and not yet asked how it was',
      orders.joinMerged(
        aReporter({ key: 'r-3', rating: 'basic' }),
        'QH20261123-0002',
        local('2026-11-23 14:00'),
      ),
      { move: 'join', facts: { reporter: 'r-3', mergedFrom: 'QH20261123-0002' } },
      {
        reporters: [...record.reporters, aReporter({ key: 'r-3', joinedAt: local('2026-11-23 14:00') })],
      },
    ],
    [
      'who leaves again stays in the row, as withdrawn',
      orders.leaveCase('resident-2'),
      { move: 'leave', facts: { reporter: 'resident-2' } },
      { reporters: [mine, { ...theirs, withdrawn: true }] },
    ],
    [
      '补充 changes what it clears up',
      orders.supplementCase('在五号楼', { title: '五号楼灯坏了' }),
      { move: 'supplement', facts: {}, words: '在五号楼' },
      { title: '五号楼灯坏了' },
    ],
    [
      '撤回 takes back the own share alone, and what one has asked with it',
      orders.withdrawShare('resident-1'),
      { move: 'withdraw', facts: { reporter: 'resident-1' } },
      { reporters: [{ ...mine, withdrawn: true }, theirs], asks: [] },
    ],
    [
      '撤回 of something dangerous names who spoke with them',
      orders.withdrawShare('resident-2', 'duty_officer-QH'),
      { move: 'withdraw', facts: { reporter: 'resident-2', agreedBy: 'duty_officer-QH' } },
      { reporters: [mine, { ...theirs, withdrawn: true }] },
    ],
    [
      '转县 is for today and with nobody of the town',
      orders.handToCounty(local('2026-11-23 23:59')),
      { move: 'hand_to_county', facts: { due: '2026-11-23T15:59:00.000Z' } },
      { dueAt: local('2026-11-23 23:59'), handler: null },
    ],
    [
      'what the county says meanwhile is kept as words',
      orders.countyProgress('已派人'),
      { move: 'county_progress', facts: {}, words: '已派人' },
      {},
    ],
    [
      'what the county has answered is the result, and somebody here verifies it',
      orders.countyAnswer('explained', '不归县里管', seat),
      { move: 'county_answer', facts: { outcome: 'explained' }, words: '不归县里管' },
      { outcome: 'explained', result: '不归县里管', verifier: seat, resolvedAt: now },
    ],
    [
      '挂账 says the next date',
      orders.shelveCase('明年修', local('2026-12-24 09:00')),
      { move: 'shelve', facts: { until: '2026-12-24T01:00:00.000Z' }, words: '明年修' },
      { dueAt: local('2026-12-24 09:00') },
    ],
    [
      '恢复办理 has a due time of its own, and counts as dispatched now',
      orders.resumeCase(local('2026-11-25 17:30')),
      { move: 'resume', facts: { due: '2026-11-25T09:30:00.000Z' } },
      { dueAt: local('2026-11-25 17:30'), dispatchedAt: now },
    ],
    [
      'who agrees says to what, and whose word it waits for (3.8)',
      orders.agreeTo({ move: 'refuse', facts: { ground: 'outside' } }, 'director'),
      { move: 'agree', facts: { ground: 'outside', agreesTo: 'refuse', waits: 'director' } },
      {},
    ],
    [
      '原因 given anew has to be judged anew (5.2)',
      orders.keepLateReason('下雨'),
      { move: 'late_reason', facts: {}, words: '下雨' },
      { lateReason: '下雨', lateClass: null },
    ],
    [
      'what is asked of the centre stays with the case, with its hour',
      orders.askCentre({ what: 'merge', by: 'bot', into: 'QH20261123-0002' }, '好像是同一件'),
      {
        ...{ move: 'ask', words: '好像是同一件' },
        facts: { what: 'merge', by: 'bot', into: 'QH20261123-0002' },
      },
      {
        asks: [
          ...record.asks,
          { what: 'merge', by: 'bot', into: 'QH20261123-0002', at: '2026-11-23T07:00:00.000Z' },
        ],
      },
    ],
    [
      'a refused request is answered for everybody who asked it',
      orders.declineAsk('objection', record.asks.slice(2, 3), '没有新情况'),
      { move: 'decline', facts: { what: 'objection', askers: ['resident-1'] }, words: '没有新情况' },
      { asks: asksBut('objection') },
    ],
    [
      'an objection that is upheld names the new case (7.1)',
      orders.upholdObjection('QH20261123-0009', ['resident-1']),
      { move: 'uphold', facts: { what: 'objection', into: 'QH20261123-0009', askers: ['resident-1'] } },
      { asks: asksBut('objection') },
    ],
    ['who is there first moves nothing (3.8)', orders.firstThere(), { move: 'at_scene', facts: {} }, {}],
  ])('%s', (_title, order, says, changes) => {
    const { change: __, ...said } = order
    expect(said).toEqual({ words: null, ...says })
    expect(changedBy(order, record)).toEqual(changes)
  })
})
