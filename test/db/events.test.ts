import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { CaseEvent, NewEvent } from '../../src/cases/event.ts'
import { hashOf } from '../../src/db/stores/chain.ts'
import { verifyChains } from '../../src/db/stores/verify-chains.ts'
import { instant } from '../../src/kernel/clock.ts'
import { newId } from '../../src/kernel/ids.ts'
import { aCase } from '../support/a-case.ts'
import type { FreshDatabase } from '../support/database.ts'
import { databaseServers, freshDatabase } from '../support/database.ts'

const at = instant('2026-11-23T09:10:00.123+08:00')

const anEvent = (caseId: string, wanted: Partial<NewEvent> = {}): NewEvent => ({
  caseId,
  move: 'accept',
  from: 'dispatched',
  to: 'in_progress',
  actor: { by: 'chenlan', post: 'community_lead' },
  door: 'chat',
  at,
  facts: { number: 'QH20261123-0001', score: 0.1 + 0.2, none: null, codes: ['b', 'a'], yes: true },
  words: null,
  ...wanted,
})

describe.each(databaseServers)('the event store on %s', (server) => {
  let db: FreshDatabase
  let caseId: string
  let running = 0

  beforeAll(async () => {
    db = await freshDatabase(server)
  })
  afterAll(() => db.drop())
  beforeEach(async () => {
    running += 1
    caseId = newId()
    await db.stores.cases.insert(aCase({ id: caseId, number: `E-${String(running)}` }))
  })

  const append = (wanted: Partial<NewEvent> = {}): Promise<CaseEvent> =>
    db.unitOfWork.run((stores) => stores.events.append(anEvent(caseId, wanted)))

  /** What only somebody with the key to the server can do: past the role and the trigger. */
  const tamper = async (sql: string, values: readonly unknown[] = []): Promise<void> => {
    const runner = db.dataSource.createQueryRunner()
    await runner.query('SET ROLE NONE')
    await runner.query('ALTER TABLE case_events DISABLE TRIGGER case_events_append_only')
    try {
      await runner.query(sql, [...values])
    } finally {
      await runner.query('ALTER TABLE case_events ENABLE ALWAYS TRIGGER case_events_append_only')
      await runner.query('SET ROLE linli_app')
      await runner.release()
    }
  }

  it('gives back what was appended, in order, each continuing the one before', async () => {
    const first = await append()
    const second = await append({ move: 'contact', words: '已电话联系' })
    expect(await db.stores.events.ofCase(caseId)).toEqual([first, second])
    expect(await db.stores.events.last(caseId)).toEqual(second)
    expect([first.seq, second.seq]).toEqual([1, 2])
    expect(first.previousHash).toBeNull()
    expect(second.previousHash).toBe(first.hash)
    expect(await db.stores.events.last(newId())).toBeNull()
    expect(await db.stores.events.verify()).toBeNull()
  })

  it('keeps words apart, under a salted digest, and holds when they are erased', async () => {
    const one = await append({ words: '张三家漏水' })
    const other = await append({ words: '张三家漏水' })
    expect(await db.stores.events.words(one.id)).toBe('张三家漏水')
    expect(one.wordsDigest).not.toBe(other.wordsDigest)
    await db.dataSource.query('DELETE FROM event_words WHERE event_id = $1', [one.id])
    expect(await db.stores.events.words(one.id)).toBeNull()
    expect(await db.stores.events.verify()).toBeNull()
  })

  it('numbers without a gap when eight append at once and some take theirs back', async () => {
    const asked = Array.from({ length: 8 }, (_, n) =>
      db.unitOfWork.run(async (stores) => {
        await stores.events.append(anEvent(caseId, { facts: { n } }))
        if (n % 3 === 0) throw new Error('taken back')
      }),
    )
    await Promise.allSettled(asked)
    const events = await db.stores.events.ofCase(caseId)
    expect(events.map((event) => event.seq)).toEqual([1, 2, 3, 4, 5])
    expect(await db.stores.events.verify()).toBeNull()
  })

  it('refuses an event of a case that does not exist', async () => {
    await expect(db.stores.events.append(anEvent(newId()))).rejects.toThrow('does not exist')
  })

  it('hashes what PostgreSQL can hold, so that what was cleaned still holds', async () => {
    await append({ facts: { text: 'a\0b\uD83D' }, words: 'x\0y' })
    expect(await db.stores.events.verify()).toBeNull()
  })

  it.each(['UPDATE case_events SET move = move', 'DELETE FROM case_events', 'TRUNCATE case_events CASCADE'])(
    'lets nobody %s, not even the owner of the table',
    async (sql) => {
      await append()
      await expect(db.dataSource.query(sql)).rejects.toThrow('permission denied')
      const runner = db.dataSource.createQueryRunner()
      await runner.query('SET ROLE NONE')
      await expect(runner.query(sql)).rejects.toThrow('case_events is only ever added to')
      // Ordinary triggers are silent for a replica; only a superuser may claim to be one.
      const [mighty] = (await runner.query(
        'SELECT 1 FROM pg_roles WHERE rolname = session_user AND rolsuper',
      )) as unknown[]
      if (mighty !== undefined) {
        await runner.query('SET session_replication_role = replica')
        await expect(runner.query(sql)).rejects.toThrow('case_events is only ever added to')
        await runner.query('RESET session_replication_role')
      }
      await runner.query('SET ROLE linli_app')
      await runner.release()
    },
  )

  describe('when somebody has been at the table', () => {
    beforeEach(async () => {
      for (const words of ['一', '二', '三', '四']) await append({ words })
    })

    afterEach(async () => {
      await tamper('DELETE FROM chain_heads')
      await tamper('DELETE FROM reactions')
      await tamper('DELETE FROM event_words')
      await tamper('DELETE FROM case_events')
    })

    it.each([
      ['facts', `facts = facts || '{"number": "X"}'`],
      ['the time', `moved_at = moved_at + interval '1 ms'`],
      ['who', `moved_by = 'somebody'`],
      ['the state', `to_state = 'closed'`],
      ['the hash', `hash = 'abc'`],
      ['the digest', 'words_digest = NULL'],
    ])('names the event where %s was altered', async (_what, change) => {
      await tamper(`UPDATE case_events SET ${change} WHERE case_id = $1 AND seq = 2`, [caseId])
      expect(await db.stores.events.verify()).toMatchObject({ caseId, seq: 2 })
    })

    it('names the first that is missing', async () => {
      await remove('seq = 2')
      expect(await db.stores.events.verify()).toEqual({ caseId, seq: 2, why: 'event 2 is missing' })
    })

    it('sees an end that was cut off, and a chain that is gone', async () => {
      await remove('seq >= 3')
      expect(await db.stores.events.verify()).toEqual({ caseId, seq: 3, why: 'event 3 is missing' })
      await remove('seq >= 1')
      expect(await db.stores.events.verify()).toEqual({ caseId, seq: 1, why: 'event 1 is missing' })
    })

    it('sees the cut end of one chain among others, however few links it looks at at once', async () => {
      const ids = [caseId, newId()].sort()
      const other = ids.find((id) => id !== caseId)!
      await db.stores.cases.insert(aCase({ id: other, number: `E-${other}` }))
      for (const move of ['accept', 'contact', 'resolve', 'verify'] as const) {
        await db.unitOfWork.run((stores) => stores.events.append(anEvent(other, { move })))
      }
      expect(await verifyChains(db.dataSource.manager, 1)).toBeNull()
      for (const id of ids) await remove('seq = 4', id)
      for (const atOnce of [1, 2, 3, 1_000]) {
        expect(await verifyChains(db.dataSource.manager, atOnce)).toMatchObject({ caseId: ids[0], seq: 4 })
      }
    })

    it('names the event after one that was altered together with its hash', async () => {
      const [, second] = await db.stores.events.ofCase(caseId)
      const { hash: _hash, ...said } = { ...second!, door: 'console' as const }
      await tamper('UPDATE case_events SET door = $2, hash = $3 WHERE id = $1', [
        second!.id,
        said.door,
        hashOf(said),
      ])
      const why = 'it does not continue the event before it'
      expect(await db.stores.events.verify()).toEqual({ caseId, seq: 3, why })
    })

    it('names the first of a pair that was swapped', async () => {
      await tamper(
        'UPDATE case_events SET seq = CASE seq WHEN 2 THEN 30 ELSE 20 END WHERE case_id = $1 AND seq IN (2, 3)',
        [caseId],
      )
      await tamper('UPDATE case_events SET seq = seq / 10 WHERE case_id = $1 AND seq >= 20', [caseId])
      expect(await db.stores.events.verify()).toMatchObject({ caseId, seq: 2 })
    })

    it('names the event whose words were exchanged', async () => {
      const [first] = await db.stores.events.ofCase(caseId)
      await tamper(`UPDATE event_words SET words = '别的' WHERE event_id = $1`, [first!.id])
      expect(await db.stores.events.verify()).toEqual({ caseId, seq: 1, why: 'its words were altered' })
    })

    const remove = (which: string, of = caseId): Promise<void> =>
      tamper(
        `WITH gone AS (SELECT id FROM case_events WHERE case_id = $1 AND ${which}),
           words AS (DELETE FROM event_words WHERE event_id IN (SELECT id FROM gone)),
           waiting AS (DELETE FROM reactions WHERE event_id IN (SELECT id FROM gone))
         DELETE FROM case_events WHERE id IN (SELECT id FROM gone)`,
        [of],
      )
  })
})

