import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CaseRecord } from '../../src/cases/case.ts'
import { makeDirectory } from '../../src/grid/make-directory.ts'
import { inSight, type Sight, sightOf, sightOfKey } from '../../src/rights/policy.ts'
import { openApi, type OpenApi } from '../support/api.ts'
import { entering, forAnybody } from '../support/entries-by-hand.ts'
import '../support/same-seed.ts'
import { smallTown } from '../support/small-town.ts'

let api: OpenApi
beforeAll(async () => {
  api = await openApi()
})
afterAll(() => api.close())

const directory = makeDirectory(smallTown())
const posts = [...new Set(smallTown().posts.map(({ post }) => post))]
const holderOf = (post: string): string => smallTown().posts.find((one) => one.post === post)!.holders[0]!

interface Operation {
  'x-posts': 'anybody' | 'staff' | string[]
  'x-even-pending'?: boolean
  parameters: { name: string; in: string; schema: Record<string, unknown> }[]
}
const operations = async (): Promise<readonly (Operation & { method: string; path: string })[]> => {
  const { body } = await api.call('/openapi.json')
  const paths = body['paths'] as Record<string, Record<string, Operation>>
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      // What never ends is tried apart.
      .filter(([, operation]) => !('x-endless' in operation))
      .map(([method, operation]) => ({ ...operation, method: method.toUpperCase(), path })),
  )
}

/** One log-in for all routes, but for those that end it. */
const cookies = new Map<string, string>()
async function cookieOf(post: string, own: boolean): Promise<string> {
  const known = own ? undefined : cookies.get(post)
  const cookie = known ?? (await api.cookieOf(holderOf(post)))
  if (!own) cookies.set(post, cookie)
  return cookie
}

describe('every route and every post', () => {
  it(
    'nobody enters without a log-in, a post enters what is its own, and nothing answers with a defect',
    { timeout: 90_000 },
    async () => {
      for (const { method, path } of await operations()) {
        const name = `${method} ${path}`
        const call = path
          .replace('{number}', 'XZ20261123-9999')
          .replace('{id}', 'none')
          .replace('{move}', 'accept')
          .replace('{post}', 'grid_lead')
          .replace('{code}', 'nothing')
          .replace('{key}', 'none')
        const sent = method === 'GET' || method === 'DELETE' ? {} : { body: {} }
        const open = await api.call(call, { method, ...sent, headers: { 'if-match': '"1"' } })
        if (forAnybody.has(name)) expect([name, [400, 201, 404].includes(open.status)]).toEqual([name, true])
        else expect([name, open.status]).toEqual([name, 401])
        await Promise.all(
          posts.map(async (post) => {
            const cookie = await cookieOf(post, method === 'DELETE' && /^\/sessions?$/u.test(path))
            const answer = await api.call(call, { method, ...sent, headers: { cookie, 'if-match': '"1"' } })
            const mine = entering(name)
            const kept = mine !== null && !mine.includes(post)
            expect([name, post, answer.status === 403]).toEqual([name, post, kept])
            expect([name, post, answer.status < 500]).toEqual([name, post, true])
          }),
        )
        if (name === 'DELETE /sessions') cookies.clear()
      }
    },
  )
})

const seat = fc.record({
  person: fc.constantFrom('grid_lead-G11', 'lead-yingji', 'lead-jiwei', 'service_centre-QH', 'director-QH'),
  post: fc.constantFrom('grid_lead' as const, 'department_lead' as const, 'service_centre' as const),
  area: fc.constantFrom('G11', 'QH'),
  dept: fc.constantFrom(null, 'yingji', 'jiwei'),
})
const lying = fc.record({
  confidential: fc.boolean(),
  about: fc.subarray(['grid_lead-G11', 'wuye', 'director-QH']),
  area: fc.constantFrom(null, 'G11', 'G12', 'C1', 'C2', 'QH'),
  grid: fc.constantFrom(null, 'G11', 'G21'),
  room: fc.constantFrom(null, 'room-g11', 'room-c1'),
  handler: fc.option(seat),
  verifier: fc.option(seat),
  informed: fc.array(seat, { maxLength: 2 }),
  assistants: fc.array(seat, { maxLength: 2 }),
})

describe('a sight', () => {
  it('is the same for one case and for the database', async () => {
    const records: CaseRecord[] = []
    for (const changed of fc.sample(lying, { numRuns: 150 })) records.push(await api.insert(changed))
    const people = smallTown().people.map(({ code }) => code)
    const sights: readonly Sight[] = [...people.map((person) => sightOf(person, directory)), sightOfKey]
    for (const sight of sights) {
      const page = await api.db.stores.caseLists.page({
        ...{ sight, sort: 'received', descending: true, after: null, most: 1_000 },
      })
      const expected = records.filter((record) => inSight(sight, record)).map(({ number }) => number)
      expect(page.map(({ number }) => number).toSorted()).toEqual(expected.toSorted())
    }
  })
})

