import { extractRawText } from 'mammoth'
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
      ...Array<object>(27).fill({}),
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
    for (const said of ['派遣单', open.number, '网格责任人 名grid_lead-G11', '居**', '接收人'])
      expect(sheet.text).toContain(said)
    expect(sheet.text).not.toContain('resident-1')
    expect((await paper(open.number, 'completion', 'grid_lead-G11')).status).toBe(409)
    expect((await paper(open.number, 'acceptance', 'director-QH')).text).toContain('受理单')
    expect((await paper(open.number, 'supervision', 'supervisor-QH')).text).toContain('督办要求')
    expect((await paper(open.number, 'dispatch', 'grid_lead-G22')).status).toBe(404)
    expect((await paper(open.number, 'letter', 'grid_lead-G11')).status).toBe(400)
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

describe('briefs and what is decided over them', () => {
  const post = (path: string, as: string, body: object, headers: Record<string, string> = {}) =>
    api.call(path, { method: 'POST', as, body, headers })

  it('say of a month what came, what is late and why, and carry what was decided until it is done (9.4)', async () => {
    const late = { receivedAt: local('2026-11-02 09:00'), dueAt: local('2026-11-03 17:30') }
    const { number } = await went(
      api,
      {
        ...late,
        state: 'in_progress',
        lateReason: '等配件',
        lateClass: 'objective',
        grid: 'G12',
        area: 'G12',
      },
      ['receive'],
      ['dispatch', dispatched(lead)],
    )
    const dueAt = local('2026-11-30 17:30').toISOString()
    const wish = { words: '月底前把挂账件再过一遍', owner: 'community_lead-C1-2', dueAt }
    const given = await post('/briefs/2026-10/decisions', 'duty_officer-QH', wish)
    expect([given.status, given.body['ownerName']]).toEqual([201, '名community_lead-C1-2'])
    const brief = (await api.call('/briefs/2026-11', { as: 'supervisor-QH' })).body
    expect(brief['overdue']).toMatchObject([{ number, lateReason: '等配件', lateClass: 'objective' }])
    expect(brief['communities']).toMatchObject([{ key: 'C1', overdue: 1 }, { key: 'C2' }])
    expect(brief['carried']).toMatchObject([{ words: wish.words }])
    expect((await api.call('/briefs/2026-10', { as: 'supervisor-QH' })).body['decided']).toHaveLength(1)
    const done = { result: '已过完，恢复两件' }
    const task = `/tasks/${String(given.body['id'])}/done`
    expect((await post(task, 'grid_lead-G11', done, { 'if-match': '"1"' })).status).toBe(404)
    expect((await post(task, wish.owner, done, { 'if-match': '"9"' })).status).toBe(412)
    expect((await post(task, wish.owner, done, { 'if-match': '"1"' })).body['result']).toBe(done.result)
    expect((await post(task, wish.owner, done, { 'if-match': '"2"' })).status).toBe(409)
    expect((await api.call('/briefs/2026-11', { as: 'supervisor-QH' })).body['carried']).toEqual([])
    const said = await api.db.dataSource.query<{ text: string }[]>(
      `SELECT text FROM outbox WHERE purpose = 'ledger_task' ORDER BY id`,
    )
    const texts = said.map(({ text }) => text).join()
    expect(texts).toContain('月底前把挂账件再过一遍')
    expect(texts).toContain('已过完，恢复两件')
  })

  it('refuse an owner without a post, a time that lies behind, and a period that there is not', async () => {
    const dueAt = local('2026-11-30 17:30').toISOString()
    const wish = { words: '做一件事', owner: 'resident-1', dueAt }
    expect((await post('/briefs/2026-11/decisions', 'director-QH', wish)).status).toBe(400)
    const past = { ...wish, owner: 'director-QH', dueAt: local('2026-11-01 17:30').toISOString() }
    expect((await post('/briefs/2026-11/decisions', 'director-QH', past)).status).toBe(400)
    for (const period of ['2026', '2026-W60', '2026-13', 'now'])
      expect((await api.call(`/briefs/${period}`, { as: 'director-QH' })).status).toBe(400)
  })

  it('go out as a Word document, of a month, a quarter and a week', async () => {
    for (const [period, title] of [
      ['2026-11', '月末例会简报'],
      ['2026-Q4', '季度分析'],
      ['2026-W48', '周小结'],
    ] as const) {
      const answer = await fetch(`${api.url}/api/v1/briefs/${period}/document`, {
        headers: { cookie: await api.cookieOf('director-QH') },
      })
      expect(answer.headers.get('content-type')).toContain('wordprocessingml.document')
      const { value } = await extractRawText({ buffer: Buffer.from(await answer.arrayBuffer()) })
      expect(value).toContain(title)
      expect(value).toContain('二、各村(社区)情况')
    }
  })

  it('a word of the leadership on a case is a task of its handler, and stands in the morning page', async () => {
    const { number } = await went(api, { receivedAt: local('2026-11-23 09:00') }, ['receive'])
    const wish = { words: '请当天见面', dueAt: local('2026-11-24 17:30').toISOString() }
    const path = `/cases/${number}/instructions`
    expect((await post(path, 'supervisor-QH', wish)).status).toBe(403)
    expect((await post(path, 'township_lead-QH', wish)).body).toMatchObject({
      owner: lead.person,
      subject: number,
    })
    const own = await api.call('/tasks', { as: lead.person })
    expect(own.body['tasks']).toMatchObject([{ kind: 'instruction', words: wish.words }])
    expect((await api.call('/tasks?of=all', { as: lead.person })).status).toBe(403)
    const morning = await api.call('/morning', { as: 'township_lead-QH' })
    expect(morning.body['instructions']).toMatchObject([{ subject: number }])
    const page = await api.call('/morning/page', { as: 'director-QH' })
    expect(page.text).toContain('请当天见面')
    const sheet = await api.call('/duty/sheet/page', { as: 'duty_officer-QH' })
    expect(sheet.text).toContain('值班交接单')
  })

  it('a word on a case never goes to somebody who keeps out of it (3.5)', async () => {
    const { number } = await api.insert({ ...inG11, about: [lead.person], handler: null })
    const wish = { words: '查清楚', dueAt: local('2026-11-24 17:30').toISOString() }
    expect((await post(`/cases/${number}/instructions`, 'director-QH', wish)).status).toBe(400)
    const named = { ...wish, owner: lead.person }
    expect((await post(`/cases/${number}/instructions`, 'director-QH', named)).status).toBe(400)
  })
})

describe('the sample of the supervisor (9.6)', () => {
  it('is of a month that is over, the same whoever draws it, and each case is looked at once', async () => {
    expect((await api.call('/samples/2026-11', { as: 'supervisor-QH' })).status).toBe(400)
    const drawn = await api.call('/samples/2026-10', { as: 'supervisor-QH' })
    expect(drawn.body).toMatchObject({ closed: 1, drawn: 1, lookedAt: 0 })
    expect((await api.call('/samples/2026-10', { as: 'director-QH' })).text).toBe(drawn.text)
    const number = String((drawn.body['cases'] as { number: string }[])[0]?.number)
    const look = { method: 'POST', as: 'supervisor-QH', body: { words: '现场看过，属实' } }
    expect((await api.call(`/samples/2026-10/${number}`, look)).status).toBe(201)
    expect((await api.call(`/samples/2026-10/${number}`, look)).status).toBe(409)
    expect((await api.call('/samples/2026-10/XZ20261123-9999', look)).status).toBe(404)
    const after = await api.call('/samples/2026-10', { as: 'supervisor-QH' })
    expect(after.body).toMatchObject({ lookedAt: 1, cases: [{ finding: { words: '现场看过，属实' } }] })
  })
})
