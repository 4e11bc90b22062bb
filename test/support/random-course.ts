import fc from 'fast-check'
import type { NewEvent } from '../../src/cases/event.ts'
import { outcomes, type State } from '../../src/cases/case.ts'
import { moves } from '../../src/cases/event.ts'
import { ratings } from '../../src/intake/reading.ts'
import { addMinutes } from '../../src/kernel/clock.ts'
import { local } from './closed-cases.ts'

const people = ['chenlan', 'zhangwei', 'zhaojian', 'luona']
const ends: Readonly<Partial<Record<string, State>>> = {
  ...{ dismiss: 'dismissed', merge: 'merged', refuse: 'refused', withdraw: 'withdrawn' },
}
const begun = local('2026-11-02 09:00')

/**
 * Moves in any order, as no lifecycle would let them: whatever is counted must hold for all of them. Ten minutes to some
 * days lie between two; handlers, due times, outcomes and ratings are made up.
 */
export const randomCourse: fc.Arbitrary<readonly Omit<NewEvent, 'caseId'>[]> = fc
  .array(
    fc.record({
      move: fc.oneof(
        fc.constantFrom(...moves.filter((move) => move !== 'undo')),
        fc.constantFrom('dispatch' as const, 'accept' as const, 'resolve' as const, 'close' as const),
        fc.constantFrom('rate' as const, 'reopen' as const, 'reject' as const, 'escalate' as const),
      ),
      by: fc.constantFrom(...people),
      post: fc.constantFrom('community_lead' as const, 'director' as const, 'bot' as const),
      handler: fc.constantFrom(...people),
      minutes: fc.integer({ min: 10, max: 6_000 }),
      dueIn: fc.integer({ min: 60, max: 9_000 }),
      outcome: fc.constantFrom(...outcomes),
      rating: fc.constantFrom(...ratings),
      class: fc.constantFrom('objective', 'responsible'),
    }),
    { maxLength: 25 },
  )
  .map((said) => {
    let at = begun
    return said.map(({ move, by, post, minutes, dueIn, ...facts }) => {
      at = addMinutes(at, minutes)
      const due = addMinutes(at, dueIn).toISOString()
      return {
        ...{ move, from: null, to: ends[move] ?? ('in_progress' as const), door: 'chat' as const, at },
        ...{ facts: { ...facts, post: 'community_lead', due }, words: null },
        actor: { by: post === 'bot' ? 'bot' : by, post },
      }
    })
  })
