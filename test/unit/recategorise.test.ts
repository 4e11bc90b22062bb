import { beforeAll, describe, expect, it } from 'vitest'
import type { CaseRecord } from '../../src/cases/case.ts'
import { requireMove } from '../../src/cases/lifecycle.ts'
import { undoAct } from '../../src/cases/orders.ts'
import { recategorise } from '../../src/cases/recategorising.ts'
import { readCommand } from '../../src/desk/command.ts'
import { asCorrection } from '../../src/desk/filed-as.ts'
import {
  awayNotices,
  conductNotice,
  saidWith,
  staysNotices,
} from '../../src/feedback/recategorised-notices.ts'
import type { Ground } from '../../src/grid/ground.ts'
import { addMinutes } from '../../src/kernel/clock.ts'
import { factsOf } from '../../src/ledger/facts.ts'
import { aCase } from '../support/a-case.ts'
import { exampleGround } from '../support/example-town.ts'
import { anEvent, now, seat } from '../support/feedback-ask.ts'

const luona = { by: 'luona', post: 'duty_officer' } as const

describe('A filed case is put under its right leaf (2.1 recategorise)', () => {
  let ground: Ground
  beforeAll(async () => {
    ground = await exampleGround()
  })
  const fallen = (more: Partial<CaseRecord> = {}): CaseRecord =>
    aCase({
      ...{ category: '0806', nature: 'department_matter', urgency: 'urgent', state: 'in_progress' },
      ...{ words: '3号楼门口有位老人摔倒起不来', title: '老人摔倒', acceptedAt: now },
      ...{
        handler: seat('paichu', 'department_lead', 'QH', 'paichusuo'),
        limit: { n: 1, unit: 'natural_hour' },
      },
      ...more,
    })
  const made = (record: CaseRecord, category: string, at = now) => {
    const order = recategorise(record, { category }, ground, at)
    const allowed = requireMove(record, order, { actor: luona }, ground, at)
    return { order, after: { ...record, ...order.change(record, at), state: allowed.to } }
  }

  it('goes to whom the new leaf’s row names, with its limit from the first receipt, and a title that follows', () => {
    const { order, after } = made(aCase(), '0106', addMinutes(now, 30))
    expect(after).toMatchObject({
      ...{ state: 'dispatched', category: '0106', nature: 'department_matter', title: '占道经营摆摊' },
      ...{ handler: { dept: 'chengguan' }, limit: { n: 3, unit: 'work_day' }, acceptedAt: null },
    })
    expect(after.dueAt?.toISOString()).toBe('2026-11-26T09:30:00.000Z')
    expect(order.facts).toMatchObject({
      category: '0106',
      categoryBefore: '0201',
      handler: after.handler?.person,
    })
  })

  it('stays with whoever has it where the row names the same person', () => {
    const record = aCase({ state: 'in_progress', acceptedAt: now })
    const { after } = made(record, '0202')
    expect(after).toMatchObject({ state: 'in_progress', handler: record.handler, acceptedAt: now })
    expect(after.dueAt).toEqual(record.dueAt)
  })

  it('says since when it is late where the new limit has gone by, and gives the whole of it from now', () => {
    const at = addMinutes(now, 180)
    const { order, after } = made(aCase(), '0803', at)
    expect(order.facts['lateSince']).toBe(addMinutes(now, 60).toISOString())
    expect(after.dueAt).toEqual(addMinutes(at, 60))
    const said = saidWith(anEvent(after, { facts: order.facts }), ground, at)
    expect(said).toMatch(/罗娜改了类别，原来登记为“路灯楼道灯”\n按这个类别.*就该办完，已经晚了/u)
  })

  it('never lowers danger, and keeps what is confidential', () => {
    const { after } = made(fallen({ urgency: 'emergency', confidential: true }), '0201')
    expect(after).toMatchObject({ urgency: 'emergency', confidential: true })
  })

  it('waits at the duty officer’s where the row is the county’s, and the handler is let go', () => {
    const { after } = made(aCase(), '0604')
    expect(after).toMatchObject({ state: 'filed', handler: null, dueAt: null })
  })

  it('keeps whom the director has named', () => {
    const { after } = made(aCase({ designatedByDirector: true }), '0106')
    expect(after.handler?.person).toBe('chenlan')
  })

  it('is refused where nothing changes, and to whoever leads another community', () => {
    expect(() => made(aCase(), '0201')).toThrow('已经是这样登记的')
    const order = recategorise(aCase(), { category: '0106' }, ground, now)
    const by = (person: string) =>
      requireMove(aCase(), order, { actor: { by: person, post: 'community_lead' } }, ground, now)
    expect(by('chenlan')).toMatchObject({ ok: true, as: 'community_lead' })
    expect(() => by('heyun')).toThrow('要由值班人员、主任或社区责任人来办')
  })

  it('is taken back with leaf, title, handler and due time', () => {
    const record = fallen()
    const { order, after } = made(record, '1201')
    const undone = { id: '8', move: 'recategorise', facts: order.facts } as const
    const back = { ...after, ...undoAct(undone, record).change(after, now) }
    expect(back).toMatchObject({
      ...{ category: '0806', title: '老人摔倒', handler: record.handler, dueAt: record.dueAt },
    })
    const recalled = { ...after, words: '' }
    expect(undoAct(undone, record).change(recalled, now)).toMatchObject({ title: after.title })
  })

  it('says what to do in the danger that it is after all, once, and not where that was said', () => {
    const notice = (record: CaseRecord, categoryBefore: string) =>
      conductNotice(anEvent(record, { move: 'recategorise', facts: { categoryBefore } }), record, ground, now)
    const gas = aCase({ category: '0803', words: '楼道里味道很大', urgency: 'urgent' })
    expect(notice(gas, '0104')?.text).toMatch(/^先别开关/u)
    expect(notice(gas, '0803')).toBeNull()
    expect(notice(aCase({ category: '0202', words: '路上有坑' }), '0201')).toBeNull()
  })

  it('tells whoever keeps it what it is now, what it was, and until when', () => {
    const record = aCase({ category: '0202', state: 'in_progress' })
    const event = anEvent(record, { move: 'recategorise', facts: { categoryBefore: '0201' } })
    const [notice] = staysNotices(event, record, ground, now)
    expect(notice?.text).toMatch(
      /^【改类别】QH20261123-0001 井盖路面破损.*\n原来登记为“路灯楼道灯”，还由您办理。新时限：/u,
    )
  })

  it('names no other leaf where the place or the nature alone was corrected', () => {
    const record = aCase({ state: 'in_progress' })
    const event = anEvent(record, { move: 'recategorise', facts: { place: '3号楼' } })
    const [notice] = staysNotices(event, record, ground, now)
    expect(notice?.text).toMatch(/\n登记有改动，还由您办理。/u)
    expect(saidWith(event, ground, now)).toMatch(/改了登记$/u)
  })

  it('says that it was late when it goes to another by another leaf', () => {
    const record = aCase()
    const facts = { categoryBefore: '0201', dueBefore: addMinutes(now, -60).toISOString() }
    expect(saidWith(anEvent(record, { move: 'recategorise', at: now, facts }), ground, now)).toMatch(
      /\n.*(?:超|晚|过)/u,
    )
  })

  it('does not tell whoever corrected it that it was taken from them', () => {
    const record = aCase({ state: 'filed', handler: null })
    const away = (by: string) =>
      awayNotices(
        anEvent(record, {
          ...{ move: 'recategorise', actor: { by, post: 'community_lead' } },
          facts: { handlerBefore: 'chenlan', categoryBefore: '0201' },
        }),
        record,
        ground,
        now,
      )
    expect(away('chenlan')).toEqual([])
    expect(away('luona')).toHaveLength(1)
  })

  it('begins a turn of its own in the figures, and ends that of who had it', () => {
    const record = aCase()
    const step = (id: string, move: 'dispatch' | 'recategorise', minutes: number, facts: object) => ({
      ...anEvent(record, { id, move, to: 'dispatched', at: addMinutes(now, minutes) }),
      facts: facts as Record<string, string>,
    })
    const facts = factsOf(
      record,
      [
        step('1', 'dispatch', 0, { handler: 'chenlan', post: 'community_lead' }),
        step('2', 'recategorise', 200, {
          handler: 'weining',
          post: 'department_lead',
          handlerBefore: 'chenlan',
        }),
      ],
      ground,
    )
    expect(facts.map(({ person, measures }) => [person, measures.dispatched])).toEqual([
      ['chenlan', 1],
      ['weining', 1],
    ])
  })
})

