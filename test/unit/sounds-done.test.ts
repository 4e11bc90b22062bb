import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { soundsDone } from '../../src/desk/sounds-done.ts'

describe('Words that sound as though something were done', () => {
  it.each([
    '搞定了 灯换好了',
    '修好了',
    '已经处理完了',
    '弄好了老王家灯亮了',
    '灯换好了',
    '解决了，业主很满意',
    '垃圾清走了',
    '已处理好了',
    '下午去看了，修好了',
  ])('%s', (text) => {
    expect(soundsDone(text)).toBe(true)
  })

  it.each([
    '辛苦了',
    '收到，谢谢',
    '灯换好了没？',
    '修好了吗',
    '什么时候能修好',
    '还没修好',
    '没搞定',
    '明天修好了告诉我',
    '下午就能修好了',
    '等修好了再说',
    '修好了告诉我一声',
    '听说修好了',
    '你们处理好了没有',
    '谁修好了',
    '如果解决了就结案',
    '处理了一半',
    '谢谢你解决了',
    '早上好',
    '',
    `${'很长的一段话'.repeat(30)}修好了`,
  ])('%s leads to no question', (text) => {
    expect(soundsDone(text)).toBe(false)
  })

  it('whatever is said, nothing is thrown', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => typeof soundsDone(text) === 'boolean'))
  })
})
