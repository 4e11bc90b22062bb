import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  recalledMark,
  sentenceWithout,
  takenFrom,
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

  it.each(['image', 'picture', 'voice', 'audio', 'video', 'file', 'location'])(
    'are the mark alone where beside them there was only an [%s]',
    (kind) => {
      expect(wordsWithout(`3号楼灯坏了\n[${kind}]\n[${kind}]`, ['3号楼灯坏了'])).toBe(recalledMark)
    },
  )

  it('keep what stood beside a picture', () => {
    expect(wordsWithout('3号楼灯坏了\n[image]\n[sticker]', ['3号楼灯坏了'])).toBe('[image]\n[sticker]')
  })

  it('are known in whichever way they were written down', () => {
    expect(wordsWithout('灯坏了\n快点', ['', '灯坏啦', '灯坏了'])).toBe('快点')
    expect(wordsWithout('灯坏了\n\n快点', [''])).toBeNull()
    expect(wordsAfterRecall({ words: '灯坏了\n快点' }, ['快点'], true)).toBe('灯坏了')
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

describe('A sentence that quotes recalled words', () => {
  it('gives way from six letters on, wherever they stand', () => {
    expect(sentenceWithout('听说楼道灯坏了。', ['楼道灯坏了'])).toBe('听说楼道灯坏了。')
    expect(sentenceWithout('听说楼道灯全坏了。', ['楼道灯全坏了'])).toBe(`听说${recalledMark}。`)
    expect(sentenceWithout('“灯”坏了，又说“灯”', ['灯'])).toBe(`“${recalledMark}”坏了，又说“${recalledMark}”`)
  })

  it('says once that a long phrase was recalled of which another is the beginning', () => {
    expect(sentenceWithout('楼道灯全坏了好几天', ['楼道灯全坏了', '楼道灯全坏了好几天'])).toBe(
      '（居民已撤回原话）',
    )
  })

  it('stays as it is where nothing was recalled', () => {
    expect(sentenceWithout('楼道灯坏了“”', [''])).toBe('楼道灯坏了“”')
    expect(sentenceWithout('楼道灯坏了', [])).toBe('楼道灯坏了')
  })
})

describe('Words taken from recalled ones', () => {
  it.each<[string, readonly string[], boolean]>([
    ['楼道灯', ['3号楼的楼道灯坏了'], true],
    ['楼道，灯！', ['3号楼 楼道灯坏了'], true],
    ['楼道灯', ['3号楼，楼 道、灯坏了'], true],
    ['楼道灯', ['水管漏了', '楼道灯坏了'], true],
    ['楼道灯', ['水管漏了'], false],
    ['楼道灯', [], false],
    ['灯', ['楼道灯坏了'], false],
    ['😀', ['😀灯坏了'], false],
    ['灯。', ['楼道灯坏了'], false],
    ['灯坏', ['楼道灯坏了'], true],
    ['', ['楼道灯坏了'], false],
  ])('“%s” of %j: %s', (words, phrases, taken) => {
    expect(takenFrom(words, phrases)).toBe(taken)
  })
})
