import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { evenCharacter, evenText } from '../../src/wording/even-text.ts'
import { maskText } from '../../src/wording/mask.ts'
import { matchesOf } from '../../src/wording/matches.ts'
import '../support/same-seed.ts'

const text = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({
    unit: fc.constantFrom(
      ...Array.from('楼道灯1２Ａaﬁ㎡℡👍，－—‑=王阿姨刘零号室5户电话微信@'),
      '\u200b',
      '\ud800',
    ),
  }),
)

describe('An evened text', () => {
  it('leads every position back to the character it came from, whatever became longer or shorter', () => {
    fc.assert(
      fc.property(text, (said) => {
        const units: { from: number; to: number }[] = []
        let at = 0
        for (const character of said) {
          const { length } = evenCharacter(character)
          for (let unit = 0; unit < length; unit += 1) units.push({ from: at, to: at + character.length })
          at += character.length
        }
        const even = evenText(said)
        expect(even.text).toHaveLength(units.length)
        for (let from = 0; from <= units.length; from += 1)
          for (let to = from; to <= units.length; to += 1) {
            const start = units[from]?.from ?? at
            const end = to <= from ? start : (units[to - 1]?.to ?? at)
            expect(even.origin(from, to)).toEqual({ from: start, to: end })
            expect(even.written(from, to)).toBe(said.slice(start, end))
          }
      }),
      { numRuns: 200 },
    )
  })

  it('is searched by the same matches as ever, and masked twice alike', () => {
    const pattern = /楼?\d*|王/gu
    fc.assert(
      fc.property(text, (said) => {
        const all = (of: Iterable<RegExpExecArray>) => [...of].map(({ 0: match, index }) => [match, index])
        expect(all(matchesOf(said, pattern))).toEqual(all(said.matchAll(pattern)))
        expect(maskText(said)).toBe(maskText(said))
      }),
    )
  })
})
