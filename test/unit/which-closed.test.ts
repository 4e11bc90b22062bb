import { describe, expect, it } from 'vitest'
import { aboutIn, numberedIn } from '../../src/desk/which-closed.ts'

const cases = [
  { number: 'QH20261123-0001', matter: '路灯楼道灯 3号楼楼道' },
  { number: 'QH20261123-0012', matter: '垃圾堆积清运' },
]
const numbered = (said: string): string | null => numberedIn(said, cases)?.number.slice(-4) ?? null
const about = (said: string): string | null =>
  aboutIn(said, cases, ({ matter }) => matter)?.number.slice(-4) ?? null

describe('Which of several closed cases is meant (6.4)', () => {
  it.each([
    ['0001', '0001'],
    ['００１２ 满意', '0012'],
    ['QH20261123-0012 不满意', '0012'],
    ['12号满意', '0012'],
    ['1号', '0001'],
    ['5', null],
    ['1', null],
    ['12号楼的灯又坏了', null],
    ['0001和0012', null],
    ['13800010001', null],
    ['满意', null],
  ])('by its number: %s → %s', (said, found) => {
    expect(numbered(said)).toBe(found)
  })

  it.each([
    ['楼道灯那件满意', '0001'],
    ['垃圾的很满意', '0012'],
    ['楼道灯和垃圾都满意', null],
    ['满意', null],
    ['谢谢陈主任', null],
  ])('by its matter: %s → %s', (said, found) => {
    expect(about(said)).toBe(found)
  })
})
