import { describe, expect, it } from 'vitest'
import type { Leaf } from '../../src/grid/town.ts'
import { instant } from '../../src/kernel/clock.ts'
import type { Appeal } from '../../src/routing/decision.ts'
import type { Why } from '../../src/routing/rules.ts'
import { designate, nextStep, route } from '../../src/routing/rules.ts'
import { aLeaf } from '../support/small-town.ts'
import { anAppeal, decisionOf, dueOf, had, on } from '../support/routing-ask.ts'

const gas: Partial<Leaf> & { code: string } = {
  ...{ code: '0803', level: 'township', nature: 'department_matter', dept: 'yingji' },
  ...{ limit: { n: 1, unit: 'natural_hour' }, urgent: true },
}
const leak = (wanted: Partial<Appeal> = {}): Appeal =>
  anAppeal('0803', { nature: 'department_matter', ...wanted })
const townWith = (leaf: Partial<Leaf> = {}) => on([], { leaves: [aLeaf({ ...gas, ...leaf })] })
const atDepartment = had(0, 'lead-yingji')
const emergency = { urgency: 'emergency' } as const

const fourHours = { limit: { n: 4, unit: 'natural_hour' } } as const
const hourLater = '11-23 10:00'
const thursday = '11-26 17:30'

describe('The hours of an urgent leaf bind its later steps (3.2)', () => {
  it.each<[Why, ReturnType<typeof had>, number]>([
    ['escalate', atDepartment, 1],
    ['clock', atDepartment, 1],
    ['reopen', atDepartment, 1],
    ['return', had(0, null, ['lead-yingji']), 1],
    ['clock', had(1, 'township_lead-QH'), 2],
  ])('when it moves on by %s', (why, before, step) => {
    const next = nextStep(leak(), before, townWith(), why)
    expect([decisionOf(next).step, dueOf(next)]).toEqual([step, hourLater])
    expect(decisionOf(next).limit).toEqual({ n: 1, unit: 'natural_hour' })
    expect(decisionOf(next).rules).toContain('3.2')
  })

  it('also where the director keeps it, and where somebody outside of the row is named', () => {
    const kept = nextStep(leak(), had(2, 'director-QH'), townWith(), 'clock')
    expect([decisionOf(kept).handler.person, dueOf(kept)]).toEqual(['director-QH', hourLater])
    const everybodyElse = townWith().directory.data.people.map(({ code }) => code)
    const alone = on(
      everybodyElse.filter((code) => code !== 'director-QH'),
      { leaves: [aLeaf(gas)] },
    )
    const last = nextStep(leak({ about: ['director-QH'] }), had(2, 'director-QH'), alone, 'clock')
    expect([dueOf(last), decisionOf(last).rules.includes('3.2')]).toEqual([hourLater, true])
    const named = designate(leak(), { person: 'grid_lead-G11' }, atDepartment, townWith())
    expect(dueOf(named)).toBe(hourLater)
    const inRow = designate(leak(), { person: 'township_lead-QH' }, atDepartment, townWith())
    expect([decisionOf(inRow).step, dueOf(inRow)]).toEqual([1, hourLater])
  })

  it.each<[string, Partial<Leaf>, Partial<Appeal>, string]>([
    ['an hour of a leaf that is not urgent binds the first step alone', { urgent: false }, {}, thursday],
    ['unless the case is an emergency', { urgent: false }, emergency, hourLater],
    ['working hours count as hours', { limit: { n: 2, unit: 'work_hour' } }, {}, '11-23 11:00'],
    ['days do not', { limit: { n: 1, unit: 'same_day' } }, {}, thursday],
    ['nor does another nature than the leaf’s own', { nature: 'community_matter' }, {}, thursday],
    ['what a statute sets apart stays', { statutory: { n: 60, unit: 'natural_day' } }, {}, thursday],
    ['the row’s clock stays where it ends earlier', { limit: { n: 99, unit: 'natural_hour' } }, {}, thursday],
  ])('%s', (_what, leaf, appeal, due) => {
    expect(dueOf(nextStep(leak(appeal), atDepartment, townWith(leaf), 'clock'))).toBe(due)
  })

  it('of an emergency bind whoever is named, under a leaf that is not urgent too', () => {
    const ordinary = { urgent: false }
    const named = (appeal: Partial<Appeal>) =>
      dueOf(designate(leak(appeal), { person: 'grid_lead-G11' }, atDepartment, townWith(ordinary)))
    expect([named({}), named(emergency)]).toEqual(['11-24 17:30', hourLater])
  })

  const days = { limit: { n: 1, unit: 'work_day' }, urgent: false } as const
  it.each<[string, Partial<Leaf>, Partial<Appeal>, string]>([
    ['an emergency has an hour where its leaf gives four', fourHours, emergency, hourLater],
    ['and where its leaf gives days', days, emergency, hourLater],
    ['what is only urgent has the hours of its urgent leaf', fourHours, { urgency: 'urgent' }, '11-23 13:00'],
    ['an open manhole has hours, though its leaf gives a day', days, { urgency: 'urgent' }, '11-23 13:00'],
    ['an ordinary case keeps the day', days, {}, '11-24 17:30'],
    ['a statute stays', { ...days, statutory: { n: 60, unit: 'natural_day' } }, emergency, '01-22 09:00'],
  ])('%s', (_what, leaf, appeal, due) => {
    expect(dueOf(route(leak(appeal), townWith(leaf)))).toBe(due)
  })

  it('leaves a quarrel its days', () => {
    const quarrel = { nature: 'resident_dispute', urgency: 'urgent' } as const
    expect(dueOf(route(leak(quarrel), townWith(days)))).toBe('11-24 17:30')
  })

  it('in the middle of the night as by day', () => {
    const night = { ...townWith(), now: instant('2026-11-24T03:12:00+08:00') }
    expect(dueOf(nextStep(leak(), atDepartment, night, 'clock'))).toBe('11-24 04:12')
  })

  it('not where the rule file keeps to the letter', () => {
    const town = townWith()
    const letter = { ...town, rulebook: { ...town.rulebook, urgentHoursBindLaterSteps: false } }
    const next = nextStep(leak(), atDepartment, letter, 'clock')
    expect([dueOf(next), decisionOf(next).rules.includes('3.2')]).toEqual([thursday, false])
  })
})
