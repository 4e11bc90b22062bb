import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Scope } from '../../src/rights/caller.ts'
import { createKey } from '../../src/rights/keys.ts'
import { openApi, type OpenApi } from '../support/api.ts'
import { addressFor, bodyFor, type FuzzOperation, oddHeaders } from '../support/fuzz.ts'
import { rawRequest } from '../support/raw-request.ts'

/** `LINLI_FUZZ_SECONDS=600 LINLI_FUZZ_SEED=7 npm run fuzz` for longer, and for other luck. */
const seconds = Number(process.env['LINLI_FUZZ_SECONDS'] ?? 25)
const seed = Number(process.env['LINLI_FUZZ_SEED'] ?? 20_261_123)

let api: OpenApi
beforeAll(async () => {
  api = await openApi()
})
afterAll(() => api.close())

/** Words that stand in one place each, and must not come out for whoever has no business there. */
const marks = {
  otherGrid: '金色暗号壹',
  secret: '银色暗号贰',
  reporter: '欧阳不外传',
  telephone: '13700009999',
  neighbour: '诸葛不外传',
} as const
type Mark = keyof typeof marks

interface Asker {
  as: string | null
  scopes?: readonly Scope[]
  never: readonly Mark[]
}
const all = Object.keys(marks) as readonly Mark[]
const askers: readonly Asker[] = [
  { as: null, never: all },
  {
    as: null,
    scopes: ['cases:read', 'ledger:read'],
    never: ['secret', 'reporter', 'telephone', 'neighbour'],
  },
  { as: null, scopes: ['open311:write', 'admin'], never: ['secret', 'reporter', 'telephone', 'neighbour'] },
  { as: 'grid_lead-G21', never: all },
  { as: 'lead-yingji', never: all },
  { as: 'duty_officer-QH', never: ['reporter', 'telephone', 'neighbour'] },
  { as: 'director-QH', never: ['reporter', 'telephone', 'neighbour'] },
]

/** Opening the reporters is what these are for; that it is written down, and for whom, is tested with the cases. */
const opensPeople = new Set(['openReporters', 'readResident', 'findResidents'])

async function furnish(): Promise<readonly string[]> {
  const home = { estate: 'G11苑', building: '3', unit: null, room: '502' }
  await api.call('/residents', {
    ...{ method: 'POST', as: 'director-QH', body: { name: marks.neighbour, rooms: ['room-g11'], home } },
  })
  const person = { key: 'r1', contactId: null, name: marks.reporter, room: null, joinedAt: api.clock.now() }
  const reporters = [{ ...person, withdrawn: false, rating: null }]
  const lead = { person: 'grid_lead-G11', post: 'grid_lead', area: 'G11', dept: null } as const
  const here = {
    area: 'G11',
    grid: 'G11',
    room: 'room-g11',
    handler: lead,
    verifier: null,
    informed: [],
    reporters,
  }
  const states = ['triage', 'filed', 'dispatched', 'in_progress', 'resolved', 'verified', 'closed'] as const
  const made = await Promise.all([
    ...states.map((state) =>
      api.insert({ ...here, state, words: `${marks.otherGrid}灯坏了`, title: marks.otherGrid }),
    ),
    api.insert({
      ...here,
      confidential: true,
      words: marks.secret,
      title: marks.secret,
      result: marks.secret,
    }),
  ])
  for (const { id, state } of made)
    await api.db.stores.events.append({
      ...{
        caseId: id,
        move: 'receive',
        from: null,
        to: state,
        actor: { by: 'bot', post: 'bot' },
        door: 'chat',
      },
      ...{
        at: api.clock.now(),
        facts: { reporter: 'r1' },
        words: `我是${marks.reporter}，电话${marks.telephone}`,
      },
    })
  return made.map(({ number }) => number)
}

const operationsOf = async (): Promise<readonly FuzzOperation[]> => {
  const { body } = await api.call('/openapi.json')
  const paths = body['paths'] as Record<string, Record<string, Omit<FuzzOperation, 'method' | 'path'>>>
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      // What never ends has no answer to wait for.
      .filter(([, one]) => !('x-endless' in one))
      .map(([method, one]) => ({ ...one, method: method.toUpperCase(), path })),
  )
}

