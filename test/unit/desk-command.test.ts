import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { numbersIn, readCommand, readExtension } from '../../src/desk/command.ts'

describe('A command is read from the words', () => {
  it.each([
    ['签收 7', 'accept', ['7'], ''],
    ['签收7', 'accept', ['7'], ''],
    ['签收 3 5 7', 'accept', ['3', '5', '7'], ''],
    ['签收 3、5，7', 'accept', ['3', '5', '7'], ''],
    ['签收 QH20261123-0007', 'accept', ['QH20261123-0007'], ''],
    ['签收 qh20261123-0007', 'accept', ['QH20261123-0007'], ''],
    ['收到', 'accept', [], ''],
    ['办结 7 已换声控灯', 'resolve', ['7'], '已换声控灯'],
    ['办结 已更换3号楼2单元声控灯', 'resolve', [], '已更换3号楼2单元声控灯'],
    ['办结 3号楼灯换好了', 'resolve', [], '3号楼灯换好了'],
    ['办结 3 号楼灯换好了', 'resolve', [], '3 号楼灯换好了'],
    ['部分办结 7 只换了一层', 'partly', ['7'], '只换了一层'],
    ['延期 7 2天 等配件', 'extend', ['7'], '2天 等配件'],
    ['延期 2天 等配件', 'extend', [], '2天 等配件'],
    ['延期 7 3个工作日 等配件', 'extend', ['7'], '3个工作日 等配件'],
    ['不同意 7 没修好', 'disagree', ['7'], '没修好'],
    ['同意 7', 'agree', ['7'], ''],
    ['同意7。', 'agree', ['7'], '。'],
    ['不通过 7 灯还是不亮', 'reject', ['7'], '灯还是不亮'],
    ['转 7 范华', 'designate', ['7'], '范华'],
    ['转县 7', 'county', ['7'], ''],
    ['签收　７', 'accept', ['7'], ''],
    ['办结　７　换好了，试过：“都亮”！（２个）', 'resolve', ['7'], '换好了，试过：“都亮”！（２个）'],
    ['签收 20261123-0015', 'accept', ['20261123-0015'], ''],
    ['签收 0015', 'accept', ['0015'], ''],
    ['结案 7', 'close', ['7'], ''],
    ['客观 7', 'lateObjective', ['7'], ''],
    ['责任', 'lateResponsible', [], ''],
    ['确认责任 7', 'lateConfirm', ['7'], ''],
    ['回访 7 平稳，没有再吵', 'followUp', ['7'], '平稳，没有再吵'],
    ['联系不上 7 打了三遍', 'notReached', ['7'], '打了三遍'],
    ['已电话 7', 'phoned', ['7'], ''],
    ['我的待办', 'todo', [], ''],
    ['帮助！', 'help', [], '！'],
    ['办结 7 楼道灯换好了', 'resolve', ['7'], '楼道灯换好了'],
    ['办结7 天然气修好了', 'resolve', ['7'], '天然气修好了'],
    ['办结 7 楼的灯换好了', 'resolve', [], '7 楼的灯换好了'],
    ['签收7号', 'accept', ['7'], ''],
    ['签收 7号 8号', 'accept', ['7', '8'], ''],
    ['办结 7号', 'resolve', ['7'], ''],
    ['办结 7号 灯换好了', 'resolve', [], '7号 灯换好了'],
    ['办结 7号楼灯换好了', 'resolve', [], '7号楼灯换好了'],
    ['签收：7', 'accept', ['7'], ''],
    ['签收:7', 'accept', ['7'], ''],
    ['签 收 7', 'accept', ['7'], ''],
    ['不 同 意 7 没修好', 'disagree', ['7'], '没修好'],
    ['＃7 签收', 'accept', ['7'], ''],
    ['#7签收', 'accept', ['7'], ''],
    ['7 签收', 'accept', ['7'], ''],
    ['7号签收', 'accept', ['7'], ''],
    ['７　办结　换好了', 'resolve', ['7'], '换好了'],
    ['7办结换了灯', 'resolve', ['7'], '换了灯'],
    ['QH20261123-0007 核实', 'verify', ['QH20261123-0007'], ''],
    ['办结7 换了灯', 'resolve', ['7'], '换了灯'],
    ['簽收 7', 'accept', ['7'], ''],
    ['辦結 7 換了燈', 'resolve', ['7'], '換了燈'],
    ['轉 7 范华', 'designate', ['7'], '范华'],
    ['\u200b签\u200b收\ufeff 7', 'accept', ['7'], ''],
    ['转 县医院王芳', 'designate', [], '县医院王芳'],
    ['请假 明天', 'leave', [], '明天'],
    ['台账', 'ledger', [], ''],
    ['走访 3号楼 一切正常', 'visit', [], '3号楼 一切正常'],
    ['7 并入 4', 'merge', ['7', '4'], ''],
    ['7并入4', 'merge', ['7', '4'], ''],
    ['把7号并到4号', 'merge', ['7', '4'], ''],
    ['7和8 并入 4', 'merge', ['7', '8', '4'], ''],
    ['3号单 签收', 'accept', ['3'], ''],
    ['编号 3 签收', 'accept', ['3'], ''],
    ['3、5和7 签收', 'accept', ['3', '5', '7'], ''],
    ['7 签收了', 'accept', ['7'], ''],
    ['签收了 7', 'accept', ['7'], ''],
    ['7 办结了，灯换好了', 'resolve', ['7'], '灯换好了'],
    ['7 不同意 没修好', 'disagree', ['7'], '没修好'],
    ['7 延期 2天 等配件', 'extend', ['7'], '2天 等配件'],
    ['7 退回 不归我们管', 'return', ['7'], '不归我们管'],
    ['7 转给范华', 'designate', ['7'], '给范华'],
    ['7 挂账 12月20日 等资金', 'shelve', ['7'], '12月20日 等资金'],
    ['签收 3号、5号和7号', 'accept', ['3', '5', '7'], ''],
    ['签收 7-9', 'accept', ['7', '8', '9'], ''],
    ['签收 7到9号', 'accept', ['7', '8', '9'], ''],
    ['办结 7 3-2-502换好了', 'resolve', ['7'], '3-2-502换好了'],
    ['办结 7 2盏灯换好了', 'resolve', ['7'], '2盏灯换好了'],
    ['办结 3人到场清完了', 'resolve', [], '3人到场清完了'],
    ['办结 换好了哈 谢谢领导', 'resolve', [], '换好了'],
    ['办结 7 换好了，辛苦罗主任了🙏', 'resolve', ['7'], '换好了'],
    ['办结 7 居民表示感谢', 'resolve', ['7'], '居民表示感谢'],
    ['办结 7 换好了，您看行吗？', 'resolve', ['7'], '换好了，您看行吗？'],
    ['退回 7 谢谢领导', 'return', ['7'], ''],
    ['退回 7 这不是该城管管吗？', 'return', ['7'], '这不是该城管管吗？'],
    ['好的，签收 7', 'accept', ['7'], ''],
    ['收到，签收 7', 'accept', ['7'], ''],
    ['收到 谢谢领导', 'accept', [], ''],
    ['７　併入　４', 'merge', ['7', '4'], ''],
    ['３號單 簽收', 'accept', ['3'], ''],
    ['進度？', 'progress', [], '？'],
  ])('%s', (text, name, numbers, rest) => {
    const command = readCommand(text)
    expect(command?.name).toBe(name)
    expect(command?.numbers).toEqual(numbers)
    expect(command?.rest).toBe(rest)
  })

  it.each([
    '原因是什么大家知道吗',
    '转发一下这个通知',
    '收到货了谢谢',
    '进度怎么这么慢',
    '帮助老人是应该的',
    '同意的举手',
    '早上好',
    '结案了吗',
    '',
    '退回来的快递在门卫',
    '我是主任 同意 7',
    '7 转发一下这个通知',
    '7号楼签收快递了吗',
    '3 帮助',
    '👍签收 7',
    '接班的人到了吗',
    '台账做好了吗',
    '客观来说不怪他',
    '责任，要分清楚',
    '责任 在谁大家都清楚',
    '联系不上他怎么办',
    '回访情况怎么样',
    '已电话通知家属',
    '刚才3号楼办结了吗',
    '3号 办结了吗',
    '7 办结了没？',
    '办结了吗',
    '办结 7 了吗',
    '办结 7 灯换好了吗',
    '7 核实了没有',
    '7 辦結了嗎',
    '签收 7 吗？',
    '同意 7？',
    '7 办结不了，配件没到',
    '办结率这个月是多少',
    '办结的件有几个',
    '签收 7 的人是谁',
    '解释说明会几点开',
    '谁签收 7',
    '麻烦你签收 7',
    '7 和 8 都是急件',
  ])('plain talk is no command: %s', (text) => {
    expect(readCommand(text)).toBeNull()
  })
})

