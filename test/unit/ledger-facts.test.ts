import { describe, expect, it } from 'vitest'
import type { CaseRecord } from '../../src/cases/case.ts'
import type { CaseEvent, EventFacts, Move } from '../../src/cases/event.ts'
import { belongingOf, factsOf } from '../../src/ledger/facts.ts'
import { figuresOf } from '../../src/ledger/figures.ts'
import { addMeasures, type Measures, noMeasures } from '../../src/ledger/measures.ts'
import { aCase } from '../support/a-case.ts'
import { exampleGround } from '../support/example-town.ts'
import { local } from '../support/closed-cases.ts'

const ground = await exampleGround()

type Said = readonly [at: string, move: Move, facts?: EventFacts, to?: CaseRecord['state'], by?: string]

/** Events of one case, each as time, move and facts. */
const course = (...said: readonly Said[]): readonly CaseEvent[] =>
  said.map(([at, move, facts = {}, to = 'in_progress', by = 'chenlan'], index) => ({
    ...{ id: `e${String(index)}`, caseId: 'case-1', seq: index + 1, move, from: null, to, door: 'chat' },
    ...{ at: local(at), facts, wordsDigest: null, previousHash: null, hash: '' },
    actor: { by, post: by === 'bot' ? 'bot' : 'community_lead' },
  }))

const to = (handler: string, due: string): EventFacts => ({
  ...{ handler, post: 'community_lead', due: local(due).toISOString() },
})
const received: Said = ['2026-11-23 09:10', 'receive', {}, 'filed', 'bot']
const given: Said = ['2026-11-23 09:10', 'dispatch', to('chenlan', '2026-11-24 17:30'), 'dispatched', 'bot']
const accepted: Said = ['2026-11-23 09:40', 'accept']
const resolved: Said = ['2026-11-23 15:10', 'resolve', { outcome: 'solved' }, 'resolved']
const verified: Said = ['2026-11-24 09:00', 'verify', {}, 'verified', 'zhangwei']
const closed: Said = ['2026-11-24 10:10', 'close', {}, 'closed', 'luona']

const counted = (...said: readonly Said[]) => factsOf(aCase(), course(...said), ground)
const summed = (...said: readonly Said[]): Measures =>
  counted(...said).reduce((all, { measures }) => addMeasures(all, measures), noMeasures)
const only = (wanted: Partial<Measures>): Measures => ({ ...noMeasures, ...wanted })

