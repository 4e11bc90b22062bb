import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addMinutes } from '../../src/kernel/clock.ts'
import { openApi, type OpenApi } from '../support/api.ts'
import { good, makeLoggingIn } from '../support/logging-in.ts'

let api: OpenApi
beforeAll(async () => {
  api = await openApi()
})
afterAll(() => api.close())

const { logIn, withCookie, settle } = makeLoggingIn(() => api)

describe('what weighs most', () => {
  const later = async (person: string): Promise<string> => {
    const cookie = await api.cookieOf(person)
    api.clock.moveTo(addMinutes(api.clock.now(), 16))
    return cookie
  }
  const prove = (cookie: string, body: object) => withCookie(cookie, '/me/proof', 'POST', body)

  it('is done by who has logged in, or proved themselves again, a short while ago, and by nobody else', async () => {
    const cookie = await settle('director-QH')
    api.clock.moveTo(addMinutes(api.clock.now(), 16))
    const heavy: readonly [string, string, unknown][] = [
      ['PUT', '/rules', { rules: 'version: 1' }],
      ['POST', '/rules/take-back', { revision: 1 }],
      ['POST', '/person-traces/erase', { of: { resident: 'resident-1', purpose: '本人' }, sure: true }],
      ['GET', '/exports/ledger.xlsx?private=true', undefined],
      ['POST', '/keys', { name: '大屏', scopes: ['cases:read'] }],
      ['POST', '/webhooks', { name: '大屏', url: 'https://a.example', events: ['case.closed'] }],
      ['POST', '/approvals/none/decision', { approve: true }],
      ['POST', '/outbox/none/give-up', {}],
      ['POST', '/people/grid_lead-G11/code', {}],
      ['POST', '/codes', { people: ['grid_lead-G11'] }],
      ['POST', '/authority', { categories: ['*'], moves: ['close'] }],
    ]
    const codes = async (): Promise<readonly unknown[]> => {
      const answers = []
      for (const [method, path, body] of heavy)
        answers.push((await withCookie(cookie, path, method, body, { 'if-match': '"1"' })).body['code'])
      return answers
    }
    expect(new Set(await codes())).toEqual(new Set(['prove_again']))
    expect((await withCookie(cookie, '/cases')).status).toBe(200)
    expect((await withCookie(cookie, '/exports/ledger.xlsx')).body['code']).toBe('not_found')
    expect((await prove(cookie, { password: 'wrong' })).body['code']).toBe('login_failed')
    expect((await prove(cookie, { totp: '123456' })).body['code']).toBe('login_failed')
    expect((await prove(cookie, {})).status).toBe(400)
    expect(await codes()).toContain('prove_again')
    expect((await prove(cookie, { password: `${good}di` })).status).toBe(200)
    expect(await codes()).not.toContain('prove_again')
    api.clock.moveTo(addMinutes(api.clock.now(), 16))
    expect(await codes()).toContain('prove_again')
    const told = await api.db.stores.audit.page({ action: 'proof.', before: null, most: 9 })
    expect(told.map(({ action }) => action)).toEqual(['proof.given', 'proof.failed', 'proof.failed'])
  })

  it('is not reached by guessing in a session that was left open, nor is a new password or second factor', async () => {
    const person = 'community_lead-C1'
    const cookie = await settle(person)
    const next = { current: 'wrong', next: '窗外的麻雀跳了整整一个下午' }
    const guesses = [
      () => prove(cookie, { password: 'wrong' }),
      () => withCookie(cookie, '/me/password', 'PUT', next),
    ]
    for (let tries = 0; tries < 5; tries += 1)
      expect((await guesses[tries % 2]!()).body['code']).toBe('login_failed')
    for (const guess of guesses) expect((await guess()).body['code']).toBe('login_locked')
    expect((await logIn(person, good + person.slice(0, 2))).body['code']).toBe('login_locked')
    await withCookie(cookie, '/me/totp', 'POST')
    const wrong = { figures: '000000', on: true }
    for (let tries = 0; tries < 5; tries += 1)
      expect((await withCookie(cookie, '/me/totp', 'PUT', wrong)).status).toBe(400)
    expect((await withCookie(cookie, '/me/totp', 'PUT', wrong)).body['code']).toBe('login_locked')
  })

  it('nor does a session by chat alone come to a password once it is old', async () => {
    const cookie = await later('grid_helper-G11')
    const set = () => withCookie(cookie, '/me/password', 'PUT', { next: good })
    expect((await set()).body['code']).toBe('prove_again')
  })

  it('nor does it begin a second factor, whose figures would be a proof', async () => {
    const begin = async (cookie: string): Promise<number> =>
      (await withCookie(cookie, '/me/totp', 'POST')).status
    expect(await begin(await later('grid_lead-G12'))).toBe(403)
    expect(await begin(await api.cookieOf('grid_lead-G12'))).toBe(200)
  })
})
