import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CaseRecord, Reporter } from '../../src/cases/case.ts'
import type { CaseEvent } from '../../src/cases/event.ts'
import { afterwards } from '../../src/desk/following-up.ts'
import { readCommand } from '../../src/desk/command.ts'
import { tellClosure } from '../../src/feedback/closing.ts'
import { followUpDue } from '../../src/feedback/following-up.ts'
import type { Ground } from '../../src/grid/ground.ts'
import { instant } from '../../src/kernel/clock.ts'
import { newId } from '../../src/kernel/ids.ts'
import { aCase } from '../support/a-case.ts'
import type { FreshDatabase } from '../support/database.ts'
import { databaseServers, freshDatabase } from '../support/database.ts'
import { exampleGround } from '../support/example-town.ts'
import { noticesIn } from '../support/notices.ts'

const now = instant('2026-11-23T15:30:00+08:00')
const later = instant('2026-11-26T17:30:00+08:00')

describe.each(databaseServers)('a reporter whom the chat does not reach on %s (6.8)', (server) => {
  let db: FreshDatabase
  let ground: Ground
  let running = 0
  beforeAll(async () => {
    db = await freshDatabase(server)
    ground = await exampleGround()
  })
  afterAll(() => db.drop())

  const reporter = (key: string, wanted: Partial<Reporter>): Reporter => ({
    ...{ key, contactId: null, name: '3-2-502李', room: null, joinedAt: now, withdrawn: false, rating: null },
    ...wanted,
  })

  async function closed(reporters: readonly Reporter[]): Promise<CaseRecord> {
    running += 1
    const record = aCase({
      ...{ id: newId(), number: `QH20261123-100${String(running)}`, state: 'closed', closedAt: now },
      ...{ outcome: 'solved', result: '已换灯', reporters },
    })
    await db.stores.cases.insert(record)
    await tellClosure(db.stores, { id: newId() } as CaseEvent, record, ground, now)
    return record
  }
  const said = (record: CaseRecord) =>
    noticesIn<{ purpose: string; text: string }>(
      db.dataSource,
      'purpose, text',
      'WHERE case_id = $1 ORDER BY purpose DESC',
      [record.id],
    )
  const command = (record: CaseRecord, text: string, code = 'luona') => {
    const read = readCommand(text)
    if (read === null) throw new Error(`no command: ${text}`)
    const answer = afterwards[read.name]
    if (answer === undefined) throw new Error(`moves a case: ${text}`)
    return db.unitOfWork.run((stores) => answer({ stores, command: read, record, code, ground, now }))
  }

  it('is told on the telephone, once, and reminded of until it is reported', async () => {
    const record = await closed([reporter('visitor-1', {})])
    await tellClosure(db.stores, { id: newId() } as CaseEvent, record, ground, now)
    const [task] = await db.stores.followUps.openOf(record.id)
    expect(task).toMatchObject({ kind: 'telephone', reporter: 'visitor-1', assignee: { person: 'luona' } })
    expect((await said(record)).map(({ purpose }) => purpose)).toEqual(['follow_up_telephone'])
    expect((await said(record))[0]?.text).toMatch(/电话告知.*李\*\*.*已电话/su)
    const late = { key: 'late', facts: { key: task?.key ?? '', step: 'late' as const } }
    await followUpDue(db.stores, late, record, ground, later)
    expect((await said(record)).map(({ purpose }) => purpose)).toEqual([
      'follow_up_telephone',
      'follow_up_late',
    ])
    expect(await command(record, `已电话 ${record.number} 说知道了`)).toContain('电话告诉居民')
    expect(await db.stores.followUps.openOf(record.id)).toEqual([])
    expect((await db.stores.events.last(record.id))?.facts).toMatchObject({ reached: true, tries: 1 })
  })

  it('is unreachable after three tries, and the three stand in the history', async () => {
    const record = await closed([reporter('visitor-2', {})])
    expect(await command(record, `联系不上 ${record.number}`)).toContain('第1次')
    expect(await command(record, `联系不上 ${record.number}`)).toContain('第2次')
    expect(await command(record, `联系不上 ${record.number}`)).toContain('联系不上')
    await expect(command(record, `联系不上 ${record.number}`)).rejects.toThrow('没有等着打的电话')
    const [task] = await db.stores.followUps.ofCase(record.id)
    expect(task).toMatchObject({ tries: 3, outcome: 'unreachable', doneBy: 'luona' })
    expect(await db.stores.events.ofCase(record.id)).toHaveLength(3)
  })

  it('is told in private where the room is gone, in the room where it is not', async () => {
    await db.stores.seats.bind('room-a', 'cuihu-a', 'luona', now)
    const record = await closed([
      reporter('c-9', { contactId: 'c-9', room: 'dissolved' }),
      reporter('c-8', { contactId: 'c-8', room: 'cuihu-a' }),
    ])
    expect(await db.stores.followUps.openOf(record.id)).toEqual([])
    const places = await db.dataSource.query<{ addressee: unknown }[]>(
      'SELECT addressee FROM outbox WHERE case_id = $1 ORDER BY queued',
      [record.id],
    )
    expect(places.map(({ addressee }) => addressee)).toEqual([{ private: 'c-9' }, { room: 'cuihu-a' }])
  })

  it('is telephoned by nobody but whoever was asked or the centre', async () => {
    const record = await closed([reporter('visitor-3', {})])
    await expect(command(record, `已电话 ${record.number}`, 'zhaomin')).rejects.toThrow('不能记电话')
  })
})
