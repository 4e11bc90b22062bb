import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runKey } from '../../src/commands/key/run.ts'
import { makeDirectory } from '../../src/grid/make-directory.ts'
import { defaultRulebook } from '../../src/grid/rulebook.ts'
import { addHours, addMinutes } from '../../src/kernel/clock.ts'
import { createAccount } from '../../src/rights/accounts.ts'
import { openApi, type OpenApi } from '../support/api.ts'
import { cookieIn, good, makeLoggingIn } from '../support/logging-in.ts'
import { smallTown } from '../support/small-town.ts'

let api: OpenApi
beforeAll(async () => {
  api = await openApi()
})
afterAll(() => api.close())

const { giveCode, logIn, withCookie, settle } = makeLoggingIn(() => api)

describe('the first log-in', () => {
  it('is by a one-time code, which serves once and opens nothing but the setting of a password', async () => {
    const code = await giveCode('director-QH')
    const opened = await logIn('director-QH', code)
    expect([opened.status, opened.body['pending']]).toEqual([201, 'password'])
    expect(opened.headers.getSetCookie()[0]).toMatch(
      /^linli_session=[\w-]{43}; Path=\/; Max-Age=604800; HttpOnly; SameSite=Lax$/u,
    )
    const cookie = cookieIn(opened)
    expect((await withCookie(cookie, '/cases')).body['code']).toBe('password_due')
    expect((await withCookie(cookie, '/me')).status).toBe(200)
    expect((await logIn('director-QH', code)).body['code']).toBe('login_failed')
    for (const weak of ['太短', 'aaaaaaaaaaaaaaaa', 'abcdefghijklmnop', '名director-QH小镇小镇'])
      expect((await withCookie(cookie, '/me/password', 'PUT', { next: weak })).status).toBe(400)
    const set = await withCookie(cookie, '/me/password', 'PUT', { next: good })
    expect(set.status).toBe(204)
    expect((await withCookie(cookie, '/me')).body['code']).toBe('unauthenticated')
    expect((await withCookie(cookieIn(set), '/cases')).status).toBe(200)
    const again = await withCookie(cookieIn(set), '/me/password', 'PUT', { next: `${good}了` })
    expect([again.status, again.body['detail']]).toEqual([400, '改密码要写现在的密码（current）。'])
    expect((await logIn('director-QH', good)).body['pending']).toBeNull()
    const rows = JSON.stringify(await api.db.dataSource.query('SELECT * FROM staff_passwords, sessions'))
    expect(rows).not.toContain(good)
    expect(rows).not.toContain(cookie.split('=')[1])
  })

  it('is Secure and bound to the host behind https, and takes changes from its own page alone', async () => {
    const behind = await openApi({ publicUrl: 'https://linli.example' })
    try {
      const cookie = await behind.cookieOf('director-QH')
      const change = (headers: Record<string, string>) =>
        behind.call('/session', { method: 'DELETE', headers: { cookie, ...headers } })
      expect((await change({ origin: 'https://evil.example' })).body['code']).toBe('forbidden_origin')
      expect((await change({ 'sec-fetch-site': 'cross-site' })).body['code']).toBe('forbidden_origin')
      expect((await change({ origin: 'null' })).body['code']).toBe('forbidden_origin')
      const out = await change({ origin: 'https://linli.example' })
      expect(out.status).toBe(204)
      expect(out.headers.getSetCookie()[0]).toMatch(
        /^__Host-linli_session=; .*Max-Age=0; HttpOnly; SameSite=Lax; Secure$/u,
      )
      expect((await behind.call('/me', { headers: { cookie } })).status).toBe(401)
    } finally {
      await behind.close()
    }
  })
})

describe('wrong passwords', () => {
  it('say the same for every name, and pause the name after five, longer each time', async () => {
    await settle('supervisor-QH')
    for (const name of ['supervisor-QH', 'nobody-here'])
      for (let tries = 1; tries <= 5; tries += 1)
        expect((await logIn(name, 'wrong')).body['code']).toBe('login_failed')
    for (const name of ['supervisor-QH', 'nobody-here']) {
      const locked = await logIn(name, good)
      expect([locked.status, locked.body['code'], locked.headers.get('retry-after')]).toEqual([
        429,
        'login_locked',
        '60',
      ])
    }
    api.clock.moveTo(addMinutes(api.clock.now(), 2))
    expect((await logIn('supervisor-QH', 'wrong')).status).toBe(401)
    expect((await logIn('supervisor-QH', `${good}su`)).headers.get('retry-after')).toBe('120')
    api.clock.moveTo(addMinutes(api.clock.now(), 3))
    expect((await logIn('supervisor-QH', `${good}su`)).status).toBe(201)
  })

  it('sent all at once are tried five times and no more', async () => {
    const tries = Array.from({ length: 24 }, () => logIn('all-at-once', 'wrong'))
    const codes = (await Promise.all(tries)).map(({ body }) => body['code'])
    expect(codes.filter((code) => code === 'login_failed')).toHaveLength(5)
    expect(codes.filter((code) => code === 'login_locked')).toHaveLength(19)
  })
})

