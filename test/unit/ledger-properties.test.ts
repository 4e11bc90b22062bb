import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CaseEvent, NewEvent } from '../../src/cases/event.ts'
import { addMinutes } from '../../src/kernel/clock.ts'
import { type Fact, factsOf } from '../../src/ledger/facts.ts'
import { addMeasures, type Measures, noMeasures } from '../../src/ledger/measures.ts'
import { aCase } from '../support/a-case.ts'
import { exampleGround } from '../support/example-town.ts'
import { randomCourse } from '../support/random-course.ts'
import '../support/same-seed.ts'

const ground = await exampleGround()

const events = (said: readonly Omit<NewEvent, 'caseId'>[]): readonly CaseEvent[] =>
  said.map(({ words: _, ...one }, index) => ({
    ...{ ...one, id: `e${String(index)}`, caseId: 'case-1', seq: index + 1 },
    ...{ wordsDigest: null, previousHash: null, hash: '' },
  }))
const factsFor = (said: readonly Omit<NewEvent, 'caseId'>[]): readonly Fact[] =>
  factsOf(aCase(), events(said), ground)
const sum = (facts: readonly Fact[]): Measures =>
  facts.reduce((all, { measures }) => addMeasures(all, measures), noMeasures)

describe('The facts of any course', () => {
  it('hold together: no share is more than the whole, and nothing is less than nothing', () => {
    fc.assert(
      fc.property(randomCourse, (said) => {
        const all = sum(factsFor(said))
        expect(Object.values(all).every((count) => count >= 0)).toBe(true)
        expect(all.responded).toBeLessThanOrEqual(all.dispatched)
        expect(all.onTime).toBeLessThanOrEqual(all.timed)
        expect(all.lateObjective + all.lateResponsible + all.lateConfirmed).toBeLessThanOrEqual(
          all.timed - all.onTime,
        )
        expect(all.solved + all.partly + all.explained).toBeLessThanOrEqual(all.closed)
        expect(all.satisfied + all.basic + all.dissatisfied).toBe(all.rated)
        expect(all.rated).toBeLessThanOrEqual(all.closed + all.shelvedClosed)
        expect(all.received).toBeLessThanOrEqual(1)
      }),
    )
  })

  it('are the same as before once an act is taken back, and another undo follows on the next act (2.4)', () => {
    fc.assert(
      fc.property(randomCourse, randomCourse, (said, later) => {
        // Somebody's act: what the bot does of itself is nobody's to take back.
        const act = later.find(({ actor }) => actor.post !== 'bot')
        const lasting = said.filter(({ actor }) => actor.post !== 'bot')
        if (act === undefined || ['join', 'supplement', 'ask', 'leave'].includes(act.move)) return
        const at = addMinutes(lasting.at(-1)?.at ?? act.at, 5)
        const undo = { ...act, move: 'undo' as const, at: addMinutes(at, 3) }
        expect(factsFor([...lasting, { ...act, at }, undo])).toEqual(factsFor(lasting))
      }),
    )
  })

  it('of a day are those of the events up to that day, but for what is measured later', () => {
    fc.assert(
      fc.property(randomCourse, (said) => {
        const days = new Set(said.map(({ at }) => addMinutes(at, 480).toISOString().slice(0, 10)))
        expect(factsFor(said).every(({ day }) => days.has(day))).toBe(true)
      }),
    )
  })
})
