import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addHours, addMinutes, instant } from '../../src/kernel/clock.ts'
import type { FreshDatabase } from '../support/database.ts'
import { databaseServers, freshDatabase } from '../support/database.ts'

const now = instant('2026-11-23T09:10:00.001+08:00')

describe.each(databaseServers)('what staff say of leave and duty on %s', (server) => {
  let db: FreshDatabase

  beforeAll(async () => {
    db = await freshDatabase(server)
  })
  afterAll(() => db.drop())

  it('is kept in the order in which it was said, and leaves another mark each time', async () => {
    const { attendance } = db.stores
    expect(await attendance.load()).toEqual({ leave: [], takeovers: [] })
    const marks = [await attendance.mark()]
    const leave = { person: 'p', from: now, to: addHours(now, 8), delegate: 'q', back: false }
    await attendance.addLeave(leave, 'p', now)
    marks.push(await attendance.mark())
    const back = { ...leave, from: addHours(now, 1), delegate: null, back: true }
    await attendance.addLeave(back, 'p', addHours(now, 1))
    marks.push(await attendance.mark())
    await attendance.addTakeover({ person: 'd', at: now }, null, 'd')
    await attendance.addTakeover({ person: 'e', at: addHours(now, 1) }, 'd', 'director')
    marks.push(await attendance.mark())
    expect(new Set(marks).size).toBe(4)
    expect(await attendance.load()).toEqual({
      leave: [leave, back],
      takeovers: [
        { person: 'd', at: now },
        { person: 'e', at: addHours(now, 1) },
      ],
    })
  })

  it('can be added to and never changed or taken away', async () => {
    for (const table of ['absences', 'duty_log']) {
      await expect(db.dataSource.query(`DELETE FROM ${table}`)).rejects.toThrow('permission denied')
      await expect(db.dataSource.query(`UPDATE ${table} SET person = 'x'`)).rejects.toThrow(
        'permission denied',
      )
    }
  })
})

describe.each(databaseServers)('the visits of an area on %s', (server) => {
  let db: FreshDatabase

  beforeAll(async () => {
    db = await freshDatabase(server)
  })
  afterAll(() => db.drop())

  it('are counted, and a voice belongs once to the newest of a person', async () => {
    const { visits } = db.stores
    const visit = { person: 'p', area: 'G1', place: '3号楼', words: '一切正常', voices: [], at: now }
    await visits.add(visit)
    const later = await visits.add({ ...visit, at: addMinutes(now, 2), words: '' })
    await visits.add({ ...visit, area: 'G2', person: 'q', at: addMinutes(now, 3) })
    await visits.addVoice(later, 'm-1')
    await visits.addVoice(later, 'm-1')
    expect(await visits.latest('p', now)).toMatchObject({ id: later, voices: ['m-1'], words: '' })
    expect(await visits.latest('p', addMinutes(now, 3))).toBeNull()
    expect([await visits.count('G1', now), await visits.count('G1', addMinutes(now, 1))]).toEqual([2, 1])
  })
})

describe.each(databaseServers)('a question to one speaker on %s', (server) => {
  let db: FreshDatabase

  beforeAll(async () => {
    db = await freshDatabase(server)
  })
  afterAll(() => db.drop())

  it('stays open until its time, until it is dropped, or until the next one', async () => {
    const { questions } = db.stores
    const asked = { conversationKey: 'r', contactId: 'c', kind: 'done', facts: { words: '“好”了\u0000' } }
    await questions.ask({ ...asked, until: addMinutes(now, 10) })
    expect(await questions.open('r', 'c', now)).toMatchObject({ kind: 'done', facts: { words: '“好”了' } })
    expect(await questions.open('r', 'd', now)).toBeNull()
    expect(await questions.open('r', 'c', addMinutes(now, 10))).toBeNull()
    await questions.ask({ ...asked, kind: 'photo', until: addMinutes(now, 20) })
    expect(await questions.open('r', 'c', addMinutes(now, 10))).toMatchObject({ kind: 'photo' })
    await questions.drop('r', 'c', 'done')
    expect(await questions.open('r', 'c', now)).toMatchObject({ kind: 'photo' })
    await questions.drop('r', 'c', 'photo')
    expect(await questions.open('r', 'c', now)).toBeNull()
  })
})