describe('a second factor', () => {
  it('counts from its confirmation on, and no figures serve twice', async () => {
    const cookie = await settle('township_lead-QH')
    const begun = await withCookie(cookie, '/me/totp', 'POST')
    const totp = new TOTP({ secret: Secret.fromBase32(String(begun.body['secret'])) })
    const figures = () => totp.generate({ timestamp: api.clock.now().getTime() })
    const password = `${good}to`
    expect((await logIn('township_lead-QH', password)).status).toBe(201)
    expect((await withCookie(cookie, '/me/totp', 'PUT', { figures: figures(), on: true })).status).toBe(204)
    expect((await logIn('township_lead-QH', password)).body['code']).toBe('totp_required')
    expect((await logIn('township_lead-QH', password, { totp: figures() })).body['code']).toBe('login_failed')
    api.clock.moveTo(addMinutes(api.clock.now(), 1))
    expect((await logIn('township_lead-QH', password, { totp: figures() })).status).toBe(201)
    expect((await logIn('township_lead-QH', password, { totp: figures() })).body['code']).toBe('login_failed')
  })

  it('is asked of the posts that the rules name', async () => {
    const strict = await openApi({
      rulebook: { accounts: { ...defaultRulebook.accounts, totpPosts: ['director'] } },
    })
    try {
      const directory = makeDirectory(smallTown())
      const deps = { ...strict.db.stores, directory, rulebook: defaultRulebook, now: strict.clock.now() }
      const { code } = await createAccount('director-QH', deps)
      const opened = await strict.call('/session', {
        method: 'POST',
        body: { person: 'director-QH', password: code },
      })
      const set = await strict.call('/me/password', {
        ...{ method: 'PUT', body: { next: good }, headers: { cookie: cookieIn(opened) } },
      })
      const asked = await strict.call('/cases', { headers: { cookie: cookieIn(set) } })
      expect(asked.body['code']).toBe('password_due')
    } finally {
      await strict.close()
    }
  })
})

describe('a log-in by chat', () => {
  it('opens in the browser that asked, for the person who said the figures, once', async () => {
    const begun = await api.call('/session/chat', { method: 'POST' })
    expect(begun.status).toBe(201)
    const { id, figures, say } = begun.body as { id: string; figures: string; say: string }
    expect(say).toBe(`登录 ${figures}`)
    const cookie = cookieIn(begun)
    const poll = (with_: string) =>
      api.call(`/session/chat/${id}`, { method: 'POST', body: {}, headers: { cookie: with_ } })
    expect((await poll(cookie)).body).toEqual({ state: 'waiting', me: null })
    const now = api.clock.now()
    const login = await api.db.stores.credentials.chatLoginByFigures(figures, now)
    expect(await api.db.stores.credentials.confirmChatLogin(login!.id, 'grid_lead-G11', now)).toBe(true)
    expect(await api.db.stores.credentials.confirmChatLogin(login!.id, 'grid_lead-G12', now)).toBe(false)
    expect((await poll('linli_login=another')).status).toBe(404)
    const taken = await poll(cookie)
    expect(taken.body).toMatchObject({ state: 'open', me: { person: 'grid_lead-G11' } })
    expect((await withCookie(cookieIn(taken), '/me')).body['person']).toBe('grid_lead-G11')
    expect((await poll(cookie)).status).toBe(404)
  })

  it('counts wrong figures of a second factor over one log-in after another', async () => {
    const { credentials } = api.db.stores
    const secret = new Secret({ size: 20 }).base32
    const now = api.clock.now()
    await credentials.setTotp('grid_lead-G12', { secret, confirmedAt: now, lastStep: 0 })
    const right = new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: now.getTime() })
    const wrong = right === '000000' ? '000001' : '000000'
    const say = async (totp: string) => {
      const begun = await api.call('/session/chat', { method: 'POST' })
      const id = String(begun.body['id'])
      await credentials.confirmChatLogin(id, 'grid_lead-G12', now)
      return (await withCookie(cookieIn(begun), `/session/chat/${id}`, 'POST', { totp })).body
    }
    for (let tries = 1; tries <= 5; tries += 1) expect((await say(wrong))['code']).toBe('login_failed')
    expect((await say(right))['code']).toBe('login_locked')
    await credentials.setTotp('grid_lead-G12', null)
  })

  it('ends when its minutes are over', async () => {
    const begun = await api.call('/session/chat', { method: 'POST' })
    api.clock.moveTo(addMinutes(api.clock.now(), 6))
    const path = `/session/chat/${String(begun.body['id'])}`
    expect((await withCookie(cookieIn(begun), path, 'POST', {})).status).toBe(404)
  })
})

