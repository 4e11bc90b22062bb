import { describe, expect, it } from 'vitest'
import { defaultRulebook, rulebookSchema } from '../../src/grid/rulebook.ts'
import type { Rulebook } from '../../src/grid/rulebook.ts'
import { designate, nextStep, route } from '../../src/routing/rules.ts'
import { anAppeal, decisionOf, dueOf, had, handlerOf, on } from '../support/routing-ask.ts'

const refused = (steps: object): readonly string[] =>
  rulebookSchema.safeParse({ steps }).error?.issues.map(({ message }) => message) ?? []

const step = (post: string, n = 1, unit = 'work_day') => ({ post, clock: { n, unit } })

describe('The table of 3.1 in the rule file', () => {
  it('is the printed one where the file says nothing', () => {
    const shown = Object.entries(defaultRulebook.steps).map(([nature, steps]) => [
      nature,
      steps.map(({ post, clock: { n, unit } }) => `${post} ${String(n)} ${unit}`),
    ])
    expect(Object.fromEntries(shown)).toEqual({
      resident_dispute: ['grid_lead 1 work_day', 'community_lead 1 work_day', 'mediation_centre 3 work_day'],
      community_matter: [
        'community_lead 1 work_day',
        'community_lead 1 work_day',
        'township_lead 3 work_day',
      ],
      department_matter: ['department_lead 3 work_day', 'township_lead 3 work_day', 'director 3 work_day'],
      organisation_dispute: ['township_lead 3 work_day', 'director 3 work_day', 'county_desk 1 same_day'],
      service_request: ['community_lead 1 work_day', 'service_centre 3 work_day', 'director 3 work_day'],
      county_matter: ['county_desk 1 same_day'],
    })
    expect(defaultRulebook.clockByLevel).toEqual({
      grid: { n: 1, unit: 'work_day' },
      community: { n: 1, unit: 'work_day' },
      township: { n: 3, unit: 'work_day' },
      county: { n: 1, unit: 'same_day' },
    })
  })

  it.each<[string, object, RegExp]>([
    ['a row without a step', { community_matter: [] }, /at least one step/u],
    ['a post that there is not', { community_matter: [step('mayor')] }, /Invalid option/u],
    ['a nature that there is not', { street_matter: [step('grid_lead')] }, /Unrecognized key/u],
    [
      'a county step before the last',
      { organisation_dispute: [step('county_desk', 1, 'same_day'), step('director')] },
      /county_desk is the last step/u,
    ],
    ['a county step with days of its own', { county_matter: [step('county_desk', 3)] }, /on the same_day/u],
    ['a clock of no time', { community_matter: [step('grid_lead', 0)] }, /expected number to be >0/u],
    ['half a day', { community_matter: [step('grid_lead', 1.5)] }, /counted whole/u],
    ['a step with more words', { community_matter: [{ ...step('grid_lead'), due: 1 }] }, /Unrecognized key/u],
  ])('refuses %s', (_what, steps, message) => {
    expect(refused(steps)).toEqual([expect.stringMatching(message)])
  })

  it('may count hours in parts, and end anywhere', () => {
    expect(refused({ community_matter: [step('grid_lead', 1.5, 'work_hour')] })).toEqual([])
    expect(refused({ community_matter: [step('grid_lead', 0.5, 'natural_hour')] })).toEqual([])
    expect(refused({ county_matter: [step('director')] })).toEqual([])
  })
})

const under = (rules: object) => ({ ...on(), rulebook: rulebookSchema.parse(rules) satisfies Rulebook })

describe('Routing goes by the rule file', () => {
  it('for who comes first, then, and how long each has', () => {
    const steps = {
      community_matter: [
        { ...step('grid_helper', 2), atLevel: { community: 'community_mediator' } },
        { ...step('mediation_centre', 2), assists: 'service_centre' },
      ],
    }
    const context = under({ steps })
    expect(handlerOf(route(anAppeal('0102'), context))).toBe('grid_helper-G11')
    expect(handlerOf(route(anAppeal('0201'), context))).toBe('community_mediator-C1')
    const next = nextStep(anAppeal('0201'), had(0, 'community_mediator-C1'), context, 'escalate')
    expect(handlerOf(next)).toBe('mediation_centre-QH')
    expect(decisionOf(next).assistants.map(({ person }) => person)).toEqual(['service_centre-QH'])
    expect(dueOf(next)).toBe('11-25 17:30')
    const past = nextStep(anAppeal('0201'), had(1, 'mediation_centre-QH'), context, 'escalate')
    expect(decisionOf(past)).toMatchObject({ step: 90, handler: { person: 'township_lead-QH' } })
  })

  it('for the clock past a row, and of whoever is named outside it', () => {
    const context = under({
      clockByLevel: { grid: { n: 3, unit: 'work_hour' }, township: { n: 5, unit: 'work_day' } },
    })
    const past = nextStep(anAppeal('0402'), had(2, 'mediation_centre-QH'), context, 'clock')
    expect(decisionOf(past).step).toBe(90)
    expect(dueOf(past)).toBe('11-30 17:30')
    const kept = nextStep(anAppeal('0402'), had(91, 'director-QH'), context, 'clock')
    expect(dueOf(kept)).toBe('11-30 17:30')
    const helper = designate(anAppeal('0102'), { person: 'grid_helper-G11' }, null, context)
    expect(dueOf(helper)).toBe('11-23 12:00')
  })
})
