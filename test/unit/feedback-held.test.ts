import { describe, expect, it } from 'vitest'
import type { CaseRecord } from '../../src/cases/case.ts'
import type { CaseEvent } from '../../src/cases/event.ts'
import type { Notice } from '../../src/chat/outbox.ts'
import { firstMorning } from '../../src/deadlines/leave-morning.ts'
import { heldBack, heldUntil } from '../../src/feedback/holding.ts'
import {
  countyReceiptNotice,
  progressNotices,
  receiptNotice,
  waitingNotice,
} from '../../src/feedback/receipts.ts'
import { secondNotices, secondOf } from '../../src/feedback/second-notices.ts'
import { makeDirectory } from '../../src/grid/make-directory.ts'
import { aCase } from '../support/a-case.ts'
import { local } from '../support/closed-cases.ts'
import { exampleGround } from '../support/example-town.ts'
import { anEvent, now, seat } from '../support/feedback-ask.ts'
import { toldOf } from '../support/told.ts'

const ground = await exampleGround()

describe('What residents hear waits until it can no longer be taken back (2.4)', () => {
  const record = aCase()
  const holding = { ...ground, rulebook: { ...ground.rulebook, holdNoticesSeconds: 120 } }
  const at = (seq: number, post: CaseEvent['actor']['post'], wall: string): CaseEvent =>
    anEvent(record, { seq, actor: { by: post, post }, at: local(`2026-11-23 ${wall}`) })
  const until = (event: CaseEvent, history: readonly CaseEvent[]) =>
    heldUntil(event, record, { ofCase: () => Promise.resolve(history) }, holding)

  it('counts from the command that came before, not from one that came after', async () => {
    const [filed, bot, later] = [
      at(2, 'duty_officer', '09:10'),
      at(3, 'bot', '09:11'),
      at(4, 'grid_lead', '09:30'),
    ]
    expect(await until(bot, [filed, bot, later])).toEqual(local('2026-11-23 09:12'))
  })

  it('counts from the command itself, whatever else the case has seen', async () => {
    const [first, second] = [at(2, 'duty_officer', '09:10'), at(3, 'director', '09:20')]
    expect(await until(first, [first, second])).toEqual(local('2026-11-23 09:12'))
  })

  it('leaves what waits longer for another reason', () => {
    const notice = (runAt: Date): Notice => ({
      ...{ dedupeKey: 'k', to: { room: 'cuihu-a' }, text: '', mentions: [], purpose: '', held: 'never' },
      ...{ priority: 2, caseId: null, runAt, rung: null },
    })
    const end = local('2026-11-23 09:12')
    expect(heldBack(notice(now), end, ground).runAt).toEqual(end)
    const morning = local('2026-11-24 08:30')
    expect(heldBack(notice(morning), end, ground).runAt).toEqual(morning)
    const staff = { ...notice(now), to: { room: 'jx-staff' } }
    expect(heldBack(staff, end, ground)).toBe(staff)
  })
})

describe('What a reporter may and may not read in an answer (6.1, 6.13)', () => {
  const { place } = aCase()
  const flat = { ...place, room: '502', spot: '我家厨房' }

  it('is no flat, whoever answers', () => {
    const record = aCase({ place: flat })
    for (const told of [
      receiptNotice(anEvent(record), record, ground, now),
      countyReceiptNotice(anEvent(record), record, ground, now),
    ])
      expect(told?.text).not.toMatch(/502|厨房/u)
  })

  it('is where safety is, for whoever tells of violence in confidence, and for nobody else', () => {
    const told = (category: string, wanted: Partial<CaseRecord> = {}) => {
      const record = aCase({ category, confidential: true, ...wanted })
      return [
        receiptNotice(anEvent(record), record, ground, now)?.text,
        waitingNotice(record, ground, now)?.text,
      ]
    }
    for (const text of told('0902')) expect(text).toMatch(/110[^]*QH20261123-0001/u)
    for (const text of told('0904')) {
      expect(text).toContain('QH20261123-0001')
      expect(text).not.toContain('110')
    }
  })

  it('is at the county that it lies there', () => {
    const record = aCase({ state: 'county', handler: null })
    const [told] = progressNotices(anEvent(record), record, 'county', ground, now)
    expect(told?.text).toMatch(/QH20261123-0001.*县|县.*QH20261123-0001/su)
  })
})

describe('The second person (3.8)', () => {
  const gas = aCase({ urgency: 'emergency', category: '0803', state: 'verified' })
  const agreed = (facts: CaseEvent['facts'], by = 'luona') =>
    anEvent(gas, { move: 'agree', actor: { by, post: 'duty_officer' }, facts })

  it('is whoever has the duty by the roster, before others who hold the post', () => {
    const tuesday = local('2026-11-24 10:00')
    const dismissing = { agreesTo: 'dismiss', waits: 'second' }
    expect(secondOf(agreed(dismissing, 'tianye'), gas, ground, now)?.person).toBe('luona')
    expect(secondOf(agreed(dismissing, 'tianye'), gas, ground, tuesday)?.person).toBe('hanbing')
  })

  it('of a closing by a director who holds another post too is the duty officer', () => {
    const { data } = ground.directory
    const posts = data.posts.map((post) =>
      post.post === 'supervisor' ? { ...post, holders: ['tianye'] } : post,
    )
    const town = { ...ground, directory: makeDirectory({ ...data, posts }) }
    const closing = { agreesTo: 'close', waits: 'second' }
    expect(secondOf(agreed(closing, 'tianye'), gas, town, now)).toEqual(seat('luona', 'duty_officer'))
  })

  it('is the duty officer alone where it is the duty officer’s word that lacks', () => {
    const about = ['luona', 'hanbing']
    const waits = { agreesTo: 'close', waits: 'duty_officer' }
    expect(secondOf(agreed(waits, 'tianye'), { ...gas, about }, ground, now)).toBeNull()
    expect(secondOf(agreed(waits, 'tianye'), { ...gas, handler: null }, ground, now)?.person).toBe('luona')
  })

  it('is asked as the second, and only as long as the case stands there', () => {
    const told = secondNotices(agreed({ agreesTo: 'close', waits: 'second' }), gas, ground, now)
    expect(toldOf(told)).toEqual(['second #centre @tianye if verified'])
  })
})

describe('The first morning of a leave (3.4)', () => {
  it.each([
    ['11-25 00:00', '11-25 08:30'],
    ['11-25 08:30', '11-25 08:30'],
    ['11-25 08:31', '11-25 08:31'],
    ['11-25 13:00', '11-25 13:00'],
  ])('of one that begins at %s is %s', (from, morning) => {
    expect(firstMorning({ from: local(`2026-${from}`) }, ground)).toEqual(local(`2026-${morning}`))
  })
})
