import { makeHttpDoor } from '../../src/api/door.ts'
import type { HttpDoor } from '../../src/api/door.ts'
import { apiPartsOf } from '../../src/api-parts.ts'
import type { CaseRecord } from '../../src/cases/case.ts'
import { watchTown } from '../../src/grid/in-force.ts'
import { defaultRulebook, type Rulebook } from '../../src/grid/rulebook.ts'
import { instant, VirtualClock } from '../../src/kernel/clock.ts'
import { watchModel } from '../../src/model-in-use.ts'
import { makeFollowing } from '../../src/jobs/following.ts'
import { makeLedgerThreads } from '../../src/ledger-thread.ts'
import { makeLiveChanges, type LiveChanges } from '../../src/live-changes.ts'
import { silentLog } from '../../src/kernel/log.ts'
import { type OutwardReach, usualPorts } from '../../src/kernel/outward-reach.ts'
import { react } from '../../src/reactions.ts'
import type { ModelEndpoint } from '../../src/rights/model-endpoints.ts'
import { openSession } from '../../src/rights/sessions.ts'
import { makeWorkbookReader } from '../../src/workbook-thread.ts'
import { testKeySettings } from './test-sealing.ts'
import { exampleReader } from './example-reader.ts'
import { base } from './lifecycle-ask.ts'
import { type FreshDatabase, freshDatabase } from './database.ts'
import { smallTown } from './small-town.ts'
import { keepLines, type LogLine } from './sandbox-door.ts'

export interface ApiAnswer {
  status: number
  headers: Headers
  // The tests look at single fields; what is there they say themselves.
  body: Record<string, unknown>
  text: string
}

export interface ApiCall {
  method?: string
  body?: unknown
  /** Sent as it is, in place of `body`. */
  raw?: string | Buffer
  headers?: Record<string, string>
  /** A person in a session made in the store. */
  as?: string
}

export interface OpenApi {
  url: string
  db: FreshDatabase
  clock: VirtualClock
  lines: LogLine[]
  pokes(): number
  live: LiveChanges
  /** The bytes of attachments, in memory. */
  bytes: {
    put(id: string, one: { bytes: Uint8Array }): Promise<void>
    get(id: string): Promise<Uint8Array | null>
  }
  call(path: string, options?: ApiCall): Promise<ApiAnswer>
  cookieOf(person: string): Promise<string>
  insert(changed: Partial<CaseRecord>): Promise<CaseRecord>
  /** A new door over the same database, as after a restart. */
  again(): Promise<void>
  close(): Promise<void>
}

/** The real door on a real database, in the small town; Monday 2026-11-23 10:00 there. */
export async function openApi(
  given: {
    rulebook?: Partial<Rulebook>
    publicUrl?: string
    /** Where webhooks may lead; not given, to public addresses at the usual ports. */
    webhookReach?: Partial<OutwardReach>
    modelEndpoints?: readonly ModelEndpoint[]
    /** What follows of a move is done with it, as in the product. */
    follows?: true
  } = {},
): Promise<OpenApi> {
  const db = await freshDatabase()
  const clock = new VirtualClock({ at: instant('2026-11-23T10:00:00+08:00'), running: false })
  await db.stores.town.save(smallTown(), { ...defaultRulebook, ...given.rulebook }, 'test', clock.now())
  const inForce = await db.stores.town.load()
  if (inForce === null) throw new Error('there is no town')
  const lines: LogLine[] = []
  let pokes = 0
  const reader = await exampleReader()
  const model = watchModel(db.stores.models, silentLog)
  const live = makeLiveChanges()
  const kept = new Map<string, Uint8Array>()
  const bytes = {
    put: (id: string, one: { bytes: Uint8Array }) => Promise.resolve(void kept.set(id, one.bytes)),
    get: (id: string) => Promise.resolve(kept.get(id) ?? null),
    drop: (id: string) => Promise.resolve(void kept.delete(id)),
  }
  const engine = { poke: () => void (pokes += 1) }
  const town = watchTown(db.stores.town, inForce, silentLog, db.stores.attendance)
  const following = makeFollowing((event, inside, now) => react(event, inside, town.ground(), now), silentLog)
  const make = (): HttpDoor =>
    makeHttpDoor({
      log: keepLines(lines),
      readiness: () => Promise.resolve({ database: 'ok' }),
      sandbox: null,
      api: apiPartsOf({
        ...{
          stores: db.stores,
          unitOfWork: db.unitOfWork,
          town,
        },
        live,
        ...(given.follows === true ? { following } : {}),
        attachments: bytes,
        link: { state: () => ({ state: 'up' as const, since: clock.now(), why: null }) },
        ...{ engine, clock, log: keepLines(lines), publicUrl: given.publicUrl ?? null },
        ...{ reader: () => reader, model, learnNightly: false },
        modelEndpoints: given.modelEndpoints ?? [],
        webhookReach: { privateAllowed: false, ports: usualPorts, ...given.webhookReach },
        largeLedgers: makeLedgerThreads({ ...db, keys: testKeySettings }),
        readSheets: makeWorkbookReader(),
      }),
    })
  let door = make()
  let { url } = await door.listen(0)
  let inserted = 0

  const cookieOf = async (person: string): Promise<string> => {
    const who = { person, way: 'chat', pending: null, address: '127.0.0.1', agent: 'test' } as const
    const { token } = await openSession(db.stores.sessions, who, defaultRulebook.accounts, clock.now())
    return `${given.publicUrl === undefined ? '' : '__Host-'}linli_session=${token}`
  }
  return {
    get url() {
      return url
    },
    ...{ db, clock, lines, live, bytes, cookieOf, pokes: () => pokes },
    async call(path, { method = 'GET', body, raw, headers = {}, as } = {}) {
      const sent = raw ?? (body === undefined ? undefined : JSON.stringify(body))
      const answer = await fetch(`${url}/api/v1${path}`, {
        method,
        headers: {
          ...(as === undefined ? {} : { cookie: await cookieOf(as) }),
          ...(sent === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(sent === undefined ? {} : { body: sent }),
      })
      const text = await answer.text()
      const json = text.startsWith('{') ? (JSON.parse(text) as Record<string, unknown>) : {}
      return { status: answer.status, headers: answer.headers, body: json, text }
    },
    async insert(changed) {
      const own = (inserted += 1)
      const number = await db.stores.cases.nextNumber('XZ', '20261123')
      const record = base({ id: `case-${String(own)}`, number, version: 1, ...changed })
      await db.stores.cases.insert(record)
      return record
    },
    async again() {
      await door.close()
      door = make()
      url = (await door.listen(0)).url
    },
    async close() {
      await door.close()
      await db.drop()
    },
  }
}
