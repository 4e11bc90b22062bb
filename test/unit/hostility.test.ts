import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hostileExchange, isAbuse, isHostile, type SaidLine } from '../../src/intake/hostility.ts'
import { addMinutes, instant } from '../../src/kernel/clock.ts'

const start = instant('2026-11-23T19:00:00+08:00')
const line = (speaker: string, text: string, minute: number): SaidLine => ({
  ...{ speaker, text, at: addMinutes(start, minute) },
})

const hostile = [
  '你有病吧',
  '你算老几',
  '滚',
  '闭嘴',
  '信不信我揍你',
  '你等着',
  '你不要脸',
  '有种你下来',
  '你个泼妇',
]

/** Angry at the world, at parking, at noise, at the property company: at nobody in the room. */
const ordinary = [
  '谁的车又停在消防通道，太没素质了',
  '天天乱停车，缺德不缺德啊',
  '楼上又开始跳了，烦死了',
  '物业就是垃圾，收钱积极干活没影',
  '这谁家的狗又在电梯里拉屎，恶心',
  '车位就这么多，你家两辆车也得讲讲理吧',
  '我家也被堵了，气死人',
  '你说得对，是该管管了',
  '开发商太不要脸了',
  '神经病一样的音乐又开始了',
  '大家都少说两句，别吵了',
  '你们几号楼的，麻烦挪一下车',
  '哈哈你有病吧 笑死我了',
]

describe('A hostile exchange (6.10)', () => {
  it('is three hostile lines by turns of two within the time', () => {
    const lines = [line('a', '你有病吧', 0), line('b', '你算老几', 1), line('a', '信不信我揍你', 2)]
    expect(hostileExchange(lines, 10)).toEqual({ speakers: ['a', 'b'], threat: true })
    expect(
      hostileExchange(
        lines.toReversed().map((one, at) => ({ ...one, at: addMinutes(start, at) })),
        10,
      ),
    ).not.toBeNull()
  })

  it('names the two in an order that says nothing', () => {
    const began = (one: string, two: string) =>
      hostileExchange([line(one, '滚', 0), line(two, '你等着', 1), line(one, '闭嘴', 2)], 10)?.speakers
    expect(began('a', 'b')).toEqual(began('b', 'a'))
  })

  it('goes on over what others say in between', () => {
    const lines = [line('a', '滚', 0), line('c', '别吵了', 1), line('b', '你等着', 2), line('a', '闭嘴', 3)]
    expect(hostileExchange(lines, 10)).not.toBeNull()
  })

  it('is none while one side stays civil, however rude the other is', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...hostile), { minLength: 1, maxLength: 8 }), (rude) => {
        const lines = rude.flatMap((text, at) => [line('a', text, at), line('b', '请把车挪一下', at)])
        expect(hostileExchange(lines.slice(0, -1), 60)).toBeNull()
      }),
    )
  })

  it('is none with two lines, and none where the lines lie too far apart', () => {
    expect(hostileExchange([line('a', '滚', 0), line('b', '你等着', 1)], 10)).toBeNull()
    expect(
      hostileExchange([line('a', '滚', 0), line('b', '你等着', 15), line('a', '闭嘴', 30)], 10),
    ).toBeNull()
  })

  it('is never taken from ordinary anger about parking, noise or dogs, whoever says it and in whatever order', () => {
    const anyLine = fc.record({
      ...{ speaker: fc.constantFrom('a', 'b', 'c'), text: fc.constantFrom(...ordinary) },
    })
    fc.assert(
      fc.property(fc.array(anyLine, { maxLength: 20 }), (said) => {
        expect(
          hostileExchange(
            said.map(({ speaker, text }, at) => line(speaker, text, at)),
            60,
          ),
        ).toBeNull()
      }),
    )
  })

  it('hears each insult and threat to the face, and none of the ordinary lines', () => {
    expect(hostile.filter((text) => !isHostile(text))).toEqual([])
    expect(ordinary.filter(isHostile)).toEqual([])
  })
})

describe('Hard words and nothing besides', () => {
  it.each(['你们都是废物', '一群废物，什么用都没有', '真是一帮饭桶！', '你们全是骗子', '滚', '垃圾'])(
    '“%s” add to no case',
    (text) => {
      expect(isAbuse(text)).toBe(true)
    },
  )

  it.each([
    '你们垃圾什么时候清',
    '垃圾堆了三天了',
    '2单元的灯也不亮，你们都是废物吗，报了三回了没人来',
    '你们都是废物，3号楼还没修',
    '骗子又来小区卖药了',
    '还没修好',
  ])('“%s” may', (text) => {
    expect(isAbuse(text)).toBe(false)
  })
})
