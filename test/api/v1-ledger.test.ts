import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CaseRecord } from '../../src/cases/case.ts'
import type { EventFacts, Move } from '../../src/cases/event.ts'
import { makeDirectory } from '../../src/grid/make-directory.ts'
import type { Ground } from '../../src/grid/ground.ts'
import { defaultRulebook } from '../../src/grid/rulebook.ts'
import { addMinutes } from '../../src/kernel/clock.ts'
import { keepFacts } from '../../src/ledger/keep-facts.ts'
import { calendarByRules } from '../../src/worktime/calendar.ts'
import readSheet from 'read-excel-file/node'
import { openApi, type OpenApi } from '../support/api.ts'
import { local } from '../support/closed-cases.ts'
import { smallTown } from '../support/small-town.ts'

const ground: Ground = {
  directory: makeDirectory(smallTown()),
  rulebook: defaultRulebook,
  calendar: calendarByRules('Asia/Shanghai', defaultRulebook),
}
const lead = { person: 'grid_lead-G11', post: 'grid_lead', area: 'G11', dept: null } as const
const office = { person: 'lead-chengguan', post: 'department_lead', area: 'QH', dept: 'chengguan' } as const
const inG11 = { area: 'G11', grid: 'G11', room: 'room-g11', handler: lead, verifier: null } as const

let api: OpenApi

/** A case with this course: what is not said is as in a plain one; each step half an hour after the last. */
async function went(
  wanted: Partial<CaseRecord>,
  ...course: readonly (readonly [Move, EventFacts?])[]
): Promise<CaseRecord> {
  const record = await api.insert({ ...inG11, ...wanted })
  const by = record.handler?.person ?? 'bot'
  await api.db.unitOfWork.run(async (stores) => {
    let at = record.receivedAt
    for (const [move, facts = {}] of course) {
      await stores.events.append({
        ...{ caseId: record.id, move, from: null, to: record.state, door: 'chat', at, facts, words: null },
        actor: { by, post: record.handler?.post ?? 'bot' },
      })
      at = addMinutes(at, 30)
    }
    await keepFacts(stores, record, ground)
  })
  return record
}

const dispatched = (handler: { person: string; post: string }): EventFacts => ({
  ...{ handler: handler.person, post: handler.post, due: local('2026-11-24 17:30').toISOString() },
})
const solved: readonly (readonly [Move, EventFacts?])[] = [
  ['receive'],
  ['dispatch', dispatched(lead)],
  ['accept'],
  ['resolve', { outcome: 'solved' }],
  ['verify'],
  ['close'],
]

beforeAll(async () => {
  api = await openApi()
  const at = { receivedAt: local('2026-11-23 09:00') }
  await went({ ...at, state: 'closed' }, ...solved, ['rate', { rating: 'basic' }])
  await went({ ...at, state: 'closed' }, ...solved.with(3, ['resolve', { outcome: 'explained' }]))
  await went({ ...at, state: 'closed', source: 'staff' }, ...solved)
  await went(
    { ...at, grid: 'G21', area: 'G21', handler: office },
    ['receive'],
    ['dispatch', dispatched(office)],
  )
  await went({ ...at, confidential: true }, ['receive'])
  await went({ receivedAt: local('2026-10-12 09:00'), state: 'closed' }, ...solved)
})
afterAll(() => api.close())

interface Line {
  key: string | null
  name: string
  figures: Record<
    'response' | 'resolution' | 'satisfaction',
    { count: number; of: number; rate: number | null }
  > & {
    measures: Record<string, number>
  }
  rounds: { measures: Record<string, number> }
}
const statistics = async (query: string, as: string) => {
  const answer = await api.call(`/statistics?${query}`, { as })
  expect([query, answer.status]).toEqual([query, 200])
  return answer.body as unknown as { total: Line; lines: Line[] }
}

