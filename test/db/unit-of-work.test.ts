import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { connectDatabase } from '../../src/db/connect.ts'
import { asOf, asOfOneMoment } from '../../src/db/one-moment.ts'
import { makeStores } from '../../src/db/stores.ts'
import { makeUnitOfWork } from '../../src/db/unit-of-work.ts'
import { instant } from '../../src/kernel/clock.ts'
import { reasonOf } from '../../src/kernel/errors.ts'
import { newId } from '../../src/kernel/ids.ts'
import { silentLog } from '../../src/kernel/log.ts'
import type { FreshDatabase } from '../support/database.ts'
import { databaseServers, freshDatabase } from '../support/database.ts'
import { aMessage, aTimer } from '../support/heard.ts'

const now = instant('2026-11-23T09:10:00+08:00')

describe.each(databaseServers)('the unit of work on %s', (server) => {
  let db: FreshDatabase

  beforeAll(async () => {
    db = await freshDatabase(server)
  })
  afterAll(() => db.drop())

  it('keeps all that the work wrote, or nothing of it', async () => {
    const key = newId()
    const work = (fail: boolean): Promise<string> =>
      db.unitOfWork.run(async (stores) => {
        await stores.timers.set(aTimer({ key }))
        await stores.gaps.record({ from: now, to: now })
        if (fail) throw new Error('taken back')
        return 'kept'
      })
    await expect(work(true)).rejects.toThrow('taken back')
    expect(await db.stores.timers.next()).toBeNull()
    expect(await work(false)).toBe('kept')
    expect(await db.stores.timers.next()).not.toBeNull()
    expect(await db.stores.gaps.recent(9)).toHaveLength(1)
  })

  it('does the work again when two lock each other out, and both come through', async () => {
    let tries = 0
    const cross = (first: string, second: string): Promise<void> =>
      db.unitOfWork.run(async (stores) => {
        tries += 1
        await stores.cases.nextNumber(first, '20261123')
        await new Promise((resolve) => setTimeout(resolve, 30))
        await stores.cases.nextNumber(second, '20261123')
      })
    await Promise.all([cross('A', 'B'), cross('B', 'A')])
    expect(tries).toBe(3)
    expect(await db.stores.cases.nextNumber('A', '20261123')).toBe('A20261123-0003')
  })

  it('lets several look at one moment, whatever is written meanwhile, for as long as somebody holds it', async () => {
    const gaps = async (moment: string): Promise<number> =>
      await asOf(db.dataSource, moment, async ({ gaps: seen }) => (await seen.recent(99)).length)
    const before = (await db.stores.gaps.recent(99)).length
    const held = await asOfOneMoment(db.dataSource, async ({ gaps: seen }, moment) => {
      await db.stores.gaps.record({ from: now, to: now })
      expect((await seen.recent(99)).length).toBe(before)
      expect(await gaps(moment)).toBe(before)
      return moment
    })
    expect((await db.stores.gaps.recent(99)).length).toBe(before + 1)
    await expect(gaps(held)).rejects.toThrow()
    await expect(gaps("x'; DROP TABLE cases; --")).rejects.toThrow('not the name of a moment')
  })

  it('gives up after five tries, with what PostgreSQL said', async () => {
    let tries = 0
    const clash = db.unitOfWork.run(() => {
      tries += 1
      return Promise.reject(Object.assign(new Error('could not serialize'), { code: '40001' }))
    })
    await expect(clash).rejects.toThrow('could not serialize')
    expect(tries).toBe(5)
  })

  it('tells of an outage while connections are cut, and works again on new ones', async () => {
    const dataSource = await connectDatabase({ connection: db.connection, log: silentLog, poolSize: 2 })
    const stores = makeStores(dataSource.manager)
    const cut = (): Promise<unknown> =>
      db.dataSource.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE datname = current_database() AND pid <> pg_backend_pid()`,
      )
    await db.dataSource.query('SET ROLE NONE')
    const inside = makeUnitOfWork(dataSource).run(async (mine) => {
      await mine.cases.nextNumber('O', '20261123')
      await cut()
      await mine.cases.nextNumber('O', '20261123')
    })
    await expect(inside).rejects.toMatchObject({ name: 'Outage', part: 'db' })
    await stores.cases.nextNumber('P', '20261123')
    await cut()
    const next = await vi.waitUntil(() => stores.cases.nextNumber('P', '20261123').catch(() => null))
    expect(next).toBe('P20261123-0002')
    await dataSource.destroy()
    const closed = makeUnitOfWork(dataSource).run(() => Promise.resolve())
    await expect(closed).rejects.toMatchObject({ name: 'Outage', part: 'db' })
    await expect(stores.cases.nextNumber('P', '20261123')).rejects.toMatchObject({
      name: 'Outage',
      part: 'db',
    })
  })

  it('lets no words of a failed statement travel with the error', async () => {
    const secret = '13812345678'
    const broken = db.stores.messages.keep(
      aMessage({ id: secret, text: secret, kind: null as unknown as 'text' }),
      now,
    )
    const error: unknown = await broken.catch((reason: unknown) => reason)
    expect(reasonOf(error)).toContain('not-null')
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain(secret)
    const { driverError } = error as { driverError: Error }
    expect(JSON.stringify(driverError, Object.getOwnPropertyNames(driverError))).not.toContain(secret)
  })

  it('refuses a database that is not in UTF-8', async () => {
    if (server !== 'embedded') return
    const name = `linli_ascii_${newId().replaceAll('-', '')}`
    await db.dataSource.query(
      `CREATE DATABASE ${name} ENCODING 'SQL_ASCII' LOCALE_PROVIDER libc LOCALE 'C' TEMPLATE template0`,
    )
    const connection = 'url' in db.connection ? db.connection : { ...db.connection, database: name }
    await expect(connectDatabase({ connection, log: silentLog })).rejects.toThrow('it must be UTF8')
    await db.dataSource.query(`DROP DATABASE ${name}`)
  })

  it('says in one sentence, without the password, that no server answers', async () => {
    const gone = connectDatabase({
      connection: { url: 'postgres://linli:secret@127.0.0.1:1/linli' },
      log: silentLog,
    })
    await expect(gone).rejects.toMatchObject({ name: 'StartFault' })
    const reason = await gone.catch(reasonOf)
    expect(reason).toContain('127.0.0.1:1/linli')
    expect(reason).not.toContain('secret')
  })
})
