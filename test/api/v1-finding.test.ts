import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CaseRecord } from '../../src/cases/case.ts'
import { instant } from '../../src/kernel/clock.ts'
import { type ApiAnswer, type ApiCall, openApi, type OpenApi } from '../support/api.ts'

let api: OpenApi
beforeAll(async () => {
  api = await openApi()
})
afterAll(() => api.close())

const officer = 'duty_officer-QH'
const lead = { person: 'grid_lead-G11', post: 'grid_lead', area: 'G11', dept: null } as const
const office = { person: 'lead-chengguan', post: 'department_lead', area: 'QH', dept: 'chengguan' } as const
const numbers = ({ body }: ApiAnswer): readonly string[] =>
  (body['cases'] as { number: string }[]).map(({ number }) => number)
const list = (query: string, as = officer): Promise<ApiAnswer> => api.call(`/cases?${query}`, { as })
const faultsOf = ({ body }: ApiAnswer) => (body['faults'] as { path: string }[]).map(({ path }) => path)

describe('a filter of the list', () => {
  const plain: Partial<CaseRecord> = {
    ...{ area: 'G21', grid: 'G21', room: null, handler: lead, verifier: null, dueAt: null },
    ...{ state: 'in_progress', category: '0201', rework: 0, receivedAt: instant('2026-11-20T01:00:00Z') },
  }
  const differing: readonly (readonly [string, Partial<CaseRecord>])[] = [
    ['state=resolved', { state: 'resolved' }],
    ['category=0301,0302', { category: '0302' }],
    ['category=05', { category: '0503' }],
    ['kind=praise', { kind: 'praise' }],
    ['nature=county_matter', { nature: 'county_matter' }],
    ['urgency=emergency', { urgency: 'emergency' }],
    ['area=C1', { area: 'G12', grid: 'G12' }],
    ['area=G12', { area: null, grid: 'G12' }],
    ['grid=G22', { area: 'G22', grid: 'G22' }],
    [`handler=${office.person}`, { handler: office }],
    ['verifier=director-QH', { verifier: { ...lead, person: 'director-QH' } }],
    ['assistant=director-QH', { assistants: [{ ...lead, person: 'director-QH' }] }],
    ['dept=chengguan', { handler: office }],
    ['source=phone', { source: 'phone' }],
    ['confidential=true', { confidential: true }],
    ['rework=true', { rework: 2 }],
    ['outcome=explained', { outcome: 'explained' }],
    ['rating=dissatisfied', { rating: 'dissatisfied' }],
    ['room=room-c1', { room: 'room-c1' }],
    ['overdue=true', { dueAt: instant('2026-11-22T09:30:00Z') }],
    ['colour=red', { dueAt: instant('2026-11-22T09:30:00Z') }],
    [
      'colour=orange',
      { dispatchedAt: instant('2026-11-20T01:00:00Z'), dueAt: instant('2026-11-23T03:00:00Z') },
    ],
    [
      'colour=green',
      { dispatchedAt: instant('2026-11-23T01:59:00Z'), dueAt: instant('2026-11-27T09:30:00Z') },
    ],
    [
      'dueFrom=2026-12-01T00:00:00Z&dueTo=2026-12-02T00:00:00Z',
      { dispatchedAt: null, dueAt: instant('2026-12-01T00:00:00Z') },
    ],
    [
      'receivedFrom=2026-10-01T08:00:00%2B08:00&receivedTo=2026-10-02T08:00:00%2B08:00',
      { receivedAt: instant('2026-10-01T00:00:00Z') },
    ],
    ['closedFrom=2026-11-01T00:00:00Z', { state: 'closed', closedAt: instant('2026-11-02T00:00:00Z') }],
    ['outsideNumber=12345-77', { outside: { from: '12345', number: '12345-77', dueAt: null } }],
    ['q=屋顶漏雨', { words: '六楼屋顶漏雨，三天了' }],
    ['q=漏水%20卫生间', { title: '卫生间漏水', words: '楼上来的' }],
    ['q=水岸9', { place: { estate: '阳光水岸', building: '9', unit: null, room: null, spot: null } }],
    ['q=凉亭', { place: { estate: null, building: null, unit: null, room: null, spot: '小凉亭边' } }],
    ['q=鹅', { words: '池塘里有只鹅' }],
    ['q=ＱＱ群', { words: '我们的qq群里说的' }],
  ]

  it.each(differing)('%s finds what it names, and nothing else', async (query, changed) => {
    const other = await api.insert(plain)
    const named = await api.insert({ ...plain, ...changed })
    const found = numbers(await list(`limit=200&${query}`))
    expect(found).toContain(named.number)
    expect(found).not.toContain(other.number)
    await api.db.dataSource.query(`DELETE FROM case_reporters; DELETE FROM cases`)
  })

  it('finds a case by its number, whole, begun, or by its running number alone', async () => {
    const { number } = await api.insert({ ...plain, number: 'XZ20261123-4711' })
    const { number: other } = await api.insert({ ...plain, number: 'XZ20261123-4812', words: '47号楼11单元' })
    for (const query of [
      `number=${number}`,
      'number=XZ20261123-47',
      `q=${number}`,
      'q=20261123-4711',
      'q=4711',
    ]) {
      const found = numbers(await list(query))
      expect([query, found.includes(number), found.includes(other)]).toEqual([query, true, false])
    }
  })

  it('finds what was changed by its new words, and no longer by the old ones', async () => {
    const record = await api.insert({ ...plain, words: '晾衣架掉下来了' })
    await api.db.stores.cases.update({ ...record, version: 2, words: '花盆掉下来了', handler: office })
    expect(numbers(await list('q=晾衣架'))).not.toContain(record.number)
    expect(numbers(await list('q=花盆'))).toContain(record.number)
    expect(numbers(await list('q=花盆', office.person))).toContain(record.number)
    expect(numbers(await list('q=花盆', lead.person))).not.toContain(record.number)
  })

  it.each([
    ['flavour=sweet', 'flavour'],
    ['state=flying', 'state.0'],
    ['category=abc', 'category.0'],
    ['colour=blue', 'colour'],
    ['rework=maybe', 'rework'],
    ['dueFrom=tomorrow', 'dueFrom'],
    ['area=nowhere', 'area'],
    ['dept=nobody', 'dept'],
    ['sort=size', 'sort'],
  ])('that does not fit (%s) is refused, and named', async (query, path) => {
    const answer = await list(query)
    expect([answer.status, answer.body['code']]).toEqual([400, 'invalid'])
    expect(faultsOf(answer).join() || answer.text).toContain(path)
  })

  it.each(["'", '\\', '&|!():*', '<->', '，。！', '#0001', '%', 'a'.repeat(100)])(
    'of odd words (%s) is no question to the database that it cannot answer',
    async (said) => {
      expect((await list(`q=${encodeURIComponent(said)}`)).status).toBe(200)
    },
  )
})

