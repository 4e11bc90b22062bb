import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { NewEvent } from '../../src/cases/event.ts'
import { runAudit } from '../../src/commands/audit/run.ts'
import { hashOfAnchor } from '../../src/db/stores/anchors.ts'
import { hashOf } from '../../src/db/stores/chain.ts'
import { addHours, instant } from '../../src/kernel/clock.ts'
import { aCase } from '../support/a-case.ts'
import { databaseServers, type FreshDatabase, freshDatabase } from '../support/database.ts'

const monday = instant('2026-11-23T09:10:00+08:00')
const day = (n: number): Date => addHours(monday, 24 * n)

const anEvent = (caseId: string, at: Date, wanted: Partial<NewEvent> = {}): NewEvent => ({
  ...{ caseId, move: 'contact', from: 'in_progress', to: 'in_progress', door: 'chat', at },
  ...{ actor: { by: 'chenlan', post: 'community_lead' }, facts: { n: 1 }, words: '已电话联系' },
  ...wanted,
})

/** Three days: both cases move on the first, the first on the second, the second on the third; anchored each midnight. */
describe.each(databaseServers)('the centre’s chain on %s', (server) => {
  let db: FreshDatabase
  const midnight = instant('2026-11-24T00:00:00+08:00')

  const append = (event: NewEvent) => db.unitOfWork.run((stores) => stores.events.append(event))
  const anchor = (to: Date) => db.unitOfWork.run((stores) => stores.anchors.anchor(to))

  beforeAll(async () => {
    db = await freshDatabase(server)
    for (const id of ['case-a', 'case-b']) await db.stores.cases.insert(aCase({ id, number: `A-${id}` }))
    for (const id of ['case-a', 'case-b'])
      for (const hour of [0, 1]) await append(anEvent(id, addHours(monday, hour)))
    await anchor(midnight)
    await append(anEvent('case-a', day(1)))
    await anchor(addHours(midnight, 24))
    await append(anEvent('case-b', day(2)))
    await anchor(addHours(midnight, 48))
  })
  afterAll(() => db.drop())

  const said: string[] = []
  const audit = async (...argv: string[]): Promise<{ code: number; out: string[]; err: string }> => {
    const [out, err]: [string[], string[]] = [[], []]
    const code = await runAudit(argv, {
      ...{ clock: { now: () => day(3) }, out: (text) => out.push(text), err: (text) => err.push(text) },
      withStores: (work) => db.unitOfWork.run(work),
    })
    return { code, out, err: err.join('\n') }
  }
  const verify = async (...more: string[]) => {
    const { code, out, err } = await audit('verify', ...more)
    said.push(err)
    return {
      code,
      ...(JSON.parse(out[0]!) as { ok: boolean; broken: unknown; events: number; anchors: number }),
    }
  }

  const tables = ['case_events', 'chain_anchors', 'anchored_heads'] as const
  /** As a superuser past role and trigger; what was done is undone when the look is over. */
  const tampered = async <T>(changes: readonly string[], look: () => Promise<T>): Promise<T> => {
    const copies = [...tables, 'chain_heads', 'event_words', 'reactions'] as const
    const runner = db.dataSource.createQueryRunner()
    const all = async (sql: (table: string) => string, of: readonly string[]): Promise<void> => {
      for (const table of of) await runner.query(sql(table))
    }
    await runner.query('SET ROLE NONE')
    await all((table) => `ALTER TABLE ${table} DISABLE TRIGGER ${table}_append_only`, tables)
    await all((table) => `CREATE TEMP TABLE kept_${table} AS SELECT * FROM ${table}`, copies)
    try {
      for (const change of changes) await runner.query(change)
      return await look()
    } finally {
      await all((table) => `DELETE FROM ${table}`, ['reactions', 'event_words', 'chain_heads', ...tables])
      await all(
        (table) => `INSERT INTO ${table} SELECT * FROM kept_${table}`,
        ['case_events', 'event_words', 'chain_heads', 'reactions', 'chain_anchors', 'anchored_heads'],
      )
      await all((table) => `DROP TABLE kept_${table}`, copies)
      await all((table) => `ALTER TABLE ${table} ENABLE ALWAYS TRIGGER ${table}_append_only`, tables)
      await runner.query('SET ROLE linli_app')
      await runner.release()
    }
  }
  const cut = (caseId: string, from: number): readonly string[] => [
    `DELETE FROM reactions WHERE event_id IN (SELECT id FROM case_events WHERE case_id = '${caseId}' AND seq >= ${String(from)})`,
    `DELETE FROM event_words WHERE event_id IN (SELECT id FROM case_events WHERE case_id = '${caseId}' AND seq >= ${String(from)})`,
    `DELETE FROM case_events WHERE case_id = '${caseId}' AND seq >= ${String(from)}`,
    // Whoever knows the tables writes the end anew as well.
    `UPDATE chain_heads h SET seq = e.seq, hash = e.hash FROM case_events e
     WHERE h.case_id = '${caseId}' AND e.case_id = '${caseId}' AND e.seq = ${String(from - 1)}`,
  ]

  beforeEach(() => void said.splice(0))

  it('holds what moved in each stretch, each link continuing the one before', async () => {
    const [third, second, first] = await db.stores.anchors.list(10)
    expect([first?.heads, second?.heads, third?.heads]).toEqual([2, 1, 1])
    expect([first?.from, first?.previousHash, second?.previousHash]).toEqual([null, null, first?.hash])
    expect(await anchor(addHours(midnight, 48))).toBeNull()
    expect(await verify()).toMatchObject({ code: 0, ok: true, events: 6, anchors: 3, broken: null })
    expect(said).toEqual(['Every link holds: 6 events of 2 cases, 3 anchors.'])
  })

  it('sees a tail that was cut together with the end that was written down', async () => {
    await tampered(cut('case-b', 3), async () => {
      expect(await verify()).toMatchObject({
        code: 1,
        broken: { caseId: 'case-b', number: 'A-case-b', seq: 3 },
      })
    })
    expect(said[0]).toBe(
      'The chain of case A-case-b is broken at event 3: event 3, which anchor 3 holds, is missing.',
    )
    expect(await verify()).toMatchObject({ code: 0 })
  })

  it('sees a chain that somebody has made anew from an event on, with all hashes right', async () => {
    const events = await db.stores.events.ofCase('case-a')
    const changes: string[] = []
    let previousHash: string | null = null
    for (const { hash: _hash, ...event } of events) {
      const forged = { ...event, previousHash, facts: event.seq < 2 ? event.facts : { n: 2 } }
      const hash = hashOf(forged)
      changes.push(
        `UPDATE case_events SET facts = '${JSON.stringify(forged.facts)}', hash = '${hash}',
           previous_hash = ${previousHash === null ? 'NULL' : `'${previousHash}'`} WHERE id = '${event.id}'`,
      )
      previousHash = hash
    }
    changes.push(`UPDATE chain_heads SET hash = '${previousHash ?? ''}' WHERE case_id = 'case-a'`)
    await tampered(changes, async () => {
      expect(await verify()).toMatchObject({ code: 1, broken: { caseId: 'case-a', seq: 2 } })
    })
    expect(said[0]).toContain('it is not the event that anchor 1 holds')
  })

  it.each([
    [
      'a changed payload',
      [`UPDATE case_events SET facts = '{"n": 9}' WHERE case_id = 'case-a' AND seq = 2`],
      2,
      'what it says was altered',
    ],
    [
      'a removed event',
      [
        `DELETE FROM reactions`,
        `DELETE FROM event_words`,
        `DELETE FROM case_events WHERE case_id = 'case-a' AND seq = 2`,
      ],
      2,
      'event 2 is missing',
    ],
    [
      'a swapped order',
      [
        `UPDATE case_events SET seq = seq + 10 WHERE case_id = 'case-a' AND seq < 3`,
        `UPDATE case_events SET seq = 13 - seq WHERE case_id = 'case-a' AND seq > 10`,
      ],
      1,
      'it does not continue the event before it',
    ],
  ])('names the case and the event of %s', async (_what, changes, seq, why) => {
    await tampered(changes, async () => {
      expect(await verify()).toMatchObject({ code: 1, broken: { caseId: 'case-a', seq, why } })
    })
  })

  it.each([
    [
      'was altered',
      `UPDATE chain_anchors SET heads = heads + 1 WHERE seq = 2`,
      2,
      'what it says was altered',
    ],
    ['was taken out', `DELETE FROM chain_anchors WHERE seq = 2`, 2, 'anchor 2 is missing'],
    [
      'lost an end that it held',
      `DELETE FROM anchored_heads WHERE anchor = 1 AND case_id = 'case-a'`,
      1,
      'the ends of chains that it holds were altered',
    ],
  ])('names the anchor that %s', async (_what, change, seq, why) => {
    await tampered([change], async () => {
      expect(await verify()).toMatchObject({ code: 1, broken: { caseId: null, seq, why } })
    })
    expect(said[0]).toBe(`The centre’s chain is broken at anchor ${String(seq)}: ${why}.`)
  })

  it('sees a replaced anchor by the one after it, and the last by what was kept outside the house', async () => {
    const [third, second] = await db.stores.anchors.list(2)
    const replaced = (of: NonNullable<typeof third>): string => {
      const forged = { ...of, to: addHours(of.to, 1) }
      return `UPDATE chain_anchors SET to_at = '${forged.to.toISOString()}', hash = '${hashOfAnchor(forged)}' WHERE seq = ${String(of.seq)}`
    }
    await tampered([replaced(second!)], async () => {
      const why = 'it does not continue the anchor before it'
      expect(await verify()).toMatchObject({ code: 1, broken: { caseId: null, seq: 3, why } })
    })
    const outside = `3:${third!.hash}`
    expect(await verify('--anchor', outside)).toMatchObject({ code: 0 })
    await tampered([replaced(third!)], async () => {
      expect(await verify()).toMatchObject({ code: 0 })
      expect(await verify('--anchor', outside)).toMatchObject({ code: 1, broken: { seq: 3 } })
    })
  })

  it.each(['chain_anchors', 'anchored_heads', 'audit_log'])(
    'lets nobody change or empty %s',
    async (table) => {
      const column = table === 'audit_log' ? 'who' : 'hash'
      for (const sql of [
        `UPDATE ${table} SET ${column} = 'x'`,
        `DELETE FROM ${table}`,
        `TRUNCATE ${table}`,
      ]) {
        await expect(db.dataSource.query(sql)).rejects.toThrow('permission denied')
        const runner = db.dataSource.createQueryRunner()
        await runner.query('SET ROLE NONE')
        await expect(runner.query(sql)).rejects.toThrow(`${table} is only ever added to`)
        await runner.query('SET ROLE linli_app')
        await runner.release()
      }
    },
  )

  it('gives the audit out line by line, by time, person and kind, and writes that down', async () => {
    const line = { address: '10.0.0.7', requestId: 'r', before: null, after: null, subject: null } as const
    await db.stores.audit.add({
      ...line,
      at: monday,
      who: 'person:chenlan',
      action: 'login',
      post: 'community_lead',
    })
    await db.stores.audit.add({
      ...line,
      at: day(1),
      who: 'person:lijian',
      action: 'case.accept',
      door: 'chat',
    })
    const of = async (...argv: string[]) =>
      (await audit('export', ...argv)).out.map((text) => (JSON.parse(text) as { action: string }).action)
    expect(await of()).toEqual(['login', 'case.accept'])
    expect(await of('--who', 'person:lijian')).toEqual(['case.accept'])
    expect(await of('--action', 'case.')).toEqual(['case.accept'])
    expect(await of('--to', '2026-11-24T00:00:00+08:00')).toEqual(['login'])
    expect(await of('--action', 'audit.exported')).toHaveLength(4)
    expect(await audit('export', '--from', 'yesterday')).toMatchObject({
      code: 1,
      err: 'not a time: yesterday',
    })
    expect((await audit('forget')).code).toBe(1)
    expect((await audit('anchors')).out).toHaveLength(3)
    const [last] = await db.stores.audit.page({ before: null, most: 1 })
    expect(last).toMatchObject({ who: 'terminal', door: 'terminal', post: null, session: null })
  })
})