describe('sessions', () => {
  it('are listed and ended by their own person alone, and end unused', async () => {
    const [here, there] = [await api.cookieOf('grid_lead-G22'), await api.cookieOf('grid_lead-G22')]
    const listed = await withCookie(here, '/sessions')
    const sessions = listed.body['sessions'] as { id: string; current: boolean }[]
    expect(sessions.map(({ current }) => current).toSorted()).toEqual([false, true])
    const other = sessions.find(({ current }) => !current)!
    const stranger = await api.cookieOf('grid_lead-G21')
    expect((await withCookie(stranger, `/sessions/${other.id}`, 'DELETE')).status).toBe(404)
    expect((await withCookie(here, `/sessions/${other.id}`, 'DELETE')).status).toBe(204)
    expect((await withCookie(there, '/me')).status).toBe(401)
    api.clock.moveTo(addHours(api.clock.now(), 24))
    expect((await withCookie(here, '/me')).status).toBe(401)
  })
})

describe('npm run key', () => {
  const key = async (...argv: string[]) => {
    const [out, err]: [string[], string[]] = [[], []]
    const code = await runKey(argv, {
      ...{ clock: api.clock, out: (text: string) => out.push(text), err: (text: string) => err.push(text) },
      withStores: (work) => api.db.unitOfWork.run(work),
    })
    return { code, out, err: err.join('\n') }
  }
  const bearing = (said: string, path: string, method = 'GET') =>
    api.call(path, { method, headers: { authorization: `Bearer ${said}` } })

  it('makes keys that enter by their scope, until they are revoked or over', async () => {
    expect((await key('create', '--name', 'x', '--scope', 'all')).code).toBe(1)
    const made = await key('create', '--name', '城管系统', '--scope', 'cases:read', '--days', '2')
    expect([made.code, made.out.length]).toEqual([0, 1])
    const said = made.out[0]!
    expect((await bearing(said, '/me')).body).toMatchObject({
      kind: 'key',
      name: '城管系统',
      scopes: ['cases:read'],
    })
    const { number } = await api.insert({ area: 'G11', grid: 'G11', confidential: true })
    expect((await bearing(said, '/cases')).status).toBe(200)
    expect((await bearing(said, `/cases/${number}`)).status).toBe(404)
    expect((await bearing(said, '/triage')).body['code']).toBe('scope_missing')
    expect((await bearing(`${said}x`, '/cases')).status).toBe(401)
    const kept = JSON.stringify(await api.db.dataSource.query('SELECT * FROM api_keys'))
    expect(kept).not.toContain(said.split('_').slice(2).join('_'))
    const listed = JSON.parse((await key('list')).out[0]!) as {
      id: string
      usedAt: string | null
      state: string
    }
    expect([listed.usedAt === null, listed.state]).toEqual([false, 'in use'])
    expect((await key('revoke', listed.id)).code).toBe(0)
    expect((await key('revoke', listed.id)).code).toBe(1)
    expect((await bearing(said, '/cases')).status).toBe(401)
    const second = (await key('create', '--name', '二', '--scope', 'cases:read', '--days', '1')).out[0]!
    api.clock.moveTo(addHours(api.clock.now(), 48))
    expect((await bearing(second, '/cases')).status).toBe(401)
  })

  it('gives every key an end, as far away as the rules let one be', async () => {
    const made = await key('create', '--name', '没说期限', '--scope', 'cases:read')
    const last = addHours(api.clock.now(), 24 * defaultRulebook.approvals.longestDays)
    expect(made.err).toContain(`until ${last.toISOString()}`)
    expect((await bearing(made.out[0]!, '/cases')).status).toBe(200)
  })
})

describe('the audit', () => {
  it('has log-ins and failures, and lets nobody change a line', async () => {
    const rows = await api.db.dataSource.query<{ action: string }[]>('SELECT DISTINCT action FROM audit_log')
    const actions = rows.map(({ action }) => action)
    for (const action of [
      'login',
      'login.failed',
      'login.locked',
      'password.set',
      'totp.on',
      'key.created',
      'key.revoked',
    ])
      expect(actions).toContain(action)
    for (const sql of ['UPDATE audit_log SET who = who', 'DELETE FROM audit_log', 'TRUNCATE audit_log'])
      await expect(api.db.dataSource.query(sql)).rejects.toThrow()
  })
})
