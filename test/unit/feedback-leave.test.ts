import { describe, expect, it } from 'vitest'
import type { CaseRecord } from '../../src/cases/case.ts'
import { leaveNotices, spanShown } from '../../src/feedback/leave-notices.ts'
import { standInOf, tellOrStandIn } from '../../src/feedback/stand-in.ts'
import { makeDirectory } from '../../src/grid/make-directory.ts'
import type { Absence } from '../../src/grid/town.ts'
import { instant } from '../../src/kernel/clock.ts'
import { aCase } from '../support/a-case.ts'
import { exampleGround } from '../support/example-town.ts'
import { night, now, seat } from '../support/feedback-ask.ts'
import { textsOf, toldOf } from '../support/told.ts'

const ground = await exampleGround()
const local = (wall: string): Date => instant(`2026-${wall.replace(' ', 'T')}:00+08:00`)
const leaveOf = (
  person: string,
  delegate: string | null,
  from = '11-23 00:00',
  to = '11-26 00:00',
): Absence => ({
  ...{ person, delegate, from: local(from), to: local(to) },
})
const during = (...absences: readonly Absence[]) => ({
  ...ground,
  directory: makeDirectory({ ...ground.directory.data, absences }),
})
const chenlan = seat('chenlan', 'community_lead', 'QH-JX')

describe('The days of a leave', () => {
  it.each([
    ['11-25 00:00', '11-28 00:00', /^(?:周三|11月25日)到(?:周五|11月27日)$/u],
    ['11-24 00:00', '11-25 00:00', /^明天$/u],
    ['11-23 12:00', '11-24 00:00', /^今天下午$/u],
    ['11-24 00:00', '11-24 12:00', /^明天上午$/u],
    ['11-23 12:00', '11-24 12:00', /^今天下午到明天上午$/u],
  ])('from %s to %s are said as people say them', (from, to, shown) => {
    expect(spanShown(leaveOf('chenlan', null, from, to), ground, now)).toMatch(shown)
  })
})

describe('Who stands in (3.4)', () => {
  const standIn = (away: typeof chenlan, absences: readonly Absence[], about: readonly string[] = []) =>
    standInOf(away, { about }, during(...absences), now)

  it('is nobody for somebody who is there', () => {
    expect(standIn(chenlan, [])).toBeNull()
  })

  it('is the delegate, in the post of theirs that lies nearest', () => {
    const zhangwei = seat('zhangwei', 'grid_lead', 'QH-JX-02')
    const near = standIn(zhangwei, [leaveOf('zhangwei', 'liuyang')])
    expect(near).toMatchObject({ person: 'liuyang', area: 'QH-JX-02' })
    expect(standIn(chenlan, [leaveOf('chenlan', 'heyun')])).toMatchObject({ person: 'heyun', area: 'QH-DF' })
    expect(standIn(chenlan, [leaveOf('chenlan', 'wangqiang')])).toMatchObject({
      person: 'wangqiang',
      area: 'QH-JX',
    })
  })

  it.each([
    ['nobody was named', 'chenlan', null, []],
    ['the delegate is away too', 'chenlan', 'liuyang', ['liuyang']],
    ['the delegate is nobody of the town', 'chenlan', 'stranger', []],
    ['the delegate is the one who is away', 'chenlan', 'chenlan', []],
  ] as const)('is the deputy where %s', (_what, person, delegate, alsoAway) => {
    const absences = [leaveOf(person, delegate), ...alsoAway.map((one) => leaveOf(one, null))]
    expect(standIn(chenlan, absences)).toEqual(seat('wangqiang', 'community_lead', 'QH-JX'))
  })

  it('is never somebody whom the case is about, and nobody where nobody is left', () => {
    const absences = [leaveOf('chenlan', 'liuyang')]
    expect(standIn(chenlan, absences, ['liuyang'])?.person).toBe('wangqiang')
    expect(standIn(chenlan, absences, ['liuyang', 'wangqiang'])).toBeNull()
    expect(standIn(chenlan, [...absences, leaveOf('liuyang', null), leaveOf('wangqiang', null)])).toBeNull()
  })

  it('hears what is said to whoever is away, with a word why', () => {
    const away = during(leaveOf('chenlan', 'wangqiang'))
    const told = tellOrStandIn({ id: 'c' }, aCase(), 'due', [chenlan], '催办', away, now)
    expect(toldOf(told)).toEqual(['due #jx-staff @chenlan @wangqiang'])
    expect(told[0]?.text).toMatch(/^催办\n陈岚在请假，请王强/u)
    const there = tellOrStandIn({ id: 'c' }, aCase(), 'due', [chenlan], '催办', ground, now)
    expect(toldOf(there)).toEqual(['due #jx-staff @chenlan'])
    expect(there[0]?.text).toBe('催办')
  })

  it('is looked for at the hour at which it is heard', () => {
    const tomorrow = during(leaveOf('chenlan', 'wangqiang', '11-24 00:00', '11-25 00:00'))
    const held = tellOrStandIn({ id: 'c' }, aCase(), 'due', [chenlan], '催办', tomorrow, night)
    expect(toldOf(held)).toEqual(['due #jx-staff @chenlan @wangqiang'])
  })
})

