import { describe, expect, it } from 'vitest'
import { makeCategoriser } from '../../src/intake/category.ts'
import { makeGazetteer } from '../../src/intake/gazetteer.ts'
import { makeLooker } from '../../src/intake/look.ts'
import { normalise } from '../../src/intake/normalise.ts'
import { chooseAddress, findAddresses, furtherBuildings } from '../../src/intake/place.ts'
import { findTimes, occurredOf } from '../../src/intake/time.ts'

const gazetteer = makeGazetteer([
  { name: '梧桐苑', kind: 'estate', canonical: '梧桐苑' },
  { name: '柳河村', kind: 'community', canonical: '柳河村' },
  { name: '柳河村', kind: 'estate', canonical: '柳河村' },
  { name: '梧桐', kind: 'estate', canonical: '梧桐苑' },
  { name: '临江路', kind: 'road', canonical: '临江路' },
  { name: '实验小学', kind: 'landmark', canonical: '实验小学' },
])
const look = makeLooker(makeCategoriser([]), gazetteer)
const slots = (text: string): string => {
  const chosen = chooseAddress(findAddresses(normalise(text)), normalise(text).text)
  return [chosen?.building, chosen?.unit, chosen?.room].map((slot) => slot ?? '_').join(' ')
}

describe('addresses as residents write them', () => {
  it.each([
    ['3号楼2单元灯坏了', '3 2 _'],
    ['三栋的水停了', '3 _ _'],
    ['3#楼门口', '3 _ _'],
    ['3#2单元', '3 2 _'],
    ['3幢二单元五〇二', '3 2 502'],
    ['3-2-502没水', '3 2 502'],
    ['8-1-301', '8 1 301'],
    ['８－１－３０１', '8 1 301'],
    ['十二栋一单元1101室', '12 1 1101'],
    ['二十三号楼', '23 _ _'],
    ['A座1203', 'A _ 1203'],
    ['B栋1602噪音', 'B _ 1602'],
    ['6号楼2门501', '6 2 501'],
    ['6栋2门楼道', '6 2 _'],
    ['5号2单元', '5 2 _'],
    ['12-1203的空调', '12 _ 1203'],
    ['7栋2-501', '7 2 501'],
    ['0501室', '_ _ 0501'],
    ['第3栋', '3 _ _'],
    ['3號樓2單元', '3 2 _'],
    ['三棟二單元', '3 2 _'],
  ])('%s → %s', (text, expected) => {
    expect(slots(text)).toBe(expected)
  })

  it.each([
    '盖了两栋楼',
    '那栋楼没人管',
    '每栋都这样',
    '一座桥塌了',
    '三楼的灯坏了',
    '收了500元',
    '打110没人接',
    '坐101路公交',
    '2026年的账',
    '凌晨2点到5点',
    '8-10点停水',
    '3号停水',
    '东门2号门口',
    '第三次报修',
    '跑了三五百米',
  ])('finds no address in %s', (text) => {
    expect(slots(text)).toBe('_ _ _')
  })

  it('takes the flat named as the source of a leak, not the one that suffers', () => {
    expect(slots('2栋1单元702漏水漏到我家602天花板了')).toBe('2 1 702')
    expect(slots('我是3栋2单元502的，楼上602卫生间漏水')).toBe('3 2 602')
    expect(slots('我家5-1-301被楼上的水泡了')).toBe('5 1 301')
  })

  it('takes another’s address before the speaker’s own', () => {
    expect(slots('我住6栋，9栋门口的井盖没了')).toBe('9 _ _')
  })
})

