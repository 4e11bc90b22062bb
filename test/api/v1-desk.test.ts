import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { instant } from '../../src/kernel/clock.ts'
import { type ApiCall, openApi, type OpenApi } from '../support/api.ts'

let api: OpenApi
beforeAll(async () => {
  api = await openApi()
})
afterAll(() => api.close())

const officer = 'duty_officer-QH'
const lead = { person: 'grid_lead-G11', post: 'grid_lead', area: 'G11', dept: null } as const
const inG11 = { area: 'G11', grid: 'G11', room: 'room-g11', handler: lead, verifier: null } as const
const asRecord = (value: unknown) => value as Record<string, unknown>

describe('a visit or a call', () => {
  const register = (body: object, call: ApiCall = {}) =>
    api.call('/cases', { method: 'POST', as: officer, body, ...call })
  const call = {
    source: 'phone',
    words: 'G11苑3号楼2单元楼道灯坏了，我电话13812345678',
    reporter: { name: '钱大妈', phone: '138 1234 5678' },
    category: '0201',
    place: { estate: 'G11苑', building: '3', unit: '2' },
  }

  it('becomes a case with its number, and says who will handle it and by when', async () => {
    const { status, body, headers } = await register(call)
    expect(status).toBe(201)
    const number = String(body['number'])
    expect(headers.get('location')).toBe(`/api/v1/cases/${number}`)
    expect(body).toMatchObject({
      goesTo: 'handler',
      case: { state: 'filed', source: 'phone', category: '0201', reporters: 1 },
      dueAt: expect.any(String) as string,
    })
    expect(String(body['sentence'])).toContain(number)
    const whole = await api.call(`/cases/${number}`, { as: officer })
    expect(whole.text).not.toContain('13812345678')
    expect(whole.text).not.toContain('钱大妈')
    const opened = await api.call(`/cases/${number}/reporters`, { method: 'POST', as: officer })
    expect(opened.body['reporters']).toMatchObject([
      { name: '钱大妈', phone: '13812345678', reachable: false },
    ])
  })

  it('by somebody who has called before is theirs again, by name and telephone together', async () => {
    const keyOf = async (body: object) => {
      const { number } = (await register(body)).body
      return (await api.db.stores.cases.byNumber(String(number)))?.reporters[0]?.key
    }
    const first = await keyOf(call)
    expect(await keyOf({ ...call, words: '还是没修' })).toBe(first)
    expect(await keyOf({ ...call, reporter: { name: '孙大爷', phone: '13812345678' } })).not.toBe(first)
  })

  it('with another system’s time is due by whichever is earlier', async () => {
    const due = (dueAt: string) =>
      register({ ...call, outside: { from: '12345', number: 'A-1', dueAt } }).then(({ body }) => body)
    expect((await due('2026-11-23T18:00:00+08:00'))['dueAt']).toBe('2026-11-23T10:00:00.000Z')
    const late = await due('2026-12-30T18:00:00+08:00')
    expect(new Date(String(late['dueAt'])) < instant('2026-12-01T00:00:00Z')).toBe(true)
    const past = await due('2026-11-20T18:00:00+08:00')
    expect(new Date(String(past['dueAt'])) > instant('2026-11-23T02:00:00Z')).toBe(true)
    const whole = await api.call(`/cases/${String(late['number'])}`, { as: officer })
    expect(whole.body['outside']).toMatchObject({ from: '12345', number: 'A-1' })
  })

  it('without a name, or about something that nobody can place, is taken in all the same', async () => {
    const { status, body } = await register({ source: 'visit', words: '想问个事', to: 'triage' })
    expect([status, asRecord(body['case'])['state'], body['goesTo']]).toEqual([201, 'triage', 'triage'])
  })

  it('is refused whole where something does not fit', async () => {
    const before = await api.db.dataSource.query<object[]>('SELECT count(*) FROM cases')
    for (const wrong of [
      { ...call, category: '4711' },
      { ...call, reporter: { name: '某', resident: 'nobody' } },
      { ...call, reporter: { name: '某', phone: 'abc' } },
      { ...call, source: 'chat' },
      { ...call, words: ' ' },
      { ...call, outside: { from: '12345' } },
    ])
      expect((await register(wrong)).status).toBe(400)
    expect((await register(call, { as: lead.person })).status).toBe(403)
    expect(await api.db.dataSource.query('SELECT count(*) FROM cases')).toEqual(before)
  })

  it('asked twice under one Idempotency-Key is one case', async () => {
    const headers = { 'idempotency-key': 'call-1' }
    const [first, again] = [await register(call, { headers }), await register(call, { headers })]
    expect(again.text).toBe(first.text)
  })
})

describe('a note to colleagues', () => {
  it('is read by whoever sees the case, without telephones, and by nobody else', async () => {
    const { number } = await api.insert(inG11)
    const note = { method: 'POST', body: { words: '住户白天不在，打13812345678' } }
    const path = `/cases/${number}/notes`
    expect((await api.call(path, { ...note, as: 'grid_lead-G21' })).status).toBe(404)
    const kept = await api.call(path, { ...note, as: lead.person })
    expect([kept.status, kept.body['words']]).toEqual([201, '住户白天不在，打[电话]'])
    const whole = await api.call(`/cases/${number}`, { as: officer })
    expect(whole.body['notes']).toMatchObject([{ by: lead.person, words: '住户白天不在，打[电话]' }])
    expect(whole.body['version']).toBe(1)
  })
})

