import { beforeAll, describe, expect, it } from 'vitest'
import type { CaseRecord, Reporter } from '../../src/cases/case.ts'
import type { Ground } from '../../src/grid/ground.ts'
import { addHours, instant } from '../../src/kernel/clock.ts'
import { hotSpotsOf } from '../../src/ledger/hot-spots.ts'
import { aCase } from '../support/a-case.ts'
import { exampleGround } from '../support/example-town.ts'

const now = instant('2026-11-23T15:00:00+08:00')

describe('Hot spots (8.7)', () => {
  let ground: Ground
  beforeAll(async () => {
    ground = await exampleGround()
  })

  const reporter = (key: string, withdrawn = false): Reporter => ({
    ...{ key, contactId: null, name: key, room: 'cuihu-a', joinedAt: now, withdrawn, rating: null },
  })
  const numbered = (id: string, wanted: Partial<CaseRecord> = {}): CaseRecord =>
    aCase({ id, reporters: [reporter(id)], ...wanted })
  const kinds = (record: CaseRecord, near: readonly CaseRecord[] = [], key: string | null = null) =>
    hotSpotsOf(record, near, key, ground, now).map((one) => one.kind)

  it('are five who share a matter, whoever took it back not counted', () => {
    const five = ['a', 'b', 'c', 'd', 'e'].map((key) => reporter(key))
    expect(kinds(numbered('1', { reporters: five }))).toEqual(['joint'])
    expect(kinds(numbered('1', { reporters: [...five.slice(1), reporter('a', true)] }))).toEqual([])
  })

  it('are three cases of one leaf and day in one community', () => {
    expect(kinds(numbered('1'), [numbered('2'), numbered('3')])).toEqual(['similar'])
    expect(
      kinds(numbered('1'), [numbered('2'), numbered('3', { grid: 'QH-DF-01', area: 'QH-DF-01' })]),
    ).toEqual([])
    expect(kinds(numbered('1'), [numbered('2'), numbered('3', { category: '0101' })])).toEqual([])
    const yesterday = { receivedAt: addHours(now, -24) }
    expect(kinds(numbered('1'), [numbered('2'), numbered('3', yesterday)])).toEqual([])
  })

  it('are the third petition of one person within the days that count', () => {
    const by = (id: string, days: number): CaseRecord =>
      numbered(id, { reporters: [reporter('laowu')], receivedAt: addHours(now, -24 * days) })
    expect(kinds(by('1', 0), [by('2', 5), by('3', 29)], 'laowu')).toEqual(['petitions'])
    expect(kinds(by('1', 0), [by('2', 5), by('3', 31)], 'laowu')).toEqual([])
    expect(kinds(by('1', 0), [by('2', 5), by('3', 29)], 'amei')).toEqual([])
  })

  it('are not made of what was no case, of praise, or of what is confidential', () => {
    for (const state of ['dismissed', 'merged', 'withdrawn', 'refused'] as const)
      expect(kinds(numbered('1'), [numbered('2'), numbered('3', { state })])).toEqual([])
    expect(kinds(numbered('1', { confidential: true }), [numbered('2'), numbered('3')])).toEqual([])
    expect(kinds(numbered('1', { kind: 'praise' }), [numbered('2'), numbered('3')])).toEqual([])
  })

  it('have the same key whatever order the cases come in, so that each is raised once', () => {
    const keys = (record: CaseRecord, near: readonly CaseRecord[]) =>
      hotSpotsOf(record, near, null, ground, now).map((one) => one.key)
    const [a, b, c] = [numbered('1'), numbered('2'), numbered('3')]
    expect(keys(a, [b, c])).toEqual(keys(c, [a, b]))
  })
})
