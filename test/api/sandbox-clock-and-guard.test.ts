import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { instant } from '../../src/kernel/clock.ts'
import { rawRequest } from '../support/raw-request.ts'
import { openDoor } from '../support/sandbox-door.ts'
import type { OpenDoor } from '../support/sandbox-door.ts'

let open: OpenDoor
beforeAll(async () => {
  open = await openDoor()
})
afterAll(() => open.door.close())

const json = { 'Content-Type': 'application/json' }
const move = (body: unknown): Promise<Response> =>
  fetch(`${open.url}/sandbox/api/clock`, { method: 'POST', headers: json, body: JSON.stringify(body) })

describe('the virtual clock', () => {
  it('shows its time and the next thing that will happen', async () => {
    expect(await (await fetch(`${open.url}/sandbox/api/clock`)).json()).toEqual({
      now: open.clock.now().toISOString(),
      running: false,
      nextDue: '2026-11-24T09:30:00.000Z',
    })
  })

  it.each([
    ['30s', 30_000],
    ['90m', 5_400_000],
    ['2h', 7_200_000],
    ['1d', 86_400_000],
  ])('goes on by %s', async (advance, ms) => {
    const before = open.clock.now().getTime()
    const answer = await move({ advance })
    expect(answer.status).toBe(200)
    expect(await answer.json()).toEqual({ now: new Date(before + ms).toISOString() })
  })

  it('goes on to a time given with its zone', async () => {
    const answer = await move({ until: '2026-11-30T15:00:00+08:00' })
    expect(await answer.json()).toEqual({ now: '2026-11-30T07:00:00.000Z' })
  })

  it('does not go back', async () => {
    const answer = await move({ until: '2026-11-23T09:10:00+08:00' })
    expect([answer.status, await answer.json()]).toMatchObject([409, { code: 'wrong_state' }])
  })

  it.each([
    {},
    { advance: '0m' },
    { advance: '-5m' },
    { advance: '90' },
    { advance: '1.5h' },
    { advance: '401d' },
    { advance: 90 },
    { until: '明天' },
    { until: '2026-12-01T15:00:00' },
    { until: '2099-12-01T15:00:00+08:00' },
    { advance: '1h', until: '2026-12-01T15:00:00+08:00' },
    { advance: '1h', fast: true },
  ])('refuses %j and stands where it stood', async (body) => {
    const before = open.clock.now()
    const answer = await move(body)
    expect([answer.status, await answer.json()]).toMatchObject([400, { code: 'invalid' }])
    expect(open.clock.now()).toEqual(before)
  })

  it('makes one move at a time, each from where the one before ended', async () => {
    const before = open.clock.now().getTime()
    const answers = await Promise.all([
      move({ advance: '1h' }),
      move({ advance: '1h' }),
      move({ advance: '1h' }),
    ])
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200])
    expect(open.clock.now().getTime()).toBe(before + 3 * 3_600_000)
  })
})

describe('what the page asks besides', () => {
  it('names the town, its zone, the bot and the people', async () => {
    expect(await (await fetch(`${open.url}/sandbox/api/town`)).json()).toMatchObject({
      name: '清河镇',
      zone: 'Asia/Shanghai',
      bot: { name: '网格小助手' },
    })
  })

  it('lists the cases', async () => {
    open.cases.push({
      number: 'QH20261123-0001',
      title: '楼道灯不亮',
      category: '路灯照明',
      state: 'dispatched',
      handler: 'chenlan',
      verifier: 'zhangwei',
      dueAt: instant('2026-11-24T17:30:00+08:00'),
      room: 'cuihu-a',
      rating: null,
    })
    expect(await (await fetch(`${open.url}/sandbox/api/cases`)).json()).toMatchObject({
      cases: [
        { number: 'QH20261123-0001', state: 'dispatched', dueAt: '2026-11-24T09:30:00.000Z', rating: null },
      ],
    })
  })

  it('serves the page under its own policy', async () => {
    for (const path of ['/sandbox', '/sandbox/']) {
      const answer = await fetch(`${open.url}${path}`)
      expect([answer.status, answer.headers.get('content-security-policy')]).toEqual([
        200,
        "default-src 'none'",
      ])
      expect(answer.headers.get('content-type')).toContain('text/html')
    }
  })
})

describe('the guard before the sandbox', () => {
  const paths = ['/sandbox', '/sandbox/api/rooms', '/sandbox/api/events', '/sandbox/api/town']

  it.each([
    'evil.example',
    'evil.example:3000',
    'localhost.evil.example',
    'evil-localhost',
    '192.168.1.5',
    '127.0.0.1.nip.io',
    '[::2]',
  ])('refuses the host name %j', async (host) => {
    for (const path of paths) {
      const answer = await rawRequest(open.port, { path, headers: { Host: host } })
      expect([answer.status, JSON.parse(answer.text)]).toMatchObject([403, { code: 'forbidden_host' }])
    }
    const spoken = await rawRequest(open.port, {
      path: '/sandbox/api/say',
      method: 'POST',
      headers: { Host: host, ...json },
      body: JSON.stringify({ room: 'cuihu-a', as: 'liayi', text: '外面来的' }),
    })
    expect(spoken.status).toBe(403)
  })

  it.each(['localhost', 'LOCALHOST:3000', '127.0.0.1', '127.0.0.1:80', '[::1]:3000'])(
    'lets %s through',
    async (host) => {
      expect(
        (await rawRequest(open.port, { path: '/sandbox/api/rooms', headers: { Host: host } })).status,
      ).toBe(200)
    },
  )

  it.each(['https://evil.example', 'http://localhost:1', 'null'])(
    'refuses a request sent for %s',
    async (origin) => {
      for (const [path, body] of [
        ['/sandbox/api/say', { room: 'cuihu-a', as: 'liayi', text: '外面来的' }],
        ['/sandbox/api/clock', { advance: '1h' }],
        ['/sandbox/api/change', { kind: 'system', room: 'cuihu-a', text: '外面来的' }],
      ] as const) {
        const answer = await fetch(`${open.url}${path}`, {
          method: 'POST',
          headers: { ...json, Origin: origin },
          body: JSON.stringify(body),
        })
        expect([answer.status, await answer.json()]).toMatchObject([403, { code: 'forbidden_origin' }])
      }
      expect(JSON.stringify(await open.sandbox.messages('cuihu-a'))).not.toContain('外面来的')
    },
  )

  it('takes what its own page sends', async () => {
    const answer = await fetch(`${open.url}/sandbox/api/clock`, {
      method: 'POST',
      headers: { ...json, Origin: open.url },
      body: JSON.stringify({ advance: '1m' }),
    })
    expect(answer.status).toBe(200)
  })

  it('grants no other site anything, asked before or after', async () => {
    const asked = await fetch(`${open.url}/sandbox/api/say`, {
      method: 'OPTIONS',
      headers: { Origin: 'https://evil.example', 'Access-Control-Request-Method': 'POST' },
    })
    expect(asked.headers.get('access-control-allow-origin')).toBeNull()
  })

  it('leaves nothing behind where a real chat account is used', async () => {
    const bare = await openDoor(undefined, { sandbox: null })
    for (const path of [...paths, '/sandbox/api/clock', '/sandbox/api/cases']) {
      expect((await fetch(`${bare.url}${path}`)).status).toBe(404)
    }
    const spoken = await fetch(`${bare.url}/sandbox/api/say`, { method: 'POST', headers: json, body: '{}' })
    expect(spoken.status).toBe(404)
    await bare.door.close()
  })
})
