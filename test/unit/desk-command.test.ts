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
    ['我的待办', 'todo', [], ''],
    ['帮助！', 'help', [], '！'],
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
  ])('plain talk is no command: %s', (text) => {
    expect(readCommand(text)).toBeNull()
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
