import { describe, expect, it } from 'vitest'
import type { CaseRecord } from '../../src/cases/case.ts'
import {
  dutyOfficer,
  gather,
  heardAt,
  hearers,
  heldUntil,
  noticeOf,
  townshipPost,
} from '../../src/feedback/audience.ts'
import { makeDirectory } from '../../src/grid/make-directory.ts'
import { instant } from '../../src/kernel/clock.ts'
import { aCase } from '../support/a-case.ts'
import { exampleGround } from '../support/example-town.ts'
import { night, now, seat } from '../support/feedback-ask.ts'

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

describe('When a notice is heard (5.4)', () => {
  const morning = instant('2026-11-24T08:30:00+08:00')

  it.each<[string, Partial<CaseRecord>, Date]>([
    ['in the morning', {}, morning],
    ['in the morning where no time runs', { limit: null }, morning],
    ['in the morning where days run on', { limit: { n: 1, unit: 'natural_day' } }, morning],
    ['at once in an emergency', { urgency: 'emergency' }, night],
    ['at once where hours run on', { limit: { n: 2, unit: 'natural_hour' } }, night],
  ])('is %s', (_what, wanted, at) => {
    expect(heardAt(aCase(wanted), ground, night)).toEqual(at)
    expect(
      noticeOf(cause, aCase(wanted), { purpose: 'p', to: { room: 'r' }, text: 't' }, ground, night).runAt,
    ).toEqual(at)
  })

  it('is the end of the quiet hours where the digest comes before it', () => {
    const early = { ...ground, rulebook: { ...ground.rulebook, digestAt: '06:00' } }
    expect(heldUntil(night, early)).toEqual(morning)
  })
})

describe('Who is told where (1.4, 3.5, 6.13)', () => {
  const zhangwei = seat('zhangwei', 'grid_lead', 'QH-JX-01')
  const chenlan = seat('chenlan', 'community_lead', 'QH-JX')
  const weining = seat('weining', 'department_lead', 'QH', 'chengguan')
  const tianye = seat('tianye', 'director')
  const places = (assignments: readonly (typeof tianye)[], wanted: Partial<CaseRecord> = {}) =>
    hearers(aCase(wanted), assignments, ground.directory).map(({ to, assignments: all }) => [
      ...('room' in to ? [`#${to.room}`] : ['privately']),
      ...all.map(({ person }) => person),
    ])

  it('is each person once, in the place of the first post', () => {
    const twice = [tianye, { ...tianye, area: 'QH-JX', post: 'community_lead' as const }, chenlan]
    expect(gather(twice, ground.directory, () => false)).toEqual([
      { to: { room: 'centre' }, assignments: [tianye] },
      { to: { room: 'jx-staff' }, assignments: [chenlan] },
    ])
  })

  it('is in private for grid and community where there is violence, for the centre in its room', () => {
    expect(places([zhangwei, chenlan, tianye], { category: '0902' })).toEqual([
      ['privately', 'zhangwei'],
      ['privately', 'chenlan'],
      ['#centre', 'tianye'],
    ])
    expect(places([zhangwei, tianye], { confidential: true })).toEqual([
      ['privately', 'zhangwei'],
      ['privately', 'tianye'],
    ])
  })

  it('is in private where somebody whom it is about reads the room, and in the room where that one reads no room', () => {
    expect(places([zhangwei, weining, tianye], { about: ['chenlan'] })).toEqual([
      ['privately', 'zhangwei'],
      ['privately', 'weining'],
      ['#centre', 'tianye'],
    ])
    expect(places([zhangwei], { about: ['weining'] })).toEqual([['#jx-staff', 'zhangwei']])
    expect(places([weining], { about: ['weining', 'dengkai'] })).toEqual([])
    expect(places([weining], { about: ['dengkai'] })).toEqual([['privately', 'weining']])
  })
})

describe('Who holds a post of the centre (1.6, 3.4, 3.5)', () => {
  const without = (...people: readonly string[]) => ({
    ...ground,
    directory: makeDirectory({
      ...ground.directory.data,
      absences: people.map((person) => ({
        ...{ person, delegate: null },
        ...{ from: instant('2026-11-01T00:00:00Z'), to: instant('2026-12-31T00:00:00Z') },
      })),
    }),
  })

  it.each<[string, readonly string[], readonly string[], string | null]>([
    ['the first', [], [], 'tianye'],
    ['the deputy where the first is away', [], ['tianye'], 'gaofeng'],
    ['the first where all are away: somebody has to be told', [], ['tianye', 'gaofeng'], 'tianye'],
    ['never one whom it is about, be the other away', ['tianye'], ['gaofeng'], 'gaofeng'],
    ['nobody where it is about all of them', ['tianye', 'gaofeng'], [], null],
  ])('is %s', (_what, about, away, person) => {
    expect(townshipPost('director', { about }, without(...away), now)?.person ?? null).toBe(person)
  })

  it('is for the duty officer in turn the director and the township lead, each in that post', () => {
    const posts = ground.directory.data.posts.filter(({ post }) => post !== 'duty_officer')
    const nobody = { ...ground, directory: makeDirectory({ ...ground.directory.data, posts, roster: [] }) }
    expect(dutyOfficer({ about: [] }, nobody, now)).toEqual(seat('tianye', 'director'))
    const none = posts.filter(({ post }) => post !== 'director')
    const fewer = {
      ...ground,
      directory: makeDirectory({ ...ground.directory.data, posts: none, roster: [] }),
    }
    expect(dutyOfficer({ about: [] }, fewer, now)).toEqual(seat('gaofeng', 'township_lead'))
    expect(dutyOfficer({ about: [] }, ground, now)).toEqual(seat('luona', 'duty_officer'))
  })
})
