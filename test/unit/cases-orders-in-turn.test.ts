import { describe, expect, it } from 'vitest'
import type { Rating } from '../../src/intake/reading.ts'
import * as orders from '../../src/cases/orders.ts'
import { aReporter, ground, now } from '../support/lifecycle-ask.ts'
import { aDecision, changedBy, muchHappened } from '../support/two-cases.ts'

const record = muchHappened()

describe('A move after others', () => {
  it('never undoes the director’s word by another’s', () => {
    const designated = muchHappened({ designatedByDirector: true })
    const { designatedByDirector } = orders.designateTo(aDecision(), false, null).change(designated, now)
    expect(designatedByDirector).toBe(true)
  })

  it('returns what nobody had without naming nobody', () => {
    const { returners, handler: after } = orders.returnCase('').change(muchHappened({ handler: null }), now)
    expect([returners, after]).toEqual([['grid_lead-G12'], null])
  })

  it('of resolving counts as accepting where nobody had accepted', () => {
    const order = orders.resolveCase('solved', '好了')
    expect(order.change(muchHappened({ acceptedAt: null }), now).acceptedAt).toEqual(now)
    expect(order.change(record, now).acceptedAt).toEqual(record.acceptedAt)
  })

  it('of extending gives no due time to what has none', () => {
    expect(orders.extendCase(2, ground).change(muchHappened({ dueAt: null }), now).dueAt).toBeNull()
  })

  it.each<[Rating | null, Rating, Rating]>([
    [null, 'satisfied', 'satisfied'],
    ['satisfied', 'basic', 'basic'],
    ['satisfied', 'satisfied', 'satisfied'],
    ['basic', 'satisfied', 'basic'],
    ['basic', 'dissatisfied', 'dissatisfied'],
    ['dissatisfied', 'basic', 'dissatisfied'],
    ['dissatisfied', 'satisfied', 'dissatisfied'],
  ])('of rating keeps the worst: %s and then %s is %s (2.1)', (before, said, after) => {
    const reporters = [aReporter(), aReporter({ key: 'resident-2', rating: before })]
    const order = orders.rateCase('resident-1', said, '谢谢')
    const change = order.change(muchHappened({ rating: before, reporters }), now)
    expect(order).toMatchObject({ move: 'rate', facts: { rating: said }, words: '谢谢' })
    expect(change.rating).toBe(after)
    expect(change.reporters?.map(({ rating }) => rating)).toEqual([said, before])
  })
})

describe('会商 (3.9)', () => {
  const helper = (person: string, task?: string) => ({
    ...({ person, post: 'department_lead', area: 'QH', dept: null } as const),
    ...(task === undefined ? {} : { task, dueAt: '2026-11-26T09:30:00.000Z' }),
  })

  it('gives each a task and a time, the new one in place of the old', () => {
    const working = muchHappened({ assistants: [helper('a', '查油烟'), helper('b', '查排水')] })
    const called = [helper('b', '查消防'), helper('c', '查消防')]
    const order = orders.confer(called)
    expect(order).toMatchObject({ move: 'confer', words: '查消防' })
    expect(order.facts).toEqual({
      ...{ assistants: ['b', 'c'], dues: ['2026-11-26T09:30:00.000Z', '2026-11-26T09:30:00.000Z'] },
    })
    expect(changedBy(order, working)).toEqual({ assistants: [helper('a', '查油烟'), ...called] })
  })

  it('says of whom is called without task and time that there is none', () => {
    const order = orders.confer([helper('c')])
    expect([order.facts['dues'], order.words]).toEqual([[''], null])
    expect(orders.confer([]).words).toBeNull()
  })

  it('has done its part where the assistant says so, and the others go on', () => {
    const working = muchHappened({ assistants: [helper('a', '查油烟'), helper('b', '查排水'), helper('c')] })
    const order = orders.assistDone('b', '查过了')
    expect(order).toMatchObject({ move: 'assist_done', facts: {}, words: '查过了' })
    const done = { ...helper('b', '查排水'), doneAt: '2026-11-23T07:00:00.000Z' }
    expect(changedBy(order, working)).toEqual({ assistants: [helper('a', '查油烟'), done, helper('c')] })
    expect(changedBy(orders.assistDone('c', '没有任务'), working)).toEqual({})
  })
})

describe('撤销 (2.4)', () => {
  it('names what it takes back, and the case stands as it stood', () => {
    const before = muchHappened({ state: 'dispatched', acceptedAt: null, title: '别的' })
    const order = orders.undoAct({ id: 'e7', move: 'accept' }, before)
    expect(order).toMatchObject({ move: 'undo', facts: { undoes: 'accept', undoneEvent: 'e7' }, words: null })
    expect(changedBy(order, record)).toEqual({ state: 'dispatched', acceptedAt: null })
  })
})
