import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openApi, type OpenApi } from '../support/api.ts'
import { changesOf } from '../support/changes.ts'
import { withoutIds } from '../support/without-ids.ts'

let api: OpenApi
beforeAll(async () => {
  api = await openApi()
})
afterAll(() => api.close())

const { post, change, auditOf } = changesOf(() => api)
const director = 'director-QH'
const officer = 'duty_officer-QH'
const lead = 'community_lead-C1'

const codesOf = (body: Record<string, unknown>, list: string): readonly string[] =>
  (body[list] as { code: string }[]).map(({ code }) => code)
const looks = async (action: string) => api.db.stores.audit.page({ action, before: null, most: 50 })
const home = { estate: 'G11苑', building: '3', unit: '2', room: '502' }

describe('residents (9.7)', () => {
  it('are kept by the centre and, each in the own community, by its lead; others do not know them', async () => {
    const made = await post('/residents', lead, { name: '欧阳兰', rooms: ['room-g11'], home })
    expect(made.status).toBe(201)
    const code = String(made.body['code'])
    expect(code).toMatch(/^r-[0-9a-f]{12}$/u)
    const path = `/residents/${code}`
    for (const who of [lead, officer, director])
      expect((await api.call(path, { as: who })).body).toMatchObject({
        ...{ name: '欧阳兰', home, rooms: [{ code: 'room-g11' }], organisations: [], claimed: false },
        areas: [{ code: 'G11' }],
      })
    expect((await api.call(path, { as: 'community_lead-C2' })).status).toBe(404)
    expect((await change('PATCH', path, 'community_lead-C2', { name: '别人' }, '/areas/G21')).status).toBe(
      404,
    )
    for (const who of ['grid_lead-G11', 'supervisor-QH'])
      expect((await api.call(path, { as: who })).status).toBe(403)
    const elsewhere = await post('/residents', 'community_lead-C2', { name: '欧阳兰', rooms: ['room-g11'] })
    expect([elsewhere.status, elsewhere.body['detail']]).toEqual([
      403,
      expect.stringContaining('您负责的区域'),
    ])
    expect((await post('/residents', lead, { name: '无处' })).status).toBe(403)
    expect((await post('/residents', officer, { name: '无群', rooms: ['nowhere'] })).status).toBe(404)
    expect((await change('DELETE', path, officer)).status).toBe(200)
  })

  it('stand in a list by the first sign of their name, and each look is written down without name or home', async () => {
    const made = await post('/residents', officer, { name: '欧阳菊', rooms: [], home })
    const code = String(made.body['code'])
    const list = await api.call('/residents?area=G11', { as: lead })
    expect(codesOf(list.body, 'residents').toSorted()).toEqual([code, 'resident-1'].toSorted())
    expect(list.text).toContain('欧**')
    expect(withoutIds(list.text)).not.toMatch(/欧阳|502/u)
    expect((await api.call('/residents?room=room-g11', { as: lead })).text).not.toContain(code)
    expect(codesOf((await api.call('/residents', { as: 'community_lead-C2' })).body, 'residents')).toEqual([])
    const found = await post('/residents/find', officer, { name: '阳菊' })
    expect(found.body).toMatchObject({ residents: [{ code, name: '欧阳菊', home }], more: false })
    expect((await post('/residents/find', 'community_lead-C2', { name: '欧阳菊' })).body).toMatchObject({
      residents: [],
    })
    expect((await post('/residents/find', officer, { name: '欧' })).status).toBe(400)
    await api.call(`/residents/${code}`, { as: officer })
    const all = await api.db.dataSource.query<object[]>('SELECT * FROM audit_log')
    expect(withoutIds(JSON.stringify(all))).not.toMatch(/欧阳菊|502/u)
    const [opened] = await looks('private.resident_opened')
    expect(opened).toMatchObject({ who: `person:${officer}`, subject: code, address: '127.0.0.1' })
    expect((await looks('private.residents_listed')).length).toBeGreaterThan(2)
    expect((await looks('private.residents_searched'))[1]).toMatchObject({ after: { residents: [code] } })
    const elsewhere = await fetch(`${api.url}/api/v1/residents/${code}`, {
      headers: { cookie: await api.cookieOf(officer), 'sec-fetch-site': 'cross-site' },
    })
    expect(elsewhere.status).toBe(403)
    const pages: string[] = []
    let next: string | null = ''
    while (next !== null) {
      const page = await api.call(`/residents?limit=1${next}`, { as: officer })
      pages.push(...codesOf(page.body, 'residents'))
      const cursor = page.body['next'] as string | null
      next = cursor === null ? null : `&cursor=${cursor}`
    }
    expect(pages).toEqual([code, 'resident-1'].toSorted())
    await change('DELETE', `/residents/${code}`, officer)
  })

  it('are changed by one officer at a time, and leave the town with what every revision said of them', async () => {
    const made = await post('/residents', officer, { name: '欧阳梅', rooms: ['room-g11'], home })
    const code = String(made.body['code'])
    const path = `/residents/${code}`
    const seen = (await api.call(path, { as: officer })).headers.get('etag') ?? ''
    const first = await api.call(path, {
      ...{ method: 'PATCH', as: lead, body: { home: { ...home, room: '602' } } },
      headers: { 'if-match': seen },
    })
    expect(first.status).toBe(200)
    const second = await api.call(path, {
      ...{ method: 'PATCH', as: officer, body: { name: '欧阳雪梅' }, headers: { 'if-match': seen } },
    })
    expect(second.status).toBe(412)
    expect((await api.call(path, { as: officer })).body).toMatchObject({
      ...{ name: '欧阳梅', home: { room: '602' }, rooms: [{ code: 'room-g11' }] },
    })
    const org = await post('/organisations', officer, {
      ...{ name: '阳光物业', kind: '物业', area: 'C1', staff: [code] },
    })
    await api.db.stores.seats.tie('contact-mei', code, api.clock.now())
    const rows = () =>
      api.db.dataSource.query<object[]>(
        `SELECT id FROM town_private WHERE kind = 'resident' AND subject = $1`,
        [code],
      )
    expect(await rows()).toHaveLength(2)
    expect((await change('DELETE', path, officer)).status).toBe(200)
    expect(await rows()).toEqual([])
    expect((await api.call(path, { as: officer })).status).toBe(404)
    const left = await api.call(`/organisations/${String(org.body['code'])}`, { as: officer })
    expect(left.body).toMatchObject({ residents: [], others: 0 })
    // The account is heard as before, and can still be erased at the counter.
    expect(await api.db.stores.seats.contactOf(code)).toBe('contact-mei')
    const shown = await post('/person-traces/show', officer, { resident: code, purpose: '本人要求' })
    expect(shown.body).toMatchObject({ tied: true })
    expect((await auditOf(code)).map(({ action }) => action)).toEqual([
      ...['town.resident_added', 'private.resident_opened', 'town.resident_changed'],
      ...['private.resident_opened', 'private.resident_opened', 'town.resident_removed'],
    ])
  })
})

