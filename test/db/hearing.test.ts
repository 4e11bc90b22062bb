import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { receiveCase } from '../../src/cases/receive.ts'
import { moveCase } from '../../src/cases/moving.ts'
import { supplementCase } from '../../src/cases/orders.ts'
import { takenFrom } from '../../src/cases/recalled-words.ts'
import { inRoom } from '../../src/chat/conversation.ts'
import type { Ground } from '../../src/grid/ground.ts'
import type { Matter } from '../../src/intake/reading.ts'
import { addMinutes, instant } from '../../src/kernel/clock.ts'
import type { FreshDatabase } from '../support/database.ts'
import { databaseServers, freshDatabase } from '../support/database.ts'
import { exampleGround } from '../support/example-town.ts'
import { aMessage, aNotice } from '../support/heard.ts'
import { botAtChat } from '../../src/desk/acting.ts'

const now = instant('2026-11-23T09:10:00+08:00')
const said = '3号楼灯坏了都是老郑弄的'

const aMatter: Matter = {
  ...{ kind: 'help', category: '0201', nature: 'community_matter', occurred: null, urgency: 'normal' },
  ...{ confidential: false, title: '楼道灯', certainty: 1, evidence: {} },
  place: { estate: null, building: '3', unit: null, room: null, spot: null },
}

const aReporter = (key: string) => ({
  ...{
    key,
    contactId: `c-${key}`,
    name: key,
    room: 'cuihu-a',
    joinedAt: now,
    withdrawn: false,
    rating: null,
  },
})

