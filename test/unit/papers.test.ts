import { describe, expect, it } from 'vitest'
import { countChange, percent, rateChange } from '../../src/api/papers/compared.ts'
import { linesFor } from '../../src/api/papers/one-sheet.ts'
import { areaOnPaper, issuer } from '../../src/api/papers/shown-area.ts'
import { momentInTable, momentShown } from '../../src/api/papers/shown-time.ts'
import { isOverdue, states } from '../../src/cases/case.ts'
import { makeDirectory } from '../../src/grid/make-directory.ts'
import { instant } from '../../src/kernel/clock.ts'
import { dayOfCentre } from '../../src/ledger/day.ts'
import { sameStretch } from '../../src/ledger/month-so-far.ts'
import { periodBefore, periodNamed } from '../../src/ledger/periods.ts'
import { sightOf } from '../../src/rights/policy.ts'
import { aCase } from '../support/a-case.ts'
import { exampleGround } from '../support/example-town.ts'
import { smallTown } from '../support/small-town.ts'

const ground = await exampleGround()
const { directory } = ground
const zone = 'Asia/Shanghai'

describe('What a paper says', () => {
  it('names the body that gives it out once', () => {
    expect(issuer(directory)).toBe('清河镇社会治理中心')
    expect(issuer(makeDirectory({ ...smallTown(), name: '清河镇' }))).toBe('清河镇社会治理中心')
  })

  it('names a grid without its community where its own name says it', () => {
    expect(areaOnPaper(directory, 'QH-JX-01')).toBe('锦绣第一网格')
    expect(areaOnPaper(directory, 'QH-JX')).toBe('锦绣社区')
    const town = smallTown()
    const areas = town.areas.map((area) => (area.code === 'C1' ? { ...area, name: '东风社区' } : area))
    expect(areaOnPaper(makeDirectory({ ...town, areas }), 'G11')).toMatch(/^东风社区/u)
  })

  it('writes days in Chinese, by the town’s clock, and the year in a table only where it is another', () => {
    const at = instant('2026-11-22T17:05:00Z')
    expect(momentShown(at, zone)).toBe('2026年11月23日 01:05')
    expect(momentInTable(at, zone, at)).toBe('11月23日 01:05')
    expect(momentInTable(at, zone, instant('2027-01-02T00:00:00Z'))).toBe('2026年11月23日 01:05')
    expect(momentInTable(null, zone, at)).toBe('')
  })

  it('gives no rate without what it stands on, and no change where there was nothing', () => {
    const [now, before, none] = [
      { count: 14, of: 15, rate: 14 / 15 },
      { count: 9, of: 10, rate: 0.9 },
      { count: 0, of: 0, rate: null },
    ]
    expect([percent(now), percent(none)]).toEqual(['93.3%（14/15）', '—'])
    expect([rateChange(now, before), rateChange(before, now), rateChange(now, none)]).toEqual([
      ...['升3.3个百分点', '降3.3个百分点', '—'],
    ])
    expect([countChange(12, 10, '件'), countChange(3, 4, '件'), countChange(2, 0, '件')]).toEqual([
      ...['增2件（+20.0%）', '减1件（−25.0%）', '增2件'],
    ])
    expect(countChange(5, 5, '件')).toBe('持平')
  })

  it('compares what has run so far with as much of the time before', () => {
    const month = periodNamed('2026-11')!
    const before = periodBefore('2026-11', month)
    expect(sameStretch(month, before, '2026-11-20')).toEqual({ from: '2026-10-01', to: '2026-10-21' })
    expect(sameStretch(month, before, '2026-11-30')).toEqual(before)
    expect(sameStretch(month, before, '2027-02-01')).toEqual(before)
    const march = periodNamed('2026-03')!
    expect(sameStretch(march, periodBefore('2026-03', march), '2026-03-30').to).toBe('2026-03-01')
  })
})

describe('超期未办结', () => {
  it('is a case past its due time without a result, not one that is shelved or waits to be verified', () => {
    const [dueAt, now] = [instant('2026-11-20T09:30:00Z'), instant('2026-11-23T01:00:00Z')]
    expect(states.filter((state) => isOverdue({ state, dueAt }, now))).toEqual([
      ...['triage', 'filed', 'dispatched', 'in_progress', 'county'],
    ])
    expect(isOverdue({ state: 'filed', dueAt }, dueAt)).toBe(false)
    expect(isOverdue({ state: 'filed', dueAt: null }, now)).toBe(false)
  })
})

describe('A sheet for the whole centre', () => {
  const rows = (count: number) => ({ rows: Array.from({ length: count }, () => []) })

  it('gives each list a line in turn until it is full, and what one does not need to the others', () => {
    expect(linesFor([rows(60), rows(60), rows(60)], 7)).toEqual([3, 2, 2])
    expect(linesFor([rows(60), rows(0), rows(1)], 7)).toEqual([6, 0, 1])
    expect(linesFor([rows(1), rows(2)], 7)).toEqual([1, 2])
  })

  it('watches an emergency that has no due time yet, behind however many others', async () => {
    const now = instant('2026-11-24T00:00:00Z')
    const cry = aCase({ id: 'cry', urgency: 'emergency', state: 'triage', handler: null, dueAt: null })
    const many = Array.from({ length: 1_000 }, (_, n) => aCase({ id: String(n) }))
    const lists = {
      page: ({ urgency }: { urgency?: string }) => Promise.resolve(urgency === 'emergency' ? [cry] : many),
      counts: () => Promise.resolve({ states: new Map(), overdue: 0 }),
    }
    const { watch } = await dayOfCentre(lists, sightOf('luona', directory), now, ground, now)
    expect(watch.map(({ record }) => record.id)).toEqual(['cry'])
  })
})
