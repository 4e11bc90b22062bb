import { describe, expect, it } from 'vitest'
import type { CaseRecord } from '../../src/cases/case.ts'
import * as staff from '../../src/feedback/staff-notices.ts'
import * as tasks from '../../src/feedback/tasks.ts'
import { makeDirectory } from '../../src/grid/make-directory.ts'
import { aCase } from '../support/a-case.ts'
import { exampleGround } from '../support/example-town.ts'
import { anEvent, night, now, seat } from '../support/feedback-ask.ts'
import { textsOf, toldOf } from '../support/told.ts'

const ground = await exampleGround()
const cause = { id: 'c' }
const chenlan = seat('chenlan', 'community_lead', 'QH-JX')
const theirs = 'if dispatched in_progress, handler chenlan'

describe('A task (5.1 new)', () => {
  const informed = [chenlan, seat('zhangwei', 'grid_lead', 'QH-JX-01')]
  const assistants = [seat('weining', 'department_lead', 'QH', 'chengguan')]

  it('goes to the handler, and for information to those who help and those who are informed', () => {
    const told = tasks.dispatchNotices(cause, aCase({ informed, assistants }), ground, now)
    expect(toldOf(told)).toEqual([
      `task #jx-staff @chenlan ${theirs}`,
      `information weining ${theirs}`,
      `information #jx-staff @zhangwei ${theirs}`,
    ])
    expect(told[1]?.text).toContain('陈岚')
    expect(told[0]?.text).toMatch(/3号楼[^]*楼道灯坏了[^]*签收 1/u)
    expect(told[0]?.brief).not.toContain('\n')
  })

  it('is told to nobody where nobody has the case', () => {
    expect(tasks.dispatchNotices(cause, aCase({ handler: null, informed }), ground, now)).toEqual([])
    const emergency = aCase({ handler: null, informed, urgency: 'emergency' })
    expect(tasks.dispatchNotices(cause, emergency, ground, now)).toEqual([])
  })

  it('says how it came', () => {
    const first = (how: tasks.HandedOn['how']) =>
      tasks.dispatchNotices(cause, aCase(), ground, now, { how, said: '话在这里' })[0]?.text
    expect(first('escalate')).toContain('上报件')
    expect(first('designate')).toContain('转办件')
    expect(
      new Set(['dispatch', 'reopen', 'escalate', 'designate'].map((how) => first(how as 'dispatch'))).size,
    ).toBe(4)
    for (const how of ['reopen', 'escalate', 'designate'] as const) expect(first(how)).toContain('话在这里')
  })
})

describe('What waits for the centre', () => {
  const waiting = aCase({ state: 'filed', handler: null })

  it.each([
    [
      'no way',
      () => tasks.noWayNotices(cause, waiting, '无人可派', ground, now),
      'no_way',
      'if filed triage',
      '无人可派',
    ],
    [
      'the county',
      () => tasks.countyNotices(cause, waiting, '今天23:59', ground, now),
      'county',
      'if filed triage',
      '今天23:59',
    ],
    [
      'a return',
      () =>
        tasks.returnNotices(
          cause,
          waiting,
          { by: '张伟', reason: '不归我', proposal: '交陈岚' },
          ground,
          now,
        ),
      ...['returned', 'if filed triage', '张伟'],
    ],
    [
      'closing',
      () => tasks.closeNotices(cause, aCase({ state: 'verified' }), ground, now),
      'close',
      'if verified',
      '张伟',
    ],
    [
      'closing without a verifier',
      () => tasks.verifyNotices(cause, aCase({ state: 'resolved', verifier: null }), ground, now),
      ...['close', 'if resolved verified', 'QH20261123-0001'],
    ],
  ] as const)('%s is told to the duty officer', (_what, tell, purpose, expects, has) => {
    const told = tell()
    expect(toldOf(told)).toEqual([`${purpose} #centre @luona ${expects}`])
    expect(told[0]?.text).toContain(has)
  })

  it('a return says why it came back and what is proposed', () => {
    const facts = { by: '张伟', reason: '不归我', proposal: '交陈岚' }
    expect(textsOf(tasks.returnNotices(cause, waiting, facts, ground, now))[0]).toMatch(/不归我[^]*交陈岚/u)
  })

  it('an extension goes to the duty officer, and where a statute sets the time to the director', () => {
    const extensionAsked = { days: 2, reason: '等配件' }
    const told = tasks.extensionNotices(cause, aCase({ extensionAsked }), ground, now)
    expect(toldOf(told)).toEqual([`extension_asked #centre @luona ${theirs}`])
    expect(told[0]?.text).toMatch(/陈岚[^]*2个工作日[^]*等配件|陈岚[^]*等配件[^]*2个工作日/u)
    expect(tasks.extensionNotices(cause, aCase(), ground, now)).toEqual([])
    const { data } = ground.directory
    const leaves = data.leaves.map((leaf) => ({
      ...leaf,
      statutory: { n: 60, unit: 'natural_day' as const },
    }))
    const set = { ...ground, directory: makeDirectory({ ...data, leaves }) }
    const petition = tasks.extensionNotices(cause, aCase({ extensionAsked }), set, now)
    expect(toldOf(petition)).toEqual([`extension_asked #centre @tianye ${theirs}`])
    expect(petition[0]?.text).toContain('2天')
  })

  it('a result is shown to the verifier with who did it and what came of it', () => {
    const record = aCase({ state: 'resolved', outcome: 'partly', result: '换了一半' })
    const told = tasks.verifyNotices(cause, record, ground, now)
    expect(toldOf(told)).toEqual(['verify #jx-staff @zhangwei if resolved, verifier zhangwei'])
    expect(told[0]?.text).toMatch(/陈岚[^]*部分解决了[^]*换了一半/u)
  })
})

