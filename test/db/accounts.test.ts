import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runAccount } from '../../src/commands/account/run.ts'
import { readTownFolder } from '../../src/grid/town-file.ts'
import { addHours, addMilliseconds, addMinutes, instant } from '../../src/kernel/clock.ts'
import { findCode } from '../../src/rights/accounts.ts'
import { pausedUntil } from '../../src/rights/login.ts'
import type { FreshDatabase } from '../support/database.ts'
import { databaseServers, freshDatabase } from '../support/database.ts'

const now = instant('2026-11-23T09:10:00+08:00')

describe.each(databaseServers)('npm run account on %s', (server) => {
  let db: FreshDatabase

  beforeAll(async () => {
    db = await freshDatabase(server)
  })
  afterAll(() => db.drop())

  async function account(...argv: string[]) {
    const out: string[] = []
    const err: string[] = []
    const code = await runAccount(argv, {
      clock: { now: () => now },
      out: (text) => out.push(text),
      err: (text) => err.push(text),
      withStores: (work) => db.unitOfWork.run(work),
    })
    return { code, out, err: err.join('\n') }
  }
  const found = (code: string | undefined) => findCode(code ?? '', db.stores.accounts, now)

  it('needs a town, a known person and a verb', async () => {
    expect(await account('create', '--person', 'chenlan')).toMatchObject({ code: 1, out: [] })
    const read = await readTownFolder(join(import.meta.dirname, '../../towns/qinghe'))
    if ('faults' in read) throw new Error('the example town has faults')
    await db.stores.town.save(read.town, read.rules, 'test', now)
    for (const argv of [[], ['create'], ['make', '--person', 'chenlan'], ['list', 'all'], ['--persona', 'x']])
      expect(await account(...argv)).toMatchObject({ code: 1, out: [] })
    const unknown = await account('create', '--person', 'liayi')
    expect(unknown).toEqual({ code: 1, out: [], err: 'liayi is no person of the town and has no account.' })
  })

  it('gives a code out once, alone on standard output, and a new one ends the old', async () => {
    expect((await account('reset', '--person', 'chenlan')).err).toContain('"create" makes one')
    const created = await account('create', '--person', 'chenlan')
    expect(created.out).toHaveLength(1)
    expect(created.err).toContain('陈岚 (chenlan), once, until 2026-11-26T09:10:00+08:00')
    expect(await found(created.out[0])).toMatchObject({ person: 'chenlan' })
    expect((await account('create', '--person', 'chenlan')).err).toContain('"reset" gives a new code')
    expect(await found(created.out[0])).not.toBeNull()
    const reset = await account('reset', '--person', 'chenlan')
    expect([await found(created.out[0]), (await found(reset.out[0]))?.person]).toEqual([null, 'chenlan'])
    const { selector } = (await found(reset.out[0]))!
    expect(await db.stores.accounts.end(selector, 'used', now)).toBe(true)
    expect(await db.stores.accounts.end(selector, 'used', now)).toBe(false)
  })

  it('keeps no code in words anywhere in the database', async () => {
    const { out } = await account('reset', '--person', 'chenlan')
    const plain = out[0]!.replaceAll('-', '')
    const rows = await db.dataSource.query<object[]>('SELECT * FROM access_codes')
    expect(JSON.stringify(rows)).not.toContain(plain.slice(4))
  })

  it('lists accounts as JSON lines, and disable ends code and tie', async () => {
    await db.stores.seats.tie('c-chen', 'chenlan', now)
    await account('create', '--person', 'sunli')
    const listed = (await account('list')).out.map((line) => JSON.parse(line) as Record<string, unknown>)
    expect(listed.map(({ person, name, tied, code }) => [person, name, tied, code])).toEqual([
      ['chenlan', '陈岚', true, 'open'],
      ['sunli', '孙丽', false, 'open'],
    ])
    expect((await account('disable', '--person', 'chenlan')).code).toBe(0)
    expect(await db.stores.seats.contactOf('chenlan')).toBeNull()
    const after = JSON.parse((await account('list')).out[0] ?? '') as Record<string, unknown>
    expect(after).toMatchObject({ tied: false, code: 'none', disabledAt: now.toISOString() })
    expect((await account('reset', '--person', 'chenlan')).code).toBe(1)
    expect((await account('create', '--person', 'chenlan')).code).toBe(0)
  })

  it('counts wrong tries by account and forgets them', async () => {
    const { accounts } = db.stores
    for (const minute of [0, 1, 30]) await accounts.triedWrongly('c-x', addMinutes(now, minute))
    await accounts.triedWrongly('c-y', now)
    expect(await accounts.wrongTries('c-x', addHours(now, -1))).toBe(3)
    expect(await accounts.wrongTries('c-x', addMinutes(now, 5))).toBe(1)
    await accounts.triedWrongly('c-x', addHours(now, 48))
    expect(await accounts.wrongTries('c-x', now)).toBe(1)
  })
})