describe('organisations (3.5)', () => {
  it('are read by everybody, with their residents only for who may know them', async () => {
    const read = async (as: string) => (await api.call('/organisations/wuye', { as })).body
    const staff = [{ code: lead }]
    expect(await read('grid_lead-G21')).toMatchObject({ area: 'C1', staff, residents: [], others: 1 })
    expect(await read(officer)).toMatchObject({ staff, residents: ['resident-1'], others: 0 })
    expect(
      codesOf((await api.call('/organisations?area=C2', { as: officer })).body, 'organisations'),
    ).toEqual([])
    expect((await api.call('/organisations/nothing', { as: officer })).status).toBe(404)
  })

  it('are changed by whoever arranges their area, and nobody brings themselves in or out', async () => {
    const path = '/organisations/wuye'
    expect((await change('PATCH', path, lead, { name: '新物业' })).status).toBe(403)
    const renamed = await change('PATCH', path, officer, { name: '新物业', staff: [lead] })
    expect(renamed.status).toBe(200)
    expect((await api.call(path, { as: officer })).body).toMatchObject({ name: '新物业', residents: [] })
    expect((await change('PATCH', path, officer, { staff: [lead, officer] })).status).toBe(403)
    const stranger = await change('PATCH', path, officer, { staff: [lead, 'nobody'] })
    expect([stranger.status, stranger.body['detail']]).toEqual([404, '人员和居民里都没有“nobody”。'])
    expect((await change('PATCH', path, officer, { area: 'QH' })).status).toBe(403)
    const township = { name: '镇办企业', kind: '企业', area: 'QH' }
    expect((await post('/organisations', officer, township)).status).toBe(403)
    expect((await post('/organisations', director, { ...township, staff: [director] })).status).toBe(403)
    const made = await post('/organisations', 'community_lead-C2', {
      ...{ name: '幼儿园', kind: '学校', area: 'G21', staff: ['grid_lead-G21'] },
    })
    expect(made.status).toBe(201)
    // One of the community's own leads cannot see the resident whom the centre put there, and cannot drop them either.
    const school = `/organisations/${String(made.body['code'])}`
    await change('PATCH', school, officer, { staff: ['grid_lead-G21', 'resident-1'] })
    await change('PATCH', school, 'community_lead-C2', { staff: [] })
    expect((await api.call(school, { as: officer })).body).toMatchObject({
      ...{ staff: [], residents: ['resident-1'] },
    })
    const [last] = await looks('town.organisation_changed')
    expect(last).toMatchObject({ before: { staff: ['grid_lead-G21', 'resident-1'] } })
  })

  it('are removed by the director, and not while a case about them is open', async () => {
    const record = await api.insert({ about: ['wuye'], state: 'in_progress' })
    const path = '/organisations/wuye'
    expect((await change('DELETE', path, officer)).status).toBe(403)
    const refused = await change('DELETE', path, director)
    expect([refused.status, refused.body['code']]).toEqual([409, 'wrong_state'])
    await api.db.stores.cases.update({ ...record, state: 'closed', version: record.version + 1 })
    expect((await change('DELETE', path, director)).status).toBe(200)
    expect((await api.call(path, { as: director })).status).toBe(404)
  })
})