describe('whatever is sent', () => {
  const odd = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.constantFrom('\u0000', '%00', '../..', "' OR 1=1", '9'.repeat(400), '﷽', '{}', '[[', 'null'),
  )

  it('no route of the description answers with a defect, and every refusal has a code and a sentence', async () => {
    const all = (await operations()).filter(({ path }) => path !== '/session')
    const cookie = await api.cookieOf('duty_officer-QH-2')
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...all),
        fc.array(odd, { minLength: 8, maxLength: 8 }),
        fc.json(),
        async (one, odds, body) => {
          const filled = one.path.replaceAll(
            /\{\w+\}/gu,
            () => encodeURIComponent((odds[0] ?? '').toWellFormed()) || 'x',
          )
          const asked = one.parameters.filter((parameter) => parameter.in === 'query')
          const query = asked.map(
            ({ name }, index) => `${name}=${encodeURIComponent((odds[index % 8] ?? '').toWellFormed())}`,
          )
          const sent = one.method === 'GET' ? {} : { raw: body }
          const headers = { cookie, 'if-match': '"1"' }
          const answer = await api.call(`${filled}?${query.join('&')}`, {
            method: one.method,
            ...sent,
            headers,
          })
          expect(answer.status).toBeLessThan(500)
          if (answer.status >= 400)
            expect(answer.body).toMatchObject({ status: answer.status, code: expect.any(String) as string })
          expect(answer.text).not.toMatch(/\bat .*\.ts:\d/u)
        },
      ),
      { numRuns: 250 },
    )
  })

  it.each([
    ['malformed JSON', Buffer.from('{"text":'), 'application/json', 400, 'malformed_json'],
    [
      'bytes that are no UTF-8',
      Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]),
      'application/json',
      400,
      'malformed_text',
    ],
    ['a NUL', Buffer.from('{"text":"a\\u0000b"}'), 'application/json', 400, 'malformed_text'],
    ['a deep nest', Buffer.from('['.repeat(5_000) + ']'.repeat(5_000)), 'application/json', 400, 'too_deep'],
    ['a form', Buffer.from('text=1'), 'application/x-www-form-urlencoded', 415, 'unsupported_media_type'],
    ['another charset', Buffer.from('{}'), 'application/json; charset=gbk', 415, 'unsupported_media_type'],
    ['too much', Buffer.from(`{"text":"${'a'.repeat(1_100_000)}"}`), 'application/json', 413, 'too_large'],
  ])('%s is refused by its own code', async (_what, raw, type, status, code) => {
    const answer = await api.call('/cases/XZ20261123-0001/moves/accept', {
      ...{ method: 'POST', as: 'duty_officer-QH', raw },
      headers: { 'content-type': type, 'if-match': '"1"' },
    })
    expect([answer.status, answer.body['code']]).toEqual([status, code])
  })
})

describe('beside the routes', () => {
  it('the description and the page to try it are served, and the page may load nothing from elsewhere', async () => {
    const { body } = await api.call('/openapi.json')
    expect(body['openapi']).toBe('3.1.0')
    expect(body['paths']).toHaveProperty([
      '/events',
      'get',
      'responses',
      '200',
      'content',
      'text/event-stream',
    ])
    const page = await api.call('/docs')
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'; style-src 'self'")
    for (const path of ['/docs/start.js', '/docs/swagger-ui.css', '/docs/swagger-ui-bundle.js'])
      expect((await api.call(path)).status).toBe(200)
    const figures = await (await fetch(`${api.url}/metrics`)).text()
    expect(figures).toContain('linli_http_request_seconds_count')
    expect(figures).not.toContain('XZ20261123')
  })

  it('live changes reach who has the case in sight, and end with the door', async () => {
    const listen = async (person: string) => {
      const answer = await fetch(`${api.url}/api/v1/events`, {
        headers: { cookie: await api.cookieOf(person) },
      })
      expect(answer.headers.get('content-type')).toContain('text/event-stream')
      return answer.text()
    }
    expect((await api.call('/events')).status).toBe(401)
    const { id, number } = await api.insert({
      area: 'G21',
      grid: 'G21',
      room: null,
      handler: null,
      verifier: null,
    })
    const [seen, unseen] = [listen('grid_lead-G21'), listen('grid_lead-G11')]
    await new Promise((resolve) => setTimeout(resolve, 300))
    const tell = api.live.telling(() => undefined)
    tell({ caseId: id } as Parameters<typeof tell>[0])
    await expect
      .poll(() => api.lines.some(({ message }) => message === 'a live change was not told'))
      .toBe(false)
    await new Promise((resolve) => setTimeout(resolve, 300))
    const began = performance.now()
    await api.again()
    expect(performance.now() - began).toBeLessThan(1_500)
    expect(await seen).toContain(number)
    expect(await unseen).not.toContain(number)
  })
})
