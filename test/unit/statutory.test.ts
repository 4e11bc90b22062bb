import { describe, expect, it } from 'vitest'
import { extensionTerms } from '../../src/cases/extension.ts'
import { extendCase } from '../../src/cases/orders.ts'
import { instant } from '../../src/kernel/clock.ts'
import { designate, nextStep, route } from '../../src/routing/rules.ts'
import { aCase } from '../support/a-case.ts'
import { anAppeal, decisionOf, dueOf, had, on } from '../support/routing-ask.ts'
import { aLeaf, smallTown } from '../support/small-town.ts'

/** A petition: the statute gives sixty days to answer. */
const petition = aLeaf({
  ...{ code: '1601', nature: 'department_matter', level: 'township', dept: 'jiwei' },
  ...{ limit: { n: 3, unit: 'work_day' }, statutory: { n: 60, unit: 'natural_day' } },
})
const context = on([], { leaves: [...smallTown().leaves, petition] })
const appeal = anAppeal('1601', { nature: 'department_matter' })

describe('What a statute sets apart (4.7)', () => {
  it('has the statute’s time for its first step, and for whoever is named outside the row', () => {
    expect(dueOf(route(appeal, context))).toBe('01-22 09:00')
    expect(decisionOf(route(appeal, context)).limit).toEqual({ n: 60, unit: 'natural_day' })
    const named = designate(appeal, { person: 'supervisor-QH' }, null, context)
    expect(dueOf(named)).toBe('01-22 09:00')
  })

  it('has the row’s clock after that, and where the nature is another than the leaf’s', () => {
    expect(dueOf(nextStep(appeal, had(0, 'lead-jiwei'), context, 'escalate'))).toBe('11-26 17:30')
    const other = { ...appeal, nature: 'community_matter' as const }
    expect(dueOf(route(other, context))).toBe('11-24 17:30')
  })

  const record = aCase({
    ...{ category: '1601', nature: 'department_matter', state: 'in_progress' },
    dueAt: instant('2027-01-22T09:00:00+08:00'),
  })

  it('is extended by at most 30 days, which run on, and by the head of the unit', () => {
    const terms = extensionTerms(record, context)
    expect([0, 1, 2.5, 30, 31].map(terms.allows)).toEqual([false, true, false, true, false])
    expect([terms.allowed, terms.span(30), terms.byDirectorAlone]).toEqual(['最多30天', '30天', true])
    expect(extendCase(30, context).change(record, context.now).dueAt).toEqual(
      instant('2027-02-21T09:00:00+08:00'),
    )
  })

  it('is extended as everything else where the nature is another, or the category unknown', () => {
    for (const usual of [
      { ...record, nature: 'community_matter' as const },
      aCase({ category: '4711' }),
      aCase(),
      null,
    ]) {
      const terms = extensionTerms(usual, context)
      expect([1, 2, 3, 4, 30].map(terms.allows)).toEqual([false, true, true, false, false])
      expect([terms.allowed, terms.span(2), terms.byDirectorAlone]).toEqual([
        '只能是2天或3天',
        '2个工作日',
        false,
      ])
    }
    const lamp = aCase()
    expect(extendCase(2, context).change(lamp, context.now).dueAt).toEqual(
      instant('2026-11-26T17:30:00+08:00'),
    )
    expect(extendCase(2, context).change(aCase({ dueAt: null }), context.now).dueAt).toBeNull()
  })
})
