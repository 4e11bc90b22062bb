import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Reporter } from '../../src/cases/case.ts'
import { namingOf, withoutPerson } from '../../src/cases/person-named.ts'
import { defaultRulebook } from '../../src/grid/rulebook.ts'
import { instant } from '../../src/kernel/clock.ts'
import { aCase } from '../support/a-case.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import { aMessage, aNotice } from '../support/heard.ts'
import { noticesIn } from '../support/notices.ts'
import { smallTown } from '../support/small-town.ts'

const now = instant('2026-11-23T10:00:00+08:00')
const person = (key: string, name: string): Reporter => ({
  ...{ key, name, contactId: `wx-${key}`, room: null, joinedAt: now, withdrawn: false, rating: null },
})
const talk = { kind: 'room', roomId: 'r1' } as const
const said = '李秀兰家（138-0001-0001）楼道灯坏了'
const about = /李秀兰|李阿姨|138.?0001.?0001/u

describe('who goes at their own word', () => {
  let db: FreshDatabase
  beforeAll(async () => {
    db = await freshDatabase()
    const town = smallTown()
    const home = { estate: null, building: '3', unit: '2', room: '501' }
    const residents = [
      { code: 'liayi', name: '李秀兰', rooms: [], home },
      { code: 'wang', name: '王建国', rooms: [], home },
    ]
    await db.stores.town.save({ ...town, residents }, defaultRulebook, 'test', now)
    await db.stores.town.save({ ...town, residents, name: '新镇' }, defaultRulebook, 'test', now)
    await db.stores.cases.insert(
      aCase({
        ...{ id: 'c1', number: 'S-1', area: 'G11', grid: 'G11', title: '李秀兰家楼道灯坏', words: said },
        ...{
          reporters: [person('liayi', '李阿姨3-502'), person('wang', '王建国')],
          result: '给李阿姨换了灯',
        },
      }),
    )
    await db.unitOfWork.run(async (stores) => {
      const event = { caseId: 'c1', door: 'chat', at: now, facts: {} } as const
      const staff = { by: 'heyun', post: 'duty_officer' } as const
      const same = { from: 'in_progress', to: 'in_progress' } as const
      const own = { by: 'liayi', post: 'reporter' } as const
      await stores.events.append({ ...event, ...same, move: 'join', actor: own, words: '我叫李秀兰' })
      await stores.events.append({ ...event, ...same, move: 'contact', actor: staff, words: '李阿姨不在家' })
      await stores.events.append({ ...event, ...same, move: 'contact', actor: staff, words: '灯泡已买' })
    })
    await db.stores.besideCases.addNote('c1', { person: 'heyun', words: said, writtenAt: now })
    for (const [area, words] of [
      ['G11', said],
      ['G11', '王建国家一切都好'],
    ] as const)
      await db.stores.visits.add({ person: 'heyun', area, place: '李秀兰家', words, voices: [], at: now })
    await db.stores.followUps.plan({
      ...{ key: 'f1', caseId: 'c1', kind: 'call', reporter: null, dueAt: now, assignee: null, tries: 1 },
      ...{ doneAt: now, doneBy: 'heyun', outcome: 'calm', words: '李阿姨说好了' },
    })
    const put = (dedupeKey: string, caseId: string | null) =>
      db.stores.outbox.put(aNotice({ dedupeKey, caseId, text: said, brief: said, to: { room: 'g' } }))
    await put('waits', 'c1')
    await put('said', 'c1')
    await put('together', null)
    await db.dataSource.query(
      `UPDATE outbox SET state = 'replaced', said_in = 'together' WHERE dedupe_key = 'said'`,
    )
    const keep = (given: Parameters<typeof aMessage>[0]) =>
      db.stores.messages.keep(aMessage({ conversation: talk, ...given }), now)
    await keep({ id: 'm1', senderId: 'wx-liayi', senderName: '李阿姨3-502', text: said })
    await keep({
      id: 'm2',
      senderId: 'wx-wang',
      senderName: '王建国',
      text: '李阿姨说得对',
      quote: { name: '李阿姨3-502', text: said },
    })
    await keep({ id: 'm3', senderId: 'wx-wang', senderName: '王建国', text: '下雨了' })
    await db.dataSource.query(
      `INSERT INTO outside_requests (case_id, key_id, attributes, media_url) VALUES ('c1', 'k', $1, $2)`,
      [JSON.stringify({ BUILDING: '3', WHO: '李秀兰' }), 'https://a.example/%E6%9D%8E%E7%A7%80%E5%85%B0.jpg'],
    )
  })
  afterAll(() => db.drop())

  it('goes from what others wrote and the bot said, and from every revision of the town; the rest and the chain stay', async () => {
    const erased = await db.unitOfWork.run((stores) =>
      stores.personTraces.erase({ key: 'liayi', contactId: 'wx-liayi' }, 'erased:1', now),
    )
    expect(erased.rewritten).toBe(15)
    const record = await db.stores.cases.byId('c1')
    const visits = { sight: null, area: null, person: null, from: null, to: null, after: null, most: 9 }
    const seen = JSON.stringify([
      record,
      (await db.stores.caseLists.history('c1')).notes,
      await db.stores.office.visits(visits),
      await db.stores.followUps.ofCase('c1'),
      await noticesIn(db.dataSource, 'text, brief', ''),
      [...(await db.stores.caseLists.words('c1')).values()],
      await Promise.all(['m1', 'm2', 'm3'].map((id) => db.stores.messages.byPlatformId(id))),
      await db.dataSource.query('SELECT * FROM outside_requests'),
      (await db.stores.town.load())?.town.residents,
      (await db.stores.townBooks.revision(1))?.town.residents,
    ])
    expect(about.exec(seen)?.[0]).toBeUndefined()
    for (const stays of ['王建国', '一切都好', '灯泡已买', '下雨了', '楼道灯坏', '说得对', '换了灯'])
      expect(seen).toContain(stays)
    expect(record?.reporters.map(({ key }) => key)).toEqual(['erased:1', 'wang'])
    expect(await db.stores.events.verify()).toBeNull()
    const [last] = await db.dataSource.query<{ changed: string[]; saved_by: string }[]>(
      'SELECT changed, saved_by FROM town_revisions ORDER BY revision DESC LIMIT 1',
    )
    expect(last).toEqual({ changed: ['residents'], saved_by: 'erasure' })
  })

  it.each([
    ['3号楼2单元楼道灯', '3号楼楼道灯'],
    ['3号楼2单小区公共设施维护管理', '3号楼小区公共设施维护管理'],
    ['路灯', '路灯'],
  ])('leaves no unit in the title of an ended case that was theirs alone: %s', async (title, left) => {
    const id = `own-${title}`
    const place = { estate: '甲苑', building: '3', unit: '2', room: '502', spot: null }
    const reporters = [person(id, '周某')]
    await db.stores.cases.insert(aCase({ id, number: id, state: 'closed', title, place, reporters }))
    await db.unitOfWork.run((stores) =>
      stores.personTraces.erase({ key: id, contactId: `wx-${id}` }, `erased:${id}`, now),
    )
    expect(await db.stores.cases.byId(id)).toMatchObject({
      ...{ title: left, place: { building: '3', unit: null, room: null } },
    })
  })

  it('as staff loses the telephone, in every revision', async () => {
    const before = await db.stores.town.load()
    const code = before!.town.people[0]!.code
    const people = before!.town.people.map((one) =>
      one.code === code ? { ...one, phone: '13900020002' } : one,
    )
    await db.stores.town.save({ ...before!.town, people }, defaultRulebook, 'test', now)
    await db.unitOfWork.run((stores) => stores.personTraces.eraseStaff(code, now))
    const after = await db.stores.town.load()
    expect(after?.town.people.find((one) => one.code === code)?.phone).toBeNull()
    expect(
      await db.dataSource.query(`SELECT id FROM town_private WHERE kind = 'person' AND subject = $1`, [code]),
    ).toEqual([])
  })
})

describe('a person in others’ words', () => {
  const naming = namingOf(
    ['李阿姨3-502', '居民', '王芳'],
    [
      '我叫李秀兰，电话 138 0001 0001',
      '姓：赵，名：小明，邮箱：zhao@example.org',
      '我是房客，2026-11-20报的，进度 QH20261120-0001',
    ],
    new Set(['王芳']),
  )
  it.each([
    ['李阿姨（李秀兰）在家', '（已删除）（（已删除））在家'],
    ['打 138-0001-0001 或 +8613800010001', '打 （已删除） 或 （已删除）'],
    ['赵小明写信到 zhao@example.org', '（已删除）写信到 （已删除）'],
    [
      '【督办】QH20261120-0001、QH20261120-0002，房客，2026-11-20到期',
      '【督办】QH20261120-0001、QH20261120-0002，房客，2026-11-20到期',
    ],
    ['王芳去了3-502，居民说好，电话 13900020002', '王芳去了3-502，居民说好，电话 13900020002'],
  ])('%s', (words, left) => {
    expect(withoutPerson(words, naming)).toBe(left)
  })
})
