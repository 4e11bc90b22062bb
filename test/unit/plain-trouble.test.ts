import { describe, expect, it } from 'vitest'
import { isPlainTrouble } from '../../src/intake/plain-trouble.ts'
import { aMessage, exampleReader } from '../support/example-reader.ts'

describe('A house and what is broken in it', () => {
  it.each([
    ...[
      '5号楼停水了',
      '6号楼停电了',
      '10号楼下水道堵了',
      '翠湖花园3栋2单元楼道灯不亮',
      'a座电梯又坏了!!',
      '三号楼漏水',
    ],
    ...['我们8栋没暖气了好几天了', '12号楼单元门关不上了', '7#楼门口井盖没了'],
  ])('is said: %s', (text) => {
    expect(isPlainTrouble(text)).toBe(true)
  })

  it.each([
    ...['5号楼停水了吗', '5号楼也停水了', '5号楼停水通知', '5号楼来电了', '5号楼电梯修好了', '5号楼没停水'],
    ...[
      '隔壁小区5号楼停水了',
      '5号楼有人吗',
      '我是5号楼的',
      '昨天5号楼停水了',
      '停水了',
      '5号楼电梯里有只猫坏了一地',
    ],
    ...['听说5号楼停电了', '要是5号楼停水了'],
  ])('is not said, or not of now and here: %s', (text) => {
    expect(isPlainTrouble(text)).toBe(false)
  })

  it('reaches a person at least', async () => {
    const reader = await exampleReader()
    const zones = ['5号楼停水了', '6号楼停电了'].map((text) => reader.readNow(aMessage(text)).zone)
    expect(zones).not.toContain('ignore')
  })

  it('takes its time by the length of a text alone', () => {
    const began = performance.now()
    isPlainTrouble('5号楼下水道'.repeat(20_000))
    isPlainTrouble(`5号楼停水${'了'.repeat(100_000)}呀`)
    expect(performance.now() - began).toBeLessThan(200)
  })
})
