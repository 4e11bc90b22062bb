import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CaseRecord, State } from '../../src/cases/case.ts'
import type { LikeSearch } from '../../src/cases/ports.ts'
import { addHours, instant } from '../../src/kernel/clock.ts'
import { newId } from '../../src/kernel/ids.ts'
import { aCase } from '../support/a-case.ts'
import type { FreshDatabase } from '../support/database.ts'
import { databaseServers, freshDatabase } from '../support/database.ts'

const now = instant('2026-11-23T09:10:00+08:00')

describe.each(databaseServers)('Cases like an appeal on %s', (server) => {
  let db: FreshDatabase
  let running = 0

  beforeAll(async () => {
    db = await freshDatabase(server)
  })
  afterAll(() => db.drop())

  const stored = async (wanted: Partial<CaseRecord>): Promise<CaseRecord> => {
    running += 1
    const record = aCase({
      id: newId(),
      number: `L20261123-${String(running)}`,
      receivedAt: now,
      reporters: [],
      ...wanted,
    })
    await db.stores.cases.insert(record)
    return record
  }
  const found = async (wanted: Partial<LikeSearch>): Promise<readonly string[]> => {
    const search = {
      ...{ category: '0000', words: '', building: null, reporter: 'nobody', areas: [], rooms: [] },
      ...{ receivedSince: addHours(now, -72), most: 20, ...wanted },
    }
    return (await db.stores.cases.like(search)).map(({ id }) => id)
  }

  it('are those of the leaf in the community, and of other leaves those in like words', async () => {
    const grid = `grid-${newId()}`
    const rubbish = await stored({ grid, category: '0105', words: '12号楼后面一堆装修垃圾没人管' })
    const light = await stored({ grid, category: '0201', words: '路灯不亮' })
    const here = { areas: [grid], words: '装修垃圾堆在12号楼后面' }
    expect(await found({ ...here, category: '0201' })).toEqual([rubbish.id, light.id])
    expect(await found({ ...here, category: '0105' })).toEqual([rubbish.id])
    expect(await found({ ...here, category: '0101', words: '电梯坏了' })).toEqual([])
    expect(await found({ ...here, category: '0201', areas: ['elsewhere'] })).toEqual([])
  })

  it('are open, not confidential, and young enough', async () => {
    const grid = `grid-${newId()}`
    const like = { grid, category: '0201', words: '三号楼楼道灯不亮' }
    const gone: readonly State[] = ['closed', 'dismissed', 'refused', 'merged', 'withdrawn']
    for (const state of gone) await stored({ ...like, state })
    await stored({ ...like, confidential: true })
    await stored({ ...like, receivedAt: addHours(now, -73) })
    const open = await stored({ ...like, state: 'resolved' })
    expect(await found({ areas: [grid], words: like.words, category: '0201' })).toEqual([open.id])
    expect(await found({ areas: [grid], words: like.words })).toEqual([open.id])
  })

  it('come with one’s own first, then those of the house, then those in like words; no more than asked for', async () => {
    const grid = `grid-${newId()}`
    const place = { estate: null, building: '9', unit: null, room: null, spot: null }
    const like = { grid, category: '0206', words: '停电了' }
    const plain = await stored({ ...like, place: { ...place, building: '1' }, words: '暖气不热' })
    const worded = await stored({ ...like, place: { ...place, building: '2' }, words: '整栋停水没人通知' })
    const house = await stored({ ...like, place })
    const reporter = {
      ...{ key: 'liayi', contactId: null, name: '李', room: null, joinedAt: now },
      ...{ withdrawn: false, rating: null },
    }
    const own = await stored({ ...like, place: { ...place, building: '3' }, reporters: [reporter] })
    const search = { areas: [grid], category: '0206', words: '九栋停水', building: '9', reporter: 'liayi' }
    expect(await found(search)).toEqual([own.id, house.id, worded.id, plain.id])
    expect(await found({ ...search, most: 2 })).toEqual([own.id, house.id])
  })

  it('are found before they have a grid: by area, by room, and where neither says by the caller', async () => {
    const [area, room] = [`area-${newId()}`, `room-${newId()}`]
    const category = `c-${newId()}`
    const none = { grid: null, area: null, room: null, category }
    const ofArea = await stored({ ...none, area })
    const ofRoom = await stored({ ...none, room })
    const privately = await stored(none)
    await stored({ ...none, grid: 'another', room })
    const ids = await found({ category, areas: [area], rooms: [room] })
    expect(new Set(ids)).toEqual(new Set([ofArea.id, ofRoom.id, privately.id]))
  })

  it('are not found by words that were recalled', async () => {
    const grid = `grid-${newId()}`
    const record = await stored({ grid, category: '0105', words: '十七栋的秘密花园被占' })
    const search = { areas: [grid], category: '0101', words: '秘密花园' }
    expect(await found(search)).toEqual([record.id])
    await db.stores.copiedWords.inCase(record.id, '（居民已撤回原话）')
    expect(await found(search)).toEqual([])
  })

  it('may be asked for with any words: signs, quotes, half characters, none', async () => {
    for (const words of ['', '。', `'|&!:*\\`, "a' | 'b", '\u0000\ud800', '灯'.repeat(5_000)])
      expect(await found({ words })).toEqual([])
  })
})
