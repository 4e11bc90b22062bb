import { describe, expect, it } from 'vitest'
import type { CaseRecord } from '../../src/cases/case.ts'
import * as staff from '../../src/feedback/staff-notices.ts'
import * as stage from '../../src/feedback/stage-notices.ts'
import * as tasks from '../../src/feedback/tasks.ts'
import { makeDirectory } from '../../src/grid/make-directory.ts'
import { instant } from '../../src/kernel/clock.ts'
import { aCase } from '../support/a-case.ts'
import { exampleGround } from '../support/example-town.ts'
import { anEvent, night, now, seat } from '../support/feedback-ask.ts'
import { textsOf, toldOf } from '../support/told.ts'

const ground = await exampleGround()
const cause = { id: 'c' }
const number = 'QH20261123-0001 路灯楼道灯'
const chenlan = seat('chenlan', 'community_lead', 'QH-JX')

describe('What a resident adds (8.4)', () => {
  const added = (wanted: Partial<CaseRecord>) => {
    const record = aCase(wanted)
    return toldOf(staff.supplementNotices(anEvent(record), record, '还在闪', ground, now))
  }
  const handler = 'supplement #jx-staff @chenlan if handler chenlan'

  it('goes to the handler, behind a result also to whoever is to verify or to close it', () => {
    expect(added({ state: 'in_progress' })).toEqual([handler])
    expect(added({ state: 'resolved' })).toEqual([handler, 'supplement_verify #jx-staff @zhangwei'])
    expect(added({ state: 'verified' })).toEqual([handler, 'supplement_close #centre @luona'])
  })

  it('goes to the duty officer where nobody is there to verify, or nobody has the case', () => {
    expect(added({ state: 'resolved', verifier: null })).toEqual([handler, 'supplement_close #centre @luona'])
    expect(added({ state: 'triage', handler: null })).toEqual(['supplement #centre @luona'])
    expect(added({ state: 'in_progress', about: ['chenlan'] })).toEqual(['supplement #centre @luona'])
  })
})

describe('Whole sentences to staff', () => {
  const first = (told: Parameters<typeof textsOf>[0]) => textsOf(told)[0]
  const bare = { handler: null, dueAt: null }

  it('a proposal has place, words and proposal, and is true as long as the case waits in triage', () => {
    const record = aCase({ state: 'triage', handler: null })
    const told = tasks.triageNotices(record, '交陈岚', ground, now)
    expect(toldOf(told)).toEqual(['triage #centre @luona if triage'])
    expect(first(told)).toBe(
      `【待研判】${number} · 翠湖花园3号楼2单元楼道\n“3号楼2单元楼道灯坏了”\n建议：交陈岚\n照办回“同意 1”，不是诉求回“不同意 1”，类别不对回“同意 1 类别 …”。`,
    )
  })

  it('an extension asked by nobody who is left names nobody', () => {
    const extensionAsked = { days: 2, reason: '等配件' }
    const told = tasks.extensionNotices(cause, aCase({ ...bare, extensionAsked }), ground, now)
    expect(first(told)).toBe(
      `【申请延期】${number}\n申请延2个工作日：等配件。\n回“同意 1”或“不同意 1 原因”。`,
    )
  })

  it('a closing without verifier and result says that nobody could verify', () => {
    const told = tasks.closeNotices(cause, aCase({ verifier: null, result: null }), ground, now)
    expect(first(told)).toBe(
      `【待结案】${number} · 翠湖花园3号楼2单元楼道\n没有合适的人核实，办理结果：。\n结案回“同意 1”，退回重办回“不同意 1 原因”。`,
    )
  })

  it('a verification of what nobody has any more says what came of it', () => {
    const record = aCase({ ...bare, outcome: 'solved', result: null })
    expect(first(tasks.verifyNotices(cause, record, ground, now))).toBe(
      `【待核实】${number} · 翠湖花园3号楼2单元楼道\n解决了：。\n属实回“核实 1”，不属实回“不通过 1 原因”。`,
    )
  })

  it('a task is a new one unless something else is said', () => {
    const said = tasks.dispatchNotices(cause, aCase(), ground, now, { how: 'dispatch', said: '' })
    expect(tasks.dispatchNotices(cause, aCase(), ground, now)).toEqual(said)
    expect(first(said)).toBe(
      `【新件】${number} · 翠湖花园3号楼2单元楼道\n“3号楼2单元楼道灯坏了”\n时限：明天17:30\n开始办回“签收 1”，办好回“办结 1 结果”。`,
    )
  })

  it('the county’s matter that lies with somebody is true as long as it lies there', () => {
    expect(toldOf(tasks.countyNotices(cause, aCase(), '今天', ground, now))).toEqual([
      'county #centre @luona if dispatched in_progress, handler chenlan',
    ])
  })

  it('in confidence the number is said in no room where whoever is told sits in none', () => {
    const { data } = ground.directory
    const rooms = data.rooms.filter(({ code }) => code !== 'centre')
    const roomless = { ...ground, directory: makeDirectory({ ...data, rooms }) }
    const sealed = aCase({ confidential: true, state: 'triage', handler: null })
    expect(toldOf(tasks.triageNotices(sealed, '交纪委', roomless, now))).toEqual(['triage luona if triage'])
  })
})

