import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openApi, type OpenApi } from '../support/api.ts'
import { defaultRulebook } from '../../src/grid/rulebook.ts'
import { addSeconds } from '../../src/kernel/clock.ts'
import { type City, cityOf } from '../support/city.ts'
import { rawRequest } from '../support/raw-request.ts'
import { smallTown } from '../support/small-town.ts'
import { withoutIds } from '../support/without-ids.ts'

let api: OpenApi
let city: City
let key: string
beforeAll(async () => {
  api = await openApi()
  city = cityOf(api)
  key = await city.keyFor(['open311:write'])
})
afterAll(() => api.close())

const get = (path: string, headers?: Record<string, string>) => city.get(path, headers)
const json = (path: string) => city.json(path)
const post = (...sent: Parameters<City['post']>) => city.post(...sent)
const refused = (answer: { status: number; text: string }, status: number) => city.refused(answer, status)
const lamp = { service_code: '0201', address_string: 'G11苑3号楼2单元', description: '楼道灯坏了' }

describe('what a city asks first', () => {
  it('discovery is there in both forms, and names this endpoint', async () => {
    const { body } = await json('/discovery.json')
    expect(body).toMatchObject({
      endpoints: [
        {
          specification: 'http://wiki.open311.org/GeoReport_v2',
          url: `http://${new URL(api.url).host}/open311/v2`,
          formats: ['text/xml', 'application/json'],
        },
      ],
    })
    const xml = await get('/discovery.xml')
    expect(xml.type).toBe('text/xml; charset=utf-8')
    expect(xml.text).toMatch(/^<\?xml version="1\.0" encoding="utf-8"\?>\n<discovery><changeset>/u)
    expect(xml.text).toContain(
      '<formats><format>text/xml</format><format>application/json</format></formats>',
    )
  })

  it('discovery says since when it is as it is, and changes with the services', async () => {
    const changeset = async () =>
      (JSON.parse((await get('/discovery.json')).text) as { changeset: string }).changeset
    expect(await changeset()).toBe('2026-11-23T10:00:00+08:00')
    api.clock.moveTo(addSeconds(api.clock.now(), 60))
    const town = smallTown()
    const leaves = town.leaves.map((leaf) => ({ ...leaf, name: `${leaf.name}（新）` }))
    await api.db.stores.town.save({ ...town, leaves }, defaultRulebook, 'test', api.clock.now())
    expect(await changeset()).toBe('2026-11-23T10:01:00+08:00')
  })

  it('services are a bare array in JSON and services/service in XML, without what nobody outside may follow', async () => {
    const { body } = await json('/services.json')
    expect(Object.keys(body[0]!)).toEqual([
      ...['service_code', 'service_name', 'description', 'metadata', 'type', 'keywords', 'group'],
    ])
    expect(body[0]).toMatchObject({ service_code: '0201', metadata: true, type: 'realtime' })
    const codes = body.map((service) => service['service_code'])
    for (const unseen of ['0902']) expect(codes).not.toContain(unseen)
    const xml = await get('/services.xml')
    expect(xml.text).toMatch(/<services><service><service_code>0201<\/service_code>/u)
    expect((await get('/services')).type).toBe('text/xml; charset=utf-8')
    expect((await get('/services', { accept: 'application/json' })).type).toContain('application/json')
  })

  it('a definition asks for what the words may leave open, in its order', async () => {
    const { body } = await json('/services/0201.json')
    const { service_code: code, attributes } = body as unknown as {
      service_code: string
      attributes: { code: string; order: number; variable: boolean; values?: unknown[] }[]
    }
    expect(code).toBe('0201')
    expect(attributes.map((one) => [one.code, one.order, one.variable])).toEqual([
      ...[
        ['BUILDING', 1, true],
        ['UNIT', 2, true],
        ['OCCURRED', 3, true],
      ],
      ...[
        ['KIND', 4, true],
        ['NOTICE', 5, false],
      ],
    ])
    expect(attributes[3]?.values).toContainEqual({ key: 'complaint', name: '投诉' })
    const xml = await get('/services/0201.xml')
    expect(xml.text).toContain('<values><value><key>complaint</key><name>投诉</name></value>')
    for (const unknown of ['9999', '0902', '%2e%2e']) refused(await get(`/services/${unknown}.json`), 404)
  })

  it('another jurisdiction is not here, this one and none are', async () => {
    expect((await get('/services.json?jurisdiction_id=QH')).status).toBe(200)
    expect((await get('/services.json?jurisdiction_id=')).status).toBe(200)
    refused(await get('/services.json?jurisdiction_id=other.gov'), 404)
    refused(await get('/requests.json?jurisdiction_id=other.gov'), 404)
  })
})

