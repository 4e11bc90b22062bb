import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeDirectory } from '../../src/grid/make-directory.ts'
import { defaultRulebook } from '../../src/grid/rulebook.ts'
import { addHours } from '../../src/kernel/clock.ts'
import { requireApproval } from '../../src/rights/approvals.ts'
import { openApi, type OpenApi } from '../support/api.ts'
import { changesOf } from '../support/changes.ts'
import { smallTown } from '../support/small-town.ts'
import { noticesIn } from '../support/notices.ts'

let api: OpenApi
beforeAll(async () => {
  api = await openApi()
})
afterAll(() => api.close())

const { post, change, auditOf } = changesOf(() => api)

describe('what needs the director (9.7)', () => {
  const facts = { ledger: 'township', month: '2026-11', private: true }
  const town = { directory: makeDirectory(smallTown()), rulebook: defaultRulebook }
  const ask = (as: string, more: object = {}) =>
    post('/approvals', as, {
      ...{ kind: 'export', facts, purpose: '月底例会核对', until: '2026-11-30T17:30:00+08:00' },
      ...more,
    })
  const rely = (person: string, id: string, wanted: object = facts, now = api.clock.now()) =>
    api.db.unitOfWork.run(({ approvals }) =>
      requireApproval(
        approvals,
        { kind: 'export', facts: { ...wanted }, person, shown: { approval: id } },
        town,
        now,
      ),
    )

  it('is asked for with purpose and end, decided by the director alone, and holds for exactly that', async () => {
    const asked = await ask('supervisor-QH')
    expect([asked.status, asked.body['state'], asked.body['inForce']]).toEqual([201, 'asked', false])
    const id = String(asked.body['id'])
    await expect(rely('supervisor-QH', id)).rejects.toThrow('主任还没有批准')
    expect((await api.call(`/approvals/${id}`, { as: 'duty_officer-QH' })).status).toBe(404)
    const version = asked.headers.get('etag')
    expect((await post(`/approvals/${id}/decision`, 'director-QH', { approve: true })).status).toBe(428)
    const word = { approve: true, until: '2026-11-25T17:30:00+08:00', words: '只给例会用' }
    expect((await post(`/approvals/${id}/decision`, 'supervisor-QH', word, version)).status).toBe(403)
    const approved = await post(`/approvals/${id}/decision`, 'director-QH', word, version)
    expect(approved.body).toMatchObject({
      state: 'approved',
      inForce: true,
      until: '2026-11-25T09:30:00.000Z',
    })
    expect((await post(`/approvals/${id}/decision`, 'director-QH', word, version)).status).toBe(412)
    expect(await rely('supervisor-QH', id)).toMatchObject({ state: 'approved' })
    await expect(rely('supervisor-QH', id, { ...facts, month: '2026-10' })).rejects.toThrow('不是这件事')
    await expect(rely('duty_officer-QH', id)).rejects.toThrow('没有这个批准')
    const late = addHours(api.clock.now(), 72)
    await expect(rely('supervisor-QH', id, facts, late)).rejects.toThrow('有效期已经过了')
    const said: unknown = await noticesIn(
      api.db.dataSource,
      'text',
      `WHERE purpose = 'approval' ORDER BY queued`,
    )
    expect(JSON.stringify(said)).toMatch(/请批准.*月底例会核对.*主任批准了.*只给例会用/u)
  })

  it('is taken back by the director, and is given by the own word of the director', async () => {
    const asked = await ask('supervisor-QH')
    const path = `/approvals/${String(asked.body['id'])}`
    const decided = await post(
      `${path}/decision`,
      'director-QH',
      { approve: true },
      asked.headers.get('etag'),
    )
    const ended = await api.call(path, {
      ...{ method: 'DELETE', as: 'director-QH' },
      headers: { 'if-match': decided.headers.get('etag') ?? '' },
    })
    expect(ended.body['state']).toBe('revoked')
    await expect(rely('supervisor-QH', String(asked.body['id']))).rejects.toThrow('收回')
    const shown = { purpose: '给县平台开密钥', until: addHours(api.clock.now(), 24) }
    const own = (person: string) =>
      api.db.unitOfWork.run(({ approvals }) =>
        requireApproval(
          approvals,
          { kind: 'key', facts: { name: '县平台' }, person, shown },
          town,
          api.clock.now(),
        ),
      )
    expect(await own('director-QH')).toMatchObject({ state: 'approved', decidedBy: 'director-QH' })
    await expect(own('duty_officer-QH')).rejects.toThrow('要主任批准')
    const mine = await api.call('/approvals', { as: 'supervisor-QH' })
    const all = await api.call('/approvals?state=approved', { as: 'director-QH' })
    expect((mine.body['approvals'] as unknown[]).length).toBe(2)
    expect((all.body['approvals'] as unknown[]).length).toBe(2)
  })

  it.each([
    ['no purpose', { purpose: ' ' }],
    ['an end that is over', { until: '2026-11-01T00:00:00+08:00' }],
    ['an end too far away', { until: '2036-11-01T00:00:00+08:00' }],
    ['a kind that does not exist', { kind: 'party' }],
  ])('refuses %s', async (_what, more) => {
    expect((await ask('supervisor-QH', more)).status).toBe(400)
  })
})