describe('the order of the list', () => {
  it.each([
    ['sort=due&order=asc', ['due', 'undue']],
    ['sort=due&order=desc', ['due', 'undue']],
    ['sort=closed&order=desc', ['due', 'undue']],
  ])('by %s puts what has no such time last, page after page', async (query) => {
    await api.db.dataSource.query(`DELETE FROM case_reporters; DELETE FROM cases`)
    const at = (hour: number) => instant(`2026-11-24T0${String(hour)}:00:00Z`)
    const timed: CaseRecord[] = []
    for (const hour of [3, 1, 2, 2]) timed.push(await api.insert({ dueAt: at(hour), closedAt: at(hour) }))
    const untimed = [await api.insert({ dueAt: null }), await api.insert({ dueAt: null })]
    const seen: string[] = []
    for (let cursor = ''; ;) {
      const page = await list(`limit=1&${query}${cursor}`)
      seen.push(...numbers(page))
      if (typeof page.body['next'] !== 'string') break
      cursor = `&cursor=${page.body['next']}`
    }
    const of = (records: readonly CaseRecord[]) => records.map(({ number }) => number)
    expect(seen.slice(4).toSorted()).toEqual(of(untimed).toSorted())
    const rising = query.endsWith('asc') ? seen.slice(0, 4) : seen.slice(0, 4).toReversed()
    const times = rising.map((number) => timed.find((one) => one.number === number)?.dueAt?.getTime())
    expect(times).toEqual([1, 2, 2, 3].map((hour) => at(hour).getTime()))
  })
})

describe('the tabs', () => {
  it('count what the same filters would list, in the caller’s sight alone', async () => {
    await api.db.dataSource.query(`DELETE FROM case_reporters; DELETE FROM cases`)
    const inG11 = { area: 'G11', grid: 'G11', handler: lead, verifier: null } as const
    await api.insert({ ...inG11, state: 'triage', dueAt: null })
    await api.insert({ ...inG11, state: 'in_progress', dueAt: instant('2026-11-22T09:30:00Z') })
    await api.insert({ ...inG11, state: 'closed', dueAt: instant('2026-11-22T09:30:00Z') })
    await api.insert({ ...inG11, state: 'triage', area: 'G21', grid: 'G21', handler: office, dueAt: null })
    const all = await api.call('/case-counts', { as: officer })
    expect(all.body).toMatchObject({ overdue: 1, mine: 0, states: { triage: 2, in_progress: 1, closed: 1 } })
    const own = await api.call('/case-counts?area=G11', { as: lead.person })
    expect(own.body).toMatchObject({ overdue: 1, mine: 1, states: { triage: 1, refused: 0 } })
  })
})

describe('a kept filter', () => {
  const call = (path: string, given: ApiCall) => api.call(`/me/filters${path}`, { as: officer, ...given })

  it('is its owner’s alone: kept, renamed, changed, dropped', async () => {
    const body = { name: '超期红件', query: { overdue: 'true', colour: 'red' } }
    const kept = await call('', { method: 'POST', body })
    expect([kept.status, kept.body['name']]).toEqual([201, '超期红件'])
    const path = `/${String(kept.body['id'])}`
    expect((await call('', { method: 'POST', body })).status).toBe(409)
    expect((await call('', { as: lead.person })).body['filters']).toEqual([])
    const renamed = { method: 'PATCH', body: { name: '红件' }, headers: { 'if-match': '"1"' } }
    expect((await call(path, { ...renamed, as: lead.person })).status).toBe(404)
    expect((await call(path, renamed)).body).toMatchObject({ name: '红件', version: 2, query: body.query })
    expect((await call(path, renamed)).status).toBe(412)
    expect((await call(path, { method: 'DELETE', as: lead.person })).status).toBe(204)
    expect((await call('', {})).body['filters']).toHaveLength(1)
    expect((await call(path, { method: 'DELETE' })).status).toBe(204)
    expect((await call('', {})).body['filters']).toEqual([])
  })

  it('that the list would refuse is not kept', async () => {
    for (const query of [{ flavour: 'sweet' }, { state: 'flying' }, { limit: '5' }])
      expect((await call('', { method: 'POST', body: { name: '怪', query } })).status).toBe(400)
    expect((await call('', {})).body['filters']).toEqual([])
  })
})