describe('a request from outside', () => {
  it('gets its number at once and takes the way of every appeal', async () => {
    const contact = { first_name: '小明', last_name: '欧阳', phone: '13912345678', email: 'a@b.cn' }
    const sent = await post({ api_key: key, ...lamp, ...contact, 'attribute[UNIT]': '2单元' })
    const [made] = JSON.parse(sent.text) as { service_request_id: string; service_notice: string }[]
    expect([sent.status, made?.service_notice]).toEqual([200, '已收到，一般1个工作日内办理或答复。'])
    const record = (await api.db.stores.cases.byNumber(made!.service_request_id))!
    expect(record).toMatchObject({
      ...{ state: 'filed', source: 'outside', category: '0201', reporters: [] },
      place: { estate: 'G11苑', building: '3', unit: '2' },
    })
    const [event] = await api.db.stores.events.ofCase(record.id)
    expect(event).toMatchObject({ move: 'receive', door: 'open311', actor: { by: 'bot' } })
    expect(await api.db.stores.events.words(event!.id)).toContain('13912345678')
    expect(record.words).not.toMatch(/13912345678|欧阳|a@b\.cn/u)
    const audit = await api.db.dataSource.query<{ who: string }[]>(
      `SELECT who FROM audit_log WHERE action = 'case.receive' AND subject = $1`,
      [record.number],
    )
    expect(audit).toEqual([{ who: `key:${key.split('_')[1]!}` }])
    const shown = await get(`/requests/${record.number}.json?api_key=${key}`)
    expect(JSON.parse(shown.text)).toMatchObject([{ service_request_id: record.number, status: 'open' }])
    expect(withoutIds(shown.text)).not.toMatch(/139|欧阳|小明|a@b/u)
  })

  it('reads letters that stand unescaped in a form or an address, and refuses what is no UTF-8', async () => {
    const raw = `api_key=${key}&service_code=0201&address_string=G11苑3号楼&description=楼道灯%E5%9D%8F了&last_name=欧阳`
    const sent = await post(raw)
    const [made] = JSON.parse(sent.text) as { service_request_id: string }[]
    const record = (await api.db.stores.cases.byNumber(made!.service_request_id))!
    expect([record.words, record.place.estate]).toEqual(['楼道灯坏了\n地点：G11苑3号楼', 'G11苑'])
    const wrong = await rawRequest(Number(new URL(api.url).port), {
      method: 'POST',
      path: '/open311/v2/requests.json',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: Buffer.from('description=\xb5\xc6', 'latin1'),
    })
    expect(wrong.status).toBe(400)
  })

  it('shows its desk the picture and the place that were sent with it, and nobody who may not read it', async () => {
    const more = { media_url: 'https://photos.example/1.jpg', lat: '31.2', long: '121.5' }
    const sent = await post({ api_key: key, ...lamp, ...more, 'attribute[UNIT]': '2单元' })
    const [made] = JSON.parse(sent.text) as { service_request_id: string }[]
    const path = `/cases/${made!.service_request_id}`
    const whole = await api.call(path, { as: 'duty_officer-QH' })
    expect(whole.body['sentWith']).toEqual({
      ...{ mediaUrl: 'https://photos.example/1.jpg', lat: 31.2, long: 121.5 },
      attributes: { UNIT: '2单元' },
    })
    expect((await api.call(path, { as: 'grid_lead-G21' })).status).toBe(404)
  })

  it('answers in XML where XML was asked for', async () => {
    const sent = await post({ api_key: key, ...lamp, description: '<b>&"灯"]]></b>\u0007' }, 'xml')
    expect([sent.status, sent.type]).toEqual([200, 'text/xml; charset=utf-8'])
    const number = /<service_requests><request><service_request_id>([^<]+)<\/service_request_id>/u.exec(
      sent.text,
    )?.[1]
    expect(sent.text).toContain('<account_id/></request></service_requests>')
    const shown = await get(`/requests/${number!}.xml?api_key=${key}`)
    expect(shown.text).toContain('&lt;b&gt;&amp;&quot;灯&quot;]]&gt;&lt;/b&gt;')
    expect(shown.text).not.toContain('\u0007')
  })

  it('a point alone waits for the duty officer, and comes back as it was sent', async () => {
    const sent = await post({
      api_key: key,
      service_code: '0201',
      lat: '31.2',
      long: '-121.5',
      description: '灯坏了',
    })
    const [made] = JSON.parse(sent.text) as { service_request_id: string }[]
    const record = await api.db.stores.cases.byNumber(made!.service_request_id)
    expect([record?.state, record?.place.spot]).toEqual(['triage', '坐标 31.2,-121.5'])
    const { body } = await json(`/requests/${made!.service_request_id}.json?api_key=${key}`)
    expect(body[0]).toMatchObject({ lat: 31.2, long: -121.5, status: 'open' })
    const bare = await json(`/requests/${made!.service_request_id}.json`)
    expect(bare.body[0]).toMatchObject({ lat: null, long: null, status: 'open' })
  })

  it('keeps who sent it out of the words, though they name themself there, and an address whole', async () => {
    const contact = { first_name: '小明', last_name: '欧阳', phone: '85551234567', account_id: 'user-4711' }
    const description = '我是欧阳小明（账号user-4711，85551234567），路灯不亮，小明等回音'
    const sent = await post({
      ...{ api_key: key, service_code: '0201', address_string: '清河路口', description, ...contact },
    })
    const [made] = JSON.parse(sent.text) as { service_request_id: string }[]
    const record = (await api.db.stores.cases.byNumber(made!.service_request_id))!
    expect(record.place.spot).toBe('清河路口')
    expect(record.words).toContain('地点：清河路口')
    expect(record.words).toContain('路灯不亮')
    expect(`${record.words} ${record.title}`).not.toMatch(/欧阳|小明|4711|8555/u)
    const [event] = await api.db.stores.events.ofCase(record.id)
    expect(await api.db.stores.events.words(event!.id)).toContain('姓：欧阳，名：小明')
  })

  it('danger in the words files at once; secrecy in them hides the case from everybody outside', async () => {
    const danger = await post({ api_key: key, ...lamp, description: '着火了！3号楼2单元烧起来了，快救人' })
    const [fire] = JSON.parse(danger.text) as { service_request_id: string }[]
    expect(await api.db.stores.cases.byNumber(fire!.service_request_id)).toMatchObject({
      ...{ state: 'filed', urgency: 'emergency' },
    })
    const secret = await post({ api_key: key, ...lamp, description: '我老公喝了酒天天打我，今天又动手了' })
    const [beaten] = JSON.parse(secret.text) as { service_request_id: string }[]
    expect(await api.db.stores.cases.byNumber(beaten!.service_request_id)).toMatchObject({
      confidential: true,
    })
    refused(await get(`/requests/${beaten!.service_request_id}.json?api_key=${key}`), 404)
  })

  it('the same matter is asked about and never joined in silence', async () => {
    const first = await post({ api_key: key, ...lamp, address_string: 'G12苑5号楼', description: '路灯不亮' })
    const second = await post({
      api_key: key,
      ...lamp,
      address_string: 'G12苑5号楼',
      description: '路灯不亮了',
    })
    const [one] = JSON.parse(first.text) as { service_request_id: string }[]
    const [two] = JSON.parse(second.text) as { service_request_id: string }[]
    expect(await api.db.stores.cases.byNumber(two!.service_request_id)).toMatchObject({
      ...{ state: 'triage', asks: [{ what: 'merge', into: one!.service_request_id }] },
    })
  })

  it('needs a key that may send, and says which of its parts is wrong', async () => {
    const reads = await city.keyFor(['cases:read'])
    for (const wrong of [undefined, 'x', `linli_000000000000_${'a'.repeat(43)}`, reads])
      refused(await post({ ...(wrong === undefined ? {} : { api_key: wrong }), ...lamp }), 403)
    const { service_code: _code, ...nameless } = lamp
    const faults: [Record<string, string>, number, RegExp][] = [
      [nameless, 400, /service_code/u],
      [{ ...lamp, service_code: '9999' }, 404, /9999/u],
      [{ ...lamp, service_code: '0902' }, 404, /0902/u],
      [{ service_code: '0201', description: '灯' }, 400, /address_string/u],
      [{ ...lamp, lat: '31' }, 400, /long/u],
      [{ ...lamp, lat: '91', long: '0' }, 400, /lat/u],
      [{ ...lamp, lat: 'NaN', long: '0' }, 400, /lat/u],
      [{ ...lamp, description: '灯'.repeat(4_001) }, 400, /4000/u],
      [{ ...lamp, 'attribute[KIND]': 'praise' }, 400, /KIND/u],
      [{ ...lamp, 'attribute[OCCURRED]': '昨天' }, 400, /OCCURRED/u],
      [{ ...lamp, 'attribute[OCCURRED]': '2026-02-31T25:00:00Z' }, 400, /OCCURRED/u],
      [{ ...lamp, 'attribute[__proto__]': '1' }, 400, /没有/u],
      [{ ...lamp, media_url: 'javascript:alert(1)' }, 400, /media_url/u],
      [{ ...lamp, jurisdiction_id: 'other' }, 404, /jurisdiction_id/u],
    ]
    const count = async () => (await api.db.stores.cases.find({})).length
    const before = await count()
    for (const [fields, status, says] of faults)
      expect(refused(await post({ api_key: key, ...fields }), status)).toMatch(says)
    for (const raw of ['api_key=%ff', 'a=%00', '%zz=1', 'a=1&'.repeat(300)]) refused(await post(raw), 400)
    refused(await post('{}', 'json', { 'content-type': 'application/json' }), 400)
    refused(await post(`a=${'a'.repeat(1_100_000)}`), 400)
    expect(await count()).toBe(before)
  })

  it('sent twice with one Idempotency-Key is one case', async () => {
    const twice = { 'idempotency-key': 'outside-1' }
    const first = await post({ api_key: key, ...lamp }, 'json', twice)
    const second = await post({ api_key: key, ...lamp }, 'json', twice)
    expect(second.text).toBe(first.text)
    refused(await post({ api_key: key, ...lamp, lat: '1', long: '1' }, 'json', twice), 400)
  })
})
