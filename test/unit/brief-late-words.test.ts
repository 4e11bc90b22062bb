import { describe, expect, it } from 'vitest'
import { briefBlocks } from '../../src/api/papers/brief-document.ts'
import { instant } from '../../src/kernel/clock.ts'
import type { Brief } from '../../src/ledger/brief.ts'
import { figureTotal } from '../../src/ledger/figures.ts'
import { noMeasures } from '../../src/ledger/measures.ts'
import { exampleGround } from '../support/example-town.ts'

const ground = await exampleGround()
const measures = { ...noMeasures, dispatched: 6, timed: 6, onTime: 2, lateObjective: 1 }
const total = figureTotal([{ key: null, rounds: false, measures }])
const period = { from: '2026-11-01', to: '2026-12-01' }
const brief: Brief = {
  ...{ period, total, before: figureTotal([]), compared: { from: '2026-10-01', to: '2026-11-01' } },
  ...{ trend: [], standing: { open: 5, overdue: 3 }, departments: [], categories: [] },
  communities: [{ ...total, key: 'QH-JX', open: 5, overdue: 3 }],
  ...{ overdue: [], hard: [], kept: 0, hotSpots: [], carried: [], decided: [] },
}

describe('The brief of a month (9.4)', () => {
  it('has one word for what was late in the month and another for what is overdue now', () => {
    const said = JSON.stringify(briefBlocks(brief, 'month', ground, instant('2026-11-30T09:00:00+08:00')))
    expect(said).toContain('未按时 4 件次（客观 1，责任已确认 0，未说明或待判定 3）')
    expect(said).toContain('其中超期未办结 3 件')
    expect(said.match(/超期(?!未办结|最久)[^"]{0,4}/gu) ?? []).toEqual([])
  })
})