/** The requests of GeoReport v2, which the description does not list. */
const open311: readonly FuzzOperation[] = [
  ...['services', 'requests', 'discovery', 'services/{id}', 'requests/{id}', 'tokens/{id}'].map((path) => ({
    ...{ operationId: path, method: 'GET', path: `/open311/v2/${path}.json` },
    parameters: [
      'service_code',
      'status',
      'start_date',
      'end_date',
      'page',
      'page_size',
      'service_request_id',
      'api_key',
    ].map((name) => ({ name, in: 'query', schema: { type: 'string' } })),
  })),
  { operationId: 'post', method: 'POST', path: '/open311/v2/requests.xml', parameters: [] },
]

const leaks =
  /\bat .{0,200}\.(?:ts|js):\d|node:internal|QueryFailed|SELECT .{0,80} FROM |typeorm|node_modules/u

it(
  'whatever is sent to whichever route by whomever: no defect, no trace of the program, nobody else’s words',
  async () => {
    const known = [
      ...(await furnish()),
      'XZ20991231-0001',
      'none',
      'accept',
      'grid_lead-G11',
      'resident-1',
      'wuye',
      'QH',
      'G11',
      '0201',
      '1',
    ]
    const described = (await operationsOf()).map((one) => ({ ...one, path: `/api/v1${one.path}` }))
    const keys = new Map<Asker, string>()
    for (const asker of askers)
      if (asker.scopes !== undefined) {
        const wish = { name: 'fuzz', scopes: asker.scopes, days: 1, by: 'test' }
        keys.set(asker, (await createKey(api.db.stores.keys, wish, api.clock.now())).shown)
      }
    const port = Number(new URL(api.url).port)
    const request = fc.constantFrom(...described, ...described, ...open311).chain((operation) =>
      fc.record({
        operation: fc.constant(operation),
        asker: fc.constantFrom(...askers),
        path: addressFor(operation, known),
        body: bodyFor(operation),
        headers: oddHeaders,
      }),
    )
    let calls = 0
    const faults = new Map<string, string>()
    await fc.assert(
      fc.asyncProperty(request, async ({ operation, asker, path, body, headers }) => {
        calls += 1
        const key = keys.get(asker)
        const answer = await rawRequest(port, {
          ...{ path, method: operation.method },
          ...(operation.method === 'GET' ? {} : { body }),
          headers: {
            ...headers,
            ...(operation.method === 'GET' ? {} : { 'content-length': String(body.length) }),
            ...(asker.as === null ? {} : { cookie: await api.cookieOf(asker.as) }),
            ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
          },
        })
        const found = (what: string): void => {
          const name = `${operation.operationId}: ${what}`
          const sent = `${operation.method} ${path.slice(0, 400)} as ${asker.as ?? String(asker.scopes)}`
          if (!faults.has(name))
            faults.set(name, `${sent} ${JSON.stringify(headers)} ${body.toString().slice(0, 400)}`)
        }
        if (answer.status >= 500) found(`answered with ${String(answer.status)}`)
        const told = leaks.exec(answer.text)?.[0]
        if (told !== undefined) found(`tells of the program: ${told}`)
        const seen = asker.never.filter((mark) => answer.text.includes(marks[mark]))
        const opened = opensPeople.has(operation.operationId) && answer.status < 300
        if (seen.length > 0 && !opened)
          found(`shows ${seen.join(', ')} to ${asker.as ?? String(asker.scopes)}`)
        // 431 is the parser's own: an address longer than it reads.
        const plain = answer.status >= 400 && answer.status !== 431 && path.startsWith('/api/')
        if (plain && answer.headers['content-type'] !== 'application/problem+json')
          found(`refuses with ${String(answer.status)} and without a sentence`)
      }),
      { numRuns: 1_000_000, interruptAfterTimeLimit: seconds * 1_000, seed, endOnFailure: true },
    )
    process.stdout.write(
      `fuzzed ${String(calls)} requests to ${String(described.length)} routes, seed ${String(seed)}\n`,
    )
    expect(Object.fromEntries(faults)).toEqual({})
    expect(calls).toBeGreaterThan(50)
  },
  (seconds + 60) * 1_000,
)
