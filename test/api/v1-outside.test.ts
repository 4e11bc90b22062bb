import { createHmac } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { tellMove } from '../../src/cases/outside-events.ts'
import type { CaseRecord } from '../../src/cases/case.ts'
import type { CaseEvent } from '../../src/cases/event.ts'
import { makeDirectory } from '../../src/grid/make-directory.ts'
import { defaultRulebook } from '../../src/grid/rulebook.ts'
import { makeDueWork } from '../../src/jobs/due-work.ts'
import { makeEngine } from '../../src/jobs/engine.ts'
import { usualPorts } from '../../src/kernel/outward-reach.ts'
import { makeWebhookCaller, type WebhookCaller } from '../../src/jobs/webhook-caller.ts'
import { addSeconds, instant } from '../../src/kernel/clock.ts'
import { silentLog } from '../../src/kernel/log.ts'
import { calendarByRules } from '../../src/worktime/calendar.ts'
import { openApi, type OpenApi } from '../support/api.ts'
import { endOtherSystems, otherSystem } from '../support/other-system.ts'
import { smallTown } from '../support/small-town.ts'
import { withoutIds } from '../support/without-ids.ts'

let api: OpenApi
let caller: WebhookCaller
let engine: ReturnType<typeof makeEngine>
const patience = { ...defaultRulebook.webhooks, patienceSeconds: 1, retrySeconds: [15, 60] }
const ground = {
  directory: makeDirectory(smallTown()),
  rulebook: { ...defaultRulebook, webhooks: patience },
  calendar: calendarByRules('Asia/Shanghai', defaultRulebook),
}
/** What is to be said in the chat is not looked at here. */
async function nothingToSay(): Promise<boolean> {
  await api.db.dataSource.query(`UPDATE outbox SET state = 'dropped' WHERE state = 'pending'`)
  return false
}

const engineOf = (told: WebhookCaller) =>
  makeEngine({
    ...{ unitOfWork: api.db.unitOfWork, stores: api.db.stores, clock: api.clock, log: silentLog },
    ...{
      clockRuns: () => false,
      react: () => Promise.resolve(),
      sender: { sendDue: nothingToSay },
    },
    fire: makeDueWork({
      ground: () => ground,
      takeUp: () => Promise.resolve(),
      alarm: null,
      learner: null,
      forgetting: null,
      webhooks: told,
    }),
  })
beforeAll(async () => {
  api = await openApi({ webhookReach: { privateAllowed: true } })
  caller = makeWebhookCaller({
    ...{
      stores: api.db.stores,
      clock: api.clock,
      log: silentLog,
      reach: { privateAllowed: true, ports: usualPorts },
      rules: () => patience,
    },
  })
  engine = engineOf(caller)
})
afterEach(endOtherSystems)
afterAll(async () => {
  await engine.stop()
  await api.close()
})

const own = { purpose: '市里联动', until: '2026-12-23T00:00:00Z' }
async function subscribe(
  url: string,
  events: readonly string[] = ['case.received', 'case.moved', 'case.closed'],
) {
  const made = await api.call('/webhooks', {
    ...{ method: 'POST', as: 'director-QH', body: { name: '市平台', url, events, ...own } },
  })
  expect(made.status).toBe(201)
  return { id: String(made.body['id']), secret: String(made.body['secret']) }
}
async function work(): Promise<void> {
  await engine.rest()
  await caller.settled()
}
const deliveries = async (id: string) =>
  (await api.call(`/webhooks/${id}/deliveries`, { as: 'director-QH' })).body['deliveries'] as Record<
    string,
    unknown
  >[]
const happened = (record: CaseRecord, changed: Partial<CaseEvent> = {}): CaseEvent => ({
  ...{
    id: 'e1',
    caseId: record.id,
    seq: 1,
    move: 'accept',
    from: 'dispatched',
    to: record.state,
    door: 'api',
  },
  ...{ actor: { by: 'grid_lead-G11', post: 'grid_lead' }, at: api.clock.now(), facts: { reason: '私事' } },
  ...{ wordsDigest: null, previousHash: null, hash: '' },
  ...changed,
})
const tell = (record: CaseRecord, changed: Partial<CaseEvent> = {}): Promise<void> =>
  api.db.unitOfWork.run((stores) =>
    tellMove(stores, happened(record, changed), record, ground, api.clock.now()),
  )

