import type { ModelMeasures } from '../../intake/models.ts'

/** What counts as no worse: the noise of one line in a hundred and some; the area moves less. */
export const tolerance: ModelMeasures['keptAside'] = { areaUnderCurve: 0.002, act: 0.5, leaf: 1, kind: 1 }
/** Where as many are right, the scores must have moved by so much the right way. */
export const nearer = 0.02

/**
 * Whether a new model is taken into use in place of an old one: no figure on the speakers kept aside lower by more than the
 * tolerance, and more of the corrections right, or as many with scores that are clearly nearer. Where the old one has learnt
 * words that were erased or taken back since, the new one need not be better, only no worse: the words must go.
 * Returns why not, as wording/learning.ts reads it; null: it is taken.
 */
export function whyNot(before: ModelMeasures, after: ModelMeasures, forgets = false): string | null {
  const names = ['areaUnderCurve', 'act', 'leaf', 'kind'] as const
  const worse = names.filter(
    (name) => before.keptAside[name] - after.keptAside[name] > tolerance[name] + 1e-9,
  )
  if (worse.length > 0) return `worse:${worse.join(',')}`
  const [old, now] = [before.corrections, after.corrections]
  if (forgets && now.right >= old.right) return null
  if (now.of === 0) return 'nothing_new'
  if (now.right > old.right) return null
  if (now.right === old.right && old.off - now.off >= nearer) return null
  return 'not_better'
}