describe.each(databaseServers)('what hearing keeps on %s', (server) => {
  let db: FreshDatabase
  let ground: Ground

  beforeAll(async () => {
    db = await freshDatabase(server)
    ground = await exampleGround()
  })
  afterAll(() => db.drop())

  const received = (words: string) =>
    db.unitOfWork.run((stores) =>
      receiveCase(
        stores,
        {
          ...{ matter: aMatter, words, privateWords: words, reporter: aReporter('liayi'), room: 'cuihu-a' },
          ...{ homeEstate: null, about: [], source: 'chat', addressed: false },
        },
        'triage',
        botAtChat,
        ground,
        now,
      ),
    )

  it('erases the words of a speaker’s events and leaves the chain whole', async () => {
    const { record, event } = await received(said)
    const other = await db.unitOfWork.run((stores) =>
      moveCase(
        stores,
        record.id,
        supplementCase('是二单元', {}),
        { actor: { by: 'liayi', post: 'reporter' }, door: 'chat' },
        ground,
        now,
      ),
    )
    expect(await db.stores.copiedWords.inEvents([record.id], 'xiaozhou', [said])).toBe(0)
    expect(await db.stores.copiedWords.inEvents([record.id], 'liayi', [said])).toBe(1)
    const again = await received(said)
    expect(await db.stores.copiedWords.inEvents([again.record.id], 'liayi', ['灯坏了'])).toBe(0)
    expect(await db.stores.events.words(again.event.id)).toBe(said)
    expect(await db.stores.events.words(event.id)).toBeNull()
    expect(await db.stores.events.words(other.event.id)).toBe('是二单元')
    expect(await db.stores.events.verify()).toBeNull()
  })

  it('rewrites notices of a case whether or not they were said, and rooms’ echoes and quotes since then', async () => {
    const { record } = await received(said)
    const rewrite = (text: string): string => text.replaceAll(said, '…')
    const notice = aNotice({ caseId: record.id, text: `【新件】“${said}”` })
    await db.stores.outbox.put(notice)
    await db.stores.outbox.put(aNotice({ text: said }))
    expect(await db.stores.copiedWords.inNotices([record.id], rewrite)).toBe(1)
    const claimed = await db.stores.outbox.claim(now, 10)
    expect(claimed.find((one) => one.dedupeKey === notice.dedupeKey)?.text).toBe('【新件】“…”')
    // Said together with others it lies in a notice of no case, which another's recall leaves as it is.
    const parts = [aNotice({ caseId: record.id, gather: 'morning' }), aNotice({ caseId: null, text: said })]
    for (const one of parts) await db.stores.outbox.put(one)
    const [part, morning] = parts.map(({ dedupeKey }) => dedupeKey)
    const gathered = await db.stores.outbox.takeGathered(now)
    const ids = gathered.filter(({ dedupeKey }) => dedupeKey === part).map(({ id }) => id)
    await db.stores.outbox.replace(ids, morning ?? '', now)
    expect(await db.stores.copiedWords.inNotices(['another'], rewrite)).toBe(0)
    expect(await db.stores.copiedWords.inNotices([record.id], rewrite)).toBe(1)
    const toBeSaid = await db.stores.outbox.claim(now, 10)
    expect(toBeSaid.find(({ dedupeKey }) => dedupeKey === morning)?.text).toBe('…')

    const conversation = inRoom('room-echo')
    const echo = aMessage({ self: true, conversation, text: `【新件】“${said}”` })
    const quoting = aMessage({ senderId: 'c-other', conversation, quote: { name: '李', text: said } })
    const earlier = aMessage({ self: true, text: said })
    await db.stores.messages.keep(earlier, addMinutes(now, -5))
    for (const one of [echo, quoting]) await db.stores.messages.keep(one, now)
    const spoken = { conversationKey: 'room:room-echo', contactId: 'c-liayi', text: said, since: now }
    expect(await db.stores.copiedWords.inMessages(spoken, rewrite)).toBe(1)
    expect((await db.stores.messages.byPlatformId(echo.id))?.text).toBe('【新件】“…”')
    expect((await db.stores.messages.byPlatformId(quoting.id))?.quote).toBeNull()
    expect((await db.stores.messages.byPlatformId(earlier.id))?.text).toBe(said)
  })

  it('takes recalled words out of the visit log and of what the bot has asked about them, and nothing else', async () => {
    const talk = { conversationKey: 'room:room-desk', contactId: 'c-zhangwei' }
    const visit = { person: 'zhangwei', area: 'QH-JX-02', place: '9号楼', voices: ['m-voice'], at: now }
    const ids: string[] = []
    for (const words of ['9号楼 王奶奶病了', '9号楼 一切都好'])
      ids.push(await db.stores.visits.add({ ...visit, words }))
    const ask = (words: string) =>
      db.stores.questions.ask({ ...talk, kind: 'done', facts: { words }, until: addMinutes(now, 10) })
    const recall = (phrase: string, platformId: string) =>
      db.stores.copiedWords.atDesk({ ...talk, person: 'zhangwei', platformId, since: now }, (words) =>
        takenFrom(words, [phrase]),
      )
    await ask('搞定了')
    await recall('走访 9号楼，王奶奶病了', 'm-text')
    const log = async (): Promise<unknown> => {
      const wanted = {
        sight: null,
        area: null,
        person: 'zhangwei',
        from: null,
        to: null,
        after: null,
        most: 9,
      }
      const rows = await db.stores.office.visits(wanted)
      return ids.map((id) => {
        const { place, words, voices } = rows.find((one) => one.id === id)!
        return { place, words, voices }
      })
    }
    const other = { place: '9号楼', words: '9号楼 一切都好' }
    expect(await log()).toEqual([
      { place: '', words: '', voices: ['m-voice'] },
      { ...other, voices: ['m-voice'] },
    ])
    expect(await db.stores.questions.open(talk.conversationKey, talk.contactId, now)).not.toBeNull()
    await recall('搞定了', 'm-voice')
    expect(await log()).toEqual([
      { place: '', words: '', voices: [] },
      { ...other, voices: [] },
    ])
    expect(await db.stores.questions.open(talk.conversationKey, talk.contactId, now)).toBeNull()
  })

  it('knows who is left out by account and by name, until they are heard again', async () => {
    const { leftOut } = db.stores
    await leftOut.leaveOut('c-1', '小周', now)
    await leftOut.leaveOut('c-1', '周周', now)
    expect(await leftOut.isLeftOut('c-1')).toBe(true)
    expect([await leftOut.isNameLeftOut('小周'), await leftOut.isNameLeftOut('周周')]).toEqual([false, true])
    await leftOut.hearAgain('c-1')
    expect(await leftOut.isLeftOut('c-1')).toBe(false)
  })

  it('takes a left-out speaker’s words out of all that is no case’s, and out of what others are read with', async () => {
    const conversation = inRoom('room-left-out')
    const talk = (wanted: object) => aMessage({ senderId: 'c-out', conversation, ...wanted })
    const [free, cased, held, photo, other] = [
      talk({ text: '闲话' }),
      talk({ text: '灯坏了' }),
      talk({ text: '还有，' }),
      talk({ kind: 'image', text: '' }),
      aMessage({ conversation, text: '别人的话' }),
    ]
    const kept = []
    for (const one of [free, cased, held, photo, other]) kept.push(await db.stores.messages.keep(one, now))
    const seqs = kept.map((one) => one?.seq ?? '')
    await db.stores.messages.settle([seqs[0]!, seqs[3]!], 'chatter', null, null)
    await db.stores.messages.settle([seqs[1]!], 'filed', null, 'case-x')
    await db.stores.messages.hold(seqs[2]!, {
      ...{ act: 'chatter', score: 0, zone: 'ignore', matters: [], pii: [], expectsMore: true, rating: null },
    })
    expect(await db.stores.messages.eraseOutsideCases('c-out')).toEqual([photo.id])
    expect(await db.stores.messages.byPlatformId(free.id)).toMatchObject({ text: '', senderName: '' })
    expect(await db.stores.messages.byPlatformId(held.id)).toMatchObject({ text: '', state: 'done' })
    expect((await db.stores.messages.byPlatformId(cased.id))?.text).toBe('灯坏了')
    await db.stores.leftOut.leaveOut('c-out', '甲', now)
    const above = await db.stores.messages.above('room:room-left-out', '999999', addMinutes(now, -1), 9)
    expect(above.map((one) => one.text)).toEqual(['别人的话'])
    const own = await db.stores.messages.above('room:room-left-out', seqs[3]!, addMinutes(now, -1), 9)
    expect(own.map((one) => one.text)).toContain('灯坏了')
  })

  it('remembers the latest open question of one reporter in one room until it is answered', async () => {
    const { placeQuestions } = db.stores
    const asked = (caseId: string, room: string | null, minutes: number) =>
      placeQuestions.ask({
        ...{ caseId, reporter: 'linlin', what: 'building', room, askedAt: addMinutes(now, minutes) },
      })
    await asked('a', 'dongfeng', 0)
    await asked('b', 'dongfeng', 1)
    await asked('c', null, 2)
    expect((await placeQuestions.openFor('linlin', 'dongfeng', now))?.caseId).toBe('b')
    expect((await placeQuestions.openFor('linlin', null, now))?.caseId).toBe('c')
    expect(await placeQuestions.openFor('linlin', 'dongfeng', addMinutes(now, 2))).toBeNull()
    expect(await placeQuestions.openFor('amei', 'dongfeng', now)).toBeNull()
    await placeQuestions.answered('b', 'linlin')
    expect((await placeQuestions.openFor('linlin', 'dongfeng', now))?.caseId).toBe('a')
  })

  it('raises a hot spot once', async () => {
    const spot = {
      key: 'joint:1',
      kind: 'joint',
      community: 'QH-JX',
      category: '0201',
      caseIds: ['1'],
    } as const
    expect(await db.stores.hotSpots.raise(spot, now)).toBe(true)
    expect(await db.stores.hotSpots.raise(spot, addMinutes(now, 5))).toBe(false)
  })
})
