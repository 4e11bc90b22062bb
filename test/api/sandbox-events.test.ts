import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { openDoor } from '../support/sandbox-door.ts'
import type { OpenDoor } from '../support/sandbox-door.ts'

interface Heard {
  event: string
  id: string | null
  content: Record<string, unknown>
}

/** A listener that reads a stream as a browser does. */
class Listener {
  readonly heard: Heard[] = []
  #cut = new AbortController()
  #waiting: (() => void)[] = []

  async open(url: string, headers: Record<string, string> = {}): Promise<Response> {
    const response = await fetch(`${url}/sandbox/api/events`, { headers, signal: this.#cut.signal })
    void this.#read(response)
    return response
  }

  async until(event: string, count = 1): Promise<Heard> {
    for (;;) {
      const found = this.heard.filter((one) => one.event === event)
      const last = found[count - 1]
      if (last !== undefined) return last
      await new Promise<void>((resolve) => this.#waiting.push(resolve))
    }
  }

  close(): void {
    this.#cut.abort()
  }

  async #read(response: Response): Promise<void> {
    let rest = ''
    try {
      for await (const part of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
        const blocks = (rest + part).split('\n\n')
        rest = blocks.pop() ?? ''
        for (const block of blocks) this.#take(block)
      }
    } catch {
      /* cut off by the test */
    }
  }

  #take(block: string): void {
    const field = (name: string): string | null =>
      block
        .split('\n')
        .find((line) => line.startsWith(`${name}: `))
        ?.slice(name.length + 2) ?? null
    const event = field('event')
    if (event === null) return
    this.heard.push({
      event,
      id: field('id'),
      content: JSON.parse(field('data') ?? '{}') as Record<string, unknown>,
    })
    for (const wake of this.#waiting.splice(0)) wake()
  }
}

let open: OpenDoor
const listeners: Listener[] = []
const listen = async (headers?: Record<string, string>): Promise<Listener> => {
  const listener = new Listener()
  listeners.push(listener)
  const response = await listener.open(open.url, headers)
  expect(response.headers.get('content-type')).toContain('text/event-stream')
  return listener
}
const speak = async (text: string): Promise<string> => {
  const answer = await fetch(`${open.url}/sandbox/api/say`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ room: 'cuihu-a', as: 'liayi', text }),
  })
  return ((await answer.json()) as { id: string }).id
}

beforeEach(async () => {
  open = await openDoor()
})
afterEach(async () => {
  for (const listener of listeners.splice(0)) listener.close()
  await open.door.close()
})

describe('GET /sandbox/api/events', () => {
  it('tells every listener each message as it comes, with its id', async () => {
    const [one, other] = [await listen(), await listen()]
    const id = await speak('第一句\n第二行')
    for (const listener of [one, other]) {
      expect(await listener.until('message')).toMatchObject({
        id,
        content: {
          id,
          room: 'cuihu-a',
          from: 'liayi',
          text: '第一句\n第二行',
          at: '2026-11-23T01:10:00.000Z',
        },
      })
    }
  })

  it('repeats what a listener missed who comes back with the last id it knows', async () => {
    const first = await listen()
    const known = await speak('听到的')
    await first.until('message')
    first.close()
    await speak('错过的')
    const back = await listen({ 'Last-Event-ID': known })
    expect((await back.until('message')).content).toMatchObject({ text: '错过的' })
    const stranger = await listen({ 'Last-Event-ID': 'm999999' })
    await speak('新的')
    expect((await stranger.until('message')).content).toMatchObject({ text: '新的' })
  })

  it('tells when the clock was moved', async () => {
    const listener = await listen()
    await fetch(`${open.url}/sandbox/api/clock`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ advance: '30m' }),
    })
    expect(await listener.until('clock')).toEqual({
      event: 'clock',
      id: null,
      content: { now: '2026-11-23T01:40:00.000Z' },
    })
  })

  it('tells that the chat server went away, comes back by itself, and goes on', async () => {
    const listener = await listen()
    await speak('之前')
    await listener.until('message')
    open.sandbox.away = true
    await listener.until('away')
    await (await listen()).until('away')
    open.sandbox.away = false
    await listener.until('back')
    await speak('之后')
    expect((await listener.until('message', 2)).content).toMatchObject({ text: '之后' })
  })

  it('answers HEAD without holding the line', async () => {
    const answer = await fetch(`${open.url}/sandbox/api/events`, { method: 'HEAD' })
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      200,
      'text/event-stream; charset=utf-8',
    ])
  })
})
