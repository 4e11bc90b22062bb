import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { addHours } from '../../src/kernel/clock.ts'
import { createKey } from '../../src/rights/keys.ts'
import { openApi, type OpenApi } from '../support/api.ts'

let api: OpenApi
beforeAll(async () => {
  // Only the beat of the live changes stands still until it is asked for.
  vi.useFakeTimers({ toFake: ['setInterval'] })
  api = await openApi()
})
afterAll(async () => {
  vi.useRealTimers()
  await api.close()
})

/** Listens; `ended` within a beat from now, or not. */
async function listen(headers: Record<string, string>) {
  const ending = new AbortController()
  const answer = await fetch(`${api.url}/api/v1/events`, { headers, signal: ending.signal })
  expect(answer.status).toBe(200)
  const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader()
  return {
    async next(): Promise<string> {
      vi.advanceTimersByTime(15_000)
      for (;;) {
        const { value, done } = await reader.read()
        if (done) return 'ended'
        if (value.includes(': beat')) return 'beat'
      }
    },
    stop: () => {
      ending.abort()
    },
  }
}

it('live changes end with the time of a key', async () => {
  const wish = { name: 'x', scopes: ['cases:read'], by: 'director-QH', days: 1 } as const
  const { shown } = await createKey(api.db.stores.keys, wish, api.clock.now())
  const live = await listen({ authorization: `Bearer ${shown}` })
  expect(await live.next()).toBe('beat')
  api.clock.moveTo(addHours(api.clock.now(), 25))
  expect(await live.next()).toBe('ended')
  live.stop()
})

it('live changes end with a session that is left unused', async () => {
  const live = await listen({ cookie: await api.cookieOf('grid_lead-G11') })
  expect(await live.next()).toBe('beat')
  api.clock.moveTo(addHours(api.clock.now(), 24))
  expect(await live.next()).toBe('ended')
  live.stop()
})
