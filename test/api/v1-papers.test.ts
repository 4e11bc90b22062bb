import readSheet from 'read-excel-file/node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OpenApi } from '../support/api.ts'
import { local } from '../support/closed-cases.ts'
import { dispatched, inG11, lead, office, openLedger, went } from '../support/ledger-cases.ts'

let api: OpenApi
beforeAll(async () => {
  api = await openLedger()
})
afterAll(() => api.close())

const secret = {
  ...{ confidential: true, words: '某某收红包', title: '红包楼 收红包', handler: office },
  place: { estate: null, building: null, unit: null, room: '502', spot: '红包楼' },
}

describe('a ledger that leaves the house', () => {
  const download = async (path: string, as: string) => {
    const answer = await fetch(`${api.url}/api/v1${path}`, { headers: { cookie: await api.cookieOf(as) } })
    return { answer, bytes: Buffer.from(await answer.arrayBuffer()) }
  }
  const rowsOf = async (path: string, as: string): Promise<readonly Record<string, unknown>[]> => {
    const { answer, bytes } = await download(path, as)
    expect(answer.status).toBe(200)
    const [sheet] = await readSheet(bytes)
    const [heads = [], ...rows] = sheet?.data ?? []
    return rows.map((row) => Object.fromEntries(heads.map((head, index) => [String(head), row[index]])))
  }

  it('as Excel holds what is in sight, in Chinese, masked; what looks like a formula is a text', async () => {
    await api.insert({
      ...inG11,
      ...{ words: '=HYPERLINK("http://x")我的电话13812345678', receivedAt: local('2026-09-01 09:00') },
    })
    const { answer } = await download('/exports/ledger.xlsx?grid=G11', 'grid_lead-G11')
    expect(answer.headers.get('content-type')).toContain('spreadsheetml.sheet')
    expect(decodeURIComponent(answer.headers.get('content-disposition') ?? '')).toContain(
      'G11台账-2026-11-23.xlsx',
    )
    const rows = await rowsOf('/exports/ledger.xlsx?grid=G11', 'grid_lead-G11')
    const closed = rows.find(({ 状态 }) => 状态 === '已结案')
    expect(closed).toMatchObject({ 状态: '已结案', 经办人: '网格责任人 名grid_lead-G11', 反映人: '居**' })
    expect(closed?.['登记时间']).toEqual(new Date('2026-11-23T09:00:00Z'))
    expect(String(rows.at(-1)?.['反映内容'])).toMatch(/^=HYPERLINK.*138\*+5678$/u)
    expect(Object.keys(rows[0] ?? {})).not.toContain('反映人姓名')
    const named = async (as: string) =>
      decodeURIComponent(
        (await download('/exports/ledger.xlsx', as)).answer.headers.get('content-disposition') ?? '',
      )
    expect(await named('grid_lead-G11')).toContain('G11台账')
    expect(await named('lead-chengguan')).toContain('chengguan办台账')
    expect(await named('director-QH')).toContain('QH台账')
    const all = await rowsOf('/exports/ledger.xlsx', 'director-QH')
    expect(all.length).toBeGreaterThan(rows.length)
    expect((await rowsOf('/exports/ledger.xlsx?dept=chengguan', 'lead-chengguan')).length).toBe(1)
  })

  it('is refused where there is nothing in it, or a filter is wrong; each is written down', async () => {
    const none = await api.call('/exports/ledger.xlsx', { as: 'grid_member-G22' })
    expect([none.status, none.body['code']]).toEqual([404, 'not_found'])
    expect((await api.call('/exports/ledger.xlsx?colour=red', { as: 'director-QH' })).status).toBe(400)
    const lines = await api.db.dataSource.query<{ who: string; after: object }[]>(
      `SELECT who, after FROM audit_log WHERE action = 'export.made' ORDER BY id`,
    )
    expect(lines[0]).toMatchObject({
      who: 'person:grid_lead-G11',
      after: { export: 'ledger.xlsx', grid: 'G11', private: 'false' },
    })
    expect(lines.some(({ who }) => who === 'person:grid_member-G22')).toBe(false)
  })

  it('names reporters only with the director’s approval of exactly this (9.7)', async () => {
    const path = '/exports/ledger.xlsx?grid=G11&private=true'
    expect((await api.call(path, { as: 'grid_lead-G11' })).body['code']).toBe('forbidden')
    const facts = { export: 'ledger.xlsx', grid: 'G11', private: 'true' }
    const wish = {
      kind: 'export',
      facts,
      purpose: '季度走访',
      until: local('2026-11-25 17:30').toISOString(),
    }
    const asked = await api.call('/approvals', { method: 'POST', as: 'grid_lead-G11', body: wish })
    const id = String(asked.body['id'])
    expect((await api.call(`${path}&approval=${id}`, { as: 'grid_lead-G11' })).status).toBe(403)
    const headers = { 'if-match': asked.headers.get('etag') ?? '"1"' }
    const word = { method: 'POST', as: 'director-QH', body: { approve: true }, headers }
    expect((await api.call(`/approvals/${id}/decision`, word)).status).toBe(200)
    expect((await rowsOf(`${path}&approval=${id}`, 'grid_lead-G11'))[0]).toMatchObject({ 反映人姓名: '居民' })
    const other = `/exports/ledger.xlsx?grid=G12&private=true&approval=${id}`
    expect((await api.call(other, { as: 'grid_lead-G11' })).status).toBe(404)
    const wider = `/exports/ledger.xlsx?private=true&approval=${id}`
    expect((await api.call(wider, { as: 'grid_lead-G11' })).status).toBe(403)
  })

  describe('of more rows than are made beside everything else', () => {
    const rows = 11_200
    const path = '/exports/ledger.xlsx?area=G22'
    const as = 'director-QH'
    beforeAll(async () => {
      const { id } = await api.insert({
        ...inG11,
        area: 'G22',
        grid: 'G22',
        words: '隔壁李阿姨说13812345678，502室漏水',
      })
      // As many again as are wanted, each a little older, with its reporters.
      await api.db.dataSource.query(
        `INSERT INTO cases SELECT (jsonb_populate_record(c, jsonb_build_object('id', c.id || n, 'number', c.number || n,
           'received_at', c.received_at - make_interval(mins => n)))).* FROM cases c, generate_series(1, $2) n
         WHERE c.id = $1`,
        [id, rows - 1],
      )
    })

    it('is written in threads of its own, whole and in order, and masked all the same', async () => {
      const found = await rowsOf(path, as)
      expect(found).toHaveLength(rows)
      const times = found.map(({ 登记时间 }) => (登记时间 as Date).getTime())
      expect(times).toEqual(times.toSorted((a, b) => b - a))
      expect(new Set(found.map(({ 编号 }) => 编号)).size).toBe(rows)
      expect(new Set(found.map(({ 反映内容 }) => 反映内容))).toEqual(new Set(['隔壁李**说138****5678，漏水']))
    })

    it('is refused where several are being written, is not noted then, and leaves room when nobody reads on', async () => {
      const cookies = await Promise.all([as, 'duty_officer-QH'].map((person) => api.cookieOf(person)))
      const noted = async (): Promise<number> =>
        (await api.db.dataSource.query<unknown[]>(`SELECT 1 FROM audit_log WHERE action = 'export.made'`))
          .length
      const before = await noted()
      const enough = new AbortController()
      const open = (cookie: string, by = enough) =>
        fetch(`${api.url}/api/v1${path}`, { headers: { cookie }, signal: by.signal })
      // All in the same moment, and of each caller one: no more are let in than where one asks after the other.
      const answers = await Promise.all([...cookies, ...cookies, ...cookies].map((cookie) => open(cookie)))
      expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 200, 429, 429, 429, 429])
      expect(answers.flatMap(({ ok }, at) => (ok ? [at % 2] : [])).toSorted()).toEqual([0, 1])
      const third = await api.call(path, { as: lead.person })
      expect(third).toMatchObject({ status: 429, body: { code: 'too_many_requests' } })
      expect(third.headers.get('retry-after')).toBe('15')
      expect(await noted()).toBe(before + 2)
      enough.abort()
      // No more than the head of the answer: the whole takes its time.
      const soon = new AbortController()
      await expect.poll(async () => (await open(cookies[0]!, soon)).status, { timeout: 10_000 }).toBe(200)
      soon.abort()
    })
  })

  it('takes no look for the director’s word, and no link on another site’s page', async () => {
    const as = 'director-QH'
    const kept = async () => (await api.call('/approvals', { as })).text
    const before = await kept()
    for (const file of ['ledger.xlsx', 'ledger.html']) {
      const path = `/exports/${file}?grid=G11&private=true`
      expect((await api.call(path, { as })).status).toBe(403)
      expect((await api.call(`${path}&purpose=核对`, { as })).status).toBe(400)
      for (const site of ['cross-site', 'same-site']) {
        const led = await api.call(path, { as, headers: { 'sec-fetch-site': site } })
        expect([led.status, led.body['code']]).toEqual([403, 'forbidden_origin'])
      }
    }
    expect(await kept()).toBe(before)
    const facts = { export: 'ledger.xlsx', grid: 'G11', private: 'true' }
    const until = local('2026-11-23 17:30').toISOString()
    const body = { kind: 'export', facts, purpose: '核对', until }
    const asked = await api.call('/approvals', { method: 'POST', as, body })
    const path = `/exports/ledger.xlsx?grid=G11&private=true&approval=${String(asked.body['id'])}`
    expect((await api.call(path, { as })).status).toBe(403)
    const headers = { 'if-match': asked.headers.get('etag') ?? '' }
    const word = { method: 'POST', as, body: { approve: true }, headers }
    await api.call(`/approvals/${String(asked.body['id'])}/decision`, word)
    expect((await rowsOf(path, as))[0]).toMatchObject({ 反映人姓名: '居民' })
  })

  it('on paper is a table with a column to sign; nothing that was said becomes part of the page', async () => {
    await api.insert({ ...inG11, words: '<script>alert(1)</script>' })
    const { answer, bytes } = await download('/exports/ledger.html?area=C1', 'community_lead-C1-2')
    const page = bytes.toString()
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/u)
    expect(page).toContain('<h1>C1台账</h1>')
    expect(page).toContain('负责人：')
    expect(page).toContain('<th>签字</th>')
    expect(page).toContain('&lt;script&gt;')
    expect(page).not.toContain('<script')
  })

  it('keeps back what a confidential case says and where, without the director’s approval; its row counts', async () => {
    const { number } = await api.insert({ ...inG11, ...secret, informed: [lead] })
    const path = '/exports/ledger.xlsx?grid=G11&confidential=true'
    const all = [
      ...(await rowsOf(path, 'grid_lead-G11')),
      ...(await rowsOf(path, 'supervisor-QH')),
      ...(await rowsOf(path, 'director-QH')),
    ].filter((row) => row['编号'] === number)
    expect(all).toHaveLength(3)
    for (const row of all) {
      expect(row).toMatchObject({
        标题: '【保密】',
        反映内容: '【保密】',
        地点: '【保密】',
        反映人: '【保密】',
      })
      expect(JSON.stringify(row)).not.toMatch(/收红包|红包楼|居\*/u)
    }
    const { bytes } = await download('/exports/ledger.html?grid=G11&confidential=true', 'grid_lead-G11')
    expect(bytes.toString()).toContain(number)
    expect(bytes.toString()).not.toMatch(/收红包|红包楼/u)
    const facts = { export: 'ledger.xlsx', grid: 'G11', confidential: 'true', private: 'true' }
    const body = { kind: 'export', facts, purpose: '核对', until: local('2026-11-23 17:30').toISOString() }
    const wish = { method: 'POST', as: 'director-QH', body }
    const asked = await api.call('/approvals', wish)
    const id = String(asked.body['id'])
    const headers = { 'if-match': asked.headers.get('etag') ?? '' }
    await api.call(`/approvals/${id}/decision`, { ...wish, body: { approve: true }, headers })
    const approved = await rowsOf(`${path}&private=true&approval=${id}`, 'director-QH')
    expect(approved.find((row) => row['编号'] === number)).toMatchObject({ 反映内容: secret.words })
  })

  it('lists whose ledgers somebody has, and the columns', async () => {
    const own = await api.call('/ledgers', { as: 'community_lead-C1-2' })
    const codes = (own.body['ledgers'] as { code: string }[]).map(({ code }) => code)
    expect(codes.toSorted()).toEqual(['C1', 'G11', 'G12'])
    expect(own.body['columns']).toMatchObject([
      { head: '编号' },
      { head: '登记时间' },
      ...Array<object>(28).fill({}),
    ])
    const office = await api.call('/ledgers', { as: 'lead-chengguan' })
    expect(office.body['ledgers']).toMatchObject([{ level: 'department', filter: 'dept=chengguan' }])
  })
})

