import { describe, expect, it } from 'vitest'
import type { CaseRecord } from '../../src/cases/case.ts'
import { heldUntil, noticeOf } from '../../src/feedback/audience.ts'
import { instant } from '../../src/kernel/clock.ts'
import { aCase } from '../support/a-case.ts'
import { exampleGround } from '../support/example-town.ts'
import { night, now } from '../support/feedback-ask.ts'

const ground = await exampleGround()
const cause = { id: 'c' }

describe('A notice at night (5.4, 5.5)', () => {
  const makings = { purpose: 'p', to: { room: 'jx-staff' }, text: 't' }
  const at = (wanted: Partial<CaseRecord>, more = {}) =>
    noticeOf(cause, aCase(wanted), { ...makings, ...more }, ground, night)

  it('waits for the morning and is said with what else waits, unless it cannot wait', () => {
    const morning = instant('2026-11-24T08:30:00+08:00')
    expect(at({})).toMatchObject({
      runAt: morning,
      gather: 'morning',
      held: 'quiet_hours',
      priority: 2,
      rung: null,
    })
    expect(at({ urgency: 'emergency' })).toMatchObject({ runAt: night, held: 'never', priority: 0 })
    expect(at({ limit: { n: 2, unit: 'natural_hour' } })).toMatchObject({
      runAt: night,
      held: 'never',
      priority: 2,
    })
    expect(at({}, { answer: true })).toMatchObject({ runAt: night, held: 'never', priority: 1 })
    for (const prompt of [at({ urgency: 'emergency' }), at({}, { answer: true, gather: 'summary' })])
      expect(prompt).not.toHaveProperty('gather')
  })

  it('by day goes out by itself, or waits for what it was made to wait for', () => {
    const day = (more = {}) => noticeOf(cause, aCase(), { ...makings, ...more }, ground, now)
    expect(day()).toEqual({
      ...{
        dedupeKey: 'c:p:{"room":"jx-staff"}',
        to: { room: 'jx-staff' },
        text: 't',
        mentions: [],
        purpose: 'p',
      },
      ...{ held: 'quiet_hours', priority: 2, caseId: 'case-1', runAt: now, rung: null },
    })
    expect(day({ gather: 'summary', brief: 'b' })).toMatchObject({
      runAt: now,
      gather: 'summary',
      brief: 'b',
    })
  })

  it('waits to the hour of the digest on a working day, to the end of the quiet hours on another', () => {
    expect(heldUntil(now, ground)).toBeNull()
    const late = { ...ground, rulebook: { ...ground.rulebook, digestAt: '09:15' } }
    expect(heldUntil(night, late)).toEqual(instant('2026-11-24T09:15:00+08:00'))
    const friday = instant('2026-11-27T22:00:00+08:00')
    expect(heldUntil(friday, late)).toEqual(instant('2026-11-28T08:30:00+08:00'))
  })
})
