import { beforeAll, describe, expect, it } from 'vitest'
import type { OfflineReader } from '../../src/intake/read-offline.ts'
import { readRating } from '../../src/intake/rating.ts'
import type { ContextLine } from '../../src/intake/reading.ts'
import { expectsMore } from '../../src/intake/unfinished.ts'
import { aMessage, exampleReader } from '../support/example-reader.ts'

let reader: OfflineReader
beforeAll(async () => {
  reader = await exampleReader()
})

const resident = (name: string, text: string): ContextLine => ({ speaker: 'resident', name, text })
const bot = (text: string): ContextLine => ({ speaker: 'bot', name: '网格小助手', text })
const lamp = resident('老陈', '7栋一单元的楼道灯全灭了，晚上没法走')
const receipt = bot('@老陈 已受理 QH20261123-0004：7号楼1单元路灯楼道灯，最晚周二17:30答复您')
const closing = bot('@老陈 QH20261123-0004 已办结：已更换楼道灯。请回复 满意 / 基本满意 / 不满意')
const gas = resident('小葛', '6栋楼道里煤气味特别重，大家小心')
const actOf = (text: string, context: readonly ContextLine[] = [], name: string | null = '老陈'): string =>
  reader.readNow(aMessage(text, { context, name })).act

describe('what a message does, with what stood above', () => {
  it.each([
    '+1',
    '我家也是',
    '同问',
    '我们这栋也没亮',
    '我也闻到了！！',
    '5栋的也一样',
    '附议',
    '支持！算我一个',
  ])('“%s” joins the matter of a neighbour', (text) => {
    expect(actOf(text, [gas], '阿芳')).toBe('join')
  })

  it.each(['+1', '我家也要两份', '同求链接'])('“%s” joins no group buying', (text) => {
    expect(actOf(text, [resident('小葛', '土鸡蛋30一板，要的接龙')], '阿芳')).toBe('chatter')
  })

  it.each(['对了是二单元', '补充一下，三楼到五楼都不亮', '照片发不出来，就在电表箱旁边', '不对，是7栋2单元'])(
    '“%s” adds to the speaker’s own matter',
    (text) => {
      expect(actOf(text, [lamp, receipt])).toBe('supplement')
    },
  )

  it('adds what the bot asked for', () => {
    const asked = bot('@老陈 请问是哪栋楼？')
    expect(actOf('8栋门口 来接孩子的', [resident('老陈', '我也闻到了'), asked])).toBe('supplement')
    expect(actOf('8栋', [asked])).toBe('supplement')
    expect(actOf('好的谢谢', [asked])).toBe('chatter')
  })

  it.each([
    '有结果了吗',
    '怎么还没人来修',
    '灯修得怎么样了',
    '什么时候能来',
    '进度',
    '有消息没',
    '石沉大海了？',
  ])('“%s” asks how the matter stands', (text) => {
    expect(actOf(text, [lamp, receipt])).toBe('progress')
  })

  it('knows 进度 by itself, and asks nothing of a neighbour’s knitting', () => {
    expect(actOf('进度')).toBe('progress')
    expect(actOf('查一下进度')).toBe('progress')
    expect(actOf('织到哪一步了', [resident('阿芳', '我在学织毛衣')])).toBe('chatter')
  })

  it.each([
    '不用来了，灯自己亮了',
    '撤回吧',
    '已经修好了，谢谢',
    '搞错了，是我家自己的灯',
    '算了不麻烦你们了',
  ])('“%s” takes the speaker’s own matter back', (text) => {
    expect(actOf(text, [lamp, receipt])).toBe('withdraw')
  })

  it('does not take back what is broken again', () => {
    expect(actOf('昨天刚修好了，今天又不亮了', [lamp, receipt])).not.toBe('withdraw')
    expect(actOf('修好了吗', [lamp, receipt])).toBe('progress')
  })

  it('takes a thing told as mended for chatter where the speaker never raised it', () => {
    expect(actOf('楼道灯修好了，谢谢师傅', [], '阿芳')).toBe('chatter')
  })

  it('raises a new matter beside an old one', () => {
    expect(actOf('3号楼电梯又坏了，停在5楼不动，老人下不来', [lamp, receipt])).toBe('new')
    expect(actOf('东门垃圾还是没人收啊', [resident('阿梅', '小区东门垃圾桶三天没清了')])).toBe('new')
  })

  it.each([
    ['满意', 'satisfied'],
    ['5', 'satisfied'],
    ['3分吧', 'basic'],
    ['还行', 'basic'],
    ['不满意，还是不亮', 'dissatisfied'],
    ['修是修了，又坏了', 'dissatisfied'],
  ])('“%s” rates %s behind a closure notice', (text, rating) => {
    expect(reader.readNow(aMessage(text, { context: [lamp, closing], name: '老陈' }))).toMatchObject({
      act: 'rating',
      rating,
    })
  })

  it('takes 满意，谢谢陈主任 for a rating without a notice, but not a lone figure or 还行', () => {
    expect(reader.readNow(aMessage('满意，谢谢陈主任'))).toMatchObject({ act: 'rating', rating: 'satisfied' })
    expect(reader.readNow(aMessage('不满意'))).toMatchObject({ act: 'rating', rating: 'dissatisfied' })
    expect(actOf('5')).toBe('chatter')
    expect(actOf('还行')).toBe('chatter')
    expect(actOf('满意', [resident('阿芳', '这件衣服你满意吗？')])).toBe('chatter')
  })

  it('gives no score of its own to a share in an earlier matter', () => {
    for (const text of ['我家也是，煤气味特别大', '进度', '满意']) {
      const reading = reader.readNow(aMessage(text, { context: [gas], name: '阿芳' }))
      expect(reading.zone).toBe('ignore')
      expect(reading.matters).toEqual([])
    }
  })
})

