import { describe, expect, it } from 'vitest'
import * as loop from '../../src/cases/loop-orders.ts'
import type { MoveOrder } from '../../src/cases/orders.ts'
import { aReporter, handler } from '../support/lifecycle-ask.ts'
import { changedBy, muchHappened } from '../support/two-cases.ts'

const closed = muchHappened({
  state: 'closed',
  reporters: [
    aReporter({ key: 'rated', rating: 'satisfied' }),
    aReporter({ key: 'silent' }),
    aReporter({ key: 'caller', contactId: null }),
    aReporter({ key: 'rated caller', contactId: null, rating: 'basic' }),
    aReporter({ key: 'gone', withdrawn: true }),
  ],
})
const ownerless = muchHappened({ state: 'closed', handler: null })

describe('What belongs to a case after its work is done', () => {
  it.each<[string, MoveOrder, Partial<MoveOrder>, object]>([
    [
      'whoever has not rated in time is not rated, and whom the chat never reached stands apart (6.4, 6.8)',
      loop.endRating(closed),
      { move: 'rate_end', facts: { cycle: 2, notRated: ['silent'], unreachable: ['caller'] } },
      {},
    ],
    [
      'the duty officer holds a late reason for somebody’s fault, and the event says who was late (5.2)',
      loop.classLateReason(closed, 'objective'),
      { move: 'late_class', facts: { class: 'objective', handler: handler.by } },
      { lateClass: 'objective' },
    ],
    [
      'of what nobody handled nobody was late',
      loop.classLateReason(ownerless, 'objective'),
      { move: 'late_class', facts: { class: 'objective', handler: null } },
      { lateClass: 'objective' },
    ],
    [
      'only the director’s word lets it enter the assessment (5.2)',
      loop.confirmLateReason(closed),
      { move: 'late_confirm', facts: { handler: handler.by } },
      { lateClass: 'confirmed' },
    ],
    [
      'the director may confirm it of what nobody handles any more',
      loop.confirmLateReason(ownerless),
      { move: 'late_confirm', facts: { handler: null } },
      { lateClass: 'confirmed' },
    ],
    [
      'a follow-up is kept with its words apart (6.6)',
      loop.keepFollowUp('call15', 'calm', '都好了'),
      { move: 'follow_up', facts: { kind: 'call15', outcome: 'calm' }, words: '都好了' },
      {},
    ],
    [
      'a telephone call is kept whether or not it reached anybody (6.8)',
      loop.keepPhoneCall({ reporter: 'caller', reached: false, tries: 2, given: true }, '没人接'),
      {
        ...{ move: 'phone_call', words: '没人接' },
        facts: { reporter: 'caller', reached: false, tries: 2, given: true },
      },
      {},
    ],
  ])('%s', (_title, { change, ...said }, says, changes) => {
    expect(said).toEqual({ words: null, ...says })
    expect(changedBy({ ...said, change }, closed)).toEqual(changes)
  })
})
