import { describe, expect, it } from 'vitest'
import type { CaseRecord, State } from '../../src/cases/case.ts'
import type { Actor, EventFacts, Move } from '../../src/cases/event.ts'
import { mayMove, requireRight } from '../../src/cases/lifecycle.ts'
import { Refusal } from '../../src/kernel/errors.ts'
import type { MoveEvidence } from '../../src/cases/lifecycle-row.ts'
import {
  aReporter,
  ask,
  base,
  bot,
  clock,
  codeOf,
  director,
  fullFacts,
  ground,
  handler,
  history,
  now,
  officer,
  readyFor,
  reporter,
  saysOf,
  verifier,
} from '../support/lifecycle-ask.ts'

const lead: Actor = { by: 'grid_lead-G22', post: 'grid_lead' }
const stranger: Actor = { by: 'contact-9', post: 'reporter' }
const helper = { person: 'lead-yingji', post: 'department_lead', area: 'QH', dept: 'yingji' } as const

describe('who may not is told who may', () => {
  it.each<[Move, State, string]>([
    ['accept', 'dispatched', '您不能签收这件，要由经办人来办。'],
    ['verify', 'resolved', '您不能核实这件，要由核实人来办。'],
    ['designate', 'dispatched', '您不能转办这件，要由值班人员或主任来办。'],
    ['close', 'verified', '您不能结案这件，要由主任或值班人员来办。'],
    ['agree', 'filed', '您不能同意这件，要由值班人员、主任、责任领导或督查来办。'],
    ['escalate', 'in_progress', '您不能上报这件，要由经办人或值班人员来办。'],
    ['take_verification', 'resolved', '您不能接手核实这件。'],
    ['assist_done', 'dispatched', '您不能报协办结果这件，要由协办人来办。'],
    ['at_scene', 'dispatched', '您不能记先到场这件，要由被通知的人来办。'],
    ['undo', 'filed', '您不能撤销这件，要由原操作人来办。'],
  ])('%s in %s: %s', (move, state, says) => {
    const answer = ask(move, stranger, base({ state }))
    expect([codeOf(answer), saysOf(answer)]).toEqual(['forbidden', says])
  })

  it('of those who may as the case stands, else of those who may at all, each once', () => {
    const closed = base({ ...readyFor('decline', 'closed'), state: 'closed' })
    const decline = (record: CaseRecord) =>
      saysOf(ask('decline', officer, record, { facts: { what: 'reopening' } }))
    expect(decline(closed)).toBe('您不能答复这件，要由主任来办。')
    expect(saysOf(ask('decline', lead, base({ state: 'county' })))).toBe(
      '您不能答复这件，要由值班人员或主任来办。',
    )
    expect(saysOf(ask('close', lead, base({ state: 'county' })))).toBe(
      '您不能结案这件，要由主任或值班人员来办。',
    )
  })

  it('or how the case stands, where they might have done it before', () => {
    expect(saysOf(ask('accept', handler, base({ state: 'closed' })))).toBe(
      '这件现在是“已结案”，不能签收，“已派遣”的才可以。',
    )
    expect(saysOf(ask('designate', officer, null))).toBe(
      '这件现在是“还没登记”，不能转办，“已派遣”、“处置中”的才可以。',
    )
  })

  it('or that they do not hold the post they claim', () => {
    expect(saysOf(ask('close', { by: lead.by, post: 'director' }, base()))).toBe(
      '您没有这个岗位，不能结案，要由主任或值班人员来办。',
    )
  })

  it('with all that a program needs to know of the refusal', () => {
    const facts = (move: Move, record: CaseRecord | null, said: EventFacts = fullFacts) => {
      const answer = ask(move, officer, record, { facts: said })
      return answer.ok ? null : answer.refusal.facts
    }
    const about = { by: officer.by, limit: null, lacks: null }
    expect(facts('accept', base())).toEqual({
      ...about,
      ...{ move: 'accept', state: 'dispatched', number: base().number },
    })
    expect(facts('designate', base(), {})).toEqual({
      ...about,
      ...{ move: 'designate', state: 'dispatched', number: base().number, lacks: 'handler' },
    })
    expect(codeOf(ask('designate', officer, base(), { facts: {} }))).toBe('invalid')
    expect(facts('designate', base({ returns: 2 }))).toEqual({
      ...about,
      ...{ move: 'designate', state: 'dispatched', number: base().number, limit: 'director_word_is_final' },
    })
    expect(facts('receive', null, { to: 'triage' })).toEqual({
      ...about,
      ...{ move: 'receive', state: null, number: null, lacks: 'source' },
    })
  })
})

