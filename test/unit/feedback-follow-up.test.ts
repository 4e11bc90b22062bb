import { beforeAll, describe, expect, it } from 'vitest'
import { followerOf, isFollowedUp, moodOf, nextAfter, plansAfterClose } from '../../src/feedback/follow-up.ts'
import type { Ground } from '../../src/grid/ground.ts'
import { instant } from '../../src/kernel/clock.ts'
import { aCase } from '../support/a-case.ts'
import { exampleGround } from '../support/example-town.ts'

let ground: Ground
const at = (wall: string): Date => instant(`${wall}:00+08:00`)
const closedAt = at('2026-11-23T20:15')
beforeAll(async () => {
  ground = await exampleGround()
})
const dispute = (wanted = {}) =>
  aCase({ state: 'closed', nature: 'resident_dispute', category: '0402', closedAt, ...wanted })

describe('What is followed up (6.6)', () => {
  it.each([
    ['a dispute between residents', { nature: 'resident_dispute' }, true],
    ['a dispute with an organisation', { nature: 'organisation_dispute' }, true],
    ['a case that was taken up again', { cycle: 2 }, true],
    ['anything else', {}, false],
    ['praise', { kind: 'praise', nature: 'resident_dispute' }, false],
  ] as const)('%s: %s', (_what, wanted, follows) => {
    expect(isFollowedUp(aCase(wanted))).toBe(follows)
  })

  it('is a call after 15 days and a visit after 30, in working hours', () => {
    expect(plansAfterClose(dispute(), ground).map(({ kind, dueAt }) => [kind, dueAt])).toEqual([
      ['call', at('2026-12-09T08:30')],
      ['visit', at('2026-12-24T08:30')],
    ])
    expect(plansAfterClose(aCase({ state: 'closed', closedAt }), ground)).toEqual([])
  })
})

describe('How it was found (6.6)', () => {
  it.each([
    ['平稳', 'calm'],
    ['两家和好了', 'calm'],
    ['没有再吵', 'calm'],
    ['没有反复', 'calm'],
    ['又吵了一次', 'flaring'],
    ['有反复', 'flaring'],
    ['不太平稳', 'flaring'],
    ['还没平稳', 'flaring'],
    ['家里没人', 'noted'],
  ] as const)('%s is %s', (words, mood) => {
    expect(moodOf(words)).toBe(mood)
  })

  const now = at('2026-12-09T10:00')
  const next = (kind: 'call' | 'visit' | 'weekly', mood: 'calm' | 'flaring' | 'noted') => {
    const { plans, drops } = nextAfter({ kind }, mood, dispute(), ground, now)
    return [plans.map((one) => `${one.kind} ${one.dueAt.toISOString()}`), drops]
  }

  it('puts the visit off to the ninetieth day where the call was calm', () => {
    expect(next('call', 'calm')).toEqual([['visit 2027-02-22T00:30:00.000Z'], ['visit']])
    expect(next('call', 'noted')).toEqual([[], []])
  })

  it('looks again every week while it flares, and ends that with a visit', () => {
    expect(next('call', 'flaring')).toEqual([['weekly 2026-12-16T02:00:00.000Z'], ['call', 'visit']])
    expect(next('visit', 'flaring')[0]).toEqual(['weekly 2026-12-16T02:00:00.000Z'])
    expect(next('weekly', 'noted')[0]).toEqual(['weekly 2026-12-16T02:00:00.000Z'])
    expect(next('weekly', 'calm')[0]).toEqual(['visit 2027-01-08T02:00:00.000Z'])
    expect(next('visit', 'calm')).toEqual([[], []])
  })
})

describe('Who does it (6.6)', () => {
  const now = at('2026-12-09T10:00')
  const zhangwei = { person: 'zhangwei', post: 'grid_lead', area: 'QH-JX-01', dept: null } as const
  const chenlan = { person: 'chenlan', post: 'community_lead', area: 'QH-JX', dept: null } as const

  it('is the verifier, else the community lead, else the duty officer', () => {
    const person = (wanted: object) => followerOf(dispute(wanted), ground, now)?.person
    expect(person({ handler: chenlan, verifier: zhangwei })).toBe('zhangwei')
    expect(person({ handler: zhangwei, verifier: null })).toBe('chenlan')
    expect(person({ handler: chenlan, verifier: null, about: ['wangqiang'] })).toBe('luona')
  })

  it('is never the handler and never somebody whom it is about', () => {
    const record = dispute({ handler: zhangwei, verifier: chenlan, about: ['chenlan'] })
    expect(followerOf(record, ground, now)?.person).toBe('wangqiang')
    const own = dispute({ handler: chenlan, verifier: chenlan })
    expect(followerOf(own, ground, now)?.person).toBe('wangqiang')
  })
})
