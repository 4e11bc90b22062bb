import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  buildingTitle,
  canonicalBuilding,
  canonicalName,
  plainWriting,
  readBuilding,
} from '../../src/grid/building-name.ts'
import {
  coverage,
  covers,
  everyBuilding,
  outside,
  overlap,
  parseBuildings,
} from '../../src/grid/building-range.ts'
import type { BuildingRange } from '../../src/grid/building-range.ts'

function range(text: string): BuildingRange {
  const read = parseBuildings(text)
  if ('fault' in read) throw new Error(read.fault)
  return read
}

const building = (said: string) => {
  const read = readBuilding(plainWriting(said))
  if (read === null) throw new Error(`no building: ${said}`)
  return read
}

describe('A building has one name, however it is said', () => {
  it.each([
    ['3', '3'],
    ['3号楼', '3'],
    ['三栋', '3'],
    ['3#', '3'],
    ['3#楼', '3'],
    ['3幢', '3'],
    ['3座', '3'],
    ['３号', '3'],
    ['03', '3'],
    ['3号 楼', '3'],
    ['第三栋', '3'],
    ['三號樓', '3'],
    ['十', '10'],
    ['十二栋', '12'],
    ['二十一', '21'],
    ['一百零三号楼', '103'],
    ['二〇一', '201'],
    ['A座', 'A'],
    ['b', 'B'],
    ['Ｂ栋', 'B'],
    ['甲栋', '甲栋'],
    ['四组', '4组'],
    ['第四组', '4组'],
    ['4组', '4组'],
    ['4 组', '4组'],
    ['五队', '5队'],
    ['A1', 'A1'],
    ['A-1', 'A1'],
    ['A区1栋', 'A1'],
    ['a1号楼', 'A1'],
    ['东区3号楼', '东区3'],
    ['二期12栋', '2期12'],
    ['1号院5号楼', '1号院5'],
    ['东区', '东区'],
    ['A区', 'A区'],
    ['3A栋', '3A'],
    ['综合楼', '综合楼'],
  ])('"%s" is %s', (said, name) => {
    expect(canonicalBuilding(said)).toBe(name)
  })

  it.each(['', '哪里', '2单元', '三友', '3-27', '楼道'])('"%s" names no building', (said) => {
    expect(canonicalBuilding(said)).toBeNull()
  })

  it.each([
    ['3', '3号楼'],
    ['A', 'A座'],
    ['四组', '4组'],
    ['A区3栋', 'A3号楼'],
    ['东区', '东区'],
    ['3A', '3A号楼'],
  ])('"%s" is written %s in a notice', (said, title) => {
    expect(buildingTitle(building(said))).toBe(title)
  })

  it('reads its own canonical names back', () => {
    const zone = fc.constantFrom('', '东区', '2期', 'A区', '1号院')
    const inside = fc.oneof(
      fc.nat(9999).map((n) => `${n}号楼`),
      fc.constantFrom('A座', 'D栋', '甲栋', '3A栋'),
      fc.integer({ min: 1, max: 40 }).map((n) => `${n}组`),
    )
    fc.assert(
      fc.property(zone, inside, (z, said) => {
        const once = canonicalName(building(z + said))
        expect(canonicalName(building(once))).toBe(once)
        expect(building(once)).toEqual(building(z + said))
      }),
    )
  })
})

