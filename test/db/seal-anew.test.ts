import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bindSealing } from '../../src/db/sealing.ts'
import { leftToSeal, sealAnew, sealedColumns, sealOpen } from '../../src/db/seal-anew.ts'
import { noteKey } from '../../src/db/known-keys.ts'
import { defaultRulebook } from '../../src/grid/rulebook.ts'
import { addHours, instant } from '../../src/kernel/clock.ts'
import { type KeyRing, makeSealing, type SealingKey } from '../../src/kernel/sealing.ts'
import type { Reporter } from '../../src/cases/case.ts'
import { aCase } from '../support/a-case.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import { aMessage, aNotice } from '../support/heard.ts'
import { smallTown } from '../support/small-town.ts'
import { testRing, testSealing } from '../support/test-sealing.ts'

const now = instant('2026-11-23T10:00:00+08:00')
const aReporter = (given: Pick<Reporter, 'key' | 'name'>): Reporter => ({
  ...{ contactId: null, room: null, joinedAt: now, withdrawn: false, rating: null },
  ...given,
})
const phone = '+86 138-0001-0001'

describe('what lies sealed', () => {
  let db: FreshDatabase
  beforeAll(async () => {
    db = await freshDatabase()
    await db.stores.cases.insert(
      aCase({ id: 'case-1', number: 'S-1', reporters: [aReporter({ key: 'liayi', name: '李阿姨3-502' })] }),
    )
    const message = aMessage({ id: 'm1', text: '我是李阿姨，电话13800010001', senderName: '李阿姨3-502' })
    const kept = await db.stores.messages.keep({ ...message, quote: { name: '王叔', text: '灯坏了' } }, now)
    await db.stores.cases.addReporter('case-1', aReporter({ key: 'wang', name: '王叔' }))
    await db.stores.besideCases.keepCaller('case-1', {
      ...{ reporter: 'liayi', phone, remark: '住3号楼', takenBy: 'heyun', takenAt: now },
    })
    await db.stores.credentials.setTotp('heyun', {
      secret: 'JBSWY3DPEHPK3PXP',
      confirmedAt: now,
      lastStep: 1,
    })
    await db.stores.leftOut.leaveOut('wx-9', '赵大爷', now)
    await db.stores.rooms.seen(
      {
        roomId: 'r1',
        topic: 't',
        members: [{ contactId: 'wx-9', name: '赵大爷2-101' }],
      },
      now,
    )
    await db.stores.keptAnswers.claim('person:heyun', 'k', 'd', now)
    await db.stores.keptAnswers.keep('person:heyun', 'k', {
      status: 200,
      headers: {},
      body: { name: '李阿姨' },
    })
    await db.unitOfWork.run((stores) =>
      stores.events.append({
        ...{
          caseId: 'case-1',
          move: 'contact',
          from: 'in_progress',
          to: 'in_progress',
          door: 'chat',
          at: now,
        },
        ...{ actor: { by: 'heyun', post: 'duty_officer' }, facts: {}, words: '李阿姨家里没人' },
      }),
    )
    expect(kept?.text).toContain('李阿姨')
    await inTheOffice()
  })
  afterAll(() => db.drop())

  /** What staff write and the bot says, and a town with a telephone and a resident. */
  async function inTheOffice(): Promise<void> {
    const words = '李阿姨家里没人'
    await db.stores.besideCases.addNote('case-1', { person: 'heyun', words, writtenAt: now })
    await db.stores.visits.add({ person: 'heyun', area: 'g', place: '李阿姨家', words, voices: [], at: now })
    const followUp = {
      key: 'f1',
      caseId: 'case-1',
      kind: 'telephone',
      reporter: 'liayi',
      dueAt: now,
    } as const
    const done = { assignee: null, tries: 1, doneAt: now, doneBy: 'heyun', outcome: null, words }
    await db.stores.followUps.plan({ ...followUp, ...done })
    await db.stores.outbox.put(aNotice({ dedupeKey: 'n1', text: words, brief: '李阿姨', runAt: now }))
    await db.stores.questions.ask({
      ...{
        conversationKey: 'private:w',
        contactId: 'w',
        kind: 'done',
        facts: { words },
        until: addHours(now, 1),
      },
    })
    await db.stores.town.save(
      {
        ...smallTown(),
        people: [{ code: 'heyun', name: '何云', phone }],
        residents: [{ code: 'liayi', name: '李阿姨', rooms: [], home: null }],
      },
      defaultRulebook,
      'test',
      now,
    )
  }

  const tables = [...new Set(sealedColumns.map(({ table }) => table)), 'town_revisions']
  const dump = async (): Promise<string> => {
    const rows: unknown[] = []
    for (const table of tables) rows.push(await db.dataSource.query(`SELECT * FROM ${table}`))
    return JSON.stringify(rows)
  }
  const secrets = /李阿姨|王叔|赵大爷|13800010001|138-0001|住3号楼|JBSWY3DP|灯坏了/u
  const seen = async () => ({
    reporters: (await db.stores.cases.byId('case-1'))?.reporters.map(({ name }) => name),
    message: await db.stores.messages
      .byPlatformId('m1')
      .then((one) => [one?.text, one?.senderName, one?.quote]),
    callers: (await db.stores.besideCases.callers('case-1')).map((one) => [one.phone, one.remark]),
    found: await db.stores.besideCases.byPhone('13800010001'),
    totp: (await db.stores.credentials.totp('heyun'))?.secret,
    left: await db.stores.leftOut.isNameLeftOut('赵大爷'),
    members: (await db.stores.rooms.find('r1'))?.members,
    answer: (await db.stores.keptAnswers.claim('person:heyun', 'k', 'd', now))?.body,
    words: [...(await db.stores.caseLists.words('case-1')).values()],
    broken: await db.stores.events.verify(),
    notes: (await db.stores.caseLists.history('case-1')).notes.map(({ words }) => words),
    visit: await db.stores.visits.latest('heyun', now).then((one) => [one?.place, one?.words]),
    followUp: (await db.stores.followUps.byKey('f1'))?.words,
    notices: await noticesSeen(),
    asked: (await db.stores.questions.open('private:w', 'w', now))?.facts,
    town: await db.stores.town
      .load()
      .then((one) => [one?.town.people[0]?.phone, one?.town.residents[0]?.name]),
  })
  const noticesSeen = async () =>
    (await db.stores.office.notices({ state: 'pending', after: null, most: 5 })).map(({ text }) => text)
  const expected = {
    reporters: ['李阿姨3-502', '王叔'],
    message: ['我是李阿姨，电话13800010001', '李阿姨3-502', { name: '王叔', text: '灯坏了' }],
    callers: [[phone, '住3号楼']],
    found: [{ caseId: 'case-1', reporter: 'liayi' }],
    totp: 'JBSWY3DPEHPK3PXP',
    left: true,
    members: [{ contactId: 'wx-9', name: '赵大爷2-101' }],
    answer: { name: '李阿姨' },
    words: ['李阿姨家里没人'],
    broken: null,
    notes: ['李阿姨家里没人'],
    visit: ['李阿姨家', '李阿姨家里没人'],
    followUp: '李阿姨家里没人',
    notices: ['李阿姨家里没人'],
    asked: { words: '李阿姨家里没人' },
    town: [phone, '李阿姨'],
  }

  it('shows nothing of itself to who reads the tables, and all to the product', async () => {
    expect(await dump()).not.toMatch(secrets)
    expect(await seen()).toEqual(expected)
    expect([await leftToSeal(db.dataSource), await sealAnew(db.dataSource)]).toEqual([0, 0])
  })

  it('is found again under a new key, also half-way through, and under no older one in the end', async () => {
    const [k1, k2]: SealingKey[] = [
      { id: 'k1', secret: new Uint8Array(32).fill(7) },
      { id: 'k2', secret: new Uint8Array(32).fill(9) },
    ]
    const ring = (...keys: SealingKey[]): KeyRing => ({
      ...{ current: () => keys[0]!, all: () => keys },
      byId: (id) => keys.find((key) => key.id === id) ?? null,
    })
    bindSealing(db.dataSource, makeSealing(ring(k2!, k1!)))
    const before = await leftToSeal(db.dataSource)
    expect(before).toBeGreaterThan(18)
    expect(await seen()).toEqual(expected)
    expect(await sealAnew(db.dataSource)).toBe(before)
    expect([await leftToSeal(db.dataSource), await sealAnew(db.dataSource)]).toEqual([0, 0])
    bindSealing(db.dataSource, makeSealing(ring(k2!)))
    expect(await seen()).toEqual(expected)
    expect(await dump()).not.toContain('sealed.1.k1.')
    bindSealing(db.dataSource, makeSealing(ring(k1!, k2!)))
    await sealAnew(db.dataSource)
    bindSealing(db.dataSource, testSealing)
  })

  it('takes in what lay open before there were keys', async () => {
    for (const sql of [
      `UPDATE case_reporters SET name = '李阿姨3-502' WHERE key = 'liayi'`,
      `UPDATE messages SET text = '我是李阿姨，电话13800010001', quote = '{"name":"王叔","text":"灯坏了"}'`,
      `UPDATE callers SET phone = '${phone}', phone_digest = NULL`,
      `UPDATE left_out_speakers SET name = '赵大爷', name_digest = NULL`,
      `UPDATE event_words SET words = '李阿姨家里没人'`,
      `UPDATE outbox SET text = '李阿姨家里没人'`,
      `UPDATE visits SET place = '李阿姨家'`,
      `UPDATE desk_questions SET facts = '{"words":"李阿姨家里没人"}'`,
      `UPDATE town_private SET value = '{"name":"李阿姨","home":null}' WHERE kind = 'resident'`,
    ])
      await db.dataSource.query(sql)
    expect(await seen()).toEqual({ ...expected, found: [] })
    expect(await sealAnew(db.dataSource)).toBe(10)
    expect(await dump()).not.toMatch(secrets)
    expect(await seen()).toEqual(expected)
  })

  it('is not read through again by a start once one has found nothing to do under this key', async () => {
    await noteKey(db.dataSource, testRing, now)
    expect(await sealOpen(db.dataSource, testRing)).toBe(0)
    await db.dataSource.query(`UPDATE visits SET place = '李阿姨家'`)
    expect([await sealOpen(db.dataSource, testRing), await leftToSeal(db.dataSource)]).toEqual([0, 1])
    expect(await sealAnew(db.dataSource)).toBe(1)
    await db.dataSource.query(`UPDATE sealing_keys SET swept = '{}'`)
    await db.dataSource.query(`UPDATE visits SET place = '李阿姨家'`)
    expect([await sealOpen(db.dataSource, testRing), await sealOpen(db.dataSource, testRing)]).toEqual([1, 0])
  })

  it('does not open where somebody has moved it to another row', async () => {
    await db.dataSource.query(
      `UPDATE case_reporters SET name = (SELECT name FROM case_reporters WHERE key = 'liayi') WHERE key = 'wang'`,
    )
    await expect(db.stores.cases.byId('case-1')).rejects.toThrow('changed or moved')
  })
})
