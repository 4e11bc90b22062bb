import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OpenApi } from '../support/api.ts'
import { local } from '../support/closed-cases.ts'
import { openLedger, solved, went } from '../support/ledger-cases.ts'

let api: OpenApi
beforeAll(async () => {
  api = await openLedger()
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
    expect(await seen('grid_lead-G11')).toMatchObject({ received: 3, dispatched: 2 })
    expect(await seen('community_lead-C2')).toMatchObject({ received: 1, dispatched: 1 })
    expect(await seen('lead-chengguan')).toMatchObject({ received: 1, dispatched: 1 })
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

describe('the board and the map', () => {
  it('give each its colour by the worst rate, nobody one by too few cases, and last month’s beside it (9.3)', async () => {
    const board = await api.call('/statistics/board?month=2026-11&level=community', { as: 'director-QH' })
    expect(board.body['lines']).toMatchObject([
      { key: 'C1', colour: null, before: null },
      { key: 'C2', colour: null },
    ])
    for (let n = 0; n < 3; n += 1)
      await went(api, { receivedAt: local('2026-11-20 09:00'), state: 'closed' }, ...solved)
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