describe('The words for it', () => {
  const meant = (words: string, state: CaseRecord['state']) => {
    const command = readCommand(words)
    if (command === null) throw new Error(words)
    const { name, rest, numbers } = asCorrection(command, { state })
    return [name, rest, ...numbers]
  }

  it.each<[string, CaseRecord['state'], string[]]>([
    ['改类别 7 路灯', 'dispatched', ['recategorise', '类别 路灯', '7']],
    ['改类别 7 0401', 'dispatched', ['recategorise', '类别 0401', '7']],
    ['7 改类别 路灯', 'dispatched', ['recategorise', '类别 路灯', '7']],
    ['类别 7 改成 0201', 'filed', ['recategorise', '类别 0201', '7']],
    ['改类别 7 性质 部门', 'in_progress', ['recategorise', '性质 部门', '7']],
    ['同意 7 类别 路灯', 'dispatched', ['recategorise', '类别 路灯', '7']],
    ['同意 7 类别 路灯', 'triage', ['agree', '类别 路灯', '7']],
    ['改类别 7 路灯', 'triage', ['agree', '类别 路灯', '7']],
    ['同意 7', 'verified', ['agree', '', '7']],
  ])('%s of what is %s', (words, state, is) => {
    expect(meant(words, state)).toEqual(is)
  })
})