describe('What lies with somebody who goes on leave (3.4)', () => {
  const leave = leaveOf('chenlan', 'wangqiang')
  const left = (open: readonly CaseRecord[], at = now, one = leave) =>
    leaveNotices({ id: 'e' }, one, open, during(one), at)
  const lies = (number: string, wanted: Partial<CaseRecord> = {}) =>
    aCase({ id: number, number: `QH20261123-${number}`, ...wanted })

  it('is told to whoever stands in and to the duty officer, one line for each case, the first due first', () => {
    const told = left([
      lies('0002', { dueAt: null }),
      lies('0003', { dueAt: local('11-27 17:30') }),
      lies('0004'),
    ])
    expect(toldOf(told)).toEqual(['leave #jx-staff @wangqiang', 'leave #centre @luona'])
    for (const text of textsOf(told)) {
      expect(text.split('\n')[0]).toMatch(/陈岚.*请假.*由王强代/u)
      expect(
        text
          .split('\n')
          .slice(2, 5)
          .map((line) => line.slice(0, 1)),
      ).toEqual(['4', '3', '2'])
    }
    expect(told[0]).toMatchObject({ held: 'quiet_hours', caseId: null, runAt: now })
    expect(told[0]?.dedupeKey).not.toBe(told[1]?.dedupeKey)
  })

  it('is counted where there are more than eight', () => {
    const many = Array.from({ length: 10 }, (_, index) => lies(`00${String(index + 10)}`))
    for (const text of textsOf(left(many))) expect(text).toContain('另有2件')
    for (const text of textsOf(left(many.slice(0, 8)))) expect(text).not.toContain('另有')
  })

  it('is nothing but the leave itself to a delegate where nothing lies, and nothing to anybody without one', () => {
    const told = left([])
    expect(toldOf(told)).toEqual(['leave #jx-staff @wangqiang'])
    expect(told[0]?.text).not.toContain('没办完')
    expect(left([], now, leaveOf('chenlan', null))).toEqual([])
    expect(left([], now, leaveOf('stranger', 'wangqiang'))).toEqual([])
  })

  it('is confidential in private only, to those who may see it', () => {
    const told = left([lies('0002', { confidential: true, category: '0904' })])
    expect(toldOf(told).filter((line) => line.includes('#'))).toEqual(['leave #jx-staff @wangqiang'])
    const room = told.find(({ to }) => 'room' in to)
    expect(room?.text).not.toContain('赌')
    expect(toldOf(told)).toContain('leave luona')
  })

  it('is never told to whoever the case is about', () => {
    const told = left([lies('0002', { about: ['wangqiang'] })])
    const line = (person: string) =>
      told.find(({ to, mentions }) => mentions.includes(person) || ('private' in to && to.private === person))
    expect(line('wangqiang')?.text).not.toContain('楼道灯')
    expect(line('luona')?.text).toContain('楼道灯')
  })

  it('waits for the morning, and is said of the days as they will be read', () => {
    const [told] = left([lies('0002')], night, leaveOf('chenlan', 'wangqiang', '11-24 00:00', '11-25 00:00'))
    expect(told?.runAt).toEqual(local('11-24 08:30'))
    expect(told?.text).toContain('陈岚今天请假')
  })

  it('is the whole message, in private without a mention', () => {
    const [told] = left([lies('0002', { confidential: true })]).filter(({ to }) => 'private' in to)
    expect(told?.text).toBe(
      '【请假】陈岚今天到周三请假，由王强代。\n手上没办完的：\n2 路灯楼道灯 明天17:30\n' +
        '请帮着盯一下，要改派由值班人员回“转 编号 姓名”。',
    )
    expect(told?.mentions).toEqual([])
  })

  it('names nobody as delegate where nobody was named, and asks the deputy all the same', () => {
    const told = left([lies('0002')], now, leaveOf('chenlan', null))
    expect(toldOf(told)).toEqual(['leave #jx-staff @wangqiang', 'leave #centre @luona'])
    expect(told[0]?.text).toMatch(/^【请假】陈岚今天到周三请假，新件按顺序交给下一位。\n/u)
  })

  it('shows eight lines at most', () => {
    const many = Array.from({ length: 10 }, (_, index) => lies(`00${String(index + 10)}`))
    for (const text of textsOf(left(many)))
      expect(text.split('\n').filter((line) => line.includes('路灯'))).toHaveLength(8)
  })

  it('is told to those who are there when the leave begins, be it days ahead', () => {
    const later = leaveOf('chenlan', 'wangqiang', '11-25 00:00', '11-26 00:00')
    const town = during(later, leaveOf('luona', null, '11-25 00:00', '11-26 00:00'))
    const told = leaveNotices({ id: 'e' }, later, [lies('0002')], town, now)
    expect(toldOf(told)).toEqual(['leave #jx-staff @wangqiang', 'leave #centre @hanbing'])
  })

  it('is told by who is there now where the leave has begun already', () => {
    const begun = leaveOf('chenlan', 'wangqiang', '11-20 00:00', '11-26 00:00')
    const town = during(begun, leaveOf('luona', null, '11-20 00:00', '11-21 00:00'))
    const told = leaveNotices({ id: 'e' }, begun, [lies('0002')], town, now)
    expect(toldOf(told)).toEqual(['leave #jx-staff @wangqiang', 'leave #centre @luona'])
  })

  it('is not told to whoever goes, though nobody else has the duty', () => {
    const officer = leaveOf('luona', null)
    const town = during(officer, leaveOf('hanbing', null))
    const open = [lies('0002', { handler: seat('luona', 'duty_officer') })]
    expect(leaveNotices({ id: 'e' }, officer, open, town, now)).toEqual([])
  })

  it('is nothing to a delegate who is away too, though a deputy is there', () => {
    const town = during(leave, leaveOf('wangqiang', null))
    expect(leaveNotices({ id: 'e' }, leave, [], town, now)).toEqual([])
    const named = leaveOf('chenlan', 'heyun')
    const away = during(named, leaveOf('heyun', null))
    expect(leaveNotices({ id: 'e' }, named, [], away, now)).toEqual([])
  })

  it('is told to the duty officer where nobody has the case by name', () => {
    expect(toldOf(left([lies('0002', { handler: null })], now, leaveOf('chenlan', null)))).toEqual([
      'leave #centre @luona',
    ])
  })
})