describe('What a handler hears', () => {
  const record = aCase({ state: 'in_progress' })

  it.each([
    ['extended', () => staff.extensionGrantedNotices(anEvent(record), record, ground, now), '明天17:30'],
    [
      'extension_refused',
      () => staff.extensionRefusedNotices(cause, record, '来得及', ground, now),
      '来得及',
    ],
    ['rejected', () => staff.rejectedNotices(cause, record, '还不亮', ground, now), '还不亮'],
    ['resumed', () => staff.resumedNotices(cause, record, ground, now), '明天17:30'],
  ] as const)('of %s is true as long as the case is theirs', (purpose, tell, has) => {
    const told = tell()
    expect(toldOf(told)).toEqual([`${purpose} #jx-staff @chenlan ${theirs}`])
    expect(told[0]?.text).toContain(has)
  })

  it('of what a resident adds, quotes it, and silence says nothing', () => {
    const said = (words: string) => staff.supplementNotices(anEvent(record), record, words, ground, now)
    expect(toldOf(said('2单元也不亮'))).toEqual(['supplement #jx-staff @chenlan if handler chenlan'])
    expect(said('2单元也不亮')[0]?.text).toContain('2单元也不亮')
    expect(said('')).toEqual([])
  })

  it('of what is added to an emergency reaches everybody who was told of it', () => {
    const seat = (person: string, post: 'grid_lead' | 'duty_officer', area: string) => ({
      ...{ person, post, area, dept: null },
    })
    const alarm = aCase({
      ...{ state: 'dispatched', urgency: 'emergency' },
      informed: [seat('zhangwei', 'grid_lead', 'QH-JX-01'), seat('luona', 'duty_officer', 'QH')],
    })
    const told = staff.supplementNotices(anEvent(alarm), alarm, '9栋3单元，楼上8楼', ground, now)
    expect(toldOf(told).map((line) => line.split(' if ')[0])).toEqual([
      'supplement #jx-staff @chenlan @zhangwei',
      'supplement_duty #centre @luona',
    ])
    for (const { text } of told) expect(text).toContain('9栋3单元')
  })

  it('of a withdrawal comes only once the last reporter has withdrawn', () => {
    const gone = aCase({ state: 'withdrawn' })
    expect(toldOf(staff.withdrawnNotices(anEvent(gone), gone, ground, now))).toEqual([
      'withdrawn #jx-staff @chenlan',
    ])
    expect(staff.withdrawnNotices(anEvent(record), record, ground, now)).toEqual([])
  })

  it('of a case that went on to somebody else, unless they moved it themselves', () => {
    const told = (by: string, facts = {}) =>
      staff.takenOverNotices(
        anEvent(record, { actor: { by, post: 'duty_officer' }, facts }),
        record,
        ground,
        now,
      )
    const lost = told('luona', { handlerBefore: 'zhangwei' })
    expect(toldOf(lost)).toEqual(['taken_over #jx-staff @zhangwei if handler chenlan'])
    expect(lost[0]?.text).toContain('陈岚')
    expect(told('zhangwei', { handlerBefore: 'zhangwei' })).toEqual([])
    expect(told('luona')).toEqual([])
    expect(told('luona', { handlerBefore: 'stranger' })).toEqual([])
  })
})

