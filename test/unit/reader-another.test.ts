import { describe, expect, it } from 'vitest'
import { dangerFeatures } from '../../src/intake/dangers.ts'
import { exampleReader } from '../support/example-reader.ts'

const above = (text: string, name = '老周') => [{ speaker: 'resident' as const, name, text }]
const reading = async (text: string, context: ReturnType<typeof above>) =>
  (await exampleReader()).readNow({ text, room: 'community', speaker: 'resident', name: '老周', context })

describe('A second matter told below the first', () => {
  const light = '3号楼2单元楼道灯不亮了'

  it.each([
    ['再说一个，楼上天天半夜拖椅子', '0401'],
    ['还有个事，垃圾房三天没人清了，臭得很', '0101'],
    ['另外电梯又停了，老人下不来', '0204'],
  ])('is a matter of its own where the speaker says so and names another: %s', async (text, leaf) => {
    const { act, zone, matters } = await reading(text, above(light))
    expect([act, zone === 'ignore', matters[0]?.category]).toEqual(['new', false, leaf])
  })

  it.each([['还有谁家要拼车'], ['另外我还会做红烧肉'], ['对了今天几号']])(
    'is none where nothing is wrong: %s',
    async (text) => {
      expect((await reading(text, above(light))).act).not.toBe('new')
    },
  )

  it('is no second matter where it names the first again', async () => {
    expect((await reading('另外那个灯不是灯泡的事，是线', above(light))).act).toBe('supplement')
  })
})

describe('A cry that somebody is dying', () => {
  it.each([
    ['有人要跳楼', 'new'],
    ['快来人啊 我妈不行了', 'new'],
    ['我爸不行了，谁有车送一下医院', 'new'],
    ['水漫进屋了 老人在里屋', 'new'],
    ['快来看，我妈打牌不行了哈哈', 'chatter'],
    ['桥上有个女的想跳河', 'new'],
    ['昨晚那部电影里有人要跳楼，哈哈', 'chatter'],
    ['万一有人触电怎么办，想想而已', 'chatter'],
  ])('reaches a person however little is said: %s', async (text, act) => {
    expect((await reading(text, [])).act).toBe(act)
  })
})

describe('A date among neighbours', () => {
  it.each(['下午三点跳广场舞老地方见', '今晚谁去跳广场舞'])('is no appeal: %s', async (text) => {
    expect((await reading(text, [])).act).toBe('chatter')
  })
})

describe('The place of a matter that names none', () => {
  it.each([
    ['垃圾没人收', '9栋门口窨井盖没了，小孩差点掉下去', null],
    ['隔壁五保户老张三天没见出门了，敲门也没人应', '8栋楼下那条路全是坑，下雨没法走', null],
    ['灯坏了好几天了 老人下楼太危险', '3号楼2单元', '3'],
  ])('%s, below “%s”', async (text, said, building) => {
    const read = await reading(text, above(said))
    expect(read.matters[0]?.place.building ?? null).toBe(building)
  })
})

describe('A place within some house', () => {
  it.each([
    ['三楼 东边那个', '3号楼2单元楼道灯坏了'],
    ['就是三楼东边那户', '9栋有家水龙头一直流，敲门没人'],
    ['四楼 西边那头', '6栋下水管往外冒水，走廊都淌了'],
  ])('adds to the speaker’s own trouble where nothing else is said: %s', async (text, said) => {
    expect((await reading(text, above(said))).act).toBe('supplement')
  })

  it.each([['三楼 东边那个'], ['就是三楼东边那户']])('is nothing by itself: %s', async (text) => {
    expect((await reading(text, above('早上好呀各位'))).act).toBe('chatter')
    expect((await reading(text, above('9栋有家水龙头一直流，敲门没人', '老李'))).act).not.toBe('new')
  })

  it('takes the building from the trouble that its speaker told', async () => {
    const again = await reading('三楼西户的狗又叫了一晚上', above('8栋狗天天叫，没人管'))
    expect(again.matters[0]?.place).toMatchObject({ building: '8', spot: '三楼' })
  })

  it('takes none from another matter, nor from a neighbour’s', async () => {
    const text = '三楼西户的狗又叫了一晚上'
    expect((await reading(text, above('8栋门口窨井盖没了'))).matters[0]?.place.building).toBeNull()
    expect((await reading(text, above('8栋狗天天叫，没人管', '老李'))).matters[0]?.place.building).toBeNull()
  })
})

describe('A charge against somebody in office', () => {
  it.each(['举报社区干部收了红包', '居委会的人收了物业好处', '派出所民警收黑钱', '网格员收了人家两条烟'])(
    'is one of officials’ conduct, and confidential: %s',
    async (text) => {
      expect((await reading(text, [])).matters).toMatchObject([{ category: '1503', confidential: true }])
    },
  )

  it.each(['过年群里抢红包，书记手气最好', '网格员收走一袋烟头，真勤快', '书记提了两瓶酒来我家吃饭'])(
    'is none where nobody is charged: %s',
    async (text) => {
      expect((await reading(text, [])).act).toBe('chatter')
    },
  )

  it.each([
    '投诉值班员罗娜，昨天接我电话态度特别恶劣，还收了物业的红包',
    '值班的罗娜收了物业好处费，我要举报她',
  ])('reaches a person though it speaks of money: %s', async (text) => {
    expect((await reading(text, [])).act).toBe('new')
  })
})

describe('An order to the bot', () => {
  it.each(['绑定 翠湖花园1-6栋邻里群', '@小邻 绑定 QH-JX-01', '解绑', '登录 123456'])(
    'is no appeal, whoever says it: %s',
    async (text) => {
      expect((await reading(text, [])).act).toBe('chatter')
    },
  )
})

describe('What of danger is named', () => {
  it('counts most where two things meet: somebody frail, and no answer', () => {
    const found = dangerFeatures('独居老人三天没开门，敲门没人应')
    expect([found.has('d:frail+silent'), found.has('d:somebody+silent'), found.has('d:fire')]).toEqual([
      true,
      true,
      false,
    ])
  })

  it('is nothing in a text without such words', () => {
    expect(dangerFeatures('早上好').size).toBe(0)
  })
})