describe('What a case adds to the figures (9.2)', () => {
  it('is counted on the day on which it happened, and with whom', () => {
    const facts = counted(received, given, accepted, resolved, verified, closed)
    expect(facts.map(({ day, person }) => [day, person])).toEqual([
      ['2026-11-23', null],
      ['2026-11-23', 'chenlan'],
      ['2026-11-24', 'chenlan'],
    ])
    expect(facts[0]?.measures).toEqual(only({ received: 1 }))
    // 09:10 to 15:10 without the noon break of two hours; filed on Monday 09:10, closed on Tuesday 10:10.
    expect(facts[1]?.measures).toEqual(
      only({ dispatched: 1, responded: 1, resolved: 1, workMinutes: 240, timed: 1, onTime: 1 }),
    )
    expect(facts[2]?.measures).toEqual(only({ closed: 1, solved: 1, wholeMinutes: 480 }))
  })

  it('is a response where it was accepted within two working hours, noon not counted', () => {
    const at = (time: string): Said => [`2026-11-23 ${time}`, 'accept']
    expect(summed(received, given, at('11:10'))).toMatchObject({ dispatched: 1, responded: 1 })
    expect(summed(received, given, at('11:11'))).toMatchObject({ dispatched: 1, responded: 0 })
    const noon: Said = ['2026-11-23 11:00', 'dispatch', to('chenlan', '2026-11-24 17:30'), 'dispatched']
    expect(summed(received, noon, at('15:00'))).toMatchObject({ responded: 1 })
    expect(summed(received, given)).toMatchObject({ dispatched: 1, responded: 0 })
  })

  it('does not hold against somebody what was taken from them before the time was over', () => {
    const returned: Said = ['2026-11-23 09:30', 'return', {}, 'filed']
    expect(summed(received, given, returned)).toMatchObject({ dispatched: 0, responded: 0 })
    const late: Said = ['2026-11-23 16:30', 'return', {}, 'filed']
    expect(summed(received, given, late)).toMatchObject({ dispatched: 1, responded: 0 })
    expect(summed(received, given, accepted, returned)).toMatchObject({ dispatched: 1, responded: 1 })
  })

  it('counts a result that was rejected as rework, and measures the one that stands', () => {
    const rejected: Said = ['2026-11-24 09:00', 'reject', {}, 'in_progress', 'zhangwei']
    const second: Said = ['2026-11-25 09:00', 'resolve', { outcome: 'partly' }, 'resolved']
    const facts = counted(received, given, accepted, resolved, rejected, second)
    expect(facts.map(({ day, measures }) => [day, measures.rework, measures.timed, measures.onTime])).toEqual(
      [
        ['2026-11-23', 0, 0, 0],
        ['2026-11-23', 0, 0, 0],
        ['2026-11-24', 1, 0, 0],
        ['2026-11-25', 0, 1, 0],
      ],
    )
    expect(summed(received, given, accepted, resolved, rejected)).toMatchObject({ resolved: 0, timed: 0 })
  })

  it('goes by the due time as it was moved, the old day of an extension no longer binds (4.5)', () => {
    const facts = { days: 2, dueAfter: local('2026-11-26 17:30').toISOString() }
    const extended: Said = ['2026-11-24 11:00', 'extend', facts, 'in_progress', 'luona']
    const late: Said = ['2026-11-26 17:00', 'resolve', { outcome: 'solved' }, 'resolved']
    expect(summed(received, given, accepted, extended, late)).toMatchObject({
      ...{ extended: 1, timed: 1, onTime: 1 },
    })
    expect(summed(received, given, accepted, late)).toMatchObject({ timed: 1, onTime: 0 })
  })

  it('holds lateness against whoever let the time go by, by the class of 5.2', () => {
    const up: Said = [
      '2026-11-26 17:30',
      'escalate',
      { ...to('zhaojian', '2026-12-01 17:30'), why: 'clock' },
      'dispatched',
      'clock',
    ]
    const reason: Said = ['2026-11-25 09:00', 'late_reason']
    const responsible: Said = ['2026-11-25 10:00', 'late_class', { class: 'responsible', handler: 'chenlan' }]
    const confirmed: Said = ['2026-11-27 10:00', 'late_confirm', {}, 'dispatched', 'luona']
    const found = counted(received, given, accepted, reason, responsible, up, confirmed)
    const late = found.find(({ day }) => day === '2026-11-26')
    expect(late).toMatchObject({ person: 'chenlan', measures: { timed: 1, onTime: 0, lateConfirmed: 1 } })
    expect(summed(received, given, accepted, reason, responsible, up)).toMatchObject({ lateResponsible: 1 })
    const objective: Said = ['2026-11-27 10:00', 'late_class', { class: 'objective' }]
    const excused = summed(received, given, accepted, reason, responsible, up, objective)
    expect(excused).toMatchObject({ lateObjective: 1, lateResponsible: 0, lateConfirmed: 0 })
    expect(figuresOf(excused)).toMatchObject({ onTime: { rate: 0 }, onTimeAssessed: { rate: 1 } })
  })

  it('counts what was shelved apart, never as solved or on time (2.1)', () => {
    const shelved: Said = ['2026-11-24 09:00', 'shelve', {}, 'long_term', 'luona']
    const resumed: Said = ['2026-12-24 09:00', 'resume', { due: local('2026-12-25 17:30').toISOString() }]
    const done: Said = ['2026-12-24 10:00', 'resolve', { outcome: 'solved' }, 'resolved']
    const over: Said = ['2026-12-24 11:00', 'close', {}, 'closed', 'luona']
    expect(summed(received, given, accepted, shelved, resumed, done, over)).toEqual(
      only({ received: 1, dispatched: 1, responded: 1, shelved: 1, shelvedClosed: 1 }),
    )
  })

  it('does not make good by shelving what was late before', () => {
    const shelved: Said = ['2026-11-26 09:00', 'shelve', {}, 'long_term', 'luona']
    expect(summed(received, given, accepted, shelved)).toMatchObject({ timed: 1, onTime: 0, shelved: 1 })
    const reason: Said = ['2026-11-25 09:00', 'late_reason']
    const classed: Said = ['2026-11-25 10:00', 'late_class', { class: 'responsible' }, 'in_progress', 'luona']
    const up: Said = [
      '2026-11-25 17:30',
      'escalate',
      to('gaofeng', '2026-11-30 17:30'),
      'dispatched',
      'clock',
    ]
    expect(
      counted(received, given, accepted, reason, classed, up, shelved).map(({ day, person, measures }) => [
        ...[day, person, measures.timed, measures.onTime, measures.lateResponsible],
      ]),
    ).toEqual(
      expect.arrayContaining([
        ['2026-11-25', 'chenlan', 1, 0, 1],
        ['2026-11-26', 'gaofeng', 0, 0, 0],
      ]),
    )
  })

  it('takes the worst rating of a cycle, on the day of the closing; who did not rate is in no figure', () => {
    const says = (rating: string): Said => ['2026-12-01 09:00', 'rate', { rating }, 'closed', 'liayi']
    const base = [received, given, accepted, resolved, verified, closed] as const
    expect(summed(...base, says('satisfied'), says('dissatisfied'), says('basic'))).toMatchObject({
      ...{ rated: 1, satisfied: 0, basic: 0, dissatisfied: 1 },
    })
    const day = counted(...base, says('basic')).find(({ measures }) => measures.rated === 1)?.day
    expect(day).toBe('2026-11-24')
    const silent = figuresOf(summed(...base, ['2026-11-27 10:10', 'rate_end', {}, 'closed', 'clock']))
    expect(silent.satisfaction).toEqual({ count: 0, of: 0, rate: null })
  })

  it('holds a reopening against who had finished, and closes the second cycle on its own', () => {
    const base = [received, given, accepted, resolved, verified, closed] as const
    const again: Said = [
      '2026-11-25 09:00',
      'reopen',
      to('zhaojian', '2026-11-26 17:30'),
      'dispatched',
      'bot',
    ]
    const done: Said = ['2026-11-25 10:00', 'resolve', { outcome: 'explained' }, 'resolved', 'zhaojian']
    const over: Said = ['2026-11-25 11:00', 'close', {}, 'closed', 'luona']
    const found = counted(...base, again, done, over).filter(({ day }) => day === '2026-11-25')
    expect(found.map(({ person, measures }) => [person, measures.reopened, measures.closed])).toEqual([
      ['chenlan', 1, 0],
      ['zhaojian', 0, 1],
    ])
    expect(figuresOf(summed(...base, again, done, over)).resolution).toEqual({ count: 1, of: 2, rate: 0.5 })
  })

  it('leaves what was none, or another’s, out of what was received; praise stands in no other figure', () => {
    const left = (move: Move, state: CaseRecord['state']): Said => ['2026-11-23 09:20', move, {}, state]
    expect(summed(received, left('dismiss', 'dismissed'))).toEqual(only({ dismissed: 1 }))
    expect(summed(received, left('merge', 'merged'))).toEqual(only({ merged: 1 }))
    expect(summed(received, left('merge', 'merged'), left('unmerge', 'filed'))).toEqual(only({ received: 1 }))
    expect(summed(received, left('refuse', 'refused'))).toEqual(only({ received: 1, refused: 1 }))
    expect(summed(received, given, left('withdraw', 'dispatched'))).toMatchObject({ withdrawn: 0 })
    const praise = factsOf(aCase({ kind: 'praise' }), course(received, closed), ground)
    expect(praise.map(({ measures }) => measures)).toEqual([only({ praise: 1 })])
  })

  it('of the county is an outcome without a person', () => {
    const handed: Said = ['2026-11-23 09:20', 'hand_to_county', {}, 'county', 'luona']
    const answer: Said = ['2026-11-30 09:20', 'county_answer', { outcome: 'solved' }, 'resolved', 'luona']
    const over: Said = ['2026-11-30 10:00', 'close', {}, 'closed', 'luona']
    const found = counted(received, given, handed, answer, over)
    expect(found.every(({ person }) => person === null)).toBe(true)
    expect(summed(received, given, handed, answer, over)).toMatchObject({ toCounty: 1, closed: 1, timed: 0 })
  })
})

describe('Where a case is counted', () => {
  it('is its area; without one that of its room; from staff apart (2.7)', () => {
    expect(belongingOf(aCase(), ground)).toMatchObject({
      ...{ area: 'QH-JX-01', grid: 'QH-JX-01', community: 'QH-JX', rounds: false },
    })
    const lost = belongingOf(aCase({ area: null, grid: null, source: 'staff' }), ground)
    expect(lost).toMatchObject({ area: 'QH-JX-01', grid: null, community: 'QH-JX', rounds: true })
  })
})
