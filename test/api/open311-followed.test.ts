import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CaseRecord } from '../../src/cases/case.ts'
import { isFollowed } from '../../src/cases/outside.ts'
import { openApi, type OpenApi } from '../support/api.ts'
import { type City, cityOf } from '../support/city.ts'
import { withoutIds } from '../support/without-ids.ts'
import '../support/same-seed.ts'

let api: OpenApi
let city: City
let key: string
beforeAll(async () => {
  api = await openApi()
  city = cityOf(api)
  key = await city.keyFor(['open311:write'])
})
afterAll(() => api.close())

const { get, json } = { get: (path: string) => city.get(path), json: (path: string) => city.json(path) }
const { refused } = {
  refused: (answer: Parameters<City['refused']>[0], status: number) => city.refused(answer, status),
}
const at = (day: string) => new Date(`${day}T02:00:00Z`)

describe('following requests', () => {
  const ids = async (query: string) =>
    (await json(`/requests.json?${query}`)).body.map((one) => one['service_request_id'])

  it('shows what the specification lists, in the town’s time, and nobody’s name', async () => {
    const { number } = await api.insert({
      ...{
        state: 'closed',
        outcome: 'solved',
        result: '名grid_lead-G11换了灯，谢谢居民李明13912345678',
        source: 'chat',
      },
      ...{
        receivedAt: at('2026-11-20'),
        closedAt: at('2026-11-21'),
        dueAt: at('2026-11-23'),
        area: 'C1',
        grid: 'G11',
      },
    })
    const { body } = await json(`/requests/${number}.json`)
    expect(Object.keys(body[0]!)).toEqual([
      ...['service_request_id', 'status', 'status_notes', 'service_name', 'service_code', 'description'],
      ...[
        'agency_responsible',
        'service_notice',
        'requested_datetime',
        'updated_datetime',
        'expected_datetime',
      ],
      ...['address', 'address_id', 'zipcode', 'lat', 'long', 'media_url'],
    ])
    expect(body[0]).toMatchObject({
      ...{ status: 'closed', requested_datetime: '2026-11-20T10:00:00+08:00' },
      ...{ updated_datetime: '2026-11-21T10:00:00+08:00', expected_datetime: '2026-11-23T10:00:00+08:00' },
    })
    expect(body[0]!['status_notes']).toBe('已解决。')
    const withKey = await json(`/requests/${number}.json?api_key=${key}`)
    expect(withKey.body[0]!['status_notes']).toMatch(/^已解决：.*换了灯，谢谢居民李\*\*/u)
    expect(JSON.stringify(withKey.body)).not.toMatch(/名grid_lead|李明|13912345678/u)
    expect(JSON.stringify(body)).not.toMatch(/名grid_lead|李明|13912345678/u)
    const xml = await get(`/requests/${number}.xml`)
    expect(xml.text).toContain(
      `<request><service_request_id>${number}</service_request_id><status>closed</status>`,
    )
    expect(xml.text).toContain('<address_id/><zipcode/><lat/><long/>')
  })

  it('shows without a key the estate or road and nothing narrower, and no word that anybody wrote', async () => {
    const inHouse: Partial<CaseRecord> = {
      ...{
        source: 'chat',
        state: 'closed',
        outcome: 'solved',
        urgency: 'emergency',
        area: 'G11',
        grid: 'G11',
      },
      ...{
        words: '张大伟家着火了，张大伟没出来',
        result: '赶到G11苑3号楼，张大伟已送医',
        title: 'G11苑3号楼2单元着火',
      },
      place: { estate: 'G11苑', building: '3', unit: '2', room: '502', spot: '厨房' },
      handler: { person: 'grid_lead-G11', post: 'grid_lead', area: 'G11', dept: null },
    }
    const { number } = await api.insert(inHouse)
    const open = await get(`/requests/${number}.json`)
    expect(open.text).toContain('G11苑')
    expect(withoutIds(open.text)).not.toMatch(
      /3号楼|2单元|502|厨房|大伟|赶到|送医|"agency_responsible":"G11/u,
    )
    const { number: elsewhere } = await api.insert({
      ...{ source: 'chat', state: 'closed', outcome: 'solved' },
      place: { estate: null, building: null, unit: null, room: null, spot: '王大爷家门口的井盖' },
    })
    expect((await get(`/requests/${elsewhere}.json`)).text).not.toMatch(/井盖|门口/u)
    const keyed = await get(`/requests/${number}.json?api_key=${key}`)
    expect(keyed.text).toMatch(/张\*\*家着火了，张\*\*没出来/u)
    expect(keyed.text).toContain('3号楼')
    expect(withoutIds(keyed.text)).not.toMatch(/大伟|502/u)
  })

  it('goes by status, service, dates and pages, with commas and repeated names', async () => {
    const old = await api.insert({
      receivedAt: at('2026-06-01'),
      category: '0102',
      state: 'filed',
      source: 'chat',
    })
    const made = await Promise.all(
      ['2026-10-01', '2026-10-02', '2026-10-03'].map((day) =>
        api.insert({ receivedAt: at(day), category: '0102', state: 'dispatched', source: 'chat' }),
      ),
    )
    const done = await api.insert({
      receivedAt: at('2026-10-04'),
      category: '0106',
      state: 'refused',
      source: 'chat',
    })
    const [a, b, c] = made.map(({ number }) => number)
    expect(await ids('service_code=0102')).toEqual([c, b, a])
    expect(await ids('service_code=0102,0106')).toEqual([done.number, c, b, a])
    expect(await ids('service_code=0102&service_code=0106&status=closed')).toEqual([done.number])
    expect(await ids('service_code=0102,0106&status=open,closed')).toEqual([done.number, c, b, a])
    expect(await ids('service_code=0102&page_size=2')).toEqual([c, b])
    expect(await ids('service_code=0102&page_size=2&page=2')).toEqual([a])
    expect(await ids('service_code=0102&start_date=2026-10-02T00:00:00Z')).toEqual([c, b])
    expect(await ids('service_code=0102&end_date=2026-06-02T00:00:00Z')).toEqual([old.number])
    expect(
      await ids('service_code=0102&start_date=2026-05-30T00:00:00Z&end_date=2026-06-03T00:00:00Z'),
    ).toEqual([old.number])
    expect(await ids(`service_request_id=${old.number},${a!},none&status=flying&page=0`)).toEqual([
      a,
      old.number,
    ])
    const { body } = await json(`/requests/${old.number},${a!}.json`)
    expect(body.map((one) => one['service_request_id'])).toEqual([a, old.number])
    for (const wrong of [
      ...['status=flying', 'page=0', 'page=x', 'page_size=1001', 'page_size=-1', 'start_date=yesterday'],
      ...['start_date=2026-01-01T00:00:00Z&end_date=2026-04-02T00:00:00Z', 'page=1000000'],
      ...['start_date=2026-04-01T00:00:00Z&end_date=2026-03-02T00:00:00Z', 'end_date=2026-10-02'],
    ])
      refused(await get(`/requests.json?${wrong}`), 400)
  })

  it('what does not exist, and what is nobody’s business, is 404 alike', async () => {
    const secret = await api.insert({ confidential: true, category: '1503', source: 'outside' })
    const violence = await api.insert({ category: '0902', source: 'outside' })
    for (const path of [secret.number, violence.number, 'XZ20990101-0001', '%20', '9'.repeat(400)])
      for (const asked of ['', `?api_key=${key}`]) refused(await get(`/requests/${path}.json${asked}`), 404)
    for (const path of ['/nothing.json', '/services/a/b.json', '/tokens.json', '/', '/requests/a.yaml/b'])
      expect((await get(path)).status).toBe(404)
    refused(await get(`/tokens/${secret.number}.json`), 404)
    refused(await get('/requests/%ff.json'), 400)
    refused(await get('/requests/%00.json'), 400)
    refused(await get('/requests.json?api_key=x'), 403)
    const put = await fetch(`${api.url}/open311/v2/services.json`, { method: 'PUT' })
    expect(put.status).toBe(400)
  })

  it('a token is the number itself', async () => {
    const { number } = await api.insert({ source: 'outside', state: 'triage' })
    expect((await json(`/tokens/${number}.json`)).body).toEqual([
      { service_request_id: number, token: number },
    ])
    const dispute = await api.insert({ source: 'outside', nature: 'resident_dispute' })
    refused(await get(`/tokens/${dispute.number}.json`), 404)
    expect((await json(`/tokens/${dispute.number}.json?api_key=${key}`)).body).toHaveLength(1)
  })

  it('one predicate and one query say the same of who may follow what', async () => {
    const lying = fc.record({
      confidential: fc.boolean(),
      category: fc.constantFrom('0201', '0902', '0106'),
      kind: fc.constantFrom('report' as const, 'praise' as const, 'complaint' as const),
      nature: fc.constantFrom(
        'community_matter' as const,
        'resident_dispute' as const,
        'organisation_dispute' as const,
      ),
      about: fc.subarray(['wuye', 'director-QH']),
      state: fc.constantFrom<CaseRecord['state']>(
        'triage',
        'filed',
        'closed',
        'dismissed',
        'withdrawn',
        'merged',
      ),
      source: fc.constantFrom('chat' as const, 'outside' as const, 'staff' as const),
    })
    const day = at('2025-01-01')
    const records: CaseRecord[] = []
    for (const changed of fc.sample(lying, { numRuns: 120 }))
      records.push(await api.insert({ ...changed, receivedAt: day }))
    for (const asker of ['key', 'anybody'] as const) {
      const found = await api.db.stores.outside.followed({ asker, from: day, to: day, skip: 0, most: 1_000 })
      const expected = records.filter((record) => isFollowed(record, asker)).map(({ number }) => number)
      expect(found.map(({ record }) => record.number).toSorted()).toEqual(expected.toSorted())
    }
  })
})
