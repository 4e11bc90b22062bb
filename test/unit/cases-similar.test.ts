import { describe, expect, it } from 'vitest'
import type { CaseRecord } from '../../src/cases/case.ts'
import { elsewhereAltogether, likeness } from '../../src/cases/similar.ts'
import type { PlaceSaid } from '../../src/grid/directory.ts'
import type { Matter } from '../../src/intake/reading.ts'
import { aCase } from '../support/a-case.ts'

const place = (wanted: Partial<PlaceSaid>): PlaceSaid => ({
  estate: null,
  building: null,
  unit: null,
  room: null,
  spot: null,
  ...wanted,
})

const matter = (category: string, where: Partial<PlaceSaid>): Matter => ({
  kind: 'help',
  category,
  nature: 'community_matter',
  place: place(where),
  occurred: null,
  urgency: 'normal',
  confidential: false,
  title: '',
  certainty: 1,
  evidence: {},
})

describe('An appeal is the same matter as an open case (8.6)', () => {
  it.each([
    ['the same building', { building: '3', unit: '2' }, '3号楼灯坏了', 'same'],
    ['the building alone', { building: '3' }, '3号楼灯还不亮', 'same'],
    ['another building', { building: '4' }, '4号楼灯坏了', 'other'],
    ['another unit', { building: '3', unit: '1' }, '3号楼1单元灯坏了', 'other'],
    ['no place, other words', {}, '外面黑漆漆的', 'maybe'],
    ['no place, the same words', {}, '3号楼2单元楼道灯坏了', 'same'],
    ['a stairway that every building has', { spot: '楼道' }, '楼道黑', 'maybe'],
  ] as const)('%s', (_, where, words, expected) => {
    expect(likeness(matter('0201', where), words, aCase())).toBe(expected)
  })

  it('another leaf is another matter, whatever the place', () => {
    expect(likeness(matter('0101', { building: '3', unit: '2' }), '3号楼2单元楼道灯坏了', aCase())).toBe(
      'other',
    )
  })

  it('the same named spot outside the buildings is the same place', () => {
    const bin = aCase({
      category: '0101',
      place: place({ spot: '小区东门' }),
      words: '小区东门垃圾桶三天没清',
    })
    expect(likeness(matter('0101', { spot: '东门' }), '东门垃圾还没人收', bin)).toBe('same')
    expect(likeness(matter('0101', { spot: '西门' }), '西门垃圾还没人收', bin)).toBe('maybe')
  })

  it('a quarrel is the same only between the same flats', () => {
    const leak = aCase({ category: '0402', place: place({ building: '2', unit: '1', room: '702' }) })
    expect(likeness(matter('0402', { building: '2', unit: '1', room: '702' }), '又漏了', leak)).toBe('same')
    expect(likeness(matter('0402', { building: '2', unit: '1' }), '又漏了', leak)).toBe('maybe')
    expect(likeness(matter('0402', { building: '2', unit: '1', room: '802' }), '又漏了', leak)).toBe('other')
  })
})

describe('A joiner’s place (8.5)', () => {
  const light = { estate: null, building: '3', unit: '2', room: null, spot: '楼道' }
  const elsewhere = (building: string, known: Partial<CaseRecord> = {}): boolean =>
    elsewhereAltogether({ ...light, building, unit: null }, { ...aCase({ place: light }), ...known })

  it('makes it another matter where it lies inside another house', () => {
    expect(elsewhere('12')).toBe(true)
    expect(elsewhere('3')).toBe(false)
  })

  it('leaves it one where the matter reaches over houses', () => {
    const water = { category: '0206', place: { ...light, unit: null, spot: null } }
    expect(elsewhere('12', water)).toBe(false)
  })

  it('knows house 1 from house 12', () => {
    expect(elsewhere('1', { place: { ...light, building: '12' } })).toBe(true)
  })
})