describe('areas and places (1.1)', () => {
  it('are a tree with posts, places and people', async () => {
    const { body } = await api.call('/areas?under=C1', { as: 'grid_lead-G11' })
    const areas = body['areas'] as { code: string; parent: string; places: number; posts: unknown[] }[]
    expect(areas.map(({ code }) => code)).toEqual(['C1', 'G11', 'G12'])
    expect(areas[1]).toMatchObject({ parent: 'C1', places: 1 })
    expect(JSON.stringify(areas[1]?.posts)).toContain('grid_lead-G11-2')
    const one = await api.call('/areas/G11', { as: 'grid_lead-G11' })
    expect(one.body['placeList']).toMatchObject([{ estate: 'G11苑', buildings: '1-9' }])
    expect((await api.call('/areas/nowhere', { as: 'grid_lead-G11' })).status).toBe(404)
  })

  it('refuse an overlap with both owners named, and change nothing', async () => {
    const places = [
      { estate: 'G12苑', buildings: '1-9' },
      { estate: 'G11苑', buildings: '9-12' },
    ]
    const before = await api.call('/areas/G12/places', { as: 'director-QH' })
    const answer = await change('PUT', '/areas/G12/places', 'community_lead-C1', { places })
    expect([answer.status, answer.body['code']]).toEqual([400, 'invalid'])
    expect(answer.body['detail']).toMatch(/G11苑9号楼同时归G1[12]和G1[12]/u)
    const after = await api.call('/areas/G12/places', { as: 'director-QH' })
    expect(after.text).toBe(before.text)
    const fine = await change('PUT', '/areas/G12/places', 'community_lead-C1', {
      places: [...places.slice(0, 1), { road: '锦绣路', aliases: ['老街'] }],
    })
    expect([fine.status, fine.body['saved']]).toEqual([200, true])
    expect((await api.call('/areas/G12', { as: 'director-QH' })).body['places']).toBe(2)
  })

  it('are the lead’s in the own community only, and nobody overwrites whom they did not see', async () => {
    const places = { places: [{ estate: 'G21苑', buildings: '1-9' }] }
    expect((await change('PUT', '/areas/G21/places', 'community_lead-C1', places)).status).toBe(403)
    const put = (etag: string, households: number) =>
      api.call('/areas/G21', {
        ...{ method: 'PATCH', as: 'duty_officer-QH', body: { households } },
        headers: { 'if-match': etag },
      })
    const etag = (await api.call('/areas/G21', { as: 'director-QH' })).headers.get('etag') ?? ''
    expect((await put(etag, 300)).status).toBe(200)
    expect((await put(etag, 310)).status).toBe(412)
    const made = await post('/areas', 'director-QH', { level: 'grid', name: '新网格', parent: 'C1' })
    expect([made.status, made.body['warnings']]).toEqual([201, ['新网格没有网格责任人']])
    const own = String(made.body['code'])
    expect((await change('DELETE', `/areas/${own}`, 'director-QH')).status).toBe(200)
    expect((await change('DELETE', '/areas/G11', 'director-QH')).body['code']).toBe('wrong_state')
    expect((await auditOf('G21')).map(({ action }) => action)).toEqual(['town.area_changed'])
  })
})

