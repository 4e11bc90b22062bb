import { describe, expect, it } from 'vitest'
import type { Notice } from '../../src/chat/outbox.ts'
import { receiptNotice } from '../../src/feedback/receipts.ts'
import { stageNotices, unansweredNotices } from '../../src/feedback/stage-notices.ts'
import { dispatchNotices } from '../../src/feedback/tasks.ts'
import { standingNotices } from '../../src/jobs/reminders.ts'
import { instant } from '../../src/kernel/clock.ts'
import { aCase } from '../support/a-case.ts'
import { exampleGround } from '../support/example-town.ts'
import { anEvent, now, seat } from '../support/feedback-ask.ts'

const ground = await exampleGround()
const cause = { id: 'cause-1' }
const wangqiang = seat('wangqiang', 'community_lead', 'QH-JX')
const chenlan = seat('chenlan', 'community_lead', 'QH-JX')

const textTo = (notices: readonly (Notice | null)[], person: string): string =>
  notices.find(
    (one) =>
      one?.mentions.includes(person) === true ||
      (one !== null && 'private' in one.to && one.to.private === person),
  )?.text ?? ''

describe('A deputy is told what a deputy can do (4.4)', () => {
  const later = instant('2026-11-23T14:40:00+08:00')
  const accept = (to: Parameters<typeof stageNotices>[3], handler = chenlan) =>
    stageNotices(cause, 'accept', aCase({ handler }), to, ground, later)

  it('of a case that is not accepted: the handler is to accept it, the deputy to remind', () => {
    expect(textTo(accept([chenlan]), 'chenlan')).toContain('请回“签收 1”')
    const said = textTo(accept([wangqiang]), 'wangqiang')
    expect(said).toContain('陈岚还没签收')
    expect(said).toContain('请王强提醒一下')
    expect(said).not.toContain('签收 1')
  })

  it('and where there is no deputy the duty officer presses, or hands it on', () => {
    const said = textTo(accept([]), 'luona')
    expect(said).toMatch(/陈岚还没签收，请催一下，或回“转 1 /u)
  })

  it('also where the deputy may not hear of it (3.5)', () => {
    const record = aCase({ about: ['wangqiang'] })
    const told = stageNotices(cause, 'accept', record, [wangqiang], ground, later)
    expect(textTo(told, 'wangqiang')).toBe('')
    expect(textTo(told, 'luona')).toContain('请催一下')
  })

  it('of a verification that nobody can take over, the duty officer presses; without a verifier it can be closed', () => {
    const resolved = aCase({ state: 'resolved', outcome: 'solved', result: '已换' })
    const verifier = seat('zhangwei', 'grid_lead', 'QH-JX-01')
    const verify = (to: Parameters<typeof stageNotices>[3], record = resolved) =>
      stageNotices(cause, 'verify', record, to, ground, later)
    expect(textTo(verify([verifier]), 'zhangwei')).toContain('“核实 1”')
    expect(textTo(verify([]), 'luona')).toContain('张伟还没核实，请催一下')
    expect(textTo(verify([], { ...resolved, verifier: null }), 'luona')).toContain('“同意 1”')
  })
})

describe('A reminder that comes again names whoever is to act (3.6, 4.4)', () => {
  const tomorrow = instant('2026-11-25T09:00:00+08:00')

  it('so that nobody is asked to press themselves', () => {
    const waiting = aCase({
      ...{ handler: seat('gaofeng', 'director'), dueAt: instant('2026-11-27T17:30:00+08:00') },
    })
    const said = textTo(standingNotices(cause, waiting, ground, tomorrow), 'gaofeng')
    expect(said).toContain('请高峰回“签收')
    expect(said).not.toContain('催一下')
    const late = aCase({ state: 'in_progress', handler: seat('tianye', 'director') })
    expect(textTo(standingNotices(cause, late, ground, tomorrow), 'tianye')).toContain('请田野尽快办好')
  })

  it('and the duty officer is not asked to verify for somebody else', () => {
    const resolved = aCase({ state: 'resolved', resolvedAt: now })
    expect(textTo(standingNotices(cause, resolved, ground, tomorrow), 'luona')).toContain('请张伟回“核实')
  })
})

describe('A deputy who is called to an emergency reads where it is (3.8)', () => {
  const gas = aCase({ urgency: 'emergency', category: '0803', words: '3号楼楼道一股煤气味' })

  it('with the words, for the first time', () => {
    const said = textTo(unansweredNotices(cause, gas, [wangqiang], 5, ground, now), 'wangqiang')
    for (const part of ['3号楼', '煤气味', '5分钟', '签收 1']) expect(said).toContain(part)
  })
})

describe('Whoever acts in a post is named by the post (1.2, 3.4)', () => {
  const acting = aCase({ handler: wangqiang })

  it('to residents and in an emergency alike', () => {
    expect(receiptNotice(anEvent(acting), acting, ground, now)?.text).toMatch(/社区责任人 ?王强/u)
    const emergency = { ...acting, urgency: 'emergency' } as const
    expect(textTo(dispatchNotices(cause, emergency, ground, now), 'wangqiang')).toContain(
      '社区责任人王强办理',
    )
  })
})