describe('the papers of a case', () => {
  const paper = (number: string, kind: string, as: string) =>
    api.call(`/cases/${number}/papers/${kind}`, { as })

  it('are pages to sign, without the reporters’ names, and only of what the case has come to', async () => {
    const open = await went(
      api,
      { receivedAt: local('2026-11-23 09:00') },
      ['receive'],
      ['dispatch', dispatched(lead)],
    )
    const sheet = await paper(open.number, 'dispatch', 'grid_lead-G11')
    expect([sheet.status, sheet.headers.get('content-disposition')?.startsWith('inline')]).toEqual([
      200,
      true,
    ])
    for (const said of ['<h1>派遣单</h1>', open.number, '网格责任人 名grid_lead-G11', '居**', '接收人'])
      expect(sheet.text).toContain(said)
    expect(sheet.text).toContain('<p class="issuer">小镇社会治理中心</p>')
    expect(sheet.text).toContain('2026年11月23日 09:00')
    expect(sheet.text).not.toContain('resident-1')
    expect((await paper(open.number, 'completion', 'grid_lead-G11')).status).toBe(409)
    expect((await paper(open.number, 'acceptance', 'director-QH')).text).toContain('受理单')
    expect((await paper(open.number, 'supervision', 'supervisor-QH')).text).toContain('督办要求')
    expect((await paper(open.number, 'dispatch', 'grid_lead-G22')).status).toBe(404)
    expect((await paper(open.number, 'letter', 'grid_lead-G11')).status).toBe(400)
  })

  it('name the flat on the one that is taken along, for whoever must go there or has the say (9.7)', async () => {
    const { number } = await went(
      api,
      {
        ...{
          receivedAt: local('2026-11-23 09:00'),
          state: 'resolved',
          resolvedAt: local('2026-11-23 10:00'),
        },
        ...{ dispatchedAt: local('2026-11-23 09:30') },
        place: { estate: null, building: '3', unit: '2', room: '502', spot: null },
      },
      ['receive'],
      ['dispatch', dispatched(lead)],
    )
    const flat = async (kind: string, as: string): Promise<boolean> => {
      const { text } = await paper(number, kind, as)
      expect(text).toContain('3号楼2单元')
      return text.includes('502')
    }
    for (const as of [lead.person, 'duty_officer-QH', 'director-QH'])
      expect([as, await flat('dispatch', as)]).toEqual([as, true])
    for (const as of ['supervisor-QH', 'community_lead-C1-2', 'grid_helper-G11'])
      expect([as, await flat('dispatch', as)]).toEqual([as, false])
    for (const kind of ['acceptance', 'supervision', 'completion'])
      expect([kind, await flat(kind, lead.person)]).toEqual([kind, false])
  })

  it('that is confidential are for those alone who may open its reporters', async () => {
    const { number } = await api.insert({ ...inG11, ...secret, informed: [lead] })
    for (const as of ['grid_lead-G11', 'lead-chengguan', 'supervisor-QH']) {
      const refused = await paper(number, 'acceptance', as)
      expect([refused.status, refused.body['code']]).toEqual([403, 'forbidden'])
    }
    for (const as of ['duty_officer-QH', 'director-QH'])
      expect((await paper(number, 'acceptance', as)).text).toContain(secret.words)
  })
})