describe('in which post a move was made stands in the event', () => {
  const undone = (by: Actor) => ask('undo', by, base(), { history: history('accept', 'filed', by) })
  const helped = base({ assistants: [{ ...helper, task: '查油烟' }] })
  const asked = (who: Actor) => ask('phone_call', who, base({ state: 'closed' }), { assigned: who.by })
  it.each<[string, () => ReturnType<typeof ask>, Actor['post']]>([
    [
      'as the handler, in the post in which it was given',
      () => ask('accept', { ...handler, post: 'reporter' }, base()),
      'grid_member',
    ],
    [
      'as the verifier, in the post in which it was given',
      () => ask('verify', { ...verifier, post: 'reporter' }, base({ state: 'resolved' })),
      'grid_helper',
    ],
    [
      'as director, where nobody was named to verify',
      () => ask('verify', director, base({ state: 'resolved', verifier: null })),
      'director',
    ],
    ['as the bot', () => ask('receive', bot, null, { facts: { ...fullFacts, to: 'filed' } }), 'bot'],
    ['as the clock', () => ask('escalate', clock, base()), 'clock'],
    ['as reporter', () => ask('withdraw', reporter, base()), 'reporter'],
    ['as duty officer', () => ask('confer', officer, base()), 'duty_officer'],
    ['as whoever made the move that is taken back', () => undone(lead), 'grid_lead'],
    [
      'as whoever helps',
      () => ask('assist_done', { by: helper.person, post: helper.post }, helped),
      'department_lead',
    ],
    ['as whoever was asked to call', () => asked(lead), 'grid_lead'],
    [
      'as whoever was told of an emergency',
      () => ask('at_scene', { ...handler, by: 'grid_member-G11-2' }, base({ urgency: 'emergency' })),
      'grid_member',
    ],
  ])('%s', (_how, moved, post) => {
    const answer = moved()
    expect(answer.ok && answer.as).toBe(post)
  })
})

describe('a post that is claimed', () => {
  it('may be one in which somebody stands in for another on this case alone (3.4)', () => {
    const standing = { person: 'community_lead-C2', post: 'grid_lead', area: 'G11', dept: null } as const
    const actor: Actor = { by: standing.person, post: 'grid_lead' }
    expect(ask('accept', actor, base({ handler: standing })).ok).toBe(true)
    expect(ask('verify', actor, base({ state: 'resolved', verifier: standing })).ok).toBe(true)
    expect(ask('assist_done', actor, base({ assistants: [{ ...standing, task: '查油烟' }] })).ok).toBe(true)
    for (const record of [base(), base({ handler: null, verifier: null })])
      expect(saysOf(ask('accept', actor, record))).toBe('您没有这个岗位，不能签收，要由经办人来办。')
  })

  it('is not proved by another who has it, nor by another post of the same person', () => {
    const seat = { ...base().handler, post: 'grid_lead' } as CaseRecord['handler']
    expect(
      saysOf(ask('accept', { by: 'township_lead-QH', post: 'grid_lead' }, base({ handler: seat }))),
    ).toBe('您没有这个岗位，不能签收，要由经办人来办。')
    expect(saysOf(ask('accept', { by: handler.by, post: 'supervisor' }, base()))).toBe(
      '您没有这个岗位，不能签收，要由经办人来办。',
    )
    expect(codeOf(ask('receive', { by: 'resident-1', post: 'duty_officer' }, null))).toBe('forbidden')
  })
})

describe('the clock and the bot', () => {
  it('take nothing back, and are nobody’s reporter', () => {
    const record = base({ state: 'in_progress' })
    expect(codeOf(ask('undo', clock, record, { history: history('escalate', 'filed', clock) }))).toBe(
      'forbidden',
    )
    const odd = base({ reporters: [aReporter({ key: 'bot' }), aReporter({ key: 'clock' })] })
    expect(codeOf(ask('withdraw', bot, odd))).toBe('forbidden')
    expect(codeOf(ask('withdraw', clock, odd))).toBe('forbidden')
  })
})

