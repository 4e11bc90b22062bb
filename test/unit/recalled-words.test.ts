import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  recalledMark,
  sentenceWithout,
  wordsAfterRecall,
  wordsWithout,
} from '../../src/cases/recalled-words.ts'

describe('Words of a case without a recalled message (6.9)', () => {
  it('keep the other parts', () => {
    expect(wordsWithout('3号楼灯坏了\n我是502的李梅\n好几天了', ['我是502的李梅'])).toBe(
      '3号楼灯坏了\n好几天了',
    )
  })

  it('are the mark alone where nothing else was said', () => {
    expect(wordsWithout('3号楼灯坏了', ['3号楼灯坏了'])).toBe(recalledMark)
    expect(wordsWithout('3号楼灯坏了\n[image]', ['3号楼灯坏了'])).toBe(recalledMark)
  })

  it('stay where only a part of a line is the same', () => {
    expect(wordsWithout('3号楼灯坏了', ['3号楼'])).toBeNull()
    expect(wordsAfterRecall({ words: '3号楼灯坏了' }, ['3号楼'], false)).toBe('3号楼灯坏了')
  })

  it('go whole where the message opened the case and cannot be told apart', () => {
    expect(wordsAfterRecall({ words: '写法不同的话' }, ['别的写法'], true)).toBe(recalledMark)
  })

  it('never hold the recalled line, whatever the parts are', () => {
    const part = fc.string({ minLength: 1, maxLength: 12 }).map((text) => `话${text.replaceAll('\n', ' ')}尾`)
    fc.assert(
      fc.property(fc.uniqueArray(part, { minLength: 1, maxLength: 5 }), fc.nat(), (parts, at) => {
        const recalled = parts[at % parts.length] ?? ''
        const left = wordsAfterRecall({ words: parts.join('\n') }, [recalled], true)
        expect(left.split('\n')).not.toContain(recalled)
        for (const other of parts) if (other !== recalled) expect(left.split('\n')).toContain(other)
      }),
    )
  })
})

describe('A sentence of the bot without recalled words (6.9)', () => {
  it('loses long words wherever they stand, short ones only where they are quoted', () => {
    const text = '【新件】QH1 路灯 · 3号楼\n“3号楼”\n居民补充：“楼上那家姓王的弄的”。'
    expect(sentenceWithout(text, ['3号楼', '楼上那家姓王的弄的'])).toBe(
      `【新件】QH1 路灯 · 3号楼\n“${recalledMark}”\n居民补充：“${recalledMark}”。`,
    )
  })

  it('loses the whole before its parts', () => {
    expect(sentenceWithout('“楼道灯坏了好几天”', ['楼道灯坏了', '楼道灯坏了好几天'])).toBe(
      `“${recalledMark}”`,
    )
  })
})
