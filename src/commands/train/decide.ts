/** How a model does on the speakers kept aside, in per cent but for the area (0..1). */
export interface KeptAsideFigures {
  areaUnderCurve: number
  act: number
  leaf: number
  kind: number
}

/** How a model does on corrections that it has not learnt. */
export interface CorrectionFigures {
  of: number
  /** Read as the centre said: heard or not heard, and an appeal with its category. */
  right: number
  /** Mean distance of the score from what it should have been, 0..1. */
  off: number
}

export interface Figures {
  keptAside: KeptAsideFigures
  corrections: CorrectionFigures
}

/** What counts as no worse: the noise of one line in a hundred and some; the area moves less. */
export const tolerance: KeptAsideFigures = { areaUnderCurve: 0.002, act: 0.5, leaf: 1, kind: 1 }
/** Where as many are right, the scores must have moved by so much the right way. */
export const nearer = 0.02

/**
 * Whether a new model is taken into use in place of an old one: no figure on the speakers kept aside lower by more than the
 * tolerance, and more of the corrections right, or as many with scores that are clearly nearer. Returns why not; null: it is.
 */
export function whyNot(before: Figures, after: Figures): string | null {
  const names = ['areaUnderCurve', 'act', 'leaf', 'kind'] as const
  const worse = names.filter(
    (name) => before.keptAside[name] - after.keptAside[name] > tolerance[name] + 1e-9,
  )
  if (worse.length > 0) return `worse on the speakers kept aside: ${worse.join(', ')}`
  const [old, now] = [before.corrections, after.corrections]
  if (now.of === 0) return 'there are no new corrections'
  if (now.right > old.right) return null
  if (now.right === old.right && old.off - now.off >= nearer) return null
  return 'not better on the corrections'
}
