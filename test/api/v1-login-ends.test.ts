import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { keepPassword } from '../../src/rights/password.ts'
import { type ApiAnswer, openApi, type OpenApi } from '../support/api.ts'

let api: OpenApi
beforeAll(async () => {
  api = await openApi({ publicUrl: 'https://linli.example' })
})
afterAll(() => api.close())

const password = '清晨的河边有三只白鹭'
const here = { origin: 'https://linli.example' }
const cookieIn = (answer: ApiAnswer): string => answer.headers.getSetCookie()[0]?.split(';')[0] ?? ''
async function logIn(person: string, cookie = ''): Promise<string> {
  await api.db.stores.accounts.open(person, api.clock.now())
  await api.db.stores.credentials.setPassword(person, await keepPassword(password), api.clock.now())
  const body = { person, password }
  const answer = await api.call('/session', {
    ...{ method: 'POST', body, headers: cookie === '' ? here : { ...here, cookie } },
  })
  expect(answer.status).toBe(201)
  return cookieIn(answer)
}
const enters = async (cookie: string): Promise<boolean> =>
  (await api.call('/me', { headers: { cookie } })).status === 200

describe('sessions end', () => {
  it('a log-in ends the session that came along with it, and gives another token', async () => {
    const first = await logIn('grid_lead-G11')
    const second = await logIn('grid_lead-G11', first)
    expect([first === second, await enters(first), await enters(second)]).toEqual([false, false, true])
    const stranger = await logIn('grid_lead-G12', second)
    expect([await enters(second), await enters(stranger)]).toEqual([false, true])
  })

  it('a log-out ends one, or all wherever they are', async () => {
    const [a, b, c] = [
      await logIn('grid_lead-G21'),
      await logIn('grid_lead-G21'),
      await logIn('grid_lead-G21'),
    ]
    const other = await logIn('grid_lead-G22')
    await api.call('/session', { method: 'DELETE', headers: { ...here, cookie: a } })
    expect([await enters(a), await enters(b), await enters(c)]).toEqual([false, true, true])
    const all = await api.call('/sessions', { method: 'DELETE', headers: { ...here, cookie: b } })
    expect([all.status, cookieIn(all)]).toEqual([204, '__Host-linli_session='])
    expect([await enters(b), await enters(c), await enters(other)]).toEqual([false, false, true])
  })

  it('a new password ends every other session and goes on under another token', async () => {
    const [a, b] = [await logIn('director-QH'), await logIn('director-QH')]
    const headers = { ...here, cookie: a }
    // Made of what the town, its parts and the bot are called, which everybody there knows.
    const local = { current: password, next: '小镇C1C2QH小助手HC' }
    const weak = await api.call('/me/password', { method: 'PUT', body: local, headers })
    expect([weak.status, weak.body['detail']]).toEqual([400, expect.stringContaining('地名')])
    const body = { current: password, next: '傍晚的旧石桥上有七盏路灯亮着' }
    const changed = await api.call('/me/password', { method: 'PUT', body, headers })
    expect(changed.status).toBe(204)
    expect([await enters(a), await enters(b), await enters(cookieIn(changed))]).toEqual([false, false, true])
  })

  it('says to browsers to stay with https, where that is how they come', async () => {
    const answer = await api.call('/openapi.json')
    expect(answer.headers.get('strict-transport-security')).toMatch(/^max-age=\d{8}/u)
    expect(answer.headers.get('permissions-policy')).toContain('geolocation=()')
  })
})
