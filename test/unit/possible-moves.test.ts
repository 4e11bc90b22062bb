import { describe, expect, it } from 'vitest'
import { possibleMoves } from '../../src/api/v1/possible-moves.ts'
import type { CaseRecord } from '../../src/cases/case.ts'
import { instant } from '../../src/kernel/clock.ts'
import { aCase } from '../support/a-case.ts'
import { exampleGround } from '../support/example-town.ts'

const ground = await exampleGround()
const inTime = instant('2026-11-24T09:00:00+08:00')
const late = instant('2026-11-25T09:00:00+08:00')
const offered = (person: string, wanted: Partial<CaseRecord>, now = inTime) =>
  possibleMoves(person, aCase({ state: 'in_progress', ...wanted }), ground, now, [])

const [handler, officer, director] = ['chenlan', 'luona', 'tianye']

describe('The moves that a case offers (2.1)', () => {
  it('name no confirmation before the duty officer has held somebody responsible (5.2)', () => {
    expect(offered(director, {})).not.toContain('late_confirm')
    expect(offered(director, { lateReason: '等配件', lateClass: 'objective' })).not.toContain('late_confirm')
    expect(offered(director, { lateReason: '忘了', lateClass: 'confirmed' })).not.toContain('late_confirm')
    expect(offered(director, { lateReason: '忘了', lateClass: 'responsible' })).toContain('late_confirm')
  })

  it('ask for a reason only where the case is or was over its time (5.2)', () => {
    expect(offered(handler, {})).not.toContain('late_reason')
    expect(offered(handler, {}, late)).toContain('late_reason')
    expect(offered(handler, { lateSince: instant('2026-11-23T17:30:00+08:00') })).toContain('late_reason')
    const resolved = { state: 'resolved', resolvedAt: inTime } as const
    expect(offered(handler, resolved, late)).not.toContain('late_reason')
    expect(offered(handler, { ...resolved, resolvedAt: late }, late)).toContain('late_reason')
  })

  it('class a reason only where one was given (5.2)', () => {
    expect(offered(officer, {}, late)).not.toContain('late_class')
    expect(offered(officer, { lateReason: '等配件' }, late)).toContain('late_class')
  })

  it('grant or refuse an extension only where one is asked for, and ask for it once at a time (4.1)', () => {
    const asked = { extensionAsked: { days: 1, reason: '等配件' } }
    const granted = (wanted: Partial<CaseRecord>) =>
      offered(officer, wanted).filter((move) => ['extend', 'refuse_extension'].includes(move))
    expect(granted({})).toEqual([])
    expect(granted(asked)).toEqual(['extend', 'refuse_extension'])
    expect(offered(handler, {})).toContain('ask_extension')
    expect(offered(handler, asked)).not.toContain('ask_extension')
  })

  it('leave out what would be refused whatever it carried: a second return, a reopening nobody wants (2.1)', () => {
    expect(offered(handler, {})).toContain('return')
    expect(offered(handler, { returners: [handler] })).not.toContain('return')
    expect(offered(handler, { designatedByDirector: true })).not.toContain('return')
    const closed = { state: 'closed', closedAt: inTime } as const
    expect(offered(director, closed)).not.toContain('reopen')
    expect(offered(director, { ...closed, rating: 'dissatisfied' })).toContain('reopen')
  })
})
