import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { assess } from '../../src/ledger/assessment.ts'
import { figuresOf } from '../../src/ledger/figures.ts'
import { noMeasures } from '../../src/ledger/measures.ts'
import { monthBefore, periodBefore, periodNamed } from '../../src/ledger/periods.ts'
import { drawSample } from '../../src/ledger/sample.ts'
import { defaultRulebook, rulebookSchema } from '../../src/grid/rulebook.ts'

describe('A period by its name', () => {
  it.each([
    ['2026', '2026-01-01', '2027-01-01'],
    ['2026-Q4', '2026-10-01', '2027-01-01'],
    ['2026-11', '2026-11-01', '2026-12-01'],
    ['2026-12', '2026-12-01', '2027-01-01'],
    ['2026-W48', '2026-11-23', '2026-11-30'],
    ['2026-W01', '2025-12-29', '2026-01-05'],
    ['2026-W53', '2026-12-28', '2027-01-04'],
    ['2024-02-29', '2024-02-29', '2024-03-01'],
  ])('%s begins on %s and is over on %s', (name, from, to) => {
    expect(periodNamed(name)).toEqual({ from, to })
  })

  it.each(['2027-W53', '2026-W00', '2026-00', '2026-02-29', '2026-11-31', '26-11', '2026-Q5', ''])(
    '%s is none',
    (name) => {
      expect(periodNamed(name)).toBeNull()
    },
  )

  it('has one of its kind before it, over the turn of the year too', () => {
    expect(monthBefore('2026-01')).toBe('2025-12')
    expect(monthBefore('2026-01', 13)).toBe('2024-12')
    const before = (name: string) => periodBefore(name, periodNamed(name)!)
    expect(before('2026-01')).toEqual({ from: '2025-12-01', to: '2026-01-01' })
    expect(before('2026-Q1')).toEqual({ from: '2025-10-01', to: '2026-01-01' })
    expect(before('2026-W01')).toEqual({ from: '2025-12-22', to: '2025-12-29' })
  })
})

describe('The month’s colour (9.3)', () => {
  const of = (wanted: Partial<typeof noMeasures>) =>
    assess(figuresOf({ ...noMeasures, ...wanted }), defaultRulebook.assessment)

  it('is that of the worst rate, each at its threshold', () => {
    const good = { dispatched: 20, responded: 19, closed: 10, solved: 8, timed: 20, onTime: 20 }
    expect(of(good).colour).toBe('green')
    expect(of({ ...good, responded: 18 })).toMatchObject({ colour: 'yellow', rates: { response: 'yellow' } })
    expect(of({ ...good, solved: 6 })).toMatchObject({ colour: 'orange', rates: { resolution: 'orange' } })
    expect(of({ ...good, rated: 4, dissatisfied: 4 }).colour).toBe('red')
  })

  it('counts lateness only where the director has confirmed whose fault it was (5.2)', () => {
    expect(of({ timed: 10, onTime: 0 }).rates.onTime).toBe('green')
    expect(of({ timed: 10, onTime: 0, lateConfirmed: 3 }).rates.onTime).toBe('red')
  })

  it('is none with too few cases behind every rate', () => {
    expect(of({ dispatched: 2, closed: 2 })).toMatchObject({ colour: null, rates: { response: null } })
  })

  it('has thresholds that go down in order, or the rules are refused', () => {
    expect(() => rulebookSchema.parse({ assessment: { response: { green: 0.5 } } })).toThrow('green')
  })
})

describe('A sample (9.6)', () => {
  const closings = Array.from({ length: 200 }, (_, n) => ({
    ...{ caseId: `c${String(n)}`, number: `QH-${String(n)}` },
    hash: createHash('sha256').update(String(n)).digest('hex'),
  }))

  it('is drawn alike in whatever order the cases come, and otherwise in another month', () => {
    const drawn = drawSample(closings, '2026-10', 0.05)
    expect(drawn).toHaveLength(10)
    expect(drawSample(closings.toReversed(), '2026-10', 0.05)).toEqual(drawn)
    expect(drawSample(closings, '2026-11', 0.05)).not.toEqual(drawn)
  })

  it('is at least one of few, and none of none', () => {
    expect(drawSample(closings.slice(0, 3), '2026-10', 0.05)).toHaveLength(1)
    expect(drawSample([], '2026-10', 0.05)).toEqual([])
  })
})
