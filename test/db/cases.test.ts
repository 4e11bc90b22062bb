import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CaseRecord, Reporter } from '../../src/cases/case.ts'
import { type Refusal } from '../../src/kernel/errors.ts'
import { newId } from '../../src/kernel/ids.ts'
import { instant } from '../../src/kernel/clock.ts'
import { aCase } from '../support/a-case.ts'
import type { FreshDatabase } from '../support/database.ts'
import { databaseServers, freshDatabase } from '../support/database.ts'

const at = (time: string): Date => instant(`2026-11-23T${time}:00+08:00`)

const aReporter = (key: string, wanted: Partial<Reporter> = {}): Reporter => ({
  key,
  contactId: `c-${key}`,
  name: key,
  room: 'cuihu-a',
  joinedAt: at('09:10'),
  withdrawn: false,
  rating: null,
  ...wanted,
})

describe.each(databaseServers)('the case store on %s', (server) => {
  let db: FreshDatabase
  let running = 0

  beforeAll(async () => {
    db = await freshDatabase(server)
  })
  afterAll(() => db.drop())

  const another = (wanted: Partial<CaseRecord> = {}): CaseRecord => {
    running += 1
    return aCase({ id: newId(), number: `T20261123-${String(running)}`, ...wanted })
  }
  const stored = async (wanted: Partial<CaseRecord> = {}): Promise<CaseRecord> => {
    const record = another(wanted)
    await db.stores.cases.insert(record)
    return record
  }

  it('finds a wish for more time among cases under way that ask for nothing, the oldest first', async () => {
    const wish = { days: 2, reason: '等配件' }
    const state = 'in_progress'
    const first = await stored({ state, extensionAsked: wish, receivedAt: at('08:00') })
    const second = await stored({ state, extensionAsked: wish, receivedAt: at('08:05') })
    await stored({ state, receivedAt: at('07:00') })
    const found = await db.stores.cases.find({
      ...{ states: [state], extensionAsked: true, oldestFirst: true, most: 2 },
    })
    expect(found.map(({ id }) => id)).toEqual([first.id, second.id])
  })

  it('gives back every field as it was written', async () => {
    const full = await stored({
      occurred: '昨晚',
      homeEstate: '翠湖苑',
      about: ['o-heat'],
      informed: [{ person: 'a', post: 'grid_lead', area: 'QH-JX-01', dept: null }],
      assistants: [{ person: 'b', post: 'department_lead', area: 'QH', dept: 'chengguan' }],
      acceptedAt: at('09:20'),
      contactedAt: at('09:30'),
      resolvedAt: at('09:40'),
      verifiedAt: at('09:50'),
      closedAt: at('09:59'),
      outcome: 'partly',
      result: '换了灯',
      rating: 'basic',
      cycle: 2,
      rework: 1,
      extensions: 1,
      extensionAsked: { days: 2, reason: '等配件' },
      returns: 1,
      returners: ['chenlan'],
      designatedByDirector: true,
      lateReason: '停电',
      reporters: [
        aReporter('liayi', { rating: 'basic' }),
        aReporter('wang', { joinedAt: at('09:11'), room: null }),
      ],
    })
    const bare = await stored({
      handler: null,
      verifier: null,
      limit: null,
      dueAt: null,
      step: null,
      reporters: [],
    })
    expect(await db.stores.cases.byId(full.id)).toEqual(full)
    expect(await db.stores.cases.byNumber(full.number)).toEqual(full)
    expect(await db.stores.cases.byId(bare.id)).toEqual(bare)
  })

  it('knows nothing of a case that is not there', async () => {
    expect(await db.stores.cases.byId(newId())).toBeNull()
    expect(await db.stores.cases.byNumber('7')).toBeNull()
    expect(await db.unitOfWork.run((stores) => stores.cases.lock('nobody'))).toBeNull()
  })

  it('writes every field of the next version and refuses any other version', async () => {
    const record = await stored()
    const next: CaseRecord = {
      ...record,
      version: 4,
      state: 'in_progress',
      acceptedAt: at('10:00'),
      handler: null,
      reporters: [aReporter('liayi', { rating: 'satisfied' }), aReporter('zhao', { joinedAt: at('10:00') })],
    }
    await db.stores.cases.update(next)
    expect(await db.stores.cases.byId(record.id)).toEqual(next)
    for (const version of [4, 6]) {
      const late = db.stores.cases.update({ ...next, version, title: '别的' })
      await expect(late).rejects.toMatchObject({
        name: 'Refusal',
        code: 'conflict',
      } satisfies Partial<Refusal>)
    }
    expect((await db.stores.cases.byId(record.id))?.title).toBe(record.title)
  })

  it('lets the second of two who change a case at once see the conflict', async () => {
    const record = await stored()
    const changes = ['one', 'two'].map((reason) =>
      db.unitOfWork.run((stores) => stores.cases.update({ ...record, version: 4, reason })),
    )
    const ends = await Promise.allSettled(changes)
    expect(ends.map((end) => end.status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  it('locks a case until the transaction ends', async () => {
    const record = await stored()
    const order: string[] = []
    let release: () => void = () => undefined
    const held = new Promise<void>((resolve) => (release = resolve))
    let taken: () => void = () => undefined
    const locked = new Promise<void>((resolve) => (taken = resolve))
    const first = db.unitOfWork.run(async (stores) => {
      await stores.cases.lock(record.id)
      taken()
      await held
      order.push('first')
    })
    await locked
    const second = db.unitOfWork.run(async (stores) => {
      await stores.cases.lock(record.id)
      order.push('second')
    })
    // Without the lock the second would be through long before.
    await Promise.race([second, new Promise((resolve) => setTimeout(resolve, 150))])
    release()
    await Promise.all([first, second])
    expect(order).toEqual(['first', 'second'])
  })

  it('adds a reporter once, and takes back a withdrawal', async () => {
    const record = await stored({ reporters: [aReporter('liayi', { withdrawn: true, rating: 'basic' })] })
    await db.stores.cases.addReporter(record.id, aReporter('liayi', { name: '别名', joinedAt: at('11:00') }))
    await db.stores.cases.addReporter(record.id, aReporter('sun', { contactId: null, joinedAt: at('11:00') }))
    expect((await db.stores.cases.byId(record.id))?.reporters).toEqual([
      aReporter('liayi', { rating: 'basic' }),
      aReporter('sun', { contactId: null, joinedAt: at('11:00') }),
    ])
  })

  it('finds by every filter, newest first, and counts the same', async () => {
    const mine = { area: 'F', receivedAt: at('08:00') }
    const old = await stored({ ...mine, state: 'closed', grid: 'F-1', room: 'f-room', category: '0305' })
    const handler = { person: 'f-handler', post: 'grid_lead', area: 'F-1', dept: null } as const
    const verifier = { person: 'f-verifier', post: 'grid_lead', area: 'F-1', dept: null } as const
    const young = await stored({
      ...mine,
      receivedAt: at('12:00'),
      handler,
      verifier,
      reporters: [aReporter('fan')],
    })
    const middle = await stored({
      ...mine,
      receivedAt: at('10:00'),
      state: 'triage',
      reporters: [aReporter('fan')],
    })
    const numbers = async (
      filter: Parameters<typeof db.stores.cases.find>[0],
    ): Promise<readonly string[]> => {
      const found = await db.stores.cases.find({ area: 'F', ...filter })
      if (filter.most === undefined) {
        expect(await db.stores.cases.count({ area: 'F', ...filter })).toBe(found.length)
      }
      return found.map((record) => record.number)
    }
    expect(await numbers({})).toEqual([young.number, middle.number, old.number])
    expect(await numbers({ most: 2 })).toEqual([young.number, middle.number])
    expect(await numbers({ states: ['closed', 'triage'] })).toEqual([middle.number, old.number])
    expect(await numbers({ states: [] })).toEqual([])
    expect(await numbers({ category: '0305' })).toEqual([old.number])
    expect(await numbers({ grid: 'F-1' })).toEqual([old.number])
    expect(await numbers({ room: 'f-room' })).toEqual([old.number])
    expect(await numbers({ handler: 'f-handler' })).toEqual([young.number])
    expect(await numbers({ verifier: 'f-verifier' })).toEqual([young.number])
    expect(await numbers({ reporter: 'fan' })).toEqual([young.number, middle.number])
    expect(await numbers({ receivedSince: at('10:00') })).toEqual([young.number, middle.number])
    expect(await numbers({ reporter: 'fan', states: ['triage'] })).toEqual([middle.number])
    expect((await db.stores.cases.find({ area: 'F', most: 1 }))[0]).toEqual(young)
  })

  it('never gives a number twice, with ten who ask at once', async () => {
    const asked = Array.from({ length: 10 }, () => db.stores.cases.nextNumber('QH', '20261123'))
    const numbers = [...(await Promise.all(asked))].sort()
    expect(numbers).toEqual(
      Array.from({ length: 10 }, (_, n) => `QH20261123-${String(n + 1).padStart(4, '0')}`),
    )
    expect(await db.stores.cases.nextNumber('QH', '20261124')).toBe('QH20261124-0001')
    expect(await db.stores.cases.nextNumber('XX', '20261123')).toBe('XX20261123-0001')
  })

  it('gives a number that was rolled back to the next who asks', async () => {
    const broken = db.unitOfWork.run(async (stores) => {
      await stores.cases.nextNumber('RB', '20261123')
      throw new Error('no')
    })
    await expect(broken).rejects.toThrow('no')
    expect(await db.stores.cases.nextNumber('RB', '20261123')).toBe('RB20261123-0001')
  })

  it('keeps words that PostgreSQL cannot hold without what it cannot hold', async () => {
    const record = await stored({ words: 'a\0b\uD83D', place: { ...aCase().place, spot: '楼\0道' } })
    expect(await db.stores.cases.byId(record.id)).toMatchObject({
      words: 'ab\uFFFD',
      place: { spot: '楼道' },
    })
  })
})
