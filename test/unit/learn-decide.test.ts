import { describe, expect, it } from 'vitest'
import { nearer, tolerance, whyNot } from '../../src/commands/train/decide.ts'
import type { ModelMeasures as Figures } from '../../src/intake/models.ts'

const kept = { areaUnderCurve: 0.978, act: 83.8, leaf: 57.9, kind: 72.8 }
const old: Figures = { keptAside: kept, corrections: { of: 9, right: 3, off: 0.6 } }
const now = (more: Partial<Figures['keptAside']>, corrections: Partial<Figures['corrections']>): Figures => ({
  keptAside: { ...kept, ...more },
  corrections: { ...old.corrections, ...corrections },
})

describe('A model learnt from corrections', () => {
  it.each([
    ['more right and nothing worse', now({}, { right: 4 })],
    ['more right and each figure just within the tolerance', now(atEdge(1), { right: 4 })],
    ['as many right with scores clearly nearer', now({}, { off: 0.6 - nearer })],
    [
      'better at everything',
      now({ areaUnderCurve: 0.99, act: 90, leaf: 70, kind: 80 }, { right: 9, off: 0.1 }),
    ],
  ])('is taken into use: %s', (_, after) => {
    expect(whyNot(old, after)).toBeNull()
  })

  it.each([
    ['as good as before', now({}, {}), 'not_better'],
    ['as many right, scores hardly nearer', now({}, { off: 0.59 }), 'not_better'],
    ['fewer right, however near', now({}, { right: 2, off: 0 }), 'not_better'],
    ['area', now({ areaUnderCurve: 0.975 }, { right: 9 }), 'worse:areaUnderCurve'],
    ['act and leaf', now({ act: 83, leaf: 56 }, { right: 9 }), 'worse:act,leaf'],
    ['kind', now({ kind: 71 }, { right: 9 }), 'worse:kind'],
    ['no corrections', now({}, { of: 0, right: 0, off: 0 }), 'nothing_new'],
  ])('is not taken into use: %s', (_, after, why) => {
    expect(whyNot(old, after)).toBe(why)
  })

  it('need not be better where words must be forgotten, but no worse', () => {
    expect(whyNot(old, now({}, {}), true)).toBeNull()
    expect(whyNot(old, now({}, { of: 0, right: 3 }), true)).toBeNull()
    expect(whyNot(old, now({}, { right: 2 }), true)).toBe('not_better')
    expect(whyNot(old, now({ act: 80 }, {}), true)).toBe('worse:act')
  })
})

function atEdge(times: number): Figures['keptAside'] {
  return {
    areaUnderCurve: kept.areaUnderCurve - times * tolerance.areaUnderCurve,
    act: kept.act - times * tolerance.act,
    leaf: kept.leaf - times * tolerance.leaf,
    kind: kept.kind - times * tolerance.kind,
  }
}
