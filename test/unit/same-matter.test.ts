import { describe, expect, it } from 'vitest'
import type { CaseRecord } from '../../src/cases/case.ts'
import { type Arriving, decideSame } from '../../src/cases/same-matter.ts'
import { thingsIn } from '../../src/cases/things.ts'
import type { PlaceSaid } from '../../src/grid/directory.ts'
import { aCase } from '../support/a-case.ts'

const nowhere: PlaceSaid = { estate: null, building: null, unit: null, room: null, spot: null }

interface Told {
  category: string
  words: string
  place?: Partial<PlaceSaid>
}

const arriving = (told: Told, more: Partial<Arriving['matter']> = {}, own = false): Arriving => ({
  ...{ words: told.words, own },
  matter: {
    ...{ category: told.category, urgency: 'normal', confidential: false, kind: 'help' },
    place: { ...nowhere, ...told.place },
    ...more,
  },
})

const open = ({ category, words, place = {} }: Told, more: Partial<CaseRecord> = {}): CaseRecord =>
  aCase({ state: 'dispatched', category, words, place: { ...nowhere, ...place }, ...more })

const light = {
  category: '0201',
  words: '3号楼2单元楼道灯坏了',
  place: { building: '3', unit: '2', spot: '楼道' },
}
const gate = { category: '0101', words: '东门垃圾桶三天没清', place: { spot: '东门' } }
const water = { category: '0206', words: '5号楼停水了', place: { building: '5' } }
const leak = {
  category: '0402',
  words: '2号楼1单元702漏水到602',
  place: { building: '2', unit: '1', room: '702' },
}

describe('An appeal and an open case of the same community and three days (8.6)', () => {
  it.each<[string, Told, Told, string, string]>([
    ['in other words', light, { ...light, words: '3号楼2单元楼梯灯还黑着' }, 'join', 'place_and_thing'],
    [
      'the house without the unit',
      light,
      { ...light, words: '3号楼灯不亮', place: { building: '3' } },
      'ask',
      'place:part',
    ],
    ['another unit', light, { ...light, place: { building: '3', unit: '1' } }, 'new', 'place:differ'],
    ['another house', light, { ...light, place: { building: '13', unit: '2' } }, 'new', 'place:differ'],
    ['no place', light, { ...light, words: '楼道灯坏了', place: { spot: '楼道' } }, 'ask', 'place:unsaid'],
    [
      'no place, and nothing in common',
      light,
      { category: '0201', words: '外面黑漆漆的，没人管' },
      'new',
      'words_differ',
    ],
    ['the same gate', gate, { ...gate, words: '东门的垃圾还没人收' }, 'join', 'place_and_thing'],
    [
      'another gate, which the words alone name',
      gate,
      { ...gate, words: '西门垃圾桶三天没清', place: { spot: '垃圾桶' } },
      'new',
      'place:differ',
    ],
    ['another thing of one leaf', water, { ...water, words: '5号楼停电了' }, 'new', 'other_thing'],
    [
      'the same place and nothing else in common',
      { category: '0301', words: '2号楼没人打扫', place: { building: '2' } },
      { category: '0301', words: '2号楼保安骂人', place: { building: '2' } },
      'ask',
      'place_alone',
    ],
    [
      'the same words under another leaf',
      { category: '0105', words: '12号楼后面一堆装修垃圾', place: { building: '12', spot: '后面' } },
      { category: '0101', words: '装修垃圾堆在12号楼后面', place: { building: '12', spot: '后面' } },
      'ask',
      'other_leaf',
    ],
    [
      'another matter in the same place',
      light,
      { category: '0102', words: '3号楼2单元堆满纸箱', place: light.place },
      'new',
      'other_leaf',
    ],
    ['the same flats', leak, { ...leak, words: '702还在漏' }, 'join', 'flat'],
    [
      'the house of a quarrel',
      leak,
      { ...leak, words: '楼上漏水到我家', place: { building: '2', unit: '1' } },
      'ask',
      'house_of_quarrel',
    ],
    [
      'another village group',
      { category: '1402', words: '河东村二组水渠塌了', place: { estate: '河东村', spot: '水渠' } },
      { category: '1402', words: '河东村4组水渠塌了', place: { estate: '河东村', spot: '水渠' } },
      'new',
      'place:differ',
    ],
    [
      'another floor of things that each floor has',
      { category: '0102', words: '2号楼1单元3楼堆满纸箱', place: { building: '2', unit: '1' } },
      { category: '0102', words: '2号楼1单元五楼堆满纸箱', place: { building: '2', unit: '1' } },
      'new',
      'place:differ',
    ],
    [
      'an affair of one’s own, in the same words',
      { category: '1002', words: '高龄津贴怎么办' },
      { category: '1002', words: '高龄津贴怎么办' },
      'new',
      'personal',
    ],
    [
      'a theft in the same place',
      { category: '0901', words: '8号楼电瓶被偷了', place: { building: '8' } },
      { category: '0901', words: '8号楼我的电瓶被偷了', place: { building: '8' } },
      'ask',
      'own_loss',
    ],
  ])('%s', (_, known, told, is, because) => {
    expect(decideSame(arriving(told), open(known))).toEqual({ is, because })
  })

  it('never lets an emergency go under in a case that is none', () => {
    const emergency = arriving(light, { urgency: 'emergency' })
    expect(decideSame(emergency, open(light)).is).toBe('ask')
    expect(decideSame(emergency, open(light, { urgency: 'emergency' })).is).toBe('join')
  })

  it('joins nothing to a case of which a result was told: a person looks', () => {
    for (const state of ['resolved', 'verified'] as const)
      expect(decideSame(arriving(light), open(light, { state }))).toEqual({
        is: 'ask',
        because: 'told_as_done',
      })
    expect(decideSame(arriving(light, {}, true), open(light, { state: 'resolved' })).is).toBe('ask')
  })

  it('takes what a reporter says further about their own matter as more of it, not what they say of another place', () => {
    const more = { ...light, words: '四楼的灯最早坏的', place: { spot: '四楼' } }
    expect(decideSame(arriving(more), open(light)).is).toBe('ask')
    expect(decideSame(arriving(more, {}, true), open(light)).is).toBe('join')
    expect(decideSame(arriving({ ...light, place: { building: '9' } }, {}, true), open(light)).is).toBe('new')
  })

  it('leaves confidential matters, praise and violence alone', () => {
    expect(decideSame(arriving(light, { confidential: true }), open(light)).is).toBe('new')
    expect(decideSame(arriving(light), open(light, { confidential: true })).is).toBe('new')
    expect(decideSame(arriving(light, { kind: 'praise' }), open(light)).is).toBe('new')
    const fight = { category: '0902', words: '5号楼打架了', place: { building: '5' } }
    expect(decideSame(arriving(fight), open(fight)).is).toBe('new')
  })

  it('does not count what a machine wrote in front of heard words', () => {
    const heard = { ...light, words: '（语音转写）3号楼2单元楼道灯坏了' }
    expect(decideSame(arriving(light), open(heard)).is).toBe('join')
  })
})

describe('The things that words name', () => {
  it.each([
    ['学校门口红绿灯坏了', ['signal']],
    ['升降机不动了', ['lift']],
    ['渣土车撒了一路', ['builders’ rubbish']],
    ['今天天气不错', []],
  ])('%s', (words, things) => {
    expect([...thingsIn(words)]).toEqual(things)
  })
})
