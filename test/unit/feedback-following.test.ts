import { describe, expect, it } from 'vitest'
import type { CaseRecord } from '../../src/cases/case.ts'
import * as late from '../../src/feedback/follow-up-notices.ts'
import {
  askToTelephone,
  dropFollowUps,
  finishFollowUp,
  followUpDue,
  planFollowUps,
} from '../../src/feedback/following-up.ts'
import { callerOf } from '../../src/feedback/follow-up.ts'
import type { FollowUp } from '../../src/feedback/follow-up.ts'
import { closed, dispute, keptOf, local, timersOf } from '../support/closed-cases.ts'
import { exampleGround } from '../support/example-town.ts'
import { now, seat, someReporter } from '../support/feedback-ask.ts'
import { followUpsInMemory } from '../support/follow-ups-in-memory.ts'
import { toldOf } from '../support/told.ts'

const ground = await exampleGround()
const zhangwei = seat('zhangwei', 'grid_lead', 'QH-JX-01')

describe('A follow-up (6.6)', () => {
  const planned = async (record = dispute({ verifier: zhangwei })) => {
    const stores = followUpsInMemory()
    await planFollowUps(stores, record, ground)
    const [call, visit] = stores.kept()
    if (call === undefined || visit === undefined) throw new RangeError('a dispute has a call and a visit')
    const due = (step: 'due' | 'late' | 'director', at = call.dueAt, standing = record) =>
      followUpDue(stores, { key: 'timer-1', facts: { key: call.key, step } }, standing, ground, at)
    return { stores, call, visit, record, due }
  }

  it('is planned once, however often the end of the case is worked off', async () => {
    const { stores, record } = await planned()
    await planFollowUps(stores, record, ground)
    expect(keptOf(stores)).toEqual(['call', 'visit'])
    expect(timersOf(stores)).toEqual(['2026-12-08 09:10 follow_up due', '2026-12-23 09:10 follow_up due'])
  })

  it('is given when it is due, then asked for every three working days, the second time with the director', async () => {
    const { stores, due } = await planned()
    await due('due')
    expect(toldOf(stores.said)).toEqual(['follow_up_call #jx-staff @zhangwei if closed'])
    expect(stores.said[0]?.text).toContain('结案15天')
    expect(keptOf(stores)).toEqual(['call zhangwei', 'visit'])
    expect(timersOf(stores)).toContain('2026-12-11 17:30 follow_up late')
    await due('late', local('2026-12-11 17:30'))
    expect(toldOf(stores.said.splice(1))).toEqual(['follow_up_late #jx-staff @zhangwei if closed'])
    expect(timersOf(stores)).toContain('2026-12-16 17:30 follow_up director')
    await due('director', local('2026-12-16 17:30'))
    expect(toldOf(stores.said.splice(1))).toEqual([
      'follow_up_late #jx-staff @zhangwei if closed',
      'follow_up_missing #centre @tianye if closed',
    ])
    expect(timersOf(stores)).toContain('2026-12-21 17:30 follow_up director')
  })

  it('is asked for no more once it is done, or the case is at work again', async () => {
    const { stores, call, due, record } = await planned()
    await due('due', call.dueAt, { ...record, state: 'in_progress' })
    await stores.followUps.save({ ...call, doneAt: now })
    await due('due')
    await due('late')
    await followUpDue(stores, { key: 'x', facts: { key: 'never planned', step: 'due' } }, record, ground, now)
    expect(stores.said).toEqual([])
    expect(stores.timers.pending()).toHaveLength(2)
  })

  it('waits for somebody who may do it where nobody is there', async () => {
    const everybody = ground.directory.data.people.map(({ code }) => code)
    const { stores, due } = await planned(dispute({ verifier: null, about: everybody }))
    await due('due')
    expect(stores.said).toEqual([])
    expect(timersOf(stores)).toContain('2026-12-11 17:30 follow_up due')
    expect(keptOf(stores)).toEqual(['call', 'visit'])
  })

  it('that found it flaring takes the place of what was planned, with another look in a week', async () => {
    const { stores, call, record } = await planned()
    const done = { by: 'zhangwei', outcome: 'flaring', words: '又吵了' } as const
    const next = await finishFollowUp(stores, call, done, record, ground, call.dueAt)
    expect(next?.kind).toBe('weekly')
    expect(keptOf(stores)).toEqual(['call flaring', 'visit dropped', 'weekly'])
    expect(stores.kept()[0]).toMatchObject({ doneBy: 'zhangwei', doneAt: call.dueAt, words: '又吵了' })
    expect(timersOf(stores)).toContain('2026-12-15 09:10 follow_up due')
  })

  it('that brought nothing new leaves what is planned, and telephone tasks are no next follow-up', async () => {
    const { stores, call, visit, record } = await planned()
    await askToTelephone(stores, record, 'caller', ground, now)
    const done = { by: 'zhangwei', outcome: 'noted', words: '没人在' } as const
    const next = await finishFollowUp(stores, call, done, record, ground, call.dueAt)
    expect(next?.key).toBe(visit.key)
    expect(keptOf(stores)).toEqual(['call noted', 'visit', 'telephone caller luona'])
    expect(await finishFollowUp(stores, visit, { ...done, outcome: 'calm' }, record, ground, now)).toBeNull()
  })

  it('on the telephone is asked for once for each reporter, however often the end is worked off', async () => {
    const stores = followUpsInMemory()
    for (const reporter of ['caller', 'visitor', 'caller'])
      await askToTelephone(stores, closed(), reporter, ground, now)
    expect(keptOf(stores)).toEqual(['telephone caller luona', 'telephone visitor luona'])
    expect(new Set(stores.said.map(({ dedupeKey }) => dedupeKey)).size).toBe(2)
    expect(stores.said).toHaveLength(2)
    for (const { hold } of stores.timers.pending()) expect(hold).toBe(false)
  })

  it('on the telephone says whether a number was left, and never the number itself', async () => {
    const left = { reporter: 'caller', phone: '13800001234', remark: null, takenBy: 'luona', takenAt: now }
    const stores = followUpsInMemory([], null, [left])
    for (const reporter of ['caller', 'visitor'])
      await askToTelephone(stores, closed(), reporter, ground, now)
    const [known, unknown] = stores.said.map(({ text }) => text)
    expect(known).toContain('电话在这一件的反映人里')
    expect(known).not.toContain('1380000')
    expect(unknown).toContain('本人没有留电话')
  })

  it('is dropped with its clocks once the case is at work again', async () => {
    const { stores, record } = await planned()
    await dropFollowUps(stores, record.id, now)
    expect(keptOf(stores)).toEqual(['call dropped', 'visit dropped'])
    expect(stores.timers.pending()).toEqual([])
  })

  it('keeps its clocks where only some kinds are dropped', async () => {
    const { stores, record } = await planned()
    await dropFollowUps(stores, record.id, now, ['visit'])
    expect(keptOf(stores)).toEqual(['call', 'visit dropped'])
    expect(stores.timers.pending()).toHaveLength(2)
  })

  const one = (kind: FollowUp['kind'], wanted: Partial<FollowUp> = {}): FollowUp => ({
    ...{ key: `k-${kind}`, caseId: 'case-1', kind, dueAt: now, reporter: null, assignee: zhangwei, tries: 0 },
    ...{ doneAt: null, doneBy: null, outcome: null, words: null },
    ...wanted,
  })

  it.each([
    ['call', /^【回访】.*结案15天/u],
    ['visit', /^【上门回访】/u],
    ['weekly', /^【每周回访】/u],
    ['telephone', /^【电话告知】.*解决了：已更换声控灯\n反映人李\*\*/u],
  ] as const)('says what is to be done, as a %s', (kind, text) => {
    const record = closed({ reporters: [someReporter('liayi', { name: '李阿姨' })] })
    const task = one(kind, { reporter: 'liayi' })
    const told = late.followUpNotices(task, zhangwei, record, ground, now)
    expect(toldOf(told)).toEqual([`follow_up_${kind} #jx-staff @zhangwei if closed`])
    expect(told[0]?.text).toMatch(text)
    expect(told[0]?.text).not.toContain('李阿姨')
  })

  it('that is late asks for the telephone call or for the visit, and names to the director who owes it', () => {
    const owed = (task: FollowUp, toDirector: boolean, wanted: Partial<CaseRecord> = {}) =>
      late.followUpLateNotices({ id: 't' }, task, closed(wanted), toDirector, ground, now)
    expect(owed(one('telephone'), false)[0]?.text).toContain('联系不上')
    expect(owed(one('visit'), false)[0]?.text).not.toContain('联系不上')
    expect(owed(one('visit'), true)[1]?.text).toContain('张伟')
    expect(owed(one('visit', { assignee: null }), true)).toEqual([])
    expect(toldOf(owed(one('visit'), true, { about: ['tianye', 'gaofeng'] }))).toEqual([
      'follow_up_late #jx-staff @zhangwei if closed',
    ])
  })

  it('on the telephone falls to the community where the township has nobody who may', () => {
    const about = ['luona', 'hanbing', 'tianye', 'gaofeng']
    expect(callerOf(closed({ about, verifier: zhangwei }), ground, now)?.person).toBe('zhangwei')
    expect(callerOf(closed(), ground, now)?.person).toBe('luona')
  })
})
