import type { LLMock } from '@copilotkit/aimock'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { aMessage } from '../support/example-reader.ts'
import {
  aMatterSaid,
  answerOf,
  askedOf,
  later,
  modelAtWork,
  modelServer,
  questionIn,
} from '../support/model-server.ts'

let mock: LLMock
beforeAll(async () => {
  mock = await modelServer()
})
afterAll(() => mock.stop())
beforeEach(() => {
  mock.clearFixtures()
  mock.clearRequests()
  mock.resetMatchCounts()
})

const lamp = aMessage('3号楼2单元楼道灯坏了三天，没人管')
const good = answerOf(
  'new',
  aMatterSaid({
    kind: 'complaint',
    place: { estate: null, building: '3', unit: '2', room: null, spot: '楼道' },
    occurred: '三天',
    words: '楼道灯坏了',
  }),
)

describe('an answer of the language model', () => {
  it('is taken beside the offline reading: the kind of the one, the certainty of both', async () => {
    mock.onMessage(/./u, good)
    const { reader, exchanges, model } = await modelAtWork(`${mock.url}/v1`)
    const reading = await reader.read(lamp)
    expect(reader.readNow(lamp).matters[0]?.kind).toBe('help')
    expect(reading).toMatchObject({ act: 'new', zone: 'file' })
    expect(reading.matters[0]).toMatchObject({
      ...{ kind: 'complaint', category: '0201', nature: 'community_matter', occurred: '三天' },
      ...{ urgency: 'normal', title: '3号楼2单元路灯楼道灯', evidence: { category: '楼道灯坏了' } },
      place: { building: '3', unit: '2', spot: '楼道' },
    })
    await model.settled()
    expect(exchanges).toHaveLength(1)
    expect(exchanges[0]).toMatchObject({ prompt: 'read-message@1', end: 'read', model: 'm' })
    expect(exchanges[0]?.tokens.question).toBeGreaterThan(0)
  })

  it('is read out of a fence, out of talk, and behind thinking aloud', async () => {
    const { content } = good
    const wrapped = [
      `\`\`\`json\n${content}\n\`\`\``,
      `好的，以下是结果：\n${content}\n希望有帮助！`,
      `<think>也许是 {"act":"chatter","sure":"low","cases":[]}？不对。</think>${content}`,
    ]
    for (const text of wrapped) {
      mock.clearFixtures()
      mock.onMessage(/./u, { content: text })
      const { reader } = await modelAtWork(`${mock.url}/v1`)
      expect((await reader.read(lamp)).matters[0]?.kind).toBe('complaint')
    }
    expect(askedOf(mock)).toHaveLength(wrapped.length)
  })

  it('that was cut off or names what does not exist is asked for once more, with what was wrong', async () => {
    const broken = [
      good.content.slice(0, 90),
      answerOf('new', aMatterSaid({ category: '7777' })).content,
      answerOf('new', aMatterSaid({ kind: '投诉' })).content,
      answerOf('new').content,
    ]
    for (const content of broken) {
      mock.clearFixtures()
      mock.clearRequests()
      mock.on({ turnIndex: 0 }, { content })
      mock.on({ turnIndex: 1 }, good)
      const { reader, exchanges, model } = await modelAtWork(`${mock.url}/v1`)
      expect((await reader.read(lamp)).matters[0]?.kind, content).toBe('complaint')
      await model.settled()
      expect(exchanges.map(({ end }) => end)).toEqual(['mended'])
      expect(askedOf(mock)[1]?.messages.map(({ role }) => role)).toEqual([
        'system',
        'user',
        'assistant',
        'user',
      ])
    }
  })

  it('that cannot be used twice leaves the offline reading, and is not asked for a third time', async () => {
    mock.onMessage(/./u, { content: '这条消息是居民报修。' })
    const { reader, exchanges, model } = await modelAtWork(`${mock.url}/v1`)
    expect(await reader.read(lamp)).toEqual(reader.readNow(lamp))
    await model.settled()
    expect(exchanges.map(({ end }) => end)).toEqual(['unreadable'])
    expect(askedOf(mock)).toHaveLength(2)
  })

  it('is used again for the same words, and asked for anew where something else stood above', async () => {
    mock.onMessage(/./u, good)
    const { reader, model } = await modelAtWork(`${mock.url}/v1`)
    await reader.read(lamp)
    await reader.read(lamp)
    expect(askedOf(mock)).toHaveLength(1)
    const above = [{ speaker: 'resident' as const, name: '甲', text: '东门口的垃圾堆了三天没人清' }]
    await reader.read({ ...lamp, addressed: true, context: above })
    expect(askedOf(mock)).toHaveLength(2)
    expect(model.tally()).toMatchObject({ asked: 2, read: 2, fromCache: 1 })
  })

  it('is asked for only about what may be an appeal or is said to the bot', async () => {
    mock.onMessage(/./u, answerOf('chatter'))
    const { reader } = await modelAtWork(`${mock.url}/v1`)
    const chatter = aMessage('今晚谁去跳广场舞呀')
    expect(await reader.read(chatter)).toEqual(reader.readNow(chatter))
    expect(askedOf(mock)).toHaveLength(0)
    const above = [
      { speaker: 'resident' as const, name: '甲', text: chatter.text },
      { speaker: 'resident' as const, name: '乙', text: '东门口的垃圾堆了三天没人清' },
    ]
    await reader.read({ ...lamp, addressed: true, context: above })
    expect(questionIn(askedOf(mock)[0]!)).toContain('东门口')
    expect(questionIn(askedOf(mock)[0]!)).not.toContain('广场舞')
    mock.clearRequests()
    await reader.read({ ...chatter, addressed: true })
    await reader.read({ ...chatter, room: 'private' })
    expect(askedOf(mock)).toHaveLength(2)
  })

  it('is never asked for where life is in danger, and never where a case is withdrawn or rated', async () => {
    mock.onMessage(/./u, answerOf('chatter'))
    const { reader } = await modelAtWork(`${mock.url}/v1`)
    const fire = aMessage('3号楼着火了，楼道里全是烟，有老人没出来')
    expect((await reader.read(fire)).matters[0]?.urgency).toBe('emergency')
    const rated = aMessage('不满意，灯还是不亮', {
      ...{ room: 'private', name: '我' },
      context: [{ speaker: 'bot', name: '邻里', text: '您反映的事已办结，请评价：满意、基本满意、不满意' }],
    })
    expect(await reader.read(rated)).toEqual(reader.readNow(rated))
    expect(askedOf(mock)).toHaveLength(0)
  })

  it('stops being waited for when somebody is in a hurry, and nothing is counted against the endpoint', async () => {
    mock.onMessage(/./u, () => later(3_000, good))
    const { reader, model, exchanges } = await modelAtWork(`${mock.url}/v1`)
    const hurry = new AbortController()
    setTimeout(() => hurry.abort(), 100)
    const began = performance.now()
    expect(await reader.read(lamp, hurry.signal)).toEqual(reader.readNow(lamp))
    expect(performance.now() - began).toBeLessThan(1_500)
    await model.settled()
    expect(exchanges.map(({ end }) => end)).toEqual(['hurried'])
    expect(model.standing()).toBe('ok')
  })

  it('is asked for without numbers, names and flats, which come back only in the field they belong to', async () => {
    mock.onMessage(
      /./u,
      answerOf(
        'new',
        aMatterSaid({
          ...{ kind: 'complaint', category: '0402', nature: 'resident_dispute', words: '漏水' },
          place: { estate: null, building: '3', unit: '1', room: '〔室2〕', spot: '〔人1〕家厨房' },
        }),
      ),
    )
    const { reader } = await modelAtWork(`${mock.url}/v1`, {}, { names: ['陈岚', '王秀英'] })
    const said =
      '@陈岚 我家3号楼1单元402，楼上502王秀英家厨房漏水，电话13800138000，身份证11010519491231002X，车牌浙A12345'
    const heard = aMessage(said, {
      ...{ name: '张建国', addressed: true },
      context: [
        { speaker: 'resident', name: '张建国', text: '楼道窗户玻璃碎了没人管，陈岚给我回电话13800138000' },
      ],
    })
    const { matters } = await reader.read(heard)
    const question = questionIn(askedOf(mock)[0]!)
    for (const secret of [
      '陈岚',
      '王秀英',
      '张建国',
      '402',
      '502',
      '13800138000',
      '11010519491231002X',
      'A12345',
    ])
      expect(question, secret).not.toContain(secret)
    expect(question).toContain('本人')
    expect(matters[0]).toMatchObject({ category: '0402', place: { building: '3', unit: '1', room: '502' } })
  })
})
