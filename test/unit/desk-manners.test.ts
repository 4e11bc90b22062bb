import { beforeAll, describe, expect, it } from 'vitest'
import { criesBelow } from '../../src/desk/danger.ts'
import { saysDangerOver } from '../../src/desk/danger-over.ts'
import { withoutCourtesy } from '../../src/desk/manners.ts'
import { isBareThanks, isPlainPraise, thanksForWork } from '../../src/desk/praise.ts'
import type { Ground } from '../../src/grid/ground.ts'
import { makePlaceReader } from '../../src/intake/place-said.ts'
import { exampleGround } from '../support/example-town.ts'

let ground: Ground
beforeAll(async () => {
  ground = await exampleGround()
})

describe('Thanks behind a result are no part of it', () => {
  it.each([
    ['换好了哈 谢谢领导', '换好了'],
    ['换好了，辛苦大家了', '换好了'],
    ['换好了。谢谢！🙏', '换好了'],
    ['已换灯，居民表示感谢', '已换灯，居民表示感谢'],
    ['感谢信已送到', '感谢信已送到'],
    ['谢谢领导', ''],
    ['都亮了', '都亮了'],
  ])('%s', (said, kept) => {
    expect(withoutCourtesy(said)).toBe(kept)
  })
})

describe('Praise is told from thanks, and both from irony', () => {
  it.each(['谢谢', '谢谢啦！', '辛苦了', '好的，谢谢您', '收到，谢谢提醒'])(
    '%s is thanks and no more',
    (said) => {
      expect(isBareThanks(said)).toBe(true)
    },
  )

  it.each(['谢谢王师傅', '谢谢，可是灯又坏了', '', '好的'])('%s is not', (said) => {
    expect(isBareThanks(said)).toBe(false)
  })

  it.each([
    '谢谢王师傅修得真快',
    '表扬一下网格员陈岚，真负责',
    '谢谢社区的工作人员，楼道灯修好了',
    '网格员小陈服务态度真好，给她点赞',
    '陈岚真负责',
  ])('%s is praise', (said) => {
    expect(isPlainPraise(said, ground.directory)).toBe(true)
  })

  it.each([
    '物业真是好样的，垃圾三天没人清',
    '感谢物业，又停电了',
    '谢谢网格员，不过灯还是不亮',
    '网格员真负责吗？',
    '谢谢楼下王姐帮我拿快递',
    '麻烦网格员来看一下，谢谢',
    '表扬信怎么写',
  ])('%s is not plain praise', (said) => {
    expect(isPlainPraise(said, ground.directory)).toBe(false)
  })

  it.each([
    ['谢谢王师傅修得真快', true],
    ['谢谢，灯亮了', true],
    ['谢谢楼下的阿姨', false],
    ['谢谢，但是还是漏水', false],
    ['修好了', false],
  ])('%s, below a closure notice, is a rating: %s', (said, rates) => {
    expect(thanksForWork(said)).toBe(rates)
  })
})

describe('An end of danger is heard, and nothing is taken for one', () => {
  it.each(['没事了，火灭了', '人找到了，谢谢大家', '虚惊一场，是邻居烧菜', '孩子自己回来了', '没煤气味了'])(
    '%s',
    (said) => {
      expect(saysDangerOver(said)).toBe(true)
    },
  )

  it.each([
    '火灭了吗',
    '火灭了没有？',
    '火又着了',
    '还没灭',
    '快来人啊',
    '火好像灭了但是还在冒烟',
    '人还没找到',
  ])('not over: %s', (said) => {
    expect(saysDangerOver(said)).toBe(false)
  })
})

describe('A cry below a danger is heard', () => {
  it.each(['我在702，出不去了', '还有老人在屋里', '我妈没出来', '快来人啊', '里面有人喘不上气'])(
    '%s',
    (said) => {
      expect(criesBelow(said)).toBe(true)
    },
  )

  it.each(['人都出来了吗', '里面有人吗？', '我在楼下看着呢', '都出来了'])('no cry: %s', (said) => {
    expect(criesBelow(said)).toBe(false)
  })
})

describe('Buildings that share one word are all kept', () => {
  const read = makePlaceReader([{ name: '翠湖花园', kind: 'estate', canonical: '翠湖花园' }])
  it.each([
    ['3、9号楼', '3', ['9']],
    ['3和9号楼', '3', ['9']],
    ['3号和9号楼', '3', ['9']],
    ['2、3、5号楼都停水了', '2', ['3', '5']],
    ['3号楼、9号楼', '3', ['9']],
    ['9号楼', '9', undefined],
    ['11月3、9号楼', '9', undefined],
    ['5-3-502', '5', undefined],
  ])('%s', (said, building, also) => {
    expect(read(said).building).toBe(building)
    expect(read(said).also).toEqual(also)
  })
})
