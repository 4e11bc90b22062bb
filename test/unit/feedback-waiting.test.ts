import { describe, expect, it } from 'vitest'
import type { CaseRecord } from '../../src/cases/case.ts'
import { dutyLine } from '../../src/feedback/duty-line.ts'
import { dispatchNotices, triageNotices } from '../../src/feedback/tasks.ts'
import { withAllTold } from '../../src/feedback/waiting-emergency.ts'
import { aCase } from '../support/a-case.ts'
import { exampleGround } from '../support/example-town.ts'
import { night, now, seat } from '../support/feedback-ask.ts'
import { toldOf } from '../support/told.ts'

const ground = await exampleGround()

describe('An emergency that nobody has yet (3.8)', () => {
  const gas = (wanted: Partial<CaseRecord> = {}) =>
    aCase({
      ...{ state: 'triage', handler: null, dueAt: null, urgency: 'emergency' },
      ...{ category: '0803', nature: 'department_matter', words: '楼道里煤气味很大' },
      ...wanted,
    })
  const told = (record: CaseRecord) =>
    withAllTold(triageNotices(record, '交陈岚', ground, night), record, ground, night)

  it('is asked of the duty officer and told to all of them, one message for each room', () => {
    expect(toldOf(told(gas()))).toEqual([
      'triage #centre @luona @tianye if triage',
      'emergency_waiting yaolei if triage filed',
      'emergency_waiting #jx-staff @zhangwei @chenlan if triage filed',
    ])
  })

  it('is said with number, place and words, at night as by day', () => {
    const [, there, department] = told(gas())
    for (const one of [there, department]) {
      expect(one?.text).toMatch(/3号楼2单元楼道[^]*楼道里煤气味很大/u)
      expect(one).toMatchObject({ runAt: night, held: 'never', priority: 0 })
      expect(one?.dedupeKey).toContain('case-1:emergency_waiting')
    }
  })

  it('mentions nobody twice in the room in which the duty officer is asked', () => {
    const record = gas()
    const asked = triageNotices(record, '交陈岚', ground, night).map((one) => ({
      ...one,
      mentions: ['luona', 'tianye'],
    }))
    expect(withAllTold(asked, record, ground, night)[0]?.mentions).toEqual(['luona', 'tianye'])
  })

  it('in confidence is told to each in private, beside the question to the duty officer', () => {
    const lines = toldOf(told(gas({ confidential: true })))
    expect(lines.filter((line) => line.includes('#'))).toEqual(['triage_sealed #centre @luona if triage'])
    expect(lines).toContain('triage luona if triage')
    expect(lines).toContain('emergency_waiting tianye if triage filed')
  })

  it('is nothing but the question where it is no emergency', () => {
    const calm = gas({ urgency: 'normal' })
    const asked = triageNotices(calm, '交陈岚', ground, now)
    expect(withAllTold(asked, calm, ground, now)).toBe(asked)
  })
})

describe('An emergency that somebody has (3.8)', () => {
  it('is told to those who help as to the handler, with who has it', () => {
    const record = aCase({
      ...{ urgency: 'emergency', category: '0803' },
      informed: [seat('tianye', 'director')],
      assistants: [seat('weining', 'department_lead', 'QH', 'chengguan')],
    })
    const lines = dispatchNotices({ id: 'c' }, record, ground, night)
    expect(toldOf(lines)).toEqual([
      'emergency #jx-staff @chenlan',
      'emergency #centre @tianye',
      'emergency weining',
    ])
    for (const { text } of lines) expect(text).toContain('社区责任人陈岚')
  })
})

describe('A line to the duty officer behind which danger may be (3.8)', () => {
  const line = { key: 'k', purpose: 'heard', text: '可能有险情' }

  it('is said at once and before everything, any other waits and takes its turn', () => {
    expect(dutyLine({ ...line, danger: true }, ground, night)).toMatchObject({
      ...{ held: 'never', priority: 0, runAt: night },
    })
    for (const calm of [line, { ...line, danger: false }]) {
      expect(dutyLine(calm, ground, night)).toMatchObject({ held: 'quiet_hours', priority: 2 })
      expect(dutyLine(calm, ground, night)?.runAt).not.toEqual(night)
    }
  })
})
