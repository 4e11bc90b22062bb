import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'

import { afterEach, describe, expect, it } from 'vitest'

import { makeHttpDoor } from '../../src/api/door.ts'
import { problemOf, RequestFault } from '../../src/api/problems.ts'
import { Outage, Refusal, StartFault } from '../../src/kernel/errors.ts'
import { silentLog } from '../../src/kernel/log.ts'
import { rawRequest } from '../support/raw-request.ts'
import { openDoor } from '../support/sandbox-door.ts'
import type { OpenDoor } from '../support/sandbox-door.ts'

const open: OpenDoor[] = []
const opened = async (...given: Parameters<typeof openDoor>): Promise<OpenDoor> => {
  const door = await openDoor(...given)
  open.push(door)
  return door
}

afterEach(async () => {
  for (const { door } of open.splice(0)) await door.close()
})

describe('the door', () => {
  it('listens on this machine alone and tells its address', async () => {
    const { url, port } = await opened()
    expect(url).toBe(`http://localhost:${port}`)
    expect((await fetch(`${url}/healthz`)).status).toBe(200)
  })

  it('says in one sentence that a port is taken', async () => {
    const other = createServer()
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    const { port } = other.address() as AddressInfo
    const door = makeHttpDoor({ log: silentLog, readiness: () => Promise.resolve({}), sandbox: null })
    await expect(door.listen(port)).rejects.toThrow(StartFault)
    await expect(door.listen(port)).rejects.toThrow(`Port ${port} is already taken`)
    other.close()
  })

  it('says in one sentence that an address is not of this machine', async () => {
    const door = makeHttpDoor({
      log: silentLog,
      readiness: () => Promise.resolve({}),
      sandbox: null,
      host: '203.0.113.7',
    })
    await expect(door.listen(0)).rejects.toThrow(StartFault)
  })

  it('closes while somebody still listens to events', async () => {
    const { door, url } = await opened()
    const stream = await fetch(`${url}/sandbox/api/events`)
    const began = performance.now()
    await door.close()
    expect(performance.now() - began).toBeLessThan(1_000)
    await expect(stream.text()).resolves.toContain('retry:')
    await expect(fetch(`${url}/healthz`)).rejects.toThrow()
  })

  it('sends nobody a page that may load or be framed, and no content that is guessed', async () => {
    const { url } = await opened()
    for (const path of ['/healthz', '/nowhere', '/sandbox/api/rooms']) {
      const { headers } = await fetch(`${url}${path}`)
      expect(headers.get('content-security-policy')).toContain("default-src 'none'")
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('x-frame-options')).toBe('DENY')
      expect(headers.get('cross-origin-resource-policy')).toBe('same-origin')
    }
  })

  it('answers an unknown address with a problem that programs and people can read', async () => {
    const { url } = await opened()
    const answer = await fetch(`${url}/nowhere?name=李阿姨`)
    expect(answer.status).toBe(404)
    expect(answer.headers.get('content-type')).toContain('application/problem+json')
    expect(await answer.json()).toMatchObject({
      status: 404,
      title: 'Not Found',
      code: 'unknown_route',
      detail: '没有这个地址。',
      instance: `urn:uuid:${answer.headers.get('x-request-id')}`,
    })
  })

  it('answers a wrong method with 405 and the right ones', async () => {
    const { url } = await opened()
    for (const [path, method, allow] of [
      ['/sandbox/api/say', 'GET', 'POST'],
      ['/sandbox/api/rooms', 'DELETE', 'HEAD, GET'],
      ['/healthz', 'POST', 'HEAD, GET'],
    ] as const) {
      const answer = await fetch(`${url}${path}`, { method })
      expect(answer.status).toBe(405)
      expect(answer.headers.get('allow')).toBe(allow)
      expect(await answer.json()).toMatchObject({ code: 'method_not_allowed' })
    }
  })

  it('answers a defect with 500, tells the asker nothing of it and the log where it lies', async () => {
    const { url, lines, sandbox } = await opened()
    sandbox.rooms = () => Promise.reject(new TypeError('李阿姨 13800010001'))
    const answer = await fetch(`${url}/sandbox/api/rooms`)
    expect(answer.status).toBe(500)
    expect(JSON.stringify(await answer.json())).not.toContain('13800010001')
    const line = lines.find((one) => one.level === 'error')
    expect(line?.facts).toMatchObject({ kind: 'TypeError', requestId: answer.headers.get('x-request-id') })
    expect(JSON.stringify(lines)).not.toContain('13800010001')
  })

  it('logs each request once, by its route and without what it says; mere looking only for whoever debugs', async () => {
    const { url, lines } = await opened()
    await fetch(`${url}/sandbox/api/rooms/private:liayi/messages?last=3`)
    await fetch(`${url}/李阿姨`)
    await fetch(`${url}/healthz`)
    expect(lines.map((line) => [line.level, line.message])).toEqual([
      ['debug', 'request'],
      ['info', 'request'],
      ['debug', 'request'],
    ])
    expect(lines[0]?.facts).toMatchObject({
      method: 'GET',
      route: '/sandbox/api/rooms/:code/messages',
      status: 200,
    })
    expect(lines[1]?.facts).toMatchObject({ route: null, status: 404 })
    expect(JSON.stringify(lines)).not.toContain('liayi')
  })

  it('leads a visitor to the sandbox while it runs, and to a plain page otherwise', async () => {
    const { url } = await opened()
    const led = await fetch(url, { redirect: 'manual' })
    expect([led.status, led.headers.get('location')]).toEqual([302, '/sandbox'])
    const { url: bare } = await opened(undefined, { sandbox: null })
    expect(await (await fetch(bare)).text()).toContain('服务正在运行')
  })

  it('survives a request that is no HTTP', async () => {
    const { port, url } = await opened()
    await expect(rawRequest(port, { path: '/%zz%', headers: { Host: 'localhost' } })).resolves.toMatchObject({
      status: 404,
    })
    expect((await fetch(`${url}/sandbox/api/rooms/%E0%A4%A/messages`)).status).toBe(404)
    expect((await fetch(`${url}/healthz`)).status).toBe(200)
  })
})

