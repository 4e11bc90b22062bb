import type { DataSource } from 'typeorm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fill } from '../../src/commands/centre/fill.ts'
import { frameOf, largeGround, lastAt } from '../../src/commands/centre/ground.ts'
import { ended, states } from '../../src/cases/case.ts'
import type { Stores } from '../../src/db/stores.ts'
import type { Ground } from '../../src/grid/ground.ts'
import { sightOf } from '../../src/rights/policy.ts'
import type { FreshDatabase } from '../support/database.ts'
import { freshDatabase } from '../support/database.ts'
import { testSealing } from '../support/test-sealing.ts'

/** Tables that grow for ever; of all others a walk from end to end is short. */
const growing = [
  'cases',
  'case_events',
  'case_reporters',
  'event_words',
  'ledger_facts',
  'messages',
  'outbox',
  'timers',
  'audit_log',
]

interface Said {
  sql: string
  values: readonly unknown[]
}

/** Everything that is asked of the database while `work` runs. */
async function heard(dataSource: DataSource, work: () => Promise<unknown>): Promise<readonly Said[]> {
  const said: Said[] = []
  const { logger } = dataSource
  dataSource.logger = {
    ...logger,
    logQuery: (sql: string, values: unknown[] = []) => void said.push({ sql, values }),
  }
  try {
    await work()
  } finally {
    dataSource.logger = logger
  }
  return said.filter(({ sql }) => /^\s*(?:SELECT|WITH)\b/iu.test(sql))
}

/** Tables that the plan walks from end to end although it was told not to: those without an index for the question. */
async function walked(dataSource: DataSource, { sql, values }: Said): Promise<readonly string[]> {
  return await dataSource.transaction(async (manager) => {
    await manager.query('SET LOCAL enable_seqscan = off')
    const plan: { 'QUERY PLAN': string }[] = await manager.query(`EXPLAIN ${sql}`, [...values])
    return plan
      .map((line) => /Seq Scan on (\w+)/u.exec(line['QUERY PLAN'])?.[1] ?? '')
      .filter((table) => growing.includes(table))
  })
}

describe('the questions that are asked most', () => {
  let db: FreshDatabase
  let ground: Ground

  beforeAll(async () => {
    db = await freshDatabase()
    ground = await largeGround()
    await fill(db.dataSource, frameOf(ground, 2_000), testSealing, () => undefined)
  })
  afterAll(() => db.drop())

  const open = states.filter((state) => !ended.has(state))
  const officer = (): ReturnType<typeof sightOf> => sightOf('township-officer', ground.directory)
  const lead = (): ReturnType<typeof sightOf> => sightOf('grid_lead-G7-3', ground.directory)
  const page = { sort: 'received', descending: true, after: null, most: 51 } as const
  const asked: Readonly<Record<string, (stores: Stores) => Promise<unknown>>> = {
    'the list': ({ caseLists }) => caseLists.lines({ sight: officer(), ...page }),
    'the list of a grid lead': ({ caseLists }) => caseLists.lines({ sight: lead(), ...page }),
    'open cases by due time': ({ caseLists }) =>
      caseLists.lines({ sight: officer(), ...page, states: open, sort: 'due', descending: false }),
    'what is overdue': ({ caseLists }) =>
      caseLists.lines({ sight: officer(), ...page, overdueAt: lastAt, sort: 'due', descending: false }),
    'cases that people were not content with': ({ caseLists }) =>
      caseLists.lines({ sight: officer(), ...page, rating: 'dissatisfied' }),
    'words anywhere in a case': ({ caseLists }) =>
      caseLists.lines({ sight: officer(), ...page, words: '电梯 漏水' }),
    'counts of the tabs': ({ caseLists }) => caseLists.counts({ sight: lead() }, lastAt, 1_000),
    'what waits for somebody': ({ cases }) =>
      cases.find({ handler: 'grid_lead-G7-3', states: ['dispatched', 'in_progress'], most: 50 }),
    'wishes for more time': ({ cases }) =>
      cases.find({ states: ['in_progress'], extensionAsked: true, most: 50 }),
    'one case by its number': ({ cases }) => cases.byNumber('QH20261120-0001999'),
    'the events of a case': ({ events }) => events.ofCase('0d5f7c1e-0000-4000-8000-000000000001'),
    'the words of a case': ({ caseLists }) => caseLists.words('0d5f7c1e-0000-4000-8000-000000000001'),
    'cases of one reporter': ({ cases }) => cases.find({ reporter: 'r17', most: 20 }),
    'a message that has come before': ({ messages }) => messages.byPlatformId('m-1'),
    'messages that nobody has settled': ({ messages }) => messages.unsettled(),
    'the next timer': ({ timers }) => timers.next(),
    'the figures of a month': ({ ledger }) =>
      ledger.sums({ from: '2026-10-01', to: '2026-11-01', by: 'grid', sight: officer() }),
  }

  it.each(Object.keys(asked))('%s: never walk a growing table from end to end', async (name) => {
    const said = await heard(db.dataSource, () => asked[name]?.(db.stores) ?? Promise.resolve())
    expect(said.length).toBeGreaterThan(0)
    for (const one of said) expect([one.sql, await walked(db.dataSource, one)]).toEqual([one.sql, []])
  })

  it('is a test that can fail: a question without an index is found out', async () => {
    const said = { sql: `SELECT count(*) FROM cases WHERE result = $1`, values: ['x'] }
    expect(await walked(db.dataSource, said)).toEqual(['cases'])
  })
})