describe.each(databaseServers)('the rooms as seen on %s', (server) => {
  let db: FreshDatabase

  beforeAll(async () => {
    db = await freshDatabase(server)
  })
  afterAll(() => db.drop())

  it('know topic and members as last heard of whole, and what came and went since', async () => {
    const { rooms } = db.stores
    const li = { contactId: 'c-li', name: '李阿姨' }
    const wu = { contactId: 'c-wu', name: '老吴' }
    expect(await rooms.find('r-1')).toBeNull()
    await rooms.joined('r-1', ['c-li'], now)
    expect(await rooms.find('r-1')).toEqual({
      ...{ roomId: 'r-1', topic: '', here: true, completeAt: null },
      members: [{ contactId: 'c-li', name: '' }],
    })
    await rooms.seen({ roomId: 'r-1', topic: '邻里群', members: [li, wu] }, now)
    await rooms.joined('r-1', ['c-li', 'c-new'], now)
    await rooms.left('r-1', ['c-wu'], now)
    await rooms.renamed('r-1', '新邻里群', now)
    expect(await rooms.find('r-1')).toEqual({
      ...{ roomId: 'r-1', topic: '新邻里群', here: true, completeAt: now },
      members: [li, { contactId: 'c-new', name: '' }],
    })
    await rooms.seen({ roomId: 'r-1', topic: '邻里群', members: [wu] }, now)
    expect((await rooms.find('r-1'))?.members).toEqual([wu])
  })

  it('keep who sat in a room that the bot had to leave, and say so once', async () => {
    const { rooms } = db.stores
    expect([await rooms.gone('r-1', now), await rooms.gone('r-1', now)]).toEqual([true, false])
    expect(await rooms.find('r-1')).toMatchObject({ here: false, members: [{ contactId: 'c-wu' }] })
    await rooms.seen({ roomId: 'r-2', topic: '', members: [] }, now)
    expect((await rooms.all()).map((room) => [room.roomId, room.here])).toEqual([
      ['r-1', false],
      ['r-2', true],
    ])
  })
})

describe.each(databaseServers)('the pause after wrong passwords on %s', (server) => {
  let db: FreshDatabase

  beforeAll(async () => {
    db = await freshDatabase(server)
  })
  afterAll(() => db.drop())

  const failed = (name: string, count: number, lastAt: Date) =>
    db.dataSource.query('INSERT INTO login_failures (name, count, last_at) VALUES ($1, $2, $3)', [
      ...[name, count, lastAt],
    ])

  it.each([
    { wrongPasswords: 5, pauseMinutes: 5, longestPauseMinutes: 240 },
    { wrongPasswords: 3, pauseMinutes: 1, longestPauseMinutes: 1_440 },
    { wrongPasswords: 1, pauseMinutes: 30, longestPauseMinutes: 30 },
  ])('lasts to the millisecond as long as whoever waits is told: %j', async (rules) => {
    const told: boolean[] = []
    const letIn: boolean[] = []
    for (const count of [1, 2, 3, 4, 5, 6, 7, 10, 12, 24, 25, 40, 300]) {
      const until = pausedUntil({ count, lastAt: now }, rules) ?? now
      for (const beyond of [-1, 0, 1]) {
        const [name, at] = [
          `${JSON.stringify(rules)}${String(count)}:${String(beyond)}`,
          addMilliseconds(until, beyond),
        ]
        await failed(name, count, now)
        told.push(pausedUntil({ count, lastAt: now }, rules) === null || until <= at)
        letIn.push((await db.stores.credentials.attempt(name, rules, at)) !== null)
        await db.stores.credentials.forgetFailures(name)
      }
    }
    expect(letIn).toEqual(told)
    expect(new Set(told)).toEqual(new Set([true, false]))
  })
})
