import { describe, expect, it } from 'vitest'
import {
  mentionsByName,
  mentionsEveryone,
  withoutBotMention,
  withoutMentionsInFront,
} from '../../src/chat/mention.ts'

const names = ['小助手', '邻里小助手', 'LinLi']

describe('a mention by name', () => {
  it.each([
    ['@小助手\u2005路灯坏了', 'closed by U+2005'],
    ['@小助手 路灯坏了', 'closed by a space'],
    ['＠小助手　路灯坏了', 'full-width @ and space'],
    ['路灯坏了 @小助手', 'at the end'],
    ['请问@小助手，谁管这里？', 'before a comma'],
    ['好的@小助手', 'straight after other words'],
    ['@小助手🙏', 'before an emoji'],
    ['@邻里小助手 在吗', 'by an alias'],
    ['@linli: 在吗', 'in other letter case'],
    ['好的@LinLi 在吗', 'a Latin name after Chinese words'],
    ['@张三 @小助手\u2005看一下', 'after another mention'],
    ['@小助手\n路灯坏了', 'before a new line'],
  ])('%j is one (%s)', (text) => {
    expect(mentionsByName(text, names)).toBe(true)
  })

  it.each([
    ['小助手 路灯坏了', 'no @'],
    ['@小助手二号 路灯坏了', 'a longer name of somebody else'],
    ['@小助手-王 你好', 'a joined name of somebody else'],
    ['@小助手_备用 你好', 'a joined name of somebody else'],
    ['@ 小助手', 'a space after @'],
    ['@所有人 今晚停水', 'everybody'],
    ['写信到 office@linli.example', 'an e-mail address'],
    ['', 'nothing'],
    ['@', 'a lone @'],
  ])('%j is none (%s)', (text) => {
    expect(mentionsByName(text, names)).toBe(false)
  })

  it('takes a name for what it is, whatever marks it contains', () => {
    expect(mentionsByName('@小助手(社区) 在吗', ['小助手(社区)'])).toBe(true)
    expect(mentionsByName('@a.b 在吗', ['a.b'])).toBe(true)
    expect(mentionsByName('@axb 在吗', ['a.b'])).toBe(false)
    expect(mentionsByName('@A-1[x]/{2}|^$ 在吗', ['a-1[x]/{2}|^$'])).toBe(true)
  })

  it('knows nobody by an empty name', () => {
    expect(mentionsByName('@ 在吗', ['', '  '])).toBe(false)
    expect(mentionsByName('@小助手 在吗', [])).toBe(false)
  })
})

describe('a call to everybody', () => {
  it('is seen under its names', () => {
    expect(mentionsEveryone('@所有人 停水')).toBe(true)
    expect(mentionsEveryone('＠所有人停水')).toBe(true)
    expect(mentionsEveryone('@All 停水')).toBe(true)
    expect(mentionsEveryone('@Allen 停水')).toBe(false)
    expect(mentionsEveryone('所有人都知道')).toBe(false)
  })
})

describe('the words without the mention of the bot', () => {
  it.each([
    ['@小助手\u2005查 12', '查 12'],
    ['＠小助手，查 12', '查 12'],
    ['@小助手:查 12', '查 12'],
    ['查 12 @小助手', '查 12'],
    ['@小助手 @小助手 查 12 @邻里小助手\u2005', '查 12'],
    ['@小助手 转派 12 @李四', '转派 12 @李四'],
    ['请@小助手 看一下', '请@小助手 看一下'],
    ['  @小助手  ', ''],
    ['@小助手二号 查 12', '@小助手二号 查 12'],
    ['查 12', '查 12'],
  ])('%j becomes %j', (text, rest) => {
    expect(withoutBotMention(text, names)).toBe(rest)
  })

  it('only trims when the bot has no name', () => {
    expect(withoutBotMention(' @小助手 查 12 ', [])).toBe('@小助手 查 12')
  })
})

describe('an echo without the names in front', () => {
  it('loses the run of mentions closed by U+2005 and nothing else', () => {
    expect(withoutMentionsInFront('@张三\u2005@李 四\u2005您好，@小助手\u2005在')).toBe(
      '您好，@小助手\u2005在',
    )
    expect(withoutMentionsInFront('@张三 您好')).toBe('@张三 您好')
    expect(withoutMentionsInFront('您好')).toBe('您好')
  })
})