describe('a webhook', () => {
  it('hears what happens, signed over second and body, without a word or a person', async () => {
    const other = await otherSystem(200)
    const { id, secret } = await subscribe(other.url)
    const record = await api.insert({
      ...{ state: 'in_progress', words: '张三家漏水13912345678', result: '李四修的', about: ['wuye'] },
    })
    await tell(record)
    await work()
    const [call] = other.heard
    const timestamp = String(call?.headers['linli-timestamp'])
    expect(timestamp).toBe(String(Math.floor(api.clock.now().getTime() / 1_000)))
    const signed = createHmac('sha256', secret)
      .update(`${timestamp}.${call?.body ?? ''}`)
      .digest('hex')
    expect(call?.headers['linli-signature']).toBe(`v1=${signed}`)
    expect(JSON.parse(call?.body ?? '')).toMatchObject({
      ...{ id: call?.headers['linli-delivery'], event: 'case.moved', move: 'accept' },
      case: { number: record.number, state: 'in_progress', stateName: '处置中' },
    })
    expect(withoutIds(String(call?.body))).not.toMatch(/张三|139|李四|grid_lead-G11|私事|wuye/u)
    expect(await deliveries(id)).toMatchObject([
      { state: 'delivered', tries: 1, status: 200, answer: expect.stringMatching(/^收到/u) as string },
    ])
    expect(String((await deliveries(id))[0]?.['answer']).length).toBeLessThanOrEqual(500)
    const rows = await api.db.dataSource.query<{ secret: string }[]>('SELECT secret FROM webhooks')
    expect(rows.every((row) => !row.secret.includes(secret))).toBe(true)
    await api.call(`/webhooks/${id}`, { method: 'DELETE', as: 'director-QH' })
  })

  it('does not hear of what is nobody’s business, nor what it did not ask for', async () => {
    const other = await otherSystem(200)
    const { id } = await subscribe(other.url, ['case.closed'])
    await tell(await api.insert({ confidential: true }), { move: 'close', to: 'closed' })
    await tell(await api.insert({ category: '0902' }), { move: 'close', to: 'closed' })
    await tell(await api.insert({ kind: 'praise' }), { move: 'close', to: 'closed' })
    await tell(await api.insert({}))
    await tell(await api.insert({}), { move: 'rate' })
    await work()
    expect(other.heard).toEqual([])
    expect(await deliveries(id)).toEqual([])
    await api.call(`/webhooks/${id}`, { method: 'DELETE', as: 'director-QH' })
  })

  it('is told again after a failure, later each time, until it hears; by another process too', async () => {
    const other = await otherSystem(500, 302, 200)
    const { id } = await subscribe(other.url)
    await tell(await api.insert({}))
    await work()
    expect(await deliveries(id)).toMatchObject([{ state: 'waiting', tries: 1, status: 500 }])
    await work()
    expect(other.heard).toHaveLength(1)
    api.clock.moveTo(addSeconds(api.clock.now(), 15))
    // The process that began is gone: the next try waits in the database.
    const another = engineOf(caller)
    await Promise.all([another.rest(), engine.rest()])
    await caller.settled()
    await another.stop()
    expect(await deliveries(id)).toMatchObject([{ state: 'waiting', tries: 2, status: 302 }])
    api.clock.moveTo(addSeconds(api.clock.now(), 60))
    await work()
    expect(await deliveries(id)).toMatchObject([{ state: 'delivered', tries: 3, status: 200 }])
    expect(new Set(other.heard.map(({ body }) => body)).size).toBe(1)
    const stamps = new Set(other.heard.map(({ headers }) => headers['linli-timestamp']))
    expect([other.heard.length, stamps.size]).toEqual([3, 3])
    await api.call(`/webhooks/${id}`, { method: 'DELETE', as: 'director-QH' })
  })

  it('that never hears is given up, written down, and told again where somebody asks', async () => {
    const other = await otherSystem(500, 500, 500, 200)
    const { id } = await subscribe(other.url)
    await tell(await api.insert({}))
    for (const seconds of [0, 15, 60, 600]) {
      api.clock.moveTo(addSeconds(api.clock.now(), seconds))
      await work()
    }
    expect(await deliveries(id)).toMatchObject([{ state: 'failed', tries: 3, status: 500 }])
    const [failed] = await deliveries(id)
    const again = `/webhooks/${id}/deliveries/${String(failed!['id'])}/replay`
    expect((await api.call(again, { method: 'POST', as: 'duty_officer-QH' })).status).toBe(201)
    await work()
    expect(await deliveries(id)).toMatchObject([
      { state: 'delivered', replays: failed!['id'] },
      { state: 'failed' },
    ])
    expect(other.heard[3]?.body).toBe(other.heard[0]?.body)
    await api.call(`/webhooks/${id}`, { method: 'DELETE', as: 'director-QH' })
    expect((await api.call(again, { method: 'POST', as: 'duty_officer-QH' })).status).toBe(409)
  })

  it('that is silent or never ends holds nothing up', async () => {
    const [silent, endless] = [await otherSystem('silent'), await otherSystem('endless')]
    const [a, b] = [await subscribe(silent.url), await subscribe(endless.url)]
    for (const { id } of [a, b])
      expect((await api.call(`/webhooks/${id}/ping`, { method: 'POST', as: 'director-QH' })).status).toBe(201)
    await work()
    expect(await deliveries(a.id)).toMatchObject([{ event: 'ping', state: 'waiting', status: null }])
    expect(await deliveries(b.id)).toMatchObject([
      { event: 'ping', state: 'delivered', answer: 'x'.repeat(500) },
    ])
    for (const { id } of [a, b]) await api.call(`/webhooks/${id}`, { method: 'DELETE', as: 'director-QH' })
  })
})

describe('an emergency that nobody answers (3.8)', () => {
  it('is an event of its own, and dropped once somebody has answered', async () => {
    const other = await otherSystem(500)
    const { id } = await subscribe(other.url, ['emergency.unanswered'])
    const record = await api.insert({
      state: 'dispatched',
      urgency: 'emergency',
      category: '0801',
      grid: 'G11',
      area: 'G11',
    })
    await api.db.stores.timers.set({
      ...{
        key: 'emergency:test:outside',
        kind: 'emergency',
        runAt: api.clock.now(),
        hold: false,
        caseId: record.id,
      },
      facts: { step: 'outside', minutes: 10 },
    })
    await work()
    expect(JSON.parse(other.heard[0]?.body ?? '')).toMatchObject({
      ...{ event: 'emergency.unanswered', number: record.number, minutes: 10, area: 'G11' },
    })
    await api.db.stores.cases.update({ ...record, state: 'in_progress', version: record.version + 1 })
    api.clock.moveTo(addSeconds(api.clock.now(), 15))
    await work()
    expect(await deliveries(id)).toMatchObject([{ state: 'dropped' }])
    expect(other.heard).toHaveLength(1)
    expect(instant(api.clock.now()) > record.receivedAt).toBe(true)
  })
})