describe('a merge', () => {
  const merge = (from: string, into: string, version = '"1"') =>
    api.call(`/cases/${from}/moves/merge`, {
      ...{ method: 'POST', as: officer, body: { into }, headers: { 'if-match': version } },
    })

  it('brings every reporter over, and is taken back within a day', async () => {
    const [one, other] = [await api.insert(inG11), await api.insert({ ...inG11, reporters: [] })]
    expect((await merge(one.number, other.number)).body['state']).toBe('merged')
    const joined = await api.call(`/cases/${other.number}`, { as: officer })
    expect(joined.body['reporters']).toBe(1)
    const back = { method: 'POST', as: officer, headers: { 'if-match': '"2"' } }
    expect((await api.call(`/cases/${one.number}/moves/unmerge`, back)).body['state']).toBe('dispatched')
    expect((await api.call(`/cases/${other.number}`, { as: officer })).body['reporters']).toBe(0)
  })

  it('into itself, into nothing, or into what the caller does not see is refused', async () => {
    const one = await api.insert(inG11)
    const secret = await api.insert({ ...inG11, confidential: true, about: [officer] })
    expect((await merge(one.number, one.number)).status).toBe(400)
    expect((await merge(one.number, 'XZ20261123-9998')).status).toBe(404)
    expect((await merge(one.number, secret.number)).status).toBe(404)
    expect((await api.call(`/cases/${one.number}`, { as: officer })).body['version']).toBe(1)
  })
})

describe('many at once', () => {
  it('have an outcome each: what one is refused undoes nothing of the others', async () => {
    const filed = { ...inG11, state: 'filed', handler: null, dueAt: null, dispatchedAt: null } as const
    const [a, b, c] = [await api.insert(filed), await api.insert(filed), await api.insert(filed)]
    const items = [
      { number: c.number, version: 1, move: 'dispatch', handler: lead.person },
      { number: a.number, version: 7, move: 'dispatch', handler: lead.person },
      { number: b.number, version: 1, move: 'dispatch', handler: 'nobody' },
      { number: 'XZ20261123-9997', version: 1, move: 'dispatch' },
    ]
    const { status, body } = await api.call('/case-moves', { method: 'POST', as: officer, body: { items } })
    expect(status).toBe(200)
    expect(body['outcomes']).toMatchObject([
      { number: c.number, done: true, status: 200, state: 'dispatched', version: 2 },
      { number: a.number, done: false, status: 412, code: 'version_stale' },
      { number: b.number, done: false, status: 400, code: 'invalid' },
      { number: 'XZ20261123-9997', done: false, status: 404, code: 'not_found' },
    ])
    const states = await Promise.all([a, b, c].map(({ id }) => api.db.stores.cases.byId(id)))
    expect(states.map((one) => one?.state)).toEqual(['filed', 'filed', 'dispatched'])
    const twice = [items[0], items[0]]
    expect(
      (await api.call('/case-moves', { method: 'POST', as: officer, body: { items: twice } })).status,
    ).toBe(400)
  })
})

describe('a conference', () => {
  it('names a lead, and gives each assistant a task and a time', async () => {
    const { number } = await api.insert(inG11)
    const confer = (body: object) =>
      api.call(`/cases/${number}/moves/confer`, {
        ...{ method: 'POST', as: officer, body, headers: { 'if-match': '"1"' } },
      })
    const assistants = [
      { dept: 'yingji', task: '现场勘查', dueAt: '2026-11-24T12:00:00+08:00' },
      { dept: 'bianmin', task: '出具材料' },
    ]
    expect(
      (await confer({ assistants: [{ ...assistants[0], dueAt: '2026-11-20T12:00:00+08:00' }] })).status,
    ).toBe(400)
    const { status, body } = await confer({ lead: { dept: 'chengguan' }, assistants })
    expect([status, asRecord(body['handler'])['person']]).toEqual([200, 'lead-chengguan'])
    expect(body['assistants']).toMatchObject([
      { person: 'lead-yingji', task: '现场勘查', dueAt: '2026-11-24T04:00:00.000Z' },
      { person: 'lead-bianmin', task: '出具材料', dueAt: expect.any(String) as string },
    ])
  })

  it('begins with a case that still waits: it is filed and dispatched to the lead first', async () => {
    const { number } = await api.insert({
      ...inG11,
      state: 'triage',
      handler: null,
      dispatchedAt: null,
      dueAt: null,
    })
    const { status, body } = await api.call(`/cases/${number}/moves/confer`, {
      ...{ method: 'POST', as: officer, headers: { 'if-match': '"1"' } },
      body: { lead: { dept: 'chengguan' }, assistants: [{ dept: 'yingji' }], text: '一起到现场' },
    })
    expect([status, body['state']]).toEqual([200, 'dispatched'])
    expect((body['timeline'] as { move: string }[]).map(({ move }) => move)).toEqual([
      'file',
      'dispatch',
      'confer',
    ])
  })
})
