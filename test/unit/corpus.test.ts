import { describe, expect, it } from 'vitest'
import { readCorpus } from '../../src/commands/train/corpus.ts'
import { heardIn } from '../../src/commands/train/examples.ts'
import { fitHead } from '../../src/commands/train/fit.ts'
import { readTalks } from '../../src/commands/train/talk-file.ts'
import { shares, sumsOf } from '../../src/intake/model/linear.ts'
import { addFeature, addGrams, emptyVector, fewBuckets } from '../../src/intake/model/vector.ts'
import { exampleTown } from '../support/example-reader.ts'

const talk = (lines: string): string => `== 群 | 早上 | 地名 兰溪花园\n${lines}`
const only = (line: string) => readTalks('x', talk(line)).talks[0]?.lines[0]
const fault = (line: string) => readTalks('x', talk(line)).faults[0]?.why

describe('A line of the corpus', () => {
  it('without labels is chatter', () => {
    expect(only('居 老周: 早啊')).toMatchObject({
      speaker: 'resident',
      name: '老周',
      text: '早啊',
      act: 'chatter',
    })
  })

  it('names kind, leaf, place, time, urgency, secrecy and nature of a new matter', () => {
    expect(
      only('网 小何: 三栋2单元楼道灯昨晚灭了 => help 0201 b=3 u=2 s=楼道 t=昨晚 ! 密 n=resident_dispute')
        ?.cases,
    ).toEqual([
      {
        kind: 'help',
        category: '0201',
        place: { estate: null, building: '3', unit: '2', room: null, spot: '楼道' },
        occurred: '昨晚',
        urgency: 'urgent',
        nature: 'resident_dispute',
        confidential: true,
      },
    ])
  })

  it('may hold two matters, and private parts as they are written', () => {
    const line = only(
      '居 我: 灯坏了，垃圾也没收，电话 139 0000 1111 => help 0201 ; complaint 0101 p=139_0000_1111',
    )
    expect(line?.cases.map(({ category }) => category)).toEqual(['0201', '0101'])
    expect(line?.pii).toEqual(['139 0000 1111'])
  })

  it.each([
    ['甲 老周: 早', '居, 网'],
    ['居 老周: 灯坏了 => help', 'no leaf'],
    ['居 老周: 灯坏了 => hlp 0201', 'no act'],
    ['居 老周: 灯坏了 => help 0201 s=东门', 'does not stand in the text'],
    ['居 老周: 灯坏了 => help 0201 n=quarrel', 'no nature'],
    ['居 老周: 灯坏了 => help 0201 x=1', 'no label'],
    ['居 老周: 好 => join 0201', 'behind join'],
    ['居 老周: 好 => chatter p=139', 'does not stand in the text'],
  ])('"%s" is refused with its reason', (line, why) => {
    expect(fault(line)).toContain(why)
  })

  it('is heard with what stood above it, the bot’s own lines only as context', () => {
    const { talks } = readTalks(
      'x',
      '== 私聊 | 一\n居 我: 灯坏了 => help 0201\n机 小邻: 在哪栋？\n居 我: 三栋 => supplement',
    )
    const heard = talks.flatMap(heardIn)
    expect(heard.map(({ heard: { text, context } }) => [text, context.length])).toEqual([
      ['灯坏了', 0],
      ['三栋', 2],
    ])
  })

  it('among single lines has nothing above it', () => {
    const { talks } = readTalks('x', '== 群 | 散句 | 散句\n居 甲: 早\n居 乙: 早啊')
    expect(talks.flatMap(heardIn).map(({ heard }) => heard.context.length)).toEqual([0, 0])
  })
})

describe('The corpus', () => {
  it('has no fault, names leaves of the table only, and says nothing twice', async () => {
    const leaves = new Set((await exampleTown()).leaves.map(({ code }) => code))
    const lines = (await readCorpus()).flatMap(({ talks }) => talks.flatMap((one) => one.lines))
    expect(lines.length).toBeGreaterThan(3_000)
    const unknown = lines.flatMap(({ id, cases }) =>
      cases.filter(({ category }) => !leaves.has(category)).map(({ category }) => `${id} ${category}`),
    )
    expect(unknown).toEqual([])
    const long = lines
      .filter(({ text, speaker }) => text.length > 12 && speaker !== 'bot')
      .map(({ text }) => text)
    const twice = long.filter((text, index) => long.indexOf(text) !== index)
    expect(twice).toEqual([])
  })
})

describe('A head', () => {
  const vectorOf = (text: string) => {
    const vector = emptyVector()
    addGrams(vector, 't:', text, 5)
    return vector
  }
  const examples = [
    ...['灯坏了', '楼道灯不亮', '路灯坏了三天'].map((text) => ({ vector: vectorOf(text), label: 0 })),
    ...['早上好', '谢谢大家', '今天天气好'].map((text) => ({ vector: vectorOf(text), label: 1 })),
  ]
  const rules = { rounds: 8, pace: 0.1, pull: 0.001, buckets: fewBuckets }

  it('learns what its examples say, the same each time', () => {
    const head = fitHead('x', ['appeal', 'chatter'], examples, rules)
    const [appeal = 0, chatter = 0] = shares(sumsOf(head, vectorOf('这个灯坏了')))
    expect(appeal).toBeGreaterThan(chatter)
    expect(fitHead('x', ['appeal', 'chatter'], examples, rules)).toEqual(head)
  })

  it('believes its priors where examples say nothing', () => {
    const prior = [{ feature: 'best:0201', label: 1, weight: 2 }]
    const head = fitHead('x', ['a', 'b'], [], rules, prior)
    const vector = emptyVector()
    addFeature(vector, 'best:0201', 1)
    const [a = 0, b = 0] = shares(sumsOf(head, vector))
    expect(b).toBeGreaterThan(a)
    expect(shares(sumsOf(head, vectorOf('无关')))).toEqual(Float64Array.from([0.5, 0.5]))
  })
})
