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
