import { describe, expect, it } from 'vitest'
import type { CaseRecord, Reporter } from '../../src/cases/case.ts'
import type { CaseEvent } from '../../src/cases/event.ts'
import { closureNotices } from '../../src/feedback/closure.ts'
import { receiptNotice } from '../../src/feedback/receipts.ts'
import { dispatchNotices, triageNotices } from '../../src/feedback/tasks.ts'
import { instant } from '../../src/kernel/clock.ts'
import { aCase } from '../support/a-case.ts'
import { exampleGround } from '../support/example-town.ts'
import { anEvent, night, now, someReporter } from '../support/feedback-ask.ts'

const ground = await exampleGround()

const event = (record: CaseRecord): CaseEvent =>
  anEvent(record, { actor: { by: 'bot', post: 'bot' }, door: 'rule' })

const reporter = (key: string, name: string, room: string | null = 'cuihu-a'): Reporter =>
  someReporter(key, { name, room })

const closed = (wanted: Partial<CaseRecord>): CaseRecord =>
  aCase({
    state: 'closed',
    outcome: 'solved',
    result: '已更换声控灯，3-2-502李阿姨家门口也亮了，电话13812341234',
    resolvedAt: instant('2026-11-23T15:20:00+08:00'),
    closedAt: now,
    ...wanted,
  })

describe('The closure notice (6.3)', () => {
  it('is said in the room to those who reported there, without flat, name or telephone', () => {
    const record = closed({})
    const [notice, ...more] = closureNotices(event(record), record, ground, now)
    expect(more).toEqual([])
    expect(notice?.to).toEqual({ room: 'cuihu-a' })
    expect(notice?.mentions).toEqual(['liayi'])
    expect(notice?.text).toContain('声控灯')
    expect(notice?.text).not.toMatch(/502|李阿姨|13812341234/u)
  })

  it('names at most five and counts the rest', () => {
    const reporters = Array.from({ length: 7 }, (_, index) =>
      reporter(`r${String(index)}`, `邻居${String(index)}`),
    )
    const record = closed({ reporters })
    const [notice] = closureNotices(event(record), record, ground, now)
    expect(notice?.mentions).toHaveLength(5)
    expect(notice?.text).toContain('等7位邻居')
  })

  it.each([
    ['a dispute', { nature: 'resident_dispute', category: '0402' }],
    ['a confidential case', { confidential: true }],
    ['violence', { category: '0902', nature: 'department_matter' }],
  ] as const)('is private for %s', (_, wanted) => {
    const record = closed(wanted)
    expect(closureNotices(event(record), record, ground, now).map((one) => one.to)).toEqual([
      { private: 'liayi' },
    ])
  })

  it('leaves out who has withdrawn, and reaches a private reporter in private', () => {
    const reporters = [
      { ...reporter('a', '甲'), withdrawn: true },
      reporter('b', '乙', null),
      reporter('c', '丙'),
    ]
    const record = closed({ reporters })
    const told = closureNotices(event(record), record, ground, now)
    expect(told.map((one) => one.to)).toEqual([{ private: 'b' }, { room: 'cuihu-a' }])
    expect(told.map((one) => one.mentions)).toEqual([[], ['c']])
  })

  it('waits in quiet hours for the morning, as what the bot starts', () => {
    const record = closed({})
    const [notice] = closureNotices(event(record), record, ground, night)
    expect(notice?.runAt.toISOString()).toBe('2026-11-24T00:30:00.000Z')
  })
})

describe('The receipt (6.1)', () => {
  it('answers the speaker in the room, at any hour, with number, place, person and time', () => {
    const record = aCase()
    const notice = receiptNotice(event(record), record, ground, night)
    expect(notice?.to).toEqual({ room: 'cuihu-a' })
    expect(notice?.mentions).toEqual(['liayi'])
    expect(notice?.held).toBe('never')
    expect(notice?.text).toMatch(/3号楼.*陈岚.*17:30.*QH20261123-0001/su)
  })

  it('names neither side of a dispute', () => {
    const record = aCase({
      nature: 'resident_dispute',
      category: '0402',
      place: { ...aCase().place, room: '702' },
    })
    expect(receiptNotice(event(record), record, ground, now)?.text).not.toMatch(/702|漏水|楼上/u)
  })

  it('of a confidential case is private and says nothing of the matter', () => {
    const record = aCase({ confidential: true, category: '0904' })
    const notice = receiptNotice(event(record), record, ground, now)
    expect(notice?.to).toEqual({ private: 'liayi' })
    expect(notice?.text).not.toContain('赌博')
  })

  it('of an emergency says first what to do', () => {
    const record = aCase({ urgency: 'emergency', category: '0803' })
    expect(receiptNotice(event(record), record, ground, night)?.text).toMatch(/^先别开关.*119/su)
  })
})

describe('Staff are told where they sit (1.4)', () => {
  it('a confidential case is told privately, the room hears its number alone', () => {
    const record = aCase({
      confidential: true,
      category: '0904',
      words: '聚众赌博',
      state: 'triage',
      handler: null,
    })
    const told = triageNotices(record, '交派出所', ground, now)
    expect(told.map((one) => one.to)).toEqual([{ room: 'centre' }, { private: 'luona' }])
    expect(told[0]?.text).not.toMatch(/赌博|3号楼/u)
  })

  it('an emergency is one message per room with all its mentions, not held at night', () => {
    const informed = [
      { person: 'zhangwei', post: 'grid_lead', area: 'QH-JX-01', dept: null },
      { person: 'chenlan', post: 'community_lead', area: 'QH-JX', dept: null },
      { person: 'luona', post: 'duty_officer', area: 'QH', dept: null },
      { person: 'tianye', post: 'director', area: 'QH', dept: null },
    ] as const
    const handler = { person: 'yaolei', post: 'department_lead', area: 'QH', dept: 'yingji' } as const
    const record = aCase({ urgency: 'emergency', category: '0803', handler, informed })
    const told = dispatchNotices({ id: '1' }, record, ground, night)
    expect(told.map((one) => [one.to, one.mentions])).toEqual([
      [{ private: 'yaolei' }, []],
      [{ room: 'jx-staff' }, ['zhangwei', 'chenlan']],
      [{ room: 'centre' }, ['luona', 'tianye']],
    ])
    expect(told.every((one) => one.held === 'never' && one.runAt === night)).toBe(true)
  })

  it('violence stays out of grid and community rooms', () => {
    const informed = [{ person: 'zhangwei', post: 'grid_lead', area: 'QH-JX-01', dept: null }] as const
    const record = aCase({ urgency: 'emergency', category: '0902', informed })
    expect(dispatchNotices({ id: '1' }, record, ground, now).map((one) => one.to)).toEqual([
      { private: 'chenlan' },
      { private: 'zhangwei' },
    ])
  })
})