describe('Whatever is said', () => {
  const words = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc
      .array(
        fc.constantFrom(
          '签收',
          '办结',
          '转',
          ' ',
          '7',
          '号',
          '#',
          '，',
          '收到',
          '簽',
          '\u200b',
          '灯好了',
          '进度',
        ),
        {
          maxLength: 10,
        },
      )
      .map((parts) => parts.join('')),
  )

  it('nothing is thrown, and a number is one that was written', () => {
    fc.assert(
      fc.property(words, (text) => {
        const command = readCommand(text)
        return command === null || command.numbers.every((number) => /^[A-Z]{0,6}\d[\d-]*$/u.test(number))
      }),
      { numRuns: 2_000 },
    )
  })

  it('words that begin with no word of a command and no number are never a command', () => {
    fc.assert(
      fc.property(words, fc.constantFrom('我是主任', '请问', '@谁', '“', '你好，'), (text, before) => {
        return readCommand(`${before}${text}`) === null
      }),
    )
  })

  it('two hundred numbers and ten thousand signs are read at once', () => {
    const many = Array.from({ length: 200 }, (_, index) => String(index + 1))
    expect(readCommand(`签收 ${many.join(' ')}`)?.numbers).toEqual(many)
    expect(readCommand(`办结 7 ${'好'.repeat(10_000)}`)?.rest).toHaveLength(10_000)
  })
})

describe('An extension names its days', () => {
  it.each([
    ['2天 等配件', 2, '等配件'],
    ['两天，等配件', 2, '等配件'],
    ['3个工作日：等配件', 3, '等配件'],
    ['3天', 3, ''],
    ['３天，等（配件）！', 3, '等（配件）！'],
  ])('%s', (rest, days, reason) => {
    expect(readExtension(rest)).toEqual({ days, reason })
  })

  it('no days, no extension', () => {
    expect(readExtension('等配件')).toBeNull()
  })
})

describe('A quoted notice names its case', () => {
  it('each number once, in order', () => {
    expect(numbersIn('【新件】QH20261123-0007 路灯 QH20261123-0012 QH20261123-0007')).toEqual([
      'QH20261123-0007',
      'QH20261123-0012',
    ])
  })
})