describe('the statistics', () => {
  it('give the three rates of a month, explained beside solved, rounds of staff apart (2.7, 9.2)', async () => {
    const { total } = await statistics('period=2026-11', 'duty_officer-QH')
    expect(total.figures.measures).toMatchObject({ received: 4, closed: 2, solved: 1, explained: 1 })
    expect(total.figures.response).toEqual({ count: 2, of: 3, rate: 2 / 3 })
    expect(total.figures.resolution).toEqual({ count: 1, of: 2, rate: 0.5 })
    expect(total.figures.satisfaction).toEqual({ count: 1, of: 1, rate: 1 })
    expect(total.rounds.measures).toMatchObject({ received: 1, solved: 1 })
  })

  it('are of what the caller has in sight: a grid lead their grid, a department its cases, a member nothing', async () => {
    const seen = async (as: string) => (await statistics('', as)).total.figures.measures
    expect(await seen('grid_lead-G11')).toMatchObject({ received: 2, dispatched: 2 })
    expect(await seen('community_lead-C2')).toMatchObject({ received: 1, dispatched: 1 })
    expect(await seen('lead-chengguan')).toMatchObject({ received: 0, dispatched: 1 })
    expect(await seen('grid_member-G11')).toMatchObject({ received: 0, dispatched: 0 })
    expect(await seen('director-QH')).toMatchObject({ received: 4 })
  })

  it('come in groups, each with its name', async () => {
    const keys = async (by: string) =>
      (await statistics(`by=${by}`, 'director-QH')).lines.map(({ key, name }) => [key, name])
    expect(await keys('community')).toEqual([
      ['C1', 'C1'],
      ['C2', 'C2'],
    ])
    expect(await keys('person')).toEqual([
      ['grid_lead-G11', '名grid_lead-G11'],
      ['lead-chengguan', '名lead-chengguan'],
      [null, '未定'],
    ])
    expect(await keys('department')).toContainEqual(['chengguan', 'chengguan办'])
    for (const by of ['grid', 'category', 'leafGroup', 'nature', 'day', 'month', 'none'])
      expect((await keys(by)).length).toBeGreaterThan(0)
  })

  it('refuse a time, an area and a filter that there is not', async () => {
    for (const query of ['period=2026-13', 'period=gestern', 'from=2026-11-01', 'area=G99', 'by=moon', 'x=1'])
      expect([query, (await api.call(`/statistics?${query}`, { as: 'director-QH' })).status]).toEqual([
        query,
        400,
      ])
    const late = await api.call('/statistics?from=2026-11-02&to=2026-11-01', { as: 'director-QH' })
    expect(late.status).toBe(400)
  })

  it('show how it went: twelve months, also those in which nothing was, and what is said most', async () => {
    const trend = (await api.call('/statistics/trend', { as: 'director-QH' })).body as unknown as {
      lines: Line[]
    }
    expect(trend.lines).toHaveLength(12)
    expect(trend.lines.map(({ key }) => key).slice(-2)).toEqual(['2026-10', '2026-11'])
    expect(trend.lines.map(({ figures }) => figures.measures['received']).slice(-3)).toEqual([0, 1, 4])
    const daily = (await api.call('/statistics/trend?by=day', { as: 'director-QH' })).body
    expect(daily['lines']).toHaveLength(30)
    const ranked = await api.call('/statistics/categories?period=2026-11', { as: 'director-QH' })
    expect(ranked.body['lines']).toMatchObject([{ rank: 1, received: 5, before: 1 }])
  })
})

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
    expect((await rowsOf(`${path}&purpose=核对`, 'director-QH'))[0]).toMatchObject({ 反映人姓名: '居民' })
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

describe('the board and the map', () => {
  it('give each its colour by the worst rate, nobody one by too few cases, and last month’s beside it (9.3)', async () => {
    const board = await api.call('/statistics/board?month=2026-11&level=community', { as: 'director-QH' })
    expect(board.body['lines']).toMatchObject([
      { key: 'C1', colour: null, before: null },
      { key: 'C2', colour: null },
    ])
    for (let n = 0; n < 3; n += 1)
      await went({ receivedAt: local('2026-11-20 09:00'), state: 'closed' }, ...solved)
    const after = await api.call('/statistics/board?level=grid', { as: 'grid_lead-G11' })
    // Four of five were solved, all answered in time.
    expect(after.body['lines']).toMatchObject([
      {
        key: 'G11',
        colour: 'green',
        colours: { response: 'green', resolution: 'green', satisfaction: null },
      },
    ])
    expect((await api.call('/statistics/board?month=2026-1', { as: 'director-QH' })).status).toBe(400)
    for (const level of ['department', 'person'])
      expect((await api.call(`/statistics/board?level=${level}`, { as: 'supervisor-QH' })).status).toBe(200)
  })

  it('show each grid with what came and what lies there now', async () => {
    const { body } = await api.call('/statistics/grids?period=2026-11', { as: 'community_lead-C2' })
    expect(body['grids']).toMatchObject([
      { code: 'G21', received: 1, open: 1, overdue: 0, perHundredHouseholds: null },
      { code: 'G22', received: 0, open: 0 },
    ])
  })
})

describe('the papers of a case', () => {
  const paper = (number: string, kind: string, as: string) =>
    api.call(`/cases/${number}/papers/${kind}`, { as })

  it('are pages to sign, without the reporters’ names, and only of what the case has come to', async () => {
    const open = await went(
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
})
