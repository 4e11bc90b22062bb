import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SealedTown1795300000037 } from '../../migrations/1795300000037-sealed-town.ts'
import { sealAnew } from '../../src/db/seal-anew.ts'
import { defaultRulebook, rulebookSchema } from '../../src/grid/rulebook.ts'
import type { TownData } from '../../src/grid/town.ts'
import { addHours, instant } from '../../src/kernel/clock.ts'
import type { FreshDatabase } from '../support/database.ts'
import { databaseServers, freshDatabase } from '../support/database.ts'

const now = instant('2026-11-23T09:10:00.001+08:00')

const aTown: TownData = {
  version: 1,
  name: '清河镇',
  timezone: 'Asia/Shanghai',
  casePrefix: 'QH',
  bot: { name: '小邻', aliases: ['邻里'] },
  areas: [{ code: 'QH', level: 'township', name: '清河镇', parent: null, households: null }],
  people: [{ code: 'p', name: '甲', phone: null }],
  posts: [{ area: 'QH', post: 'director', dept: null, holders: ['p'], buildings: null }],
  places: [],
  organisations: [],
  rooms: [],
  residents: [{ code: 'r', name: '乙', rooms: [], home: null }],
  roster: [{ post: 'duty_officer', holder: 'p', from: now, to: addHours(now, 8) }],
  absences: [{ person: 'p', from: now, to: addHours(now, 1), delegate: null }],
  departments: [],
  leaves: [],
}

describe.each(databaseServers)('the town store on %s', (server) => {
  let db: FreshDatabase

  beforeAll(async () => {
    db = await freshDatabase(server)
  })
  afterAll(() => db.drop())

  it('has no town before the first import, and then the last one saved, with every time in it', async () => {
    expect(await db.stores.town.load()).toBeNull()
    const first = await db.stores.town.save(aTown, defaultRulebook, 'import', now)
    const rules = rulebookSchema.parse({ undoMinutes: 5 })
    const second = await db.stores.town.save({ ...aTown, name: '新清河' }, rules, 'import', now)
    expect(second).toBeGreaterThan(first)
    expect(await db.stores.town.load()).toEqual({
      town: { ...aTown, name: '新清河' },
      rules,
      revision: second,
    })
  })

  it('keeps every revision: what was in force cannot be changed afterwards', async () => {
    await db.stores.town.save(aTown, defaultRulebook, 'import', now)
    await expect(db.dataSource.query('DELETE FROM town_revisions')).rejects.toThrow('permission denied')
  })

  it('gives rules from before a number was added with its default', async () => {
    const { undoMinutes: _later, ...older } = defaultRulebook
    await db.dataSource.query(
      'INSERT INTO town_revisions (town, rules, saved_by, saved_at) VALUES ($1, $2, $3, $4)',
      [JSON.stringify(aTown), JSON.stringify(older), 'import', now],
    )
    expect((await db.stores.town.load())?.rules).toEqual(defaultRulebook)
  })

  it('loses no telephone, name or home of revisions from before there was a place beside them', async () => {
    const home = { estate: '翠湖苑', building: '3', unit: '2', room: '501' }
    const full: TownData = {
      ...aTown,
      people: [{ code: 'p', name: '甲', phone: '13800010001' }, ...aTown.people.slice(1)],
      residents: [{ code: 'r', name: '乙大妈', rooms: [], home }],
    }
    await asBefore(full)
    expect((await db.stores.town.load())?.town).toEqual(full)
    const rows = async (): Promise<string> =>
      JSON.stringify([
        await db.dataSource.query('SELECT town FROM town_revisions'),
        await db.dataSource.query('SELECT value FROM town_private'),
      ])
    expect(await rows()).toMatch(/13800010001.*乙大妈/u)
    await sealAnew(db.dataSource)
    expect(await rows()).not.toMatch(/13800010001|乙大妈|翠湖苑/u)
    expect((await db.stores.town.load())?.town).toEqual(full)
    // What is as it was keeps its place: nothing is sealed twice, and nothing counts as changed.
    await db.stores.town.save({ ...full, name: '清河' }, defaultRulebook, 'import', now)
    const [last] = await db.dataSource.query<{ changed: string[] }[]>(
      'SELECT changed FROM town_revisions ORDER BY revision DESC LIMIT 1',
    )
    expect(last?.changed).toEqual(['name'])
    // Where a row is gone, the resident is, from every revision; the person has no telephone.
    await db.dataSource.query('DELETE FROM town_private')
    const left = (await db.stores.town.load())?.town
    expect([left?.people[0]?.phone, left?.residents]).toEqual([null, []])
  })

  /** A revision as it stood open, and the migration over it. */
  async function asBefore(town: TownData): Promise<void> {
    const runner = db.dataSource.createQueryRunner()
    await runner.query('RESET ROLE')
    await runner.query('DROP TABLE town_private; ALTER TABLE sealing_keys DROP COLUMN swept')
    await runner.query(
      'INSERT INTO town_revisions (town, rules, saved_by, saved_at) VALUES ($1, $2, $3, $4)',
      [JSON.stringify(town), JSON.stringify(defaultRulebook), 'import', now],
    )
    await new SealedTown1795300000037().up(runner)
    await runner.query('GRANT SELECT, INSERT, UPDATE, DELETE ON town_private, sealing_keys TO PUBLIC')
    await runner.release()
  }
})

describe.each(databaseServers)('the seats on %s', (server) => {
  let db: FreshDatabase

  beforeAll(async () => {
    db = await freshDatabase(server)
  })
  afterAll(() => db.drop())

  it('tie one account to one person; a changed account takes the place of the old one', async () => {
    const { seats } = db.stores
    expect(await seats.personOf('c-1')).toBeNull()
    expect(await seats.contactOf('liayi')).toBeNull()
    await seats.tie('c-1', 'liayi', now)
    await seats.tie('c-1', 'liayi', now)
    expect([await seats.personOf('c-1'), await seats.contactOf('liayi')]).toEqual(['liayi', 'c-1'])
    await seats.tie('c-2', 'liayi', now)
    expect([await seats.personOf('c-1'), await seats.personOf('c-2')]).toEqual([null, 'liayi'])
    await seats.tie('c-3', 'wang', now)
    await seats.tie('c-2', 'wang', now)
    expect([
      await seats.contactOf('liayi'),
      await seats.contactOf('wang'),
      await seats.personOf('c-3'),
    ]).toEqual([null, 'c-2', null])
  })

  it('bind a room to a code until it is bound anew or let go', async () => {
    const { seats } = db.stores
    await seats.bind('r-1', 'cuihu-a', 'director', now)
    await seats.bind('r-2', 'cuihu-a', 'director', now)
    expect([await seats.roomOf('r-1'), await seats.roomIdOf('cuihu-a')]).toEqual([null, 'r-2'])
    await seats.bind('r-2', 'cuihu-b', 'director', now)
    expect([await seats.roomOf('r-2'), await seats.roomIdOf('cuihu-a')]).toEqual(['cuihu-b', null])
    await seats.unbind('r-2')
    expect(await seats.roomOf('r-2')).toBeNull()
    await seats.unbind('r-2')
  })

  it('leave gaps in hearing to be looked at, the newest first', async () => {
    const gaps = [1, 3, 2].map((hour) => ({ from: now, to: addHours(now, hour) }))
    for (const gap of gaps) await db.stores.gaps.record(gap)
    expect(await db.stores.gaps.recent(2)).toEqual([gaps[1], gaps[2]])
  })
})
