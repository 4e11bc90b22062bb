import type { DataSource } from 'typeorm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fill } from '../../src/commands/centre/fill.ts'
import { frameOf, largeGround } from '../../src/commands/centre/ground.ts'
import { askersIn, heard, hotQuestions, type Statement } from '../../src/commands/centre/questions.ts'
import type { Ground } from '../../src/grid/ground.ts'
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

/** Tables that the plan walks from end to end although it was told not to: those without an index for the question. */
async function walked(dataSource: DataSource, { sql, values }: Statement): Promise<readonly string[]> {
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

  const known = { id: '0d5f7c1e-0000-4000-8000-000000000001', number: 'QH20261120-0001999' }
  it.each(Object.keys(hotQuestions))('%s: never walk a growing table from end to end', async (name) => {
    const ask = hotQuestions[name]
    const said = await heard(
      db.dataSource,
      () => ask?.(db.stores, askersIn(ground, known)) ?? Promise.resolve(),
    )
    expect(said.length).toBeGreaterThan(0)
    for (const one of said) expect([one.sql, await walked(db.dataSource, one)]).toEqual([one.sql, []])
  })

  it('is a test that can fail: a question without an index is found out', async () => {
    const said = { sql: `SELECT count(*) FROM cases WHERE result = $1`, values: ['x'] }
    expect(await walked(db.dataSource, said)).toEqual(['cases'])
  })
})
