import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { LLMock } from '@copilotkit/aimock'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { aMessage } from '../support/example-reader.ts'
import { instant } from '../../src/kernel/clock.ts'
import { aMatterSaid, answerOf, askedOf, later, modelAtWork, modelServer } from '../support/model-server.ts'

let mock: LLMock
/** Its own: what it is asked is written down only when it has answered, which may be after the test. */
let slow: LLMock
beforeAll(async () => {
  mock = await modelServer()
  slow = await modelServer()
})
afterAll(() => Promise.all([mock.stop(), slow.stop()]))
beforeEach(() => {
  mock.clearFixtures()
  mock.clearRequests()
})

const lamp = aMessage('3号楼2单元楼道灯坏了三天，没人管')
const good = answerOf('new', aMatterSaid({ kind: 'complaint' }))
const error = (status: number, more: object = {}) => ({ error: { message: 'no' }, status, ...more })

/** Another message each time, so that nothing comes out of the cache. */
const another = (number: number) => aMessage(`${String(number)}号楼楼道灯坏了，没人管`)

it('nothing is asked while the director has not approved it: the offline reading counts', async () => {
  mock.onMessage(/./u, good)
  const { reader } = await modelAtWork(`${mock.url}/v1`, {}, { mayAsk: false })
  expect(await reader.read(lamp)).toEqual(reader.readNow(lamp))
  expect(mock.getRequests()).toEqual([])
})

describe('while the language model fails, the offline reading counts:', () => {
  it.each([
    ['500', 500, 'broken'],
    ['503', 503, 'broken'],
    ['401', 401, 'refused'],
    ['404', 404, 'refused'],
    ['429', 429, 'limited'],
  ])('it answers %s', async (_, status, end) => {
    mock.onMessage(/./u, error(status))
    const { reader, exchanges, model } = await modelAtWork(`${mock.url}/v1`)
    expect(await reader.read(lamp)).toEqual(reader.readNow(lamp))
    await model.settled()
    expect(exchanges.map((one) => one.end)).toEqual([end])
    expect(askedOf(mock)).toHaveLength(1)
  })

  it('nobody is at the address', async () => {
    const { reader, exchanges, model } = await modelAtWork('http://127.0.0.1:9/v1')
    expect(await reader.read(lamp)).toEqual(reader.readNow(lamp))
    await model.settled()
    expect(exchanges.map(({ end }) => end)).toEqual(['broken'])
  })

  it('it is silent: the whole takes no longer than the time for one message', async () => {
    slow.onMessage(/./u, () => later(3_000, good))
    const { reader, exchanges, model } = await modelAtWork(`${slow.url}/v1`, { seconds: 0.4 })
    const began = performance.now()
    expect(await reader.read(lamp)).toEqual(reader.readNow(lamp))
    const took = performance.now() - began
    expect(took).toBeGreaterThan(390)
    expect(took).toBeLessThan(900)
    await model.settled()
    expect(exchanges.map(({ end }) => end)).toEqual(['silent'])
  })

  it('waiting for a turn and asking once more are inside that time', async () => {
    slow.clearFixtures()
    slow.on({ turnIndex: 0 }, () => later(300, { content: '不是 JSON' }))
    slow.on({ turnIndex: 1 }, () => later(300, good))
    const { reader } = await modelAtWork(`${slow.url}/v1`, { seconds: 0.5, atOnce: 1 })
    const began = performance.now()
    const readings = await Promise.all([1, 2, 3].map((number) => reader.read(another(number))))
    expect(performance.now() - began).toBeLessThan(1_000)
    expect(readings).toEqual([1, 2, 3].map((number) => reader.readNow(another(number))))
  })

  it('a 429 is believed: nothing is asked until its time is over', async () => {
    mock.onMessage(/./u, error(429, { retryAfter: 120 }))
    const { reader, model, warned } = await modelAtWork(`${mock.url}/v1`)
    for (const number of [1, 2, 3, 4]) await reader.read(another(number))
    expect(askedOf(mock)).toHaveLength(1)
    expect(model.standing()).toMatch(/^ok: offline alone, /u)
    expect(warned).toEqual([
      {
        message: expect.stringContaining('rests') as string,
        facts: { why: 'too many questions (429)', seconds: 120 },
      },
    ])
  })

  it('after three failures in a row it is left alone for a while, so that nobody waits for it', async () => {
    mock.onMessage(/./u, error(500))
    const { reader, warned } = await modelAtWork(`${mock.url}/v1`)
    for (const number of [1, 2, 3, 4, 5, 6]) await reader.read(another(number))
    expect(askedOf(mock)).toHaveLength(3)
    expect(warned).toHaveLength(1)
  })
})