describe('The rungs (5.1)', () => {
  const said = (rung: staff.SpokenRung, wanted: Partial<CaseRecord> = {}, before: string | null = null) =>
    staff.rungNotices(cause, rung, aCase(wanted), ground, now, before)

  it('reach the handler first, then the duty officer, the supervisor, the director', () => {
    expect(toldOf(said('soon'))).toEqual([`soon #jx-staff @chenlan ${theirs}`])
    expect(toldOf(said('due'))).toEqual([
      `due #jx-staff @chenlan ${theirs}`,
      `due_duty #centre @luona ${theirs}`,
    ])
    expect(toldOf(said('over1'))).toEqual([`over1 #jx-staff @chenlan ${theirs}`, `over1 dengkai ${theirs}`])
    expect(toldOf(said('over2', {}, 'zhangwei'))).toEqual(['over2 #centre @tianye'])
    expect(said('over2', {}, 'zhangwei')[0]?.text).toMatch(/张伟[^]*陈岚/u)
  })

  it('are known by their clock, but for the last, which has moved the case already', () => {
    for (const rung of ['soon', 'due', 'over1'] as const)
      for (const one of said(rung)) expect(one.rung).toBe('c')
    expect(said('over2')[0]?.rung).toBeNull()
  })

  it('do not say twice to a duty officer who has the case that it is due', () => {
    const told = said('due', { handler: seat('luona', 'duty_officer') })
    expect(toldOf(told).map((line) => line.split(' ')[0])).toEqual(['due'])
  })
})

describe('A stage clock that runs out (4.4)', () => {
  const told = (
    stage: 'triage' | 'accept' | 'verify' | 'close',
    to = [chenlan],
    wanted: Partial<CaseRecord> = {},
  ) => staff.stageNotices(cause, stage, aCase(wanted), to, ground, now)

  it.each([
    ['triage', 'if triage filed'],
    ['accept', 'if dispatched'],
    ['verify', 'if resolved'],
    ['close', 'if verified resolved'],
  ] as const)('of %s says it to whom its plan names, else to the duty officer', (stage, expects) => {
    expect(toldOf(told(stage))).toEqual([`stage_${stage} #jx-staff @chenlan ${expects}`])
    expect(toldOf(told(stage, []))).toEqual([`stage_${stage} #centre @luona ${expects}`])
    expect(toldOf(told(stage, [chenlan], { about: ['chenlan'] }))).toEqual([
      `stage_${stage} #centre @luona ${expects}`,
    ])
  })

  it('says something of its own for each stage', () => {
    const stages = ['triage', 'accept', 'verify', 'close'] as const
    expect(new Set(stages.map((stage) => told(stage)[0]?.text)).size).toBe(4)
  })

  it('of an emergency reaches whom it may, else the duty officer, and says how long nobody answered', () => {
    const emergency = aCase({ urgency: 'emergency' })
    const lines = staff.unansweredNotices(cause, emergency, [chenlan], 5, ground, night)
    expect(toldOf(lines)).toEqual(['emergency_unanswered #jx-staff @chenlan if triage filed dispatched'])
    expect(lines[0]?.text).toContain('5分钟')
    expect(lines[0]).toMatchObject({ runAt: night, held: 'never', priority: 0 })
  })

  it('of a dissatisfied reporter brings it before the supervisor, if it is not about them', () => {
    const record = aCase()
    expect(toldOf(staff.supervisorNotices(anEvent(record), record, ground, now))).toEqual([
      'supervisor dengkai',
    ])
    const meant = aCase({ about: ['dengkai'] })
    expect(staff.supervisorNotices(anEvent(meant), meant, ground, now)).toEqual([])
  })
})
