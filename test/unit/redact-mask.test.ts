import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maskName, maskText } from '../../src/wording/mask.ts'

describe('what a room may see', () => {
  it.each([
    ['已更换3号楼2单元一层至三层声控灯，现场试过都亮', '已更换3号楼2单元一层至三层声控灯，现场试过都亮'],
    ['702漏水漏到我家602', '漏水漏到我家'],
    ['3-2-502水管更换', '3-2水管更换'],
    ['8－1－301', '8－1'],
    ['B-1602的水管', 'B的水管'],
    ['2栋1单元702', '2栋1单元'],
    ['3号楼1单元五零二室', '3号楼1单元'],
    ['A座1203聚众赌博', 'A座聚众赌博'],
    ['联系138 1234 5678', '联系138****5678'],
    ['１３８００１３８０００', '138****8000'],
    ['座机0571-88886666', '座机****6666'],
    ['浙A12345挪走了', '浙A****挪走了'],
    ['共收1200元，502户同意', '共收1200元，502户同意'],
    ['QH20261123-0001 最晚周二17:30', 'QH20261123-0001 最晚周二17:30'],
    ['请打12345或119', '请打12345或119'],
    ['2026年11月完工', '2026年11月完工'],
    ['701业主已同意', '业主已同意'],
  ])('%s → %s', (text, masked) => {
    expect(maskText(text)).toBe(masked)
  })

  it('masks the names it is given, the longest first', () => {
    expect(maskText('李阿姨说李阿姨家的灯好了', ['李阿姨', '李'])).toBe('李**说李**家的灯好了')
  })

  it.each([
    ['3-2-502李', '李**'],
    ['李阿姨', '李**'],
    ['3号楼王姐', '王**'],
    ['A座1203', '邻居'],
    ['502', '邻居'],
    ['👍', '邻居'],
    ['', '邻居'],
    ['3栋2单元502 小周', '小**'],
    ['１２－３－４０１张', '张**'],
    ['Tom', 'T**'],
  ])('shows the nickname %s as %s', (nickname, shown) => {
    expect(maskName(nickname)).toBe(shown)
  })

  it('never shows a flat behind a building, however it is written', () => {
    const flat = fc
      .tuple(fc.integer({ min: 1, max: 33 }), fc.integer({ min: 1, max: 9 }))
      .map(([f, d]) => `${f}0${d}`)
    const address = fc
      .tuple(
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 6 }),
        fc.constantFrom('-', '－', '#', '/'),
      )
      .map(([b, u, gap]) => `${b}${gap}${u}${gap}`)
    const words = fc
      .tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 6 }))
      .map(([b, u]) => `${b}号楼${u}单元`)
    fc.assert(
      fc.property(
        fc.oneof(address, words),
        flat,
        fc.constantFrom('', '李', '室的灯', '，好了'),
        (where, room, rest) => {
          expect(maskText(where + room + rest)).not.toContain(room)
          expect(maskName(where + room + rest)).not.toMatch(/\d/u)
        },
      ),
    )
  })

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        maskText(text, [text])
        maskName(text)
      }),
    )
  })
})
