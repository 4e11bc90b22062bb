import { LLMock } from '@copilotkit/aimock'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { encode } from 'silk-wasm'
import { afterEach, describe, expect, it } from 'vitest'
import { cleanTranscript } from '../../src/intake/voice.ts'
import { silentLog } from '../../src/kernel/log.ts'
import { makeTranscriber, type TranscriberMakings } from '../../src/llm/transcribe.ts'

const sampleRate = 24_000
const silk = async (seconds: number, level = 9_000): Promise<Uint8Array> => {
  const samples = Int16Array.from({ length: sampleRate * seconds }, (_, at) =>
    Math.round(Math.sin((at * 2 * Math.PI * 220) / sampleRate) * level),
  )
  return (await encode(samples, sampleRate)).data
}

interface Asked {
  path: string
  body: Buffer
}

const endings: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const end of endings.splice(0)) await end()
})

/** A real server on loopback that answers each request as told and keeps what it was asked. */
async function service(answer: (response: ServerResponse, times: number) => void) {
  const asked: Asked[] = []
  const server: Server = createServer((request: IncomingMessage, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      asked.push({ path: request.url ?? '', body: Buffer.concat(parts) })
      answer(response, asked.length)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  endings.push(async () => {
    server.closeAllConnections()
    server.close()
    await once(server, 'close')
  })
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return { asked, url: `http://127.0.0.1:${String(port)}/v1` }
}

const saying =
  (text: string) =>
  (response: ServerResponse): void =>
    void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ text }))

const reader = (url: string, more: Partial<TranscriberMakings> = {}) =>
  makeTranscriber({ url, key: 'k', model: 'm', log: silentLog, ...more })

/** The file inside a multipart body. */
const wavIn = (body: Buffer): Buffer => body.subarray(body.indexOf('RIFF'))

describe('A voice message of the chat (6.12)', () => {
  it('is decoded from SILK, sent as a WAV file, and comes back as words', async () => {
    const { asked, url } = await service(saying(' 三号楼的灯 坏了\n'))
    expect(await reader(url).wordsOf(await silk(3))).toBe('三号楼的灯 坏了')
    expect(asked).toHaveLength(1)
    expect(asked[0]?.path).toBe('/v1/audio/transcriptions')
    const wav = wavIn(asked[0]?.body ?? Buffer.alloc(0))
    expect(wav.readUInt32LE(24)).toBe(16_000)
    const samples = wav.readUInt32LE(40) / 2
    expect(samples / 16_000).toBeCloseTo(3, 1)
    const tone = new Int16Array(
      wav.subarray(44, 44 + samples * 2).buffer.slice(wav.byteOffset + 44, wav.byteOffset + 44 + samples * 2),
    )
    const crossings = tone.filter((level, at) => at > 0 && level >= 0 && (tone[at - 1] ?? 0) < 0).length
    expect(crossings / 3).toBeGreaterThan(210)
    expect(crossings / 3).toBeLessThan(230)
  })

  it('is understood by a server that knows the protocol of its own accord', async () => {
    const mock = new LLMock({ port: 0 })
    mock.onTranscription({ transcription: { text: '东门垃圾没人收' } })
    await mock.start()
    endings.push(() => mock.stop())
    expect(await reader(`${mock.url}/v1`).wordsOf(await silk(1))).toBe('东门垃圾没人收')
  })

  it.each([
    ['wav', Buffer.concat([Buffer.from('RIFF\0\0\0\0WAVE'), Buffer.alloc(50)])],
    ['mp3', Buffer.concat([Buffer.from('ID3'), Buffer.alloc(50)])],
    ['mp3', Buffer.concat([Buffer.from([0xff, 0xfb, 0x90]), Buffer.alloc(50)])],
    ['amr', Buffer.concat([Buffer.from('#!AMR\n'), Buffer.alloc(50)])],
  ])('that is %s already is sent as it is', async (ending, bytes) => {
    const { asked, url } = await service(saying('好'))
    expect(await reader(url).wordsOf(bytes)).toBe('好')
    expect(asked[0]?.body.includes(`filename="voice.${ending}"`)).toBe(true)
    expect(asked[0]?.body.includes(bytes)).toBe(true)
  })

  it('brings the names of places along as a help, and their echo is no word', async () => {
    const names = () => ['翠湖花园', '锦绣路', '翠湖花园', '一'.repeat(300)]
    const { asked, url } = await service(saying('翠湖花园，锦绣路'))
    expect(await reader(url, { names }).wordsOf(await silk(1))).toBeNull()
    expect(asked[0]?.body.toString()).toContain('翠湖花园，锦绣路\r\n')
  })

  it('that is broken, empty, no sound, or far too long is not sent at all, and the next one is heard', async () => {
    const { asked, url } = await service(saying('听到了'))
    const hears = reader(url)
    const whole = await silk(1)
    const head = Buffer.from(whole.subarray(0, 10))
    expect(await hears.wordsOf(Buffer.concat([head, Buffer.alloc(5_000, 0xff)]))).toBeNull()
    expect(await hears.wordsOf(head)).toBeNull()
    expect(await hears.wordsOf(Buffer.from('\u0002#!SILK_V3'))).toBeNull()
    expect(await hears.wordsOf(Buffer.alloc(0))).toBeNull()
    expect(await hears.wordsOf(Buffer.from('MZ this is a program'))).toBeNull()
    expect(await hears.wordsOf(Buffer.concat([head, Buffer.alloc(1_100_000)]))).toBeNull()
    expect(await hears.wordsOf(Buffer.concat([Buffer.from('ID3'), Buffer.alloc(5_100_000)]))).toBeNull()
    const frames = Array.from({ length: 9_100 }, () => Buffer.from([2, 0, 0x55, 0x55]))
    const long = Buffer.concat([head, ...frames])
    expect(await hears.wordsOf(long)).toBeNull()
    expect(asked).toHaveLength(0)
    expect(await hears.wordsOf(whole)).toBe('听到了')
  })
})

