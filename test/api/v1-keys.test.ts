import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openApi, type OpenApi } from '../support/api.ts'

let api: OpenApi
beforeAll(async () => {
  api = await openApi()
})
afterAll(() => api.close())

const own = { purpose: '市里联动', until: '2026-12-23T00:00:00Z' }

describe('keys of other systems', () => {
  const wish = { name: '12345热线', scopes: ['cases:read'] }

  it('need the director’s word, are said once, hold until they end or are revoked, and show when they were used', async () => {
    const officer = { method: 'POST', as: 'duty_officer-QH' }
    expect((await api.call('/keys', { ...officer, body: wish })).status).toBe(403)
    expect((await api.call('/keys', { ...officer, body: { ...wish, ...own } })).status).toBe(403)
    const asked = await api.call('/approvals', { ...officer, body: { kind: 'key', facts: wish, ...own } })
    const approval = String(asked.body['id'])
    expect((await api.call('/keys', { ...officer, body: { ...wish, approval } })).status).toBe(403)
    await api.call(`/approvals/${approval}/decision`, {
      ...{ method: 'POST', as: 'director-QH', body: { approve: true }, headers: { 'if-match': '"1"' } },
    })
    const wider = { ...wish, scopes: ['cases:read', 'cases:write'], approval }
    expect((await api.call('/keys', { ...officer, body: wider })).status).toBe(403)
    const made = await api.call('/keys', { ...officer, body: { ...wish, approval } })
    expect([made.status, made.body['endsAt'], made.body['usedAt']]).toEqual([
      201,
      '2026-12-23T00:00:00.000Z',
      null,
    ])
    expect((await api.call('/keys', { ...officer, body: { ...wish, approval } })).status).toBe(403)
    const bearer = { authorization: `Bearer ${String(made.body['key'])}` }
    expect((await api.call('/cases', { headers: bearer })).status).toBe(200)
    const listed = await api.call('/keys', { as: 'director-QH' })
    expect(listed.text).not.toContain(String(made.body['key']))
    expect(listed.body['keys']).toMatchObject([
      { name: '12345热线', state: 'in_use', usedAt: api.clock.now().toISOString() },
    ])
    const rows = await api.db.dataSource.query<{ digest: string }[]>('SELECT digest FROM api_keys')
    expect(String(made.body['key'])).not.toContain(rows[0]!.digest)
    const ended = await api.call(`/keys/${String(made.body['id'])}`, {
      method: 'DELETE',
      as: 'duty_officer-QH',
    })
    expect(ended.status).toBe(204)
    expect((await api.call('/cases', { headers: bearer })).status).toBe(401)
    expect(
      (await api.call(`/keys/${String(made.body['id'])}`, { method: 'DELETE', as: 'director-QH' })).status,
    ).toBe(404)
  })
})

describe('what is said but once', () => {
  it('is not made twice under one Idempotency-Key, nor said again', async () => {
    const make = (name: string) =>
      api.call('/keys', {
        ...{ method: 'POST', as: 'director-QH', body: { name, scopes: ['cases:read'], ...own } },
        headers: { 'idempotency-key': 'one-key' },
      })
    const [first, second, other] = [await make('区里'), await make('区里'), await make('市里')]
    expect([first.status, second.status, second.body['code']]).toEqual([201, 409, 'said_once'])
    expect([other.status, other.body['code']]).toEqual([422, 'key_reused'])
    const { body } = await api.call('/keys', { as: 'director-QH' })
    expect((body['keys'] as { name: string }[]).filter(({ name }) => name === '区里')).toHaveLength(1)
    const kept = await api.db.dataSource.query<{ headers: object }[]>(
      `SELECT headers FROM kept_answers WHERE key = 'one-key'`,
    )
    expect(kept).toEqual([{ headers: {} }])
  })
})

describe('who is refused for want of a right', () => {
  const refusals = async () => {
    const { body } = await api.call('/audit?action=request.refused', { as: 'director-QH' })
    return body['entries'] as {
      who: string
      subject: string | null
      after: { route: string; code: string }
    }[]
  }

  it('stands in the audit, by route and case; a step of the log-in and an unknown case do not', async () => {
    const { number } = await api.insert({ state: 'verified', area: 'G11', grid: 'G11' })
    const post = { method: 'POST', body: {}, headers: { 'if-match': '"1"' } }
    await api.call('/keys', { as: 'grid_lead-G11' })
    const closing = await api.call(`/cases/${number}/moves/close`, { ...post, as: 'grid_lead-G11' })
    expect(closing.status).toBe(403)
    await api.call(`/cases/${number}`, { as: 'grid_lead-G21' })
    expect((await refusals()).slice(0, 2)).toMatchObject([
      { who: 'person:grid_lead-G11', subject: number, after: { route: 'moveCase', code: 'forbidden' } },
      { who: 'person:grid_lead-G11', subject: null, after: { route: 'listKeys', code: 'not_allowed' } },
    ])
  })

  it('is told of a key that it is the scope, and fills the table with no more than a few a minute', async () => {
    const made = await api.call('/keys', {
      ...{ method: 'POST', as: 'director-QH', body: { name: '街道', scopes: ['ledger:read'], ...own } },
    })
    const headers = { authorization: `Bearer ${String(made.body['key'])}` }
    const before = (await refusals()).length
    for (let count = 0; count < 70; count += 1)
      expect((await api.call('/cases', { headers })).body['code']).toBe('scope_missing')
    const written = (await refusals()).length - before
    expect(written).toBeGreaterThan(0)
    expect(written).toBeLessThan(66)
  })
})

describe('a webhook', () => {
  it('leads to no private address, which is looked at when it is made', async () => {
    const create = (url: string) =>
      api.call('/webhooks', {
        ...{ method: 'POST', as: 'director-QH', body: { name: 'x', url, events: ['case.closed'], ...own } },
      })
    for (const url of [
      ...[
        'http://city.example/hook',
        'https://10.0.0.1/',
        'https://localhost/',
        'https://[::1]/',
        'ftp://a.example',
      ],
      ...[
        'https://user:secret@city.example/',
        'https://169.254.169.254/latest',
        'nonsense',
        'https://db.internal/',
        'https://city.example:22/',
        'https://city.example:445/hook',
      ],
    ])
      expect([url, (await create(url)).status]).toEqual([url, 400])
    expect((await create('https://city.example/hook')).status).toBe(201)
  })
})