describe('A range of buildings is understood in any of the usual ways', () => {
  it.each([
    ['3-27', ['3', '27号楼', '十二栋'], ['2', '28', 'A', '3组']],
    ['1,3,5-9', ['1', '3', '5', '9'], ['2', '4', '10']],
    ['1、3、5~9', ['1', '3', '7'], ['4']],
    ['1，3，５－９', ['1', '3', '7'], ['4']],
    ['1 3 5', ['1', '3', '5'], ['2', '135']],
    ['1-3和5', ['2', '5'], ['4']],
    ['单号', ['1', '27'], ['2', '28', '0']],
    ['双号', ['2', '28'], ['1', '27', '0']],
    ['1-27单号', ['1', '27'], ['2', '29']],
    ['1-27号楼(双号)', ['2', '26'], ['1', '28']],
    ['A-D', ['A', 'd座', 'B栋'], ['E', '1', 'A1']],
    ['A座、C座', ['A', 'C'], ['B']],
    ['甲栋-丙栋', ['甲栋', '乙栋'], ['丁栋']],
    ['一组-三组', ['一组', '2组', '第三组'], ['4组', '2号楼', '2队']],
    ['一、二、五组', ['1组', '2组', '5组'], ['3组', '1号楼']],
    ['1-3组', ['2组'], ['2', '4组']],
    ['东区', ['东区', '东区3号楼', '东区B座'], ['西区3号楼', '3']],
    ['东区1-5', ['东区3号楼'], ['3', '东区6', '西区3']],
    ['东区1、2、3号楼', ['东区2', '东区3'], ['2']],
    ['一期-三期', ['2期8栋', '三期'], ['4期1', '8']],
    ['A区-C区', ['B7', 'C区1栋'], ['D1', 'B']],
    ['A1-A9', ['A1', 'A区9栋'], ['A10', 'B1', '5', 'A']],
    ['A1-9', ['A4'], ['4']],
    ['3号楼-7号楼', ['3', '7'], ['8']],
    ['1至6栋', ['6'], ['7']],
    ['三号楼到二十一号楼', ['3', '21'], ['22']],
    ['10号楼以上', ['10', '500'], ['9']],
    ['5号楼及以下', ['1', '5'], ['6']],
    ['1-27不含5、7', ['1', '6', '27'], ['5', '7']],
    ['1-10(除4外)', ['3'], ['4', '11']],
    ['综合楼、3A', ['综合楼', '3A栋'], ['3']],
    ['全部', ['1', 'A', '四组', '东区2'], []],
    ['5号楼1-2单元', ['5'], ['6']],
  ])('"%s"', (text, inside, out) => {
    const read = range(text)
    expect(inside.filter((said) => !covers(read, said))).toEqual([])
    expect(out.filter((said) => covers(read, said))).toEqual([])
  })

  it.each([
    ['', '"" names no building'],
    ['7-3', '"7-3" runs backwards'],
    ['D-A', '"D-A" runs backwards'],
    ['5组-2组', '"5组-2组" runs backwards'],
    ['1组-3队', '"1组-3队" mixes 组 and 队'],
    ['A1-B9', '"A1-B9" begins in one zone and ends in another'],
    ['A1,12', '"12" after A1 can be read two ways; write A12 or put it first'],
    ['5号楼4-1单元', '"5号楼4-1单元" runs backwards; a unit is written 5号楼1单元'],
    [
      '靠河那几栋',
      '"靠河那几栋" is no range of buildings; write 1-6, 1、3、5-9, 单号, A-D, 一组-三组 or 东区',
    ],
    ['1-', '"1-" is no range of buildings; write 1-6, 1、3、5-9, 单号, A-D, 一组-三组 or 东区'],
  ])('"%s" is refused', (text, fault) => {
    expect(parseBuildings(text)).toEqual({ fault })
  })

  it('tells a building that is split between entrances apart', () => {
    const read = range('1-4,5号楼1-2单元、4单元')
    expect([1, 2, 3, 4, null].map((unit) => coverage(read, building('5'), unit))).toEqual([
      'whole',
      'whole',
      'none',
      'whole',
      'part',
    ])
    expect(coverage(read, building('4'), 3)).toBe('whole')
  })

  it('reads nothing endlessly long for any text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...Array.from('0123456789一二十号楼栋组区东AB-~、,()除外 单元')) }),
        (text) => {
          const read = parseBuildings(text)
          if ('fault' in read) expect(read.fault).not.toBe('')
          else expect(read.stretches.length).toBeGreaterThan(0)
        },
      ),
    )
  })
})

describe('Two ranges overlap where they have a building in common', () => {
  it.each([
    ['1-6', '7-12', null],
    ['1-6', '6-12', '6号楼'],
    ['1-6', null, '1号楼'],
    [null, null, '全部楼栋'],
    [null, 'A-D', 'A座'],
    ['单号', '双号', null],
    ['1-27单号', '2-28', '3号楼'],
    ['A-D', 'C-F', 'C座'],
    ['A-D', '1-4', null],
    ['一组-三组', '三组-五组', '3组'],
    ['1-3', '一组-三组', null],
    ['东区', '东区3-5', '东区3号楼'],
    ['东区', '西区', null],
    ['东区', '1-9', null],
    ['A1-A9', 'A区', 'A1号楼'],
    ['1-10不含4', '4', null],
    ['全部不含4', '4-5', '5号楼'],
    ['5号楼1-2单元', '5号楼3-4单元', null],
    ['5号楼1-2单元', '5号楼2单元', '5号楼2单元'],
    ['5号楼1-2单元', '1-5', '5号楼1单元'],
    ['1-2单元', '3-4单元', null],
    ['10号楼以上', '1-9', null],
  ])('%s and %s: %s', (a, b, example) => {
    const left = a === null ? null : range(a)
    const right = b === null ? null : range(b)
    expect(overlap(left, right)).toBe(example)
    expect(overlap(right, left) === null).toBe(example === null)
  })

  it('agrees with looking at every building', () => {
    const text = fc
      .tuple(fc.nat(20), fc.nat(20), fc.constantFrom('', '单号', '双号'))
      .map(([a, b, parity]) => `${Math.min(a, b)}-${Math.max(a, b)}${parity}`)
    const both = fc.array(text, { minLength: 1, maxLength: 3 }).map((items) => items.join('、'))
    fc.assert(
      fc.property(both, both, (a, b) => {
        const common = Array.from({ length: 21 }, (_, n) => String(n)).some(
          (n) => covers(range(a), n) && covers(range(b), n),
        )
        expect(overlap(range(a), range(b)) !== null).toBe(common)
      }),
    )
  })

  it('names a building of one range that another does not cover', () => {
    expect(outside(range('4-6'), range('1-6'))).toBeNull()
    expect(outside(range('4-7'), range('1-6'))).toBe('7号楼')
    expect(outside(range('东区'), everyBuilding)).toBeNull()
  })
})
