import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeDirectory } from '../../src/grid/make-directory.ts'
import { defaultRulebook } from '../../src/grid/rulebook.ts'
import { keepFacts } from '../../src/ledger/keep-facts.ts'
import { measureNames } from '../../src/ledger/measures.ts'
import { calendarByRules } from '../../src/worktime/calendar.ts'
import { openApi, type OpenApi } from '../support/api.ts'
import { type Counted, naiveCounts } from '../support/naive-figures.ts'
import { type Lived, simulatedMonth } from '../support/simulated-month.ts'
import { smallTown } from '../support/small-town.ts'

const lives = simulatedMonth(200)
const town = smallTown()
const ground = {
  directory: makeDirectory(town),
  rulebook: defaultRulebook,
  calendar: calendarByRules('Asia/Shanghai', defaultRulebook),
}

let api: OpenApi
beforeAll(async () => {
  api = await openApi()
  for (const { record: wanted, events } of lives) {
    const record = await api.insert({ room: null, handler: null, verifier: null, ...wanted })
    await api.db.unitOfWork.run(async (stores) => {
      for (const event of events) await stores.events.append({ ...event, caseId: record.id })
      await keepFacts(stores, record, ground)
    })
  }
})
afterAll(() => api.close())

type Line = Counted & Pick<Lived, 'record'>
const read: readonly Line[] = lives.flatMap(({ record, events }) =>
  naiveCounts(events).map((counted) => ({ ...counted, record })),
)

/** What a plain reading of November's events comes to, for one group of them. */
function naively(belongs: (line: Line) => boolean, rounds = false): Readonly<Record<string, number>> {
  const sums: Record<string, number> = Object.fromEntries(measureNames.map((name) => [name, 0]))
  for (const line of read)
    if (line.day.startsWith('2026-11') && belongs(line) && (line.record.source === 'staff') === rounds)
      sums[line.name] = (sums[line.name] ?? 0) + line.n
  return sums
}

interface Answer {
  key: string | null
  figures: { measures: Record<string, number> } & Record<string, unknown>
  rounds: { measures: Record<string, number> }
}

const asked = async (by: string): Promise<readonly Answer[]> => {
  const answer = await api.call(`/statistics?period=2026-11&by=${by}`, { as: 'director-QH' })
  expect(answer.status).toBe(200)
  return answer.body['lines'] as Answer[]
}

describe('The figures of a month, against a plain reading of its events (9.2)', () => {
  it('are of a month in which everything happens', () => {
    const all = naively(() => true)
    for (const name of measureNames.filter((one) => one !== 'praise' && one !== 'merged'))
      expect([name, (all[name] ?? 0) > 0]).toEqual([name, true])
  })

  it.each<[string, (key: string | null) => (line: Line) => boolean]>([
    ['none', () => () => true],
    ['month', () => () => true],
    [
      'person',
      (key) =>
        ({ person }) =>
          person === key,
    ],
    [
      'grid',
      (key) =>
        ({ record }) =>
          record.grid === key,
    ],
    [
      'community',
      (key) =>
        ({ record }) =>
          `C${(record.grid ?? '').slice(1, 2)}` === key,
    ],
    [
      'department',
      (key) =>
        ({ person }) =>
          (person?.startsWith('lead-') === true ? 'chengguan' : null) === key,
    ],
    [
      'day',
      (key) =>
        ({ day }) =>
          day === key,
    ],
  ])('are the same by %s', async (by, of) => {
    const lines = await asked(by)
    expect(lines.length).toBeGreaterThan(0)
    for (const { key, figures, rounds } of lines) {
      expect({ key, ...figures.measures }).toEqual({ key, ...naively(of(key)) })
      expect({ key, ...rounds.measures }).toEqual({ key, ...naively(of(key), true) })
    }
  })

  it('make the three rates as they are defined, and colour the board by them (9.3)', async () => {
    const [total] = await asked('none')
    const all = naively(() => true)
    const of = (name: string): number => all[name] ?? 0
    const share = (count: number, whole: number) => ({ count, of: whole, rate: count / whole })
    expect(total?.figures).toMatchObject({
      response: share(of('responded'), of('dispatched')),
      resolution: share(of('solved'), of('closed')),
      satisfaction: share(of('satisfied') + of('basic'), of('rated')),
      onTime: share(of('onTime'), of('timed')),
      rework: share(of('rework'), of('rework') + of('resolved')),
    })
    const board = await api.call('/statistics/board?month=2026-11&level=community', { as: 'director-QH' })
    const { assessment } = defaultRulebook
    for (const line of board.body['lines'] as (Answer & { colours: Record<string, string | null> })[]) {
      const own = naively(({ record }) => `C${(record.grid ?? '').slice(1, 2)}` === line.key)
      const rate = (own['solved'] ?? 0) / (own['closed'] ?? 1)
      const { green, yellow, orange } = assessment.resolution
      const colour = rate >= green ? 'green' : rate >= yellow ? 'yellow' : rate >= orange ? 'orange' : 'red'
      expect([line.key, line.colours['resolution']]).toEqual([line.key, colour])
    }
  })
})
