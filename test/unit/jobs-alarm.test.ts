import { createServer, type Server } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import { makeAlarm } from '../../src/jobs/alarm.ts'
import type { JobStores } from '../../src/jobs/ports.ts'
import { alarm } from '../../src/jobs/timers/alarm.ts'
import { instant } from '../../src/kernel/clock.ts'
import { silentLog } from '../../src/kernel/log.ts'
import type { Timer } from '../../src/kernel/timers.ts'
import { aCase } from '../support/a-case.ts'
import { exampleGround } from '../support/example-town.ts'
import { aTimer } from '../support/heard.ts'

const ground = await exampleGround()
const now = instant('2026-11-23T03:10:00+08:00')

describe('The outside alarm (3.8)', () => {
  const servers: Server[] = []
  afterEach(() => {
    for (const server of servers.splice(0)) server.closeAllConnections()
  })

  /** A server that answers so, and what it was told. */
  async function listening(status: number | null) {
    const heard: { method: string; type: string; body: string }[] = []
    const server = createServer((request, response) => {
      const parts: Buffer[] = []
      request.on('data', (part: Buffer) => parts.push(part))
      request.on('end', () => {
        const body = Buffer.concat(parts).toString('utf8')
        heard.push({ method: request.method ?? '', type: request.headers['content-type'] ?? '', body })
        if (status !== null) response.writeHead(status, { location: 'http://127.0.0.1:1/' }).end('ok')
      })
    })
    servers.push(server)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    const port = typeof address === 'object' ? (address?.port ?? 0) : 0
    return { heard, url: `http://127.0.0.1:${String(port)}/hook/secret-key` }
  }

  const facts = { id: 'e1', number: 'QH20261123-0001', hazard: 'gas', minutes: 10, area: '翠湖' }

  function ringing(url: string, patienceMs = 2_000) {
    const cancelled: string[] = []
    const errors: object[] = []
    const outside = makeAlarm({
      ...{ url, patienceMs },
      timers: { cancel: async (key) => void cancelled.push(key) },
      log: { ...silentLog, error: (what) => void errors.push(what) },
    })
    return { outside, cancelled, errors }
  }

  it('is one POST with number, hazard, minutes and area, and takes back the next ring once it was heard', async () => {
    const { heard, url } = await listening(204)
    const { outside, cancelled, errors } = ringing(url)
    outside.ring(facts, 'again')
    await outside.settled()
    expect(heard).toEqual([{ method: 'POST', type: 'application/json', body: JSON.stringify(facts) }])
    expect([cancelled, errors]).toEqual([['again'], []])
  })

  it.each([
    ['refused', 500],
    ['sent elsewhere', 302],
    ['not answered', null],
  ])('rings again where it is %s, and the log says so without the address', async (_, status) => {
    const { url } = await listening(status)
    const { outside, cancelled, errors } = ringing(url, 300)
    outside.ring(facts, 'again')
    await outside.settled()
    expect(cancelled).toEqual([])
    expect(errors).toHaveLength(1)
    expect(JSON.stringify(errors)).not.toContain('secret-key')
  })

  async function fired(wanted: Parameters<typeof aCase>[0], tries = 0) {
    const set: Timer[] = []
    const rung: object[] = []
    const timer = { ...aTimer({ kind: 'alarm', facts: { id: 'e1', minutes: 10, tries } }), attempts: 0 }
    const stores = { timers: { set: async (one: Timer) => void set.push(one) } } as unknown as JobStores
    const outside = { ring: (told: object) => void rung.push(told), settled: async () => undefined }
    const record = aCase({ urgency: 'emergency', category: '0803', ...wanted })
    const after = await alarm(outside)({ timer, record, stores, ground, now, log: silentLog })
    const before = rung.length
    await after?.()
    return { set, rung, before }
  }

  it('rings only after the commit, with the next ring set before it', async () => {
    const { set, rung, before } = await fired({})
    expect([before, rung.length]).toEqual([0, 1])
    expect(set.map(({ key, runAt }) => [key, runAt.getTime() - now.getTime()])).toEqual([
      ['alarm:e1:1', 15_000],
    ])
  })

  it('tells nobody’s name, words or door, and of violence no more than the township', async () => {
    for (const wanted of [{}, { category: '0902' }, { confidential: true }]) {
      const told = JSON.stringify((await fired({ words: '李阿姨家3-2-502煤气', ...wanted })).rung)
      expect(told).not.toMatch(/李阿姨|502|chenlan/u)
    }
    const [violent] = (await fired({ category: '0902' })).rung
    expect(violent).toMatchObject({ hazard: 'violence', area: ground.directory.township().name })
  })

  it('is over once somebody has answered, and after its last try', async () => {
    expect(await fired({ state: 'in_progress' })).toEqual({ set: [], rung: [], before: 0 })
    const last = await fired({}, 8)
    expect([last.set, last.rung.length]).toEqual([[], 1])
  })
})
