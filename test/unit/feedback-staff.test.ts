import { describe, expect, it } from 'vitest'
import type { Notice } from '../../src/chat/outbox.ts'
import type { CaseRecord } from '../../src/cases/case.ts'
import type { CaseEvent } from '../../src/cases/event.ts'
import { praiseNotices } from '../../src/feedback/answers.ts'
import { receiptNotice } from '../../src/feedback/receipts.ts'
import * as staff from '../../src/feedback/staff-notices.ts'
import * as tasks from '../../src/feedback/tasks.ts'
import { standsAs } from '../../src/jobs/gates/overtaken.ts'
import { instant } from '../../src/kernel/clock.ts'
import { aCase } from '../support/a-case.ts'
import { exampleGround } from '../support/example-town.ts'
import { anEvent, night, now } from '../support/feedback-ask.ts'

const ground = await exampleGround()
const cause = { id: 'cause-1' }

const event = (record: CaseRecord): CaseEvent =>
  anEvent(record, { move: 'supplement', from: record.state, actor: { by: 'liayi', post: 'reporter' } })

const hears = (notices: readonly Notice[], person: string): boolean =>
  notices.some((one) => one.mentions.includes(person) || ('private' in one.to && one.to.private === person))
const inRoom = (notices: readonly Notice[], room: string): readonly Notice[] =>
  notices.filter((one) => 'room' in one.to && one.to.room === room)

describe('Whoever a case is about hears nothing of it (3.5)', () => {
  const about = { about: ['luona'], handler: null, state: 'triage' } as const
  const all = (record: CaseRecord): readonly Notice[] => [
    ...tasks.triageNotices(record, '交纪委', ground, now),
    ...tasks.noWayNotices(cause, record, '无人可派', ground, now),
    ...tasks.countyNotices(cause, record, '今天23:59', ground, now),
    ...tasks.returnNotices(cause, record, { by: '甲', reason: '乙', proposal: '丙' }, ground, now),
    ...tasks.extensionNotices(cause, { ...record, extensionAsked: { days: 2, reason: '忙' } }, ground, now),
    ...tasks.closeNotices(cause, record, ground, now),
    ...staff.stageNotices(cause, 'triage', record, [], ground, now),
    ...staff.rungNotices(cause, 'due', record, ground, now),
    ...staff.rungNotices(cause, 'over1', record, ground, now),
    ...staff.rungNotices(cause, 'over2', record, ground, now),
    ...staff.supervisorNotices(event(record), record, ground, now),
  ]

  it('the duty officer is passed over for the deputy, and an open word about it does not go into their common room', () => {
    const told = all(aCase(about))
    expect(hears(told, 'luona')).toBe(false)
    expect(hears(told, 'hanbing')).toBe(true)
    expect(inRoom(told, 'centre')).toEqual([])
  })

  it('without any duty officer left the director is told, then the township lead', () => {
    expect(hears(all(aCase({ ...about, about: ['luona', 'hanbing'] })), 'tianye')).toBe(true)
    const last = all(aCase({ ...about, about: ['luona', 'hanbing', 'tianye'] }))
    expect(hears(last, 'tianye')).toBe(false)
    expect(hears(last, 'gaofeng')).toBe(true)
  })

  it('the room hears the number of a confidential case only where somebody else is left to be told', () => {
    const sealed = aCase({ ...about, confidential: true, category: '1503', words: '值班人员收红包' })
    const told = tasks.triageNotices(sealed, '交纪委', ground, now)
    expect(inRoom(told, 'centre').map((one) => one.mentions)).toEqual([['hanbing']])
    expect(inRoom(told, 'centre')[0]?.text).not.toMatch(/干部|红包/u)
    const everybody = ['luona', 'hanbing', 'tianye', 'gaofeng']
    expect(tasks.triageNotices({ ...sealed, about: everybody }, '交纪委', ground, now)).toEqual([])
  })

  it('supervisor and director who are meant do not read 督办 and 超期上交', () => {
    const record = aCase({ about: ['dengkai', 'tianye'] })
    expect(hears(all(record), 'dengkai')).toBe(false)
    expect(hears(all(record), 'tianye')).toBe(false)
  })

  it('neither the informed nor those in one room with the accused read it there', () => {
    const informed = [{ person: 'chenlan', post: 'community_lead', area: 'QH-JX', dept: null }] as const
    const handler = { person: 'zhangwei', post: 'grid_lead', area: 'QH-JX-01', dept: null } as const
    const told = tasks.dispatchNotices(cause, aCase({ about: ['chenlan'], handler, informed }), ground, now)
    expect(told.map((one) => one.to)).toEqual([{ private: 'zhangwei' }])
  })

  it('praise that complains of the lead does not reach the lead', () => {
    const record = aCase({ kind: 'praise', about: ['chenlan'] })
    expect(hears(praiseNotices(event(record), record, ground, now), 'chenlan')).toBe(false)
  })
})