describe.each(databaseServers)('the reaction queue on %s', (server) => {
  let db: FreshDatabase
  const caseId = newId()

  beforeAll(async () => {
    db = await freshDatabase(server)
    await db.stores.cases.insert(aCase({ id: caseId, number: 'R-1' }))
  })
  afterAll(() => db.drop())

  const append = (move: NewEvent['move']): Promise<CaseEvent> =>
    db.unitOfWork.run((stores) => stores.events.append(anEvent(caseId, { move })))
  const later = instant('2026-11-23T10:00:00+08:00')

  it('gives the oldest first, skips what another holds, and forgets what is settled', async () => {
    const first = await append('accept')
    const otherCase = newId()
    await db.stores.cases.insert(aCase({ id: otherCase, number: `other-${otherCase}` }))
    const second = await db.unitOfWork.run((stores) => stores.events.append(anEvent(otherCase)))
    await db.unitOfWork.run(async (mine) => {
      expect(await mine.reactions.claim(at)).toEqual(first)
      await db.unitOfWork.run(async (others) => {
        expect((await others.reactions.claim(at))?.id).toBe(second.id)
        await others.reactions.settle(second.id)
      })
      expect(await db.stores.reactions.waiting()).toBe(1)
      await mine.reactions.settle(first.id)
    })
    expect(await db.stores.reactions.claim(at)).toBeNull()
    expect(await db.stores.reactions.waiting()).toBe(0)
  })

  it('gives an event again whose reaction failed, and puts it off until its time', async () => {
    const event = await append('resolve')
    const failing = db.unitOfWork.run(async (stores) => {
      const claimed = await stores.reactions.claim(at)
      await stores.reactions.settle(claimed!.id)
      throw new Error('failed')
    })
    await expect(failing).rejects.toThrow('failed')
    await db.stores.reactions.putOff(event.id, later, 'failed')
    expect(await db.stores.reactions.claim(at)).toBeNull()
    expect((await db.stores.reactions.claim(later))?.id).toBe(event.id)
    expect(await db.stores.reactions.waiting()).toBe(1)
  })

  it('holds no event whose transaction was taken back', async () => {
    const before = await db.stores.reactions.waiting()
    const broken = db.unitOfWork.run(async (stores) => {
      await stores.events.append(anEvent(caseId))
      throw new Error('no')
    })
    await expect(broken).rejects.toThrow('no')
    expect(await db.stores.reactions.waiting()).toBe(before)
  })
})