describe('estates and spots', () => {
  it.each([
    ['梧桐苑3栋停电', '梧桐苑', null],
    ['梧桐3栋停电', '梧桐', null],
    ['梧桐院3栋停电', '梧桐院', null],
    ['柳河村村口到桥头那一段没灯', '柳河村', '村口到桥头那一段'],
    ['东门垃圾没人收', null, '东门'],
    ['小区东门的垃圾桶', null, '小区东门'],
    ['3号楼2单元楼道灯坏了', null, '楼道'],
    ['临江路菜场门口有人打架', null, '临江路菜场门口'],
    ['地下车库b2漏水', null, '地下车库b2'],
    ['五楼的声控灯', null, '五楼'],
    ['实验小学门口堵死了', null, '实验小学门口'],
    ['单元门口的下水井冒水', null, '单元门口'],
    ['电梯又坏了', null, null],
    ['隔壁装修太吵', null, null],
    ['楼上漏水', null, null],
    ['9栋西侧有人倒垃圾', null, '西侧'],
  ])('%s', (text, estate, spot) => {
    const seen = look(text)
    expect({ estate: seen.estate, spot: seen.spot }).toEqual({ estate, spot })
  })

  it('knows an estate that no gazetteer names, where the words show that it is one', () => {
    expect(makeLooker(makeCategoriser([]), makeGazetteer([]))('我们锦尚花园停水了').estate).toBe('锦尚花园')
  })
})

describe('time expressions as written', () => {
  it.each([
    ['昨晚11点多开始停水', '昨晚11点多'],
    ['这两天老跳闸', '这两天'],
    ['垃圾三天没清了', '三天'],
    ['夜里两点还在唱', '夜里两点'],
    ['天天晚上跳舞', '天天晚上'],
    ['上周三下午的事', '上周三下午'],
    ['11月23日早上', '11月23日早上'],
    ['从早上6点到晚上10点', '早上6点到晚上10点'],
    ['坏了半个多月', '半个多月'],
    ['前天夜里进贼了', '前天夜里'],
    ['晚上一点多还在敲', '晚上一点多'],
    ['昨晚２２:３０左右', '昨晚２２:３０'],
    ['好几天了', '好几天'],
  ])('%s → %s', (text, expected) => {
    expect(occurredOf(findTimes(normalise(text)))).toBe(expected)
  })

  it.each([
    '一点都不好',
    '我提三点建议',
    '麻烦快一点',
    '有两点意见',
    '天天都堵',
    '一天到晚吵',
    '早点修好',
    '前年的账没公示',
    '第三天',
    '差一点摔倒',
  ])('finds no time in %s', (text) => {
    expect(occurredOf(findTimes(normalise(text)))).toBe(null)
  })
})

describe('buildings named beside the first', () => {
  const further = (text: string): readonly string[] => {
    const plain = normalise(text)
    const addresses = findAddresses(plain)
    const first = chooseAddress(addresses, plain.text)
    return first === null ? [] : furtherBuildings(addresses, first, plain.text)
  }
  it.each([
    ['3号楼和9号楼的下水道都堵了', ['9']],
    ['3号楼、5号楼、9号楼停水了', ['5', '9']],
    ['3号楼和3号楼都停水', []],
    ['3号楼停水了，9号楼有水', []],
    ['3号楼2单元和9号楼', []],
    ['我家3号楼，9号楼的狗叫', []],
    ['3号楼灯坏了', []],
  ])('%s', (text, also) => {
    expect(further(text)).toEqual(also)
  })
})

describe('names that are nearly another’s', () => {
  const near = makeGazetteer([
    { name: '石桥村', kind: 'estate', canonical: '石桥村' },
    { name: '石桥', kind: 'estate', canonical: '石桥村' },
    { name: '石桥小学', kind: 'landmark', canonical: '石桥小学' },
    { name: '石桥巷', kind: 'road', canonical: '石桥巷' },
  ])
  const estateIn = (text: string): string | null => {
    const plain = normalise(text)
    return near.estate(plain, near.find(plain.text))
  }

  it.each([
    ['石桥小学门口井盖没了', null],
    ['石桥巷的路灯不亮', null],
    ['石桥寸3组停水了', '石桥寸'],
    ['石侨村3组停水了', '石侨村'],
    ['石桥的路灯不亮', '石桥'],
    ['石桥村小学旁边', '石桥村'],
  ])('are their own where they stand as they are: %s', (text, estate) => {
    expect(estateIn(text)).toBe(estate)
  })
})
