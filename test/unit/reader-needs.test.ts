import { describe, expect, it } from 'vitest'
import { readCorpus } from '../../src/commands/train/corpus.ts'
import { leafRules } from '../../src/intake/lexicon/leaf-rules.ts'
import { quick } from '../../src/intake/needs.ts'
import { shapes } from '../../src/intake/shapes.ts'

describe('A pattern that is tried only where its letters are', () => {
  it('says the same as the pattern itself for every line of the corpus', async () => {
    const lines = (await readCorpus())
      .flatMap(({ talks }) => talks.flatMap((talk) => talk.lines))
      .filter((_, index) => index % 4 === 0)
    for (const { when } of [...shapes, ...leafRules]) {
      const fast = quick(when)
      const different = lines.filter(({ text }) => fast.test(text) !== when.test(text))
      expect(
        different.map(({ text }) => text),
        when.source,
      ).toEqual([])
    }
  })

  it.each([
    [/煤气.{0,4}味/u, '一股煤气的怪味', '闻到煤气'],
    [/(?:孩子|老人).{0,6}[锁关]/u, '孩子被锁', '孩子在外面'],
    [/\d{3}号/u, '101号', '一百号'],
    [/[a-c]座/u, 'b座', 'd座'],
    [/(?<=灯)不亮/u, '灯不亮', '路不亮'],
    [/停电(?!通知)/u, '停电了', '停水'],
    [/^漏水?$/u, '漏', '不漏水吗'],
    [/水{2,}|电+/u, '水水', '水'],
  ])('finds what %s finds and nothing else', (pattern, there, absent) => {
    expect([quick(pattern).test(there), quick(pattern).test(absent)]).toEqual([true, false])
  })

  it('is passed over where a letter it needs is missing, and else could be there', () => {
    const pattern = quick(/(?:电梯|轿厢).{0,8}困/u)
    expect([pattern.could('今天天气好'), pattern.could('电梯来了'), pattern.could('困在电梯里')]).toEqual([
      false,
      false,
      true,
    ])
  })

  it.each([[/./u], [/\p{L}/u], [/[^一]/u], [/(?:甲|.)/u], [/甲?/u], [/A/iu], [/[\u4e00-\u9fff]/u]])(
    'with nothing it cannot do without is always tried: %s',
    (pattern) => {
      expect(quick(pattern).could('')).toBe(true)
    },
  )
})