describe('people and posts (1.2)', () => {
  it('come, get a post with deputies in order, and go when nothing is left to them', async () => {
    const added = await post('/people', 'community_lead-C1', { name: '新来的', phone: '13900001111' })
    const own = String(added.body['code'])
    const seat = '/areas/G11/posts/grid_lead'
    const holders = ['grid_lead-G11-2', own]
    const set = await change('PUT', seat, 'community_lead-C1', { holders })
    expect(set.status).toBe(200)
    const now = await api.call(`/people/${own}`, { as: 'supervisor-QH' })
    expect(now.body).toMatchObject({ account: 'none', posts: [{ post: 'grid_lead', area: 'G11', rank: 1 }] })
    expect(now.text).not.toContain('13900001111')
    expect((await post(`/people/${own}/phone`, 'community_lead-C2')).status).toBe(403)
    expect((await post(`/people/${own}/phone`, 'community_lead-C1')).body).toEqual({ phone: '13900001111' })
    expect(await auditOf(own)).toMatchObject([{ action: 'town.person_added' }, { action: 'phone.opened' }])
    expect((await change('DELETE', `/people/${own}`, 'director-QH')).body['code']).toBe('wrong_state')
    await change('PUT', seat, 'director-QH', { holders: ['grid_lead-G11', 'grid_lead-G11-2'] })
    expect((await change('DELETE', `/people/${own}`, 'duty_officer-QH')).status).toBe(200)
    expect((await api.call(`/people/${own}`, { as: 'director-QH' })).status).toBe(404)
  })

  it('leave the cases of whoever loses a post where they are, and say so', async () => {
    const seat = {
      person: 'grid_lead-G22',
      post: 'grid_lead' as const,
      area: 'G22',
      dept: null,
      rule: 'test',
    }
    await api.insert({ state: 'in_progress', handler: { ...seat }, grid: 'G22', area: 'G22' })
    const path = '/areas/G22/posts/grid_lead'
    const set = await change('PUT', path, 'duty_officer-QH', { holders: ['grid_lead-G22-2'] })
    expect(set.body['inHand']).toEqual([{ person: 'grid_lead-G22', name: '名grid_lead-G22', cases: 1 }])
  })

  it('raise nobody by their own hand: posts of the township and their holders are the director’s', async () => {
    const own = { holders: ['duty_officer-QH'] }
    expect((await change('PUT', '/areas/QH/posts/director', 'duty_officer-QH', own)).status).toBe(403)
    expect((await post('/people/director-QH/code', 'duty_officer-QH')).status).toBe(403)
    expect((await post('/people/duty_officer-QH/code', 'duty_officer-QH')).status).toBe(403)
    expect((await post('/people/grid_lead-G21/code', 'community_lead-C1')).status).toBe(403)
    expect((await change('PUT', '/areas/QH/posts/director', 'director-QH', { holders: [] })).status).toBe(400)
    const unknown = await change('PUT', '/areas/G21/posts/grid_lead', 'director-QH', { holders: ['nobody'] })
    expect(unknown.body['detail']).toContain('G21的网格责任人“nobody”不在人员里')
  })
})

describe('one-time codes (1.5)', () => {
  it('are said once, many at once for a sheet, and let a lost phone go', async () => {
    const { seats, sessions, accounts } = api.db.stores
    const person = 'grid_lead-G12'
    const first = await post(`/people/${person}/code`, 'community_lead-C1')
    expect([first.status, first.body['say']]).toEqual([201, `登录 ${String(first.body['code'])}`])
    await seats.tie('old-phone', person, api.clock.now())
    await api.cookieOf(person)
    expect((await api.call(`/people/${person}`, { as: 'director-QH' })).body['account']).toBe('tied')
    const released = await post(`/people/${person}/release`, 'community_lead-C1')
    expect(released.status).toBe(201)
    expect([await seats.contactOf(person), await sessions.ofPerson(person)]).toEqual([null, []])
    const many = await post('/codes', 'community_lead-C1', { area: 'C1' })
    const codes = many.body['codes'] as { person: string; code: string }[]
    expect(codes.every(({ person: one }) => /-G1[12]/u.test(one))).toBe(true)
    expect(codes.length).toBeGreaterThan(6)
    const kept = JSON.stringify(await api.db.dataSource.query('SELECT * FROM kept_answers, access_codes'))
    for (const { code } of codes) expect(kept).not.toContain(code)
    const sheet = await post('/codes/page', 'community_lead-C1', { area: 'C1' })
    expect([sheet.status, sheet.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
    expect(sheet.text.match(/登录 [A-Z0-9-]+/giu)?.length).toBe(codes.length)
    expect(sheet.text).toContain('C1，共')
    expect(sheet.text).not.toContain(codes[0]?.code ?? 'none')
    expect((await post('/codes/page', 'grid_lead-G11', { area: 'C1' })).status).toBe(403)
    expect(
      (await api.call(`/people/${person}/account`, { method: 'DELETE', as: 'duty_officer-QH' })).status,
    ).toBe(204)
    expect((await accounts.account(person))?.disabledAt).toBeInstanceOf(Date)
  })
})