describe('what is no answer of the protocol', () => {
  let server: Server
  let answer: { type: string; body: string } = { type: '', body: '' }
  beforeAll(async () => {
    server = createServer((_, response) => {
      response.writeHead(200, { 'content-type': answer.type })
      response.end(answer.body)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  })
  afterAll(() => void server.close())

  it.each([
    ['a gateway’s page', 'text/html', '<html><body>Welcome, please sign in</body></html>'],
    ['a page that calls itself JSON', 'application/json', '<html></html>'],
    ['JSON of something else', 'application/json', '{"status":"ok"}'],
    ['no choice at all', 'application/json', '{"choices":[]}'],
    ['nothing', 'application/json', ''],
  ])('%s leaves the offline reading', async (_, type, body) => {
    answer = { type, body }
    const { port } = server.address() as AddressInfo
    const { reader, exchanges, model } = await modelAtWork(`http://127.0.0.1:${String(port)}/v1`)
    expect(await reader.read(lamp)).toEqual(reader.readNow(lamp))
    await model.settled()
    expect(exchanges.map(({ end }) => end)).toEqual(['foreign'])
  })
})

describe('an endpoint that refuses a way of asking', () => {
  it('is asked in the next easier way, and in that way from then on', async () => {
    mock.on({ responseFormat: 'json_schema' }, error(400))
    mock.on({ responseFormat: 'json_object' }, good)
    const { reader } = await modelAtWork(`${mock.url}/v1`)
    expect((await reader.read(another(1))).matters[0]?.kind).toBe('complaint')
    expect((await reader.read(another(2))).matters[0]?.kind).toBe('complaint')
    const ways = askedOf(mock).map(({ response_format: way }) => way?.type)
    expect(ways).toEqual(['json_schema', 'json_object', 'json_object'])
  })

  it('down to plain words', async () => {
    mock.on({ responseFormat: 'json_schema' }, error(400))
    mock.on({ responseFormat: 'json_object' }, error(400))
    mock.onMessage(/./u, good)
    const { reader } = await modelAtWork(`${mock.url}/v1`)
    expect((await reader.read(another(1))).matters[0]?.kind).toBe('complaint')
    const ways = askedOf(mock).map(({ response_format: way }) => way?.type)
    expect(ways).toEqual(['json_schema', 'json_object', undefined])
  })

  it('is asked with the other name of the token limit where it says so', async () => {
    const message = "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead."
    mock.on({ predicate: (asked) => asked.max_tokens !== undefined }, { error: { message }, status: 400 })
    mock.onMessage(/./u, good)
    const { reader } = await modelAtWork(`${mock.url}/v1`)
    expect((await reader.read(another(1))).matters[0]?.kind).toBe('complaint')
    const ways = askedOf(mock).map(({ response_format: way }) => way?.type)
    expect(ways).toEqual(['json_schema', 'json_schema'])
  })

  it('teaches nothing where every way is refused: it was the content then', async () => {
    mock.onMessage(/1号楼/u, error(400))
    mock.onMessage(/./u, good)
    const { reader } = await modelAtWork(`${mock.url}/v1`)
    expect(await reader.read(another(1))).toEqual(reader.readNow(another(1)))
    await reader.read(another(2))
    const ways = askedOf(mock).map(({ response_format: way }) => way?.type)
    expect(ways).toEqual(['json_schema', 'json_object', undefined])
  })
})

describe('the budget of a day', () => {
  it('once spent leaves the offline reader alone, said once in the log and in how it stands', async () => {
    mock.onMessage(/./u, good)
    const { reader, warned, model } = await modelAtWork(
      `${mock.url}/v1`,
      { dayTokens: 30_000 },
      { spent: 29_000 },
    )
    for (const number of [1, 2, 3]) expect((await reader.read(another(number))).matters[0]?.kind).toBe('help')
    expect(askedOf(mock)).toHaveLength(0)
    expect(warned.map(({ message }) => message)).toEqual([expect.stringContaining('budget')])
    expect(model.standing()).toContain('budget')
  })

  it('begins anew with the town’s day', async () => {
    mock.onMessage(/./u, good)
    let now = instant('2026-11-23T09:10:00+08:00')
    const { reader, model } = await modelAtWork(
      `${mock.url}/v1`,
      { dayTokens: 20_000, cached: 0 },
      { now: () => now },
    )
    let asked = 0
    for (let number = 1; model.standing() === 'ok' && number < 20; number += 1) {
      await reader.read(another(number))
      asked = askedOf(mock).length
    }
    expect(asked).toBeGreaterThan(0)
    expect(model.standing()).toContain('budget')
    now = instant('2026-11-24T09:10:00+08:00')
    await reader.read(another(1))
    expect(askedOf(mock)).toHaveLength(asked + 1)
  })

  it('may be one of money, where the prices are known', async () => {
    mock.onMessage(/./u, good)
    const { reader } = await modelAtWork(
      `${mock.url}/v1`,
      { dayCost: 0.001, prices: { question: 1, answer: 1 } },
      { spent: 990 },
    )
    await reader.read(lamp)
    expect(askedOf(mock)).toHaveLength(0)
  })
})