describe('A transcription service that is not well leaves the voice without words', () => {
  it('and is asked once more where it was only busy', async () => {
    const { asked, url } = await service((response, times) =>
      times === 1 ? void response.writeHead(503).end() : saying('第二次')(response),
    )
    expect(await reader(url).wordsOf(await silk(1))).toBe('第二次')
    expect(asked).toHaveLength(2)
  })

  it.each([
    ['500 twice', 500, '{}', 2],
    ['a refusal', 401, '{"error":{"message":"no such key"}}', 1],
    ['a page in place of an answer', 200, '<html>welcome</html>', 1],
    ['an answer without text', 200, '{"ok":true}', 1],
    ['silence', 200, '{"text":"  …。"}', 1],
    ['what it makes up of silence', 200, '{"text":"请不吝点赞 订阅 转发"}', 1],
  ])('%s', async (_, status, body, times) => {
    const { asked, url } = await service((response) => {
      const type = body.startsWith('<') ? 'text/html' : 'application/json'
      response.writeHead(status, { 'content-type': type }).end(body)
    })
    expect(await reader(url).wordsOf(await silk(1))).toBeNull()
    expect(asked).toHaveLength(times)
  })

  it('when it never answers: the budget ends it, also behind a first failure', async () => {
    const { asked, url } = await service((response, times) => {
      if (times === 1) response.writeHead(429, { 'retry-after': '60' }).end()
    })
    const began = performance.now()
    expect(await reader(url, { budgetMs: 3_000 }).wordsOf(await silk(1))).toBeNull()
    expect(performance.now() - began).toBeLessThan(9_000)
    expect(asked).toHaveLength(2)
  })

  it('when nobody is there', async () => {
    expect(await reader('http://127.0.0.1:1/v1').wordsOf(await silk(1))).toBeNull()
  })

  it('when a flood of voices waits: at most four are asked about at once, none waits for ever', async () => {
    let [open, most] = [0, 0]
    const { url } = await service((response) => {
      open += 1
      most = Math.max(most, open)
      setTimeout(() => {
        open -= 1
        saying('好的')(response)
      }, 30)
    })
    const hears = reader(url)
    const one = Buffer.concat([Buffer.from('ID3'), Buffer.alloc(50)])
    const all = await Promise.all(Array.from({ length: 60 }, () => hears.wordsOf(one)))
    expect(most).toBe(4)
    expect(all.filter((words) => words === '好的')).toHaveLength(44)
    expect(await hears.wordsOf(one)).toBe('好的')
  })
})

describe('A transcript', () => {
  it('keeps what somebody may have said about subtitles and thanks', () => {
    expect(cleanTranscript('楼下广告屏的字幕一直闪')).toBe('楼下广告屏的字幕一直闪')
    expect(cleanTranscript('谢谢大家帮忙，灯还是没修')).toBe('谢谢大家帮忙，灯还是没修')
    expect(cleanTranscript('谢谢大家的观看')).toBeNull()
  })

  it('loses control signs and what is beyond two thousand characters', () => {
    expect(cleanTranscript('灯\u0000坏\u200b了')).toBe('灯 坏 了')
    expect(cleanTranscript('啊'.repeat(9_000))).toHaveLength(2_000)
  })

  it('of a place that was sent along is kept where more was said', () => {
    expect(cleanTranscript('翠湖花园三号楼灯坏了', '翠湖花园，锦绣路')).toBe('翠湖花园三号楼灯坏了')
  })
})
