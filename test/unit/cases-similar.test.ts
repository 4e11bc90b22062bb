import { describe, expect, it } from 'vitest'
import type { CaseRecord } from '../../src/cases/case.ts'
import { elsewhereAltogether, type Likeness, likeness, placesContradict } from '../../src/cases/similar.ts'
import { wordOverlap } from '../../src/cases/word-overlap.ts'
import type { PlaceSaid } from '../../src/grid/directory.ts'
import type { Matter } from '../../src/intake/reading.ts'
import { aCase } from '../support/a-case.ts'
import { said as place } from '../support/routing-ask.ts'

type Place = Partial<PlaceSaid>

const matter = (category: string, where: Place): Matter => ({
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

/** A matter of that leaf that is open at that place. */
const known = (category: string, where: Place, words = '灯坏了'): CaseRecord =>
  aCase({ category, place: place(where), words })

describe('Words in common', () => {
  it.each<[string, string, number]>([
    ['楼道灯坏了', '楼道灯坏了', 1],
    ['楼道灯坏了', '楼道灯不亮', 0.5],
    ['楼道灯坏了', '昨天起三单元楼道灯坏了没人修', 1],
    ['昨天起三单元楼道灯坏了没人修', '楼道灯坏了', 1],
    ['东门的垃圾', '东门垃圾', 1],
    ['东门，垃圾！', '东门 垃圾', 1],
    ['小区里的３号楼', '3号楼', 1],
    ['灯', '灯', 0],
    ['', '楼道灯坏了', 0],
    ['楼道灯坏了', '水管漏水', 0],
  ])('are the letter pairs of the shorter that the longer has too: %s, %s', (a, b, share) => {
    expect(wordOverlap(a, b)).toBe(share)
  })
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

  it.each<[string, Place, Place, Likeness]>([
    [
      'another estate is another place',
      { estate: '翠湖', building: '3' },
      { estate: '金星', building: '3' },
      'other',
    ],
    [
      'an estate is known with or without 小区',
      { estate: '翠湖小区', building: '3' },
      { estate: '翠湖', building: '3' },
      'same',
    ],
    [
      'an estate left out stands against nothing',
      { building: '3' },
      { estate: '翠湖', building: '3' },
      'same',
    ],
    [
      'another flat is another place',
      { building: '3', room: '502' },
      { building: '3', room: '501' },
      'other',
    ],
    ['figures are the same however they are typed', { building: '３' }, { building: '3' }, 'same'],
    ['house 1 is no part of house 12', { building: '1' }, { building: '12' }, 'other'],
    ['a named spot is the same', { spot: '小区东门' }, { spot: '东门' }, 'same'],
    ['a named spot is the same with a word more', { spot: '东门花坛' }, { spot: '东门' }, 'same'],
    ['a named spot is the same said the other way round', { spot: '东门' }, { spot: '小区东门花坛' }, 'same'],
    ['another named spot may be near', { spot: '东门' }, { spot: '西门' }, 'maybe'],
    ['a spot in much the same words is the same', { spot: '东门垃圾桶旁' }, { spot: '东门垃圾桶边' }, 'same'],
    [
      'a spot with three pairs of five in common is the same',
      { spot: '东门垃圾站旁' },
      { spot: '东门垃圾桶边' },
      'same',
    ],
    ['a spot with less in common may be near', { spot: '东门垃桶边上' }, { spot: '东门垃圾站旁' }, 'maybe'],
    [
      'another spot in the same building may be near',
      { building: '3', spot: '天台' },
      { building: '3', spot: '地下室' },
      'maybe',
    ],
    [
      'the same spot of a building that one leaves out may be it',
      { spot: '自行车棚' },
      { building: '3', spot: '自行车棚' },
      'maybe',
    ],
    ['and the other way round', { building: '3', spot: '自行车棚' }, { spot: '自行车棚' }, 'maybe'],
    ['a building that one leaves out may be it', {}, { building: '3' }, 'maybe'],
    ['nothing said by either may be it', {}, {}, 'maybe'],
    ['a spot that one leaves out may be it', {}, { spot: '东门' }, 'maybe'],
  ])('%s', (_, where, there, expected) => {
    expect(likeness(matter('0101', where), '话', known('0101', there, '别的'))).toBe(expected)
    expect(placesContradict(place(where), place(there))).toBe(expected === 'other')
  })

  it.each([
    ...['楼道', '东边楼道', '电梯', '电梯口', '楼梯', '楼梯间', '走廊', '门口', '单元门', '单元门口', '楼下'],
    ...['楼顶', '大厅', '过道', '3楼', '12楼'],
  ])('%s is in every building, and names no place', (spot) => {
    expect(likeness(matter('0101', { spot }), '话', known('0101', { spot }, '别的'))).toBe('maybe')
  })

  it.each([
    ...[
      '大东边楼道',
      '楼道东',
      '东电梯',
      '电梯口东',
      '大走廊',
      '走廊东',
      '东门口',
      '门口东',
      '大厅东',
      '地下3楼',
    ],
    ...['单元门口东', '楼下东', '东楼顶', '3楼东', '楼梯间东', '东大厅', '过道东'],
  ])('%s names a place of its own', (spot) => {
    expect(likeness(matter('0101', { spot }), '话', known('0101', { spot }, '别的'))).toBe('same')
  })

  it('what the place leaves open the words decide: three pairs of five in common are enough', () => {
    const open = (words: string) => likeness(matter('0101', {}), words, known('0101', {}, '垃圾没人收走'))
    expect(open('垃圾没人来管')).toBe('same')
    expect(open('垃圾没有来管')).toBe('maybe')
  })

  it('a quarrel is the same only between the same flats, whatever the words', () => {
    const leak = known('0402', { building: '2', unit: '1', room: '702' }, '又漏了')
    expect(likeness(matter('0402', { building: '2', unit: '1', room: '702' }), '又漏了', leak)).toBe('same')
    expect(likeness(matter('0402', { building: '2', unit: '1' }), '又漏了', leak)).toBe('maybe')
    expect(likeness(matter('0402', { building: '2', unit: '1', room: '802' }), '又漏了', leak)).toBe('other')
    const rubbish = known('0104', { building: '2' })
    expect(likeness(matter('0104', { building: '2' }), '又堆了', rubbish)).toBe('same')
  })
})

describe('A joiner’s place (8.5)', () => {
  const light = { estate: null, building: '3', unit: '2', room: null, spot: '楼道' }
  const elsewhere = (building: string, wanted: Partial<CaseRecord> = {}): boolean =>
    elsewhereAltogether({ ...light, building, unit: null }, { ...aCase({ place: light }), ...wanted })

  it('makes it another matter where it lies inside another house', () => {
    expect(elsewhere('12')).toBe(true)
    expect(elsewhere('3')).toBe(false)
  })

  it('leaves it one where the matter reaches over houses', () => {
    const water = { category: '0206', place: { ...light, unit: null, spot: null } }
    expect(elsewhere('12', water)).toBe(false)
    expect(
      elsewhereAltogether(place({ estate: '金星' }), { ...water, place: place({ estate: '翠湖' }) }),
    ).toBe(false)
  })

  it('knows house 1 from house 12', () => {
    expect(elsewhere('1', { place: { ...light, building: '12' } })).toBe(true)
  })

  it.each<[string, string, Place, boolean]>([
    ['a quarrel', '0402', { building: '3' }, true],
    ['things left on the stairs', '0102', { building: '3' }, true],
    ['a lamp on the stairs', '0201', { building: '3' }, true],
    ['a blocked drain', '0203', { building: '3' }, true],
    ['a lift', '0204', { building: '3' }, true],
    ['a door that does not lock', '0205', { building: '3' }, true],
    ['what is told of a unit', '0206', { building: '3', unit: '1' }, true],
    ['what is told of a flat', '0206', { building: '3', room: '502' }, true],
    ['what is told of the lift', '0206', { building: '3', spot: '电梯' }, true],
    ['what is told of a spot outside', '0206', { building: '3', spot: '东门' }, false],
    ['what reaches over houses', '0206', { building: '3' }, false],
  ])('%s lies inside one house: %s %o %s', (_, category, there, another) => {
    expect(elsewhereAltogether(place({ building: '4' }), known(category, there))).toBe(another)
  })

  it('is elsewhere in another estate, whatever the house, and not where nothing contradicts', () => {
    const inside = known('0402', { estate: '翠湖', building: '3' })
    expect(elsewhereAltogether(place({ estate: '金星', building: '3' }), inside)).toBe(true)
    expect(elsewhereAltogether(place({ estate: '翠湖小区', building: '3' }), inside)).toBe(false)
    expect(elsewhereAltogether(place({}), inside)).toBe(false)
  })
})