describe('the name of the bot', () => {
  it('is given by the director, and is nobody’s and no place’s', async () => {
    const name = { name: '邻里小助手', aliases: ['小助手', '小邻'] }
    expect((await change('PUT', '/bot/name', officer, name)).status).toBe(403)
    expect((await change('PUT', '/bot/name', director, name)).status).toBe(200)
    expect((await api.call('/bot/name', { as: 'grid_lead-G11' })).body).toEqual(name)
    for (const [wrong, status] of [
      ...([[{ name: 'G11苑' }, 409] as const, [{ name: '名director-QH' }, 409] as const] as const),
      ...([[{ name: '小邻', aliases: ['小邻'] }, 400] as const, [{ name: '邻' }, 400] as const] as const),
      ...([[{ name: '小@邻' }, 400] as const, [{ name: '小 邻' }, 400] as const] as const),
      [{ name: '小邻', aliases: Array.from({ length: 11 }, (_one, n) => `小邻${String(n)}`) }, 400] as const,
    ])
      expect([wrong, (await change('PUT', '/bot/name', director, wrong)).status]).toEqual([wrong, status])
    expect((await api.call('/bot/name', { as: director })).body).toEqual(name)
    const [done] = await looks('town.bot_named')
    expect(done).toMatchObject({ before: { name: '小助手' }, after: { name: '邻里小助手' } })
  })
})