describe('ratings in words and figures', () => {
  it.each([
    ['满意', 'satisfied'],
    ['很满意！', 'satisfied'],
    ['满意，谢谢陈主任', 'satisfied'],
    ['5分', 'satisfied'],
    ['４', 'satisfied'],
    ['五星好评', 'satisfied'],
    ['給力，修好了', 'satisfied'],
    ['👍', 'satisfied'],
    ['⭐⭐⭐⭐⭐', 'satisfied'],
    ['⭐⭐', 'dissatisfied'],
    ['巴适得很', 'satisfied'],
    ['不咋地', 'dissatisfied'],
    ['基本满意', 'basic'],
    ['一般般', 'basic'],
    ['还行吧', 'basic'],
    ['3', 'basic'],
    ['凑合', 'basic'],
    ['不满意', 'dissatisfied'],
    ['一点都不满意', 'dissatisfied'],
    ['2', 'dissatisfied'],
    ['唔满意', 'dissatisfied'],
    ['就清了一半', 'dissatisfied'],
    ['敷衍', 'dissatisfied'],
    ['差评', 'dissatisfied'],
  ])('%s → %s', (text, rating) => {
    expect(readRating(text)).toBe(rating)
  })

  it.each(['', '怎么评价', '满意吗？', '5号楼', '7', '明天几点', '3栋2单元', '来了两个人'])(
    '%j judges nothing',
    (text) => {
      expect(readRating(text)).toBe(null)
    },
  )
})

describe('parts of a message', () => {
  it.each([
    '跟你们说个事',
    '反映个问题',
    '还有',
    '投诉',
    '我住3栋2单元，',
    '8-1-301',
    '3号楼2单元',
    '翠湖花园5栋',
    '情况是这样的：',
    '首先，',
    '主任在吗，有个事想问一下',
  ])('“%s” is not finished', (text) => {
    expect(expectsMore(text)).toBe(true)
  })

  it.each([
    '3号楼2单元灯坏了',
    '早上好各位邻居',
    '电梯又停了',
    '满意',
    '+1',
    '',
    '谢谢',
    '东门垃圾还是没人收啊',
    '烦死了……',
    '怎么办低保？',
  ])('“%s” is finished', (text) => {
    expect(expectsMore(text)).toBe(false)
  })
})
