import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { moveCase } from '../../src/cases/moving.ts'
import { fileCaseAs } from '../../src/cases/filing-as.ts'
import { dismissCase, fileCase } from '../../src/cases/orders.ts'
import { receiveCase } from '../../src/cases/receive.ts'
import { botAtChat } from '../../src/desk/acting.ts'
import { undoLast } from '../../src/desk/undoing.ts'
import type { Ground } from '../../src/grid/ground.ts'
import type { Matter, Reading } from '../../src/intake/reading.ts'
import { instant } from '../../src/kernel/clock.ts'
import { react } from '../../src/reactions.ts'
import type { FreshDatabase } from '../support/database.ts'
import { databaseServers, freshDatabase } from '../support/database.ts'
import { exampleGround } from '../support/example-town.ts'
import { aMessage } from '../support/heard.ts'
import { withoutIds } from '../support/without-ids.ts'

const now = instant('2026-11-23T09:10:00+08:00')

const aMatter: Matter = {
  ...{ kind: 'help', category: '0201', nature: 'community_matter', occurred: null, urgency: 'normal' },
  ...{ confidential: false, title: '楼道灯', certainty: 1, evidence: {} },
  place: { estate: null, building: '3', unit: null, room: null, spot: null },
}

const aReading: Reading = {
  ...{
    act: 'new',
    score: 0.6,
    zone: 'triage',
    matters: [aMatter],
    pii: [],
    expectsMore: false,
    rating: null,
  },
}

describe.each(databaseServers)('what the centre says of readings, on %s', (server) => {
  let db: FreshDatabase
  let ground: Ground

  beforeAll(async () => {
    db = await freshDatabase(server)
    ground = await exampleGround()
  })
  afterAll(() => db.drop())

  const officer = () => {
    const one = ground.directory.data.people.find(({ code }) =>
      ground.directory.holdings(code).some(({ post }) => post === 'duty_officer'),
    )
    return { actor: { by: one?.code ?? '', post: 'duty_officer' }, door: 'chat' } as const
  }

  /** A message by `who` that lies in triage, something said above it. */
  async function inTriage(id: string, who: string, matter: Partial<Matter> = {}): Promise<string> {
    const { stores } = db
    const above = aMessage({
      id: `${id}-above`,
      text: '我的电话13912345678，谁家的',
      senderId: `${who}-other`,
    })
    await stores.messages.settle([(await stores.messages.keep(above, now))?.seq ?? ''], 'chatter', null, null)
    const message = aMessage({ id, text: '修楼道灯找我13812345678', senderId: who, senderName: '老王' })
    const kept = await stores.messages.keep(message, now)
    const appeal = {
      ...{
        matter: { ...aMatter, ...matter },
        words: 'w',
        privateWords: 'p',
        reporter: null,
        room: 'cuihu-a',
      },
      ...{ homeEstate: null, about: [], source: 'chat' as const, addressed: false },
    }
    const { record } = await receiveCase(stores, appeal, 'triage', botAtChat, ground, now)
    const read = { ...aReading, matters: [{ ...aMatter, ...matter }] }
    await stores.messages.settle([kept?.seq ?? ''], 'triage', read, record.id)
    return record.id
  }

  const moved = (caseId: string, order = dismissCase()) =>
    db.unitOfWork.run(async (stores) => {
      const { event } = await moveCase(stores, caseId, order, officer(), ground, now)
      await react(event, stores, ground, now)
    })

  const ofCase = async (caseId: string) =>
    (await db.stores.corrections.all()).filter((one) => one.caseId === caseId)

  it('is kept with the words and what stood above, without numbers and names', async () => {
    const id = await inTriage('m-1', 'c-1')
    await moved(id)
    const [kept, ...more] = await ofCase(id)
    expect(more).toEqual([])
    expect(kept).toMatchObject({
      ...{ move: 'dismiss', post: 'duty_officer', contactId: 'c-1', at: now, handler: null },
      sources: ['m-1-above', 'm-1'],
      heard: { text: '修楼道灯找我[电话]', name: '我', speaker: 'resident' },
      readAs: { act: 'new', kind: 'help', category: '0201', nature: 'community_matter' },
      meant: { act: 'chatter', kind: null, category: null, nature: null },
    })
    expect(kept?.heard.context).toEqual([
      { speaker: 'resident', name: '人1', text: '我的电话[电话]，谁家的' },
    ])
  })

  it('is an appeal where the duty officer files what lay in triage', async () => {
    const id = await inTriage('m-2', 'c-2')
    await moved(id, fileCase())
    expect(await ofCase(id)).toMatchObject([
      { move: 'file', meant: { act: 'new', category: '0201', kind: 'help' } },
    ])
  })

  it('is what the duty officer made of it, where it was filed as something else', async () => {
    const id = await inTriage('m-8', 'c-8')
    const record = (await db.stores.cases.byId(id))!
    const place = { estate: '翠湖苑', building: '5', unit: '2', room: '501', spot: '门口，电话13812345678' }
    await moved(id, fileCaseAs(record, { category: '0203', kind: 'complaint', place }, ground))
    expect(await ofCase(id)).toMatchObject([
      {
        readAs: { category: '0201', kind: 'help', place: { estate: null, building: '3', spot: null } },
        meant: {
          ...{ act: 'new', category: '0203', kind: 'complaint', nature: 'community_matter' },
          place: { estate: '翠湖苑', building: '5', spot: '门口，电话[电话]' },
        },
      },
    ])
    // The flat stays with the case.
    expect(withoutIds(JSON.stringify(await ofCase(id)))).not.toContain('501')
  })

  it('is gone where the move is taken back', async () => {
    const id = await inTriage('m-3', 'c-3')
    await moved(id)
    await db.unitOfWork.run(async (stores) => {
      const record = await stores.cases.lock(id)
      const { event } = await undoLast(stores, record!, officer(), ground, now)
      await react(event, stores, ground, now)
    })
    expect(await ofCase(id)).toEqual([])
  })

  it('is never kept of what is confidential', async () => {
    const id = await inTriage('m-4', 'c-4', { confidential: true })
    await moved(id)
    expect(await ofCase(id)).toEqual([])
  })

  it('goes when the speaker asks to be left out, and is not kept afterwards', async () => {
    const before = await inTriage('m-5', 'c-5')
    const after = await inTriage('m-6', 'c-5')
    await moved(before)
    await db.stores.leftOut.leaveOut('c-5', '老王', now)
    await db.stores.messages.eraseOutsideCases('c-5')
    await moved(after)
    expect(await ofCase(before)).toEqual([])
    expect(await ofCase(after)).toEqual([])
  })

  it('goes when words of it, or above it, are recalled', async () => {
    const id = await inTriage('m-7', 'c-7')
    await moved(id)
    await db.stores.messages.erase('m-7-above')
    expect(await ofCase(id)).toEqual([])
  })
})