describe('What the rungs say (5.1)', () => {
  const said = (rung: staff.SpokenRung, wanted: Partial<CaseRecord> = {}, before: string | null = null) =>
    textsOf(staff.rungNotices(cause, rung, aCase(wanted), ground, now, before))

  it('soon: what is left, and how to ask for more; nothing is left where no time runs', () => {
    const at = { dueAt: instant('2026-11-23T11:10:00+08:00') }
    expect(said('soon', at)).toEqual([
      `【将到期】${number}，还剩2小时（今天11:10）。办好回“办结 1 结果”，来不及就回“延期 1 2天 原因”。`,
    ])
    expect(said('soon', { dueAt: null })[0]).toContain('，还剩（）。')
  })

  it('due and over names whoever is late, and nobody where nobody has it', () => {
    expect(said('due')[1]).toBe(`【催办】${number}，时限到了，陈岚还没办结，已在催办并问原因。`)
    expect(said('due', { handler: null })).toEqual([
      `【催办】${number}，时限到了，还没办结，已在催办并问原因。`,
    ])
    expect(said('over1', { handler: null })).toEqual([
      `【督办】${number}，已经超期。请马上办结，办好回“办结 1 结果”。`,
    ])
  })

  it('over2: from whom to whom', () => {
    expect(said('over2', {}, 'zhangwei')).toEqual([`【超期上交】${number}，张伟超期没有办结，已转陈岚办理。`])
    expect(said('over2')).toEqual([`【超期上交】${number}，超期没有办结，已转陈岚办理。`])
  })

  it('nobody hears that it went on where nobody has it', () => {
    const record = aCase({ handler: null })
    const event = anEvent(record, { facts: { handlerBefore: 'zhangwei' } })
    expect(staff.takenOverNotices(event, record, ground, now)).toEqual([])
  })
})

describe('What the stage clocks say (4.4)', () => {
  const chenlanAway = {
    ...ground,
    directory: makeDirectory({
      ...ground.directory.data,
      absences: [
        {
          ...{ person: 'chenlan', delegate: 'wangqiang' },
          ...{ from: instant('2026-11-22T16:00:00Z'), to: instant('2026-11-25T16:00:00Z') },
        },
      ],
    }),
  }
  const told = (which: 'accept' | 'verify' | 'close', record: CaseRecord, to = [chenlan]) =>
    stage.stageNotices(cause, which, record, to, chenlanAway, now)

  it('reaches whoever stands in where a handler is away, not where another answer is wanted', () => {
    expect(toldOf(told('accept', aCase()))).toEqual([
      'stage_accept #jx-staff @chenlan @wangqiang if dispatched',
    ])
    expect(toldOf(told('close', aCase()))).toEqual(['stage_close #jx-staff @chenlan if verified resolved'])
  })

  it('reminds of the closing where it waits for one, or nobody is there to verify', () => {
    const reminder = `【待结案】${number}，还没结案，请回“同意 1”或“不同意 1 原因”。`
    expect(textsOf(told('close', aCase()))).toEqual([reminder])
    expect(textsOf(told('verify', aCase({ verifier: null })))).toEqual([reminder])
  })

  it('asks to accept where nobody has it by name', () => {
    expect(textsOf(told('accept', aCase({ handler: null }))).join()).toMatch(
      /^【未签收】.*还没签收，请回“签收 1”/u,
    )
  })

  it('of an emergency about all of them goes to the duty officer under the same name', () => {
    const record = aCase({ urgency: 'emergency', about: ['chenlan'] })
    expect(toldOf(stage.unansweredNotices(cause, record, [chenlan], 5, ground, night))).toEqual([
      'emergency_unanswered #centre @luona if triage filed dispatched',
    ])
  })
})