describe('What is overtaken when it is sent is not said (5.3)', () => {
  const stale = (notices: readonly (Notice | null)[], record: CaseRecord): boolean =>
    notices.length > 0 && notices.every((one) => one !== null && !standsAs(record, one.expects ?? {}))
  const other = { person: 'wangqiang', post: 'community_lead', area: 'QH-JX', dept: null } as const

  it('a task, a reminder and a receipt for somebody who no longer has the case', () => {
    const record = aCase()
    const moved = aCase({ handler: other })
    for (const told of [
      tasks.dispatchNotices(cause, record, ground, now),
      staff.rungNotices(cause, 'soon', record, ground, now),
      [receiptNotice(event(record), record, ground, now)],
    ]) {
      expect(stale(told, record)).toBe(false)
      expect(stale(told, moved)).toBe(true)
    }
  })

  it('a question to verifier, duty officer or director that was answered meanwhile', () => {
    const resolved = aCase({ state: 'resolved', outcome: 'solved', result: '已更换' })
    const verified = { ...resolved, state: 'verified' } as const
    expect(stale(tasks.verifyNotices(cause, resolved, ground, now), verified)).toBe(true)
    expect(stale(tasks.verifyNotices(cause, resolved, ground, now), resolved)).toBe(false)
    expect(stale(tasks.closeNotices(cause, verified, ground, now), aCase({ state: 'closed' }))).toBe(true)
    const waiting = aCase({ state: 'triage', handler: null })
    expect(stale(tasks.triageNotices(waiting, '交陈岚', ground, now), aCase())).toBe(true)
  })

  it('but what to do in an emergency is said in any case', () => {
    const record = aCase({ urgency: 'emergency', category: '0803' })
    const receipt = receiptNotice(event(record), record, ground, now)
    expect(stale([receipt], aCase({ handler: other, state: 'resolved' }))).toBe(false)
  })
})

describe('What staff read', () => {
  it('the next handler reads the words that came with the case, not the sentence of the rules', () => {
    const record = aCase({ cycle: 2, reason: '按3.1、3.6交社区' })
    const said = '居民说：“还是不亮”'
    const [again] = tasks.dispatchNotices(cause, record, ground, now, { how: 'reopen', said })
    expect(again?.text).toContain(said)
    expect(again?.text).not.toContain('3.6')
    const up = { how: 'escalate', said: '张伟上报：“要换总线”' } as const
    expect(tasks.dispatchNotices(cause, record, ground, now, up)[0]?.text).toContain('要换总线')
  })

  it('words added while nobody holds the case go to the duty officer, a picture as a picture', () => {
    for (const state of ['triage', 'filed', 'county'] as const) {
      const record = aCase({ state, handler: null })
      const told = staff.supplementNotices(event(record), record, '[image]', ground, now)
      expect(told.map((one) => one.mentions)).toEqual([['luona']])
      expect(told[0]?.text).toContain('居民发来一张图片')
    }
  })

  it('one proposal is said once for each handler that is proposed', () => {
    const record = aCase({ state: 'triage', handler: null })
    const key = (proposal: string) => tasks.triageNotices(record, proposal, ground, now)[0]?.dedupeKey
    expect(key('交陈岚')).toBe(key('交陈岚'))
    expect(key('交何云')).not.toBe(key('交陈岚'))
  })

  it('long waits are said in hours, and what is left is rounded up', () => {
    const record = aCase({ state: 'triage', handler: null, receivedAt: instant('2026-11-22T22:26:00+08:00') })
    expect(staff.stageNotices(cause, 'triage', record, [], ground, now)[0]?.text).toContain(
      '已等10小时44分钟',
    )
    const at = instant('2026-11-24T15:30:01+08:00')
    expect(staff.rungNotices(cause, 'soon', aCase(), ground, at)[0]?.text).toContain('还剩2小时（')
  })

  it('催办 asks the handler why, and tells the duty officer who is late', () => {
    const told = staff.rungNotices(cause, 'due', aCase(), ground, instant('2026-11-24T17:30:00+08:00'))
    const to = (person: string) => told.find((one) => one.mentions.includes(person))?.text
    expect(to('chenlan')).toContain('原因 QH20261123-0001')
    const [duty, ...more] = inRoom(told, 'centre')
    expect(more).toEqual([])
    expect(duty?.text).toContain('陈岚')
    expect(duty?.text).not.toContain('回“原因')
  })

  it('in an emergency nobody is offered more time', () => {
    const record = aCase({ urgency: 'emergency' })
    expect(staff.rungNotices(cause, 'soon', record, ground, now)[0]?.text).not.toContain('延期')
  })

  it('what is held overnight is written for the morning: number in full, today called today', () => {
    const [task] = tasks.dispatchNotices(cause, aCase(), ground, night)
    expect(task?.text).toContain('签收 QH20261123-0001')
    expect(task?.text).toContain('今天17:30')
    expect(tasks.dispatchNotices(cause, aCase(), ground, now)[0]?.text).toContain('“签收 1”')
  })
})