describe('somebody recused (3.5)', () => {
  it('does nothing, and calling themselves a reporter changes nothing', () => {
    const record = base({ about: [handler.by] })
    const says = '这件涉及您本人或您的单位，请回避。'
    expect(saysOf(ask('accept', handler, record))).toBe(says)
    expect(saysOf(ask('accept', { ...handler, post: 'reporter' }, record))).toBe(says)
    expect(saysOf(ask('accept', handler, { ...record, state: 'closed' }))).toBe(says)
  })

  it('may still say as a reporter what any reporter may', () => {
    const own = base({ about: [officer.by], reporters: [aReporter({ key: officer.by })] })
    const said = ask('supplement', officer, own)
    expect(said.ok && said.as).toBe('reporter')
    expect(saysOf(ask('merge', officer, own))).toContain('回避')
  })
})

describe('whoever was given a follow-up or a call (6.6, 6.8)', () => {
  const closed = base({ state: 'closed' })
  it('answers it, and nobody else but the centre', () => {
    for (const move of ['follow_up', 'phone_call'] as const) {
      expect(ask(move, lead, closed, { assigned: lead.by }).ok).toBe(true)
      expect(codeOf(ask(move, lead, closed, { assigned: officer.by }))).toBe('forbidden')
      expect(codeOf(ask(move, lead, closed))).toBe('forbidden')
      expect(ask(move, officer, closed).ok).toBe(true)
    }
  })

  it('is never the handler', () => {
    expect(saysOf(ask('follow_up', handler, closed, { assigned: handler.by }))).toBe('自己办的要由别人回访。')
    expect(ask('follow_up', officer, { ...closed, handler: null }).ok).toBe(true)
  })
})

describe('what somebody may do on a case, in whatever post', () => {
  const may = (person: string, move: Move, wanted: Partial<CaseRecord> = {}, past?: MoveEvidence) =>
    mayMove(person, base(wanted), move, ground, now, past)
  const standing = { person: 'community_lead-C2', post: 'grid_lead', area: 'G11', dept: null } as const
  it.each<[string, Move, Partial<CaseRecord>, boolean]>([
    ['duty_officer-QH', 'designate', {}, true],
    ['duty_officer-QH', 'designate', { state: 'closed' }, false],
    ['duty_officer-QH', 'shelve', { state: 'in_progress' }, false],
    ['director-QH', 'shelve', { state: 'in_progress' }, true],
    ['grid_member-G11', 'accept', {}, true],
    ['grid_member-G11', 'accept', { about: ['grid_member-G11'] }, false],
    ['grid_lead-G22', 'accept', {}, false],
    ['community_lead-C2', 'accept', { handler: standing }, true],
    ['community_lead-C2', 'verify', { state: 'resolved', verifier: standing }, true],
    ['grid_helper-G11', 'verify', { state: 'resolved' }, true],
    ['grid_helper-G11', 'verify', { state: 'resolved', verifier: null, handler: null }, false],
    ['resident-1', 'accept', {}, false],
    ['nobody', 'accept', {}, false],
  ])('%s %s %o: %s', (person, move, wanted, allowed) => {
    expect(may(person, move, wanted)).toBe(allowed)
  })

  it('is known also of what somebody did last', () => {
    expect(may(lead.by, 'undo', {}, { history: history('accept', 'filed', lead) })).toBe(true)
    expect(may(lead.by, 'undo')).toBe(false)
  })
})

describe('the right to a move before anything is worked out', () => {
  const right =
    (actor: Actor, record = base()) =>
    () => {
      requireRight(record, 'designate', { actor }, ground, now)
    }
  it('is asked alone: not what the move will carry', () => {
    expect(right(officer)).not.toThrow()
    expect(right(officer, base({ returns: 2 }))).not.toThrow()
    expect(right(handler)).toThrow(Refusal)
    expect(right(handler)).toThrow('要由值班人员或主任来办')
    expect(right(officer, base({ state: 'closed' }))).toThrow('“已结案”')
  })
})