describe('readiness', () => {
  it('is 200 while every part is ok and 503 with the part that is not', async () => {
    const parts: Record<string, string> = { database: 'ok', chat: 'ok' }
    const { url } = await opened(undefined, { readiness: () => Promise.resolve(parts) })
    const ready = await fetch(`${url}/readyz`)
    expect([ready.status, await ready.json()]).toEqual([200, { status: 'ok', parts }])
    parts['chat'] = 'down since 09:10'
    const unready = await fetch(`${url}/readyz`)
    expect([unready.status, await unready.json()]).toEqual([503, { status: 'unavailable', parts }])
    expect((await fetch(`${url}/healthz`)).status).toBe(200)
  })

  it('is 503 when it cannot be learned, or not in time', async () => {
    const { url: failing } = await opened(undefined, {
      readiness: () => Promise.reject(new Error('no database')),
    })
    const answer = await fetch(`${failing}/readyz`)
    expect([answer.status, await answer.json()]).toEqual([
      503,
      { status: 'unavailable', parts: { app: 'no database' } },
    ])
    const { url: silent } = await opened(undefined, { readiness: () => new Promise(() => undefined) })
    expect((await fetch(`${silent}/readyz`)).status).toBe(503)
  })
})

describe('the table from errors to answers', () => {
  it.each([
    [new Refusal('invalid', '一句话'), 400, 'invalid'],
    [new Refusal('forbidden', '一句话'), 403, 'forbidden'],
    [new Refusal('not_found', '一句话'), 404, 'not_found'],
    [new Refusal('wrong_state', '一句话'), 409, 'wrong_state'],
    [new Refusal('conflict', '一句话'), 409, 'conflict'],
    [new Outage('chat', 'ECONNREFUSED'), 503, 'chat_away'],
    [new Outage('llm', 'ECONNREFUSED'), 503, 'llm_away'],
    [new Outage('db', 'ECONNREFUSED'), 503, 'db_away'],
    [new RequestFault('too_large'), 413, 'too_large'],
  ])('gives %s the status %i and the code %s with a Chinese sentence', (error, status, code) => {
    const problem = problemOf(error)
    expect(problem).toMatchObject({ status, code })
    expect(problem?.detail).toMatch(/\p{Script=Han}/u)
    expect(problem?.detail).not.toContain('ECONNREFUSED')
  })

  it('knows nothing of a defect', () => {
    expect(problemOf(new Error('boom'))).toBeNull()
  })
})
