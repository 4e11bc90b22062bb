import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CaseRecord } from '../../src/cases/case.ts'
import type { Move } from '../../src/cases/event.ts'
import { instant } from '../../src/kernel/clock.ts'
import { newId } from '../../src/kernel/ids.ts'
import { aCase } from '../support/a-case.ts'
import type { FreshDatabase } from '../support/database.ts'
import { databaseServers, freshDatabase } from '../support/database.ts'

const from = instant('2026-11-20T17:00:00+08:00')
const to = instant('2026-11-27T17:00:00+08:00')
const inside = instant('2026-11-25T10:00:00+08:00')

describe.each(databaseServers)('the figures on %s', (server) => {
  let db: FreshDatabase
  let n = 0

  beforeAll(async () => {
    db = await freshDatabase(server)
  })
  afterAll(() => db.drop())

  async function keep(wanted: Partial<CaseRecord>): Promise<CaseRecord> {
    n += 1
    const record = aCase({ id: newId(), number: `N-${String(n)}`, ...wanted })
    await db.stores.cases.insert(record)
    return record
  }
  const event = (record: CaseRecord, move: Move, at: Date, facts = {}, post: 'bot' | 'director' = 'bot') =>
    db.stores.events.append({
      ...{ caseId: record.id, move, from: null, to: record.state, door: 'rule', at, facts, words: null },
      actor: { by: post, post },
    })

  it('of a room count what may be said in public, explained beside solved, who did not rate not as satisfied', async () => {
    const closed = { state: 'closed', closedAt: inside } as const
    const good = await keep({ ...closed, outcome: 'solved', rating: 'satisfied' })
    await keep({ ...closed, outcome: 'solved' })
    await keep({ ...closed, outcome: 'explained' })
    await keep({ ...closed, outcome: 'solved', closedAt: from })
    const again = await keep({ state: 'dispatched', cycle: 2 })
    await keep({ state: 'in_progress', receivedAt: from })
    for (const secret of [
      { confidential: true },
      { nature: 'resident_dispute' },
      { nature: 'organisation_dispute' },
      { category: '0902' },
      { kind: 'praise' },
      { state: 'triage', filedAt: null },
      { state: 'withdrawn' },
      { state: 'merged' },
    ] as const)
      await keep({ ...closed, outcome: 'solved', ...secret })
    await keep({ reporters: [{ ...aCase().reporters[0]!, room: 'xfl' }] })
    await event(good, 'rate', inside, { rating: 'satisfied' })
    await event(again, 'rate', inside, { rating: 'satisfied' })
    await event(again, 'rate', inside, { rating: 'dissatisfied' })
    expect(await db.stores.figures.weekOf('cuihu-a', from, to)).toEqual({
      ...{ received: 5, solved: 2, partly: 0, explained: 1, open: 2, rated: 2, content: 1 },
    })
  })

  it('of the night list what was done on standing authority, not what the director did', async () => {
    const at = instant('2026-12-01T10:00:00+08:00')
    const record = await keep({ about: ['luona'] })
    await event(record, 'file', at)
    await event(record, 'close', at, {}, 'director')
    await event(record, 'accept', at)
    const done = await db.stores.figures.doneAlone(instant('2026-12-01T08:30:00+08:00'), at)
    expect(done).toEqual([{ move: 'file', number: record.number, about: ['luona'] }])
    expect(await db.stores.figures.doneAlone(at, to)).toEqual([])
  })
})
